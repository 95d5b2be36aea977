using System;

namespace nanoFramework.TestFramework;

/// <summary>Compares arrays.</summary>
public static class TestExtensions
{
    /// <summary>Whether both have the same elements in the same order.</summary>
    public static bool SequenceEqual(this Array a, Array b)
    {
        if (a == null || b == null || a.Length != b.Length)
        {
            return a == b;
        }

        for (int index = 0; index < a.Length; index++)
        {
            if (!Equals(a.GetValue(index), b.GetValue(index)))
            {
                return false;
            }
        }

        return true;
    }
}
