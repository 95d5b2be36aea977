using System.Collections.Generic;

namespace VirtualPicoW.Tests;

/// <summary>
/// Members that firmware cannot use on the virtual board, because their types are the very ones .NET is built on (strings, exceptions,
/// dates) and lack them. Firmware that does gets a MissingMethodException with the member's name.
/// </summary>
internal static class KnownGaps
{
    private static readonly string[] OfCoreLibrary =
    [
        // Nobody calls these constructors: the runtime makes arrays and delegates.
        "System.Array..ctor System.Void() missing",
        "System.Delegate..ctor System.Void() missing",
        "System.MulticastDelegate..ctor System.Void() missing",

        // The compiler has put the number where it was used.
        "System.AttributeTargets.All System.AttributeTargets is 32767, not 16383",

        // Use string.ToLower and ToUpper, or a subtraction.
        "System.Char.ToLower System.Char() missing",
        "System.Char.ToUpper System.Char() missing",

        // A property on .NET.
        "System.Exception.HResult System.Int32 missing",

        // Use the constructor that takes a string.
        "System.Guid.TryParseGuidWithDashes System.Boolean(System.String,System.Guid&) missing",

        // Empty on nanoFramework, of no use there.
        "System.IAsyncResult.get_AsyncState surplus",
        "System.IAsyncResult.get_AsyncWaitHandle surplus",
        "System.IAsyncResult.get_CompletedSynchronously surplus",
        "System.IAsyncResult.get_IsCompleted surplus",

        // Of use with files only.
        "System.IO.IOException+IOExceptionErrorCode missing",
        "System.IO.IOException.get_ErrorCode System.IO.IOException+IOExceptionErrorCode() missing",

        // Say what was disposed of.
        "System.ObjectDisposedException..ctor System.Void() missing",

        // Implemented by Type alone.
        "System.Reflection.IReflect.GetFields surplus",
        "System.Reflection.IReflect.GetMember surplus",
        "System.Reflection.IReflect.GetMembers surplus",
        "System.Reflection.IReflect.GetMethod surplus",
        "System.Reflection.IReflect.GetMethods surplus",
        "System.Reflection.IReflect.GetProperties surplus",
        "System.Reflection.IReflect.GetProperty surplus",
        "System.Reflection.IReflect.GetProperty surplus",
        "System.Reflection.IReflect.InvokeMember surplus",
        "System.Reflection.IReflect.get_UnderlyingSystemType surplus",

        // foreach over a string does not call it.
        "System.String.GetEnumerator System.Collections.IEnumerator() missing",

        // Use FromMinutes.
        "System.TimeSpan.FromDays System.TimeSpan(System.Int64) missing",
        "System.TimeSpan.FromHours System.TimeSpan(System.Int64) missing",
    ];

    /// <summary>The gaps of one assembly.</summary>
    public static IEnumerable<string> Of(string assembly) => assembly == "mscorlib" ? OfCoreLibrary : [];
}
