namespace Weaver.Tests.RandomCode;

/// <summary>A method of a random class, as its callers know it. All its parameters are integers.</summary>
internal sealed record RandomMethod(string Name, bool IsAsync, string ReturnType, int ParameterCount)
{
    /// <summary>Of each way in which a result travels.</summary>
    public static readonly string[] Values = ["int", "int", "string", "bool", "long", "byte", "char", "Colour", "object"];

    public static readonly string[] Types = ["void", "void", .. Values];

    /// <summary>From the special to the general.</summary>
    public static readonly string[] Exceptions = ["ArgumentException", "InvalidOperationException", "Exception"];
}
