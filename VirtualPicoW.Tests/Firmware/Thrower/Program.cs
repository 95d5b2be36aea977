using System;
using System.Threading;

namespace Thrower;

/// <summary>Throws on a thread of its own, and then out of Main.</summary>
public static class Program
{
    public static void Main()
    {
        Thread thread = new(() => throw new Exception("from a thread"));
        thread.Start();
        thread.Join();
        Console.WriteLine("still here");
        throw new InvalidOperationException("from Main");
    }
}
