using System;
using System.Text;

namespace VirtualPicoW;

/// <summary>
/// What objects take in the managed heap of a board. It is made of blocks of 12 bytes: one heads each object, and each field has one, whatever its type. All
/// of it was measured on nanoFramework's interpreter, built for 32 bit.
/// </summary>
internal static class BoardSizes
{
    /// <summary>The block, and with it a bare object, a field, a static field, and a reference in an array.</summary>
    public const int Block = 12;

    /// <summary>A literal: the characters stay in flash.</summary>
    public const int Literal = Block;

    /// <summary>A number, an enumeration's value, a date or a time span as an object.</summary>
    public const int Box = 2 * Block;

    /// <summary>A delegate for one method.</summary>
    public const int Delegate = 3 * Block;

    /// <summary>The trace of an exception that was thrown a few methods deep.</summary>
    public const int Trace = 5 * Block;

    /// <summary>What a thread that runs has beside its object: its stack, with a few methods on it.</summary>
    public const int Stack = 636;

    /// <summary>A place in a hash table that is taken, with what it holds.</summary>
    public const int Bucket = 4 * Block;

    private const int ArrayHeader = 20;
    private const int FirstCapacity = 4;
    private const int FirstBuckets = 7;
    private const int FirstCharacters = 16;

    /// <summary>An object with so many fields, those that it inherits included.</summary>
    public static int Object(int fields) => Block * (1 + fields);

    /// <summary>An array, without what its references lead to.</summary>
    public static int Array(int length, int bytesOfElement) => Blocks(ArrayHeader + ((long)length * bytesOfElement));

    /// <summary>A string that was made, and no literal.</summary>
    public static int String(string text) => Blocks(Block + Encoding.UTF8.GetByteCount(text) + 1);

    /// <summary>A delegate for several methods, with the delegates for each.</summary>
    public static int DelegateList(int length) => (2 * Block) + (length * (Block + Delegate));

    /// <summary>An <c>ArrayList</c>, whose places become half as many again whenever they are too few.</summary>
    public static int ArrayList(int count)
    {
        int capacity = FirstCapacity;
        while (capacity < count)
        {
            capacity += capacity / 2;
        }

        return Object(3) + Array(capacity, Block);
    }

    /// <summary>The places of a <c>Hashtable</c> and those in it that are taken, without the table itself.</summary>
    public static int Buckets(int count)
    {
        int buckets = FirstBuckets;
        while (buckets < count)
        {
            buckets = (2 * buckets) + 3;
        }

        return Array(buckets, Block) + (count * Bucket);
    }

    /// <summary>The characters of a <c>StringBuilder</c>; what does not fit in the first piece makes another builder for the second.</summary>
    public static int Characters(int capacity) => capacity <= FirstCharacters
        ? Array(FirstCharacters, sizeof(char))
        : Array(FirstCharacters, sizeof(char)) + Object(5) + Array(capacity - FirstCharacters, sizeof(char));

    private static int Blocks(long bytes) => (int)Math.Min(int.MaxValue - Block, (bytes + Block - 1) / Block * Block);
}
