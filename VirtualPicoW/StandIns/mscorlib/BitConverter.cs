extern alias DotNet;

using Converter = DotNet::System.BitConverter;

namespace System;

/// <summary>Numbers as bytes. It cannot be .NET's own, where <see cref="IsLittleEndian"/> is a field.</summary>
public static class BitConverter
{
    /// <summary>Whether the lowest byte comes first; on the RP2040 it does.</summary>
    public static bool IsLittleEndian => Converter.IsLittleEndian;

    /// <summary>The bits of a floating point number.</summary>
    public static long DoubleToInt64Bits(double value) => Converter.DoubleToInt64Bits(value);

    /// <summary>The floating point number of these bits.</summary>
    public static double Int64BitsToDouble(long value) => Converter.Int64BitsToDouble(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(bool value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(char value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(double value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(float value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(int value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(long value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(short value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(uint value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(ulong value) => Converter.GetBytes(value);

    /// <summary>The bytes of a value.</summary>
    public static byte[] GetBytes(ushort value) => Converter.GetBytes(value);

    /// <summary>The value of these bytes.</summary>
    public static bool ToBoolean(byte[] value, int startIndex) => Converter.ToBoolean(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static char ToChar(byte[] value, int startIndex) => Converter.ToChar(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static double ToDouble(byte[] value, int startIndex) => Converter.ToDouble(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static short ToInt16(byte[] value, int startIndex) => Converter.ToInt16(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static int ToInt32(byte[] value, int startIndex) => Converter.ToInt32(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static long ToInt64(byte[] value, int startIndex) => Converter.ToInt64(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static float ToSingle(byte[] value, int startIndex) => Converter.ToSingle(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static ushort ToUInt16(byte[] value, int startIndex) => Converter.ToUInt16(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static uint ToUInt32(byte[] value, int startIndex) => Converter.ToUInt32(value, startIndex);

    /// <summary>The value of these bytes.</summary>
    public static ulong ToUInt64(byte[] value, int startIndex) => Converter.ToUInt64(value, startIndex);

    /// <summary>The bytes in hexadecimal.</summary>
    public static string ToString(byte[] value) => Converter.ToString(value);

    /// <summary>The bytes in hexadecimal.</summary>
    public static string ToString(byte[] value, int startIndex) => Converter.ToString(value, startIndex);

    /// <summary>The bytes in hexadecimal.</summary>
    public static string ToString(byte[] value, int startIndex, int length) => Converter.ToString(value, startIndex, length);
}
