namespace Weaver;

/// <summary>Puts what .NET says of a failure into the one line that an error of the build has.</summary>
internal static class Reason
{
    /// <summary>The message of an exception, in one line, without the full stop.</summary>
    public static string Of(Exception exception) =>
        string.Join(' ', exception.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
