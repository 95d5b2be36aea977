using System;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>What types and tasks are called in a report.</summary>
internal static class MemoryNames
{
    private const string TaskType = "AsyncCore.Task";

    /// <summary>The type as one writes it; a coroutine by its async method, a closure by the method around it.</summary>
    public static string OfType(Type type)
    {
        if (type.GetElementType() is { } element)
        {
            return OfType(element) + "[]";
        }

        string name = type.Name;
        int end = name.LastIndexOf('>');
        if (name.StartsWith('<') && end > 0)
        {
            // A lambda stands in the angle brackets of the method around it: <<Main>b__0>d.
            string method = name[1..end].TrimStart('<').Split('>')[0];
            string kind = name.Contains("DisplayClass") || method.Length == 0 ? "closure" : "coroutine";
            return $"{kind} {OfType(type.DeclaringType ?? typeof(object))}{(method.Length > 0 ? "." + method : string.Empty)}";
        }

        return type == typeof(string) ? "string"
            : type == typeof(object) ? "object"
            : type.IsPrimitive ? Keyword(type)
            : type.DeclaringType is { } around ? $"{OfType(around)}.{name}"
            : name;
    }

    /// <summary>Whether the object is a task of AsyncCore.</summary>
    public static bool IsTask(Type? type) => type != null && (type.FullName == TaskType || IsTask(type.BaseType));

    /// <summary>The name under which a task appears in reports.</summary>
    public static string OfTask(object task)
    {
        try
        {
            return $"task {task.GetType().GetProperty("Name")!.GetValue(task)}";
        }
        catch (TargetInvocationException)
        {
            // It ends or begins at this moment, on another thread.
            return "a task";
        }
    }

    private static string Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.SByte => "sbyte",
        TypeCode.Char => "char",
        TypeCode.Int16 => "short",
        TypeCode.UInt16 => "ushort",
        TypeCode.Int32 => "int",
        TypeCode.UInt32 => "uint",
        TypeCode.Int64 => "long",
        TypeCode.UInt64 => "ulong",
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        _ => type.Name,
    };
}
