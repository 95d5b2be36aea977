using System;
using AsyncCore;

namespace Chip;

/// <summary>Exceptions that cross awaits.</summary>
internal static class Throws
{
    internal static Coroutine AcrossOne(int count) => Catch(count, 0);

    internal static Coroutine AcrossFive(int count) => Catch(count, 4);

    private static async Coroutine Catch(int count, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            try
            {
                await Fail(depth);
            }
            catch (InvalidOperationException)
            {
            }
        }
    }

    private static async Coroutine Fail(int depth)
    {
        if (depth > 0)
        {
            await Fail(depth - 1);
            return;
        }

        throw new InvalidOperationException("no");
    }
}
