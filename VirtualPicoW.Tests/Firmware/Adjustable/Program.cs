using System;

namespace Adjustable;

/// <summary>Prints its setting and returns.</summary>
public static class Program
{
    public static void Main(string[] arguments)
    {
        Console.Write("port ");
        Console.WriteLine(Settings.Port.ToString());
    }
}
