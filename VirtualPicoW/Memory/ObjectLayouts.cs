using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace VirtualPicoW;

/// <summary>The layouts of the types of one board, each found once.</summary>
internal sealed class ObjectLayouts(AssemblyLoadContext context)
{
    private const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly FieldInfo[] LinksOfException =
        [.. new[] { "_message", "_innerException" }.Select(name => typeof(Exception).GetField(name, OwnFields)).OfType<FieldInfo>()];

    private readonly Dictionary<Type, ObjectLayout> layouts = [];

    /// <summary>Whether values of the type stand in the field itself: numbers, enumerations, dates (of the stand-in or of .NET) and time spans.</summary>
    public static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type.FullName == typeof(DateTime).FullName || type == typeof(TimeSpan);

    /// <summary>Whether a field of the type can lead to an object.</summary>
    public static bool CanLead(Type type) => !IsPlain(type) && !type.IsPointer && !type.IsByRefLike;

    /// <summary>The layout of a class or struct.</summary>
    public ObjectLayout Of(Type type)
    {
        if (!layouts.TryGetValue(type, out ObjectLayout? layout))
        {
            layout = Make(type);
            layouts.Add(type, layout);
        }

        return layout;
    }

    /// <summary>What an element of an array takes, in the array and, if it is a struct, beside it.</summary>
    public int BytesOfElement(Type type) =>
        type == typeof(bool) || type == typeof(byte) || type == typeof(sbyte) ? sizeof(byte)
        : type == typeof(char) || type == typeof(short) || type == typeof(ushort) ? sizeof(short)
        : type == typeof(long) || type == typeof(ulong) || type == typeof(double) ? sizeof(long)
        : type.IsPrimitive ? sizeof(int)
        : type.IsEnum ? BytesOfElement(Enum.GetUnderlyingType(type))
        : BoardSizes.Block;

    /// <summary>The object that a board makes for a struct in a field or in an array; 0 for what needs none.</summary>
    public int BytesOfStruct(Type type) => type.IsValueType && !IsPlain(type) ? Of(type).Bytes : 0;

    /// <summary>Whether a board has such objects at all, and .NET does not have them for itself.</summary>
    public bool IsOfBoard(Type type) => type == typeof(object) || AssemblyLoadContext.GetLoadContext(type.Assembly) == context || IsKnown(type);

    private static bool IsKnown(Type? type) => type != null && (BoardTypes.FieldsOf(type) >= 0 || IsKnown(type.BaseType));

    private ObjectLayout Make(Type type)
    {
        if (!IsOfBoard(type))
        {
            return new ObjectLayout(0, []);
        }

        int fields = 0;
        int structs = 0;
        bool isKnown = false;
        List<FieldInfo> links = new();
        for (Type? level = type; level != null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            int known = BoardTypes.FieldsOf(level);
            if (!isKnown && known >= 0)
            {
                fields += known;
                isKnown = true;
            }

            foreach (FieldInfo field in FieldsOf(level))
            {
                if (!isKnown)
                {
                    fields++;
                    structs += BytesOfStruct(field.FieldType);
                }

                if (CanLead(field.FieldType))
                {
                    links.Add(field);
                }
            }
        }

        return new ObjectLayout(BoardSizes.Object(fields) + structs, [.. links]);
    }

    // What .NET's own types hold is .NET's business, but for an exception's text and cause.
    private FieldInfo[] FieldsOf(Type level) => level == typeof(Exception) ? LinksOfException
        : AssemblyLoadContext.GetLoadContext(level.Assembly) == context ? level.GetFields(OwnFields)
        : [];
}
