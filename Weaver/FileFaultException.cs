namespace Weaver;

/// <summary>A file that the weaver reads or writes is not what it has to be; the message says which, why, and what to do.</summary>
/// <param name="code">The error's number.</param>
/// <param name="message">One line.</param>
internal sealed class FileFaultException(string code, string message) : Exception(message)
{
    /// <summary>Something that is to be read is missing or damaged.</summary>
    public const string Unreadable = "AC0020";

    /// <summary>The symbols are those of something else, or damaged.</summary>
    public const string BadSymbols = "AC0021";

    /// <summary>The output cannot be written.</summary>
    public const string Unwritable = "AC0022";

    /// <summary>The error's number.</summary>
    public string Code => code;
}
