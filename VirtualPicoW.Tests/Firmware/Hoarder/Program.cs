using System;
using System.Collections;
using System.Text;
using System.Threading;
using AsyncCore;
using static AsyncCore.Asyncio;
using GC = nanoFramework.Runtime.Native.GC;

namespace Hoarder;

/// <summary>Holds a hundred objects of a kind, and prints how much less memory is free for each.</summary>
public static class Program
{
    private const int Count = 100;
    private static readonly object[] Kept = new object[Count];

    private delegate object Maker(int i);

    public static void Main()
    {
        Console.WriteLine("Main");
        if (Settings.Leaks)
        {
            AsyncCore.Asyncio.Run(Leak.Run());
            return;
        }

        Measure("object", i => new object());
        Measure("class of a number", i => new Number());
        Measure("class of five fields", i => new Mixed());
        Measure("ring of two", i => new Ring());
        Measure("boxed int", i => i + 1000);
        Measure("boxed struct", i => new Pair());
        Measure("boxed date", i => DateTime.UtcNow);
        Measure("byte[100]", i => new byte[100]);
        Measure("int[10]", i => new int[10]);
        Measure("long[10]", i => new long[10]);
        Measure("object[10]", i => new object[10]);
        Measure("struct[10]", i => new Pair[10]);
        Measure("date[10]", i => new DateTime[10]);
        Measure("string of 20", i => new string('x', 20));
        Measure("string of 20 umlauts", i => new string('\u00fc', 20));
        Measure("literal", i => "a literal that is in flash");
        Measure("closure", i => (Maker)(j => i));
        Measure("two handlers", i => (Maker)(j => i) + (j => i));
        Measure("ArrayList", i => new ArrayList());
        Measure("ArrayList of 10", i => Fill(new ArrayList()));
        Measure("Hashtable", i => new Hashtable());
        Measure("Hashtable of 10", i => Fill(new Hashtable()));
        Measure("StringBuilder of 100", i => new StringBuilder().Append(new string('x', 100)));
        Measure("Exception", i => new Exception("x" + i % 10));
        Measure("AutoResetEvent", i => new AutoResetEvent(false));
        Measure("Event", i => new Event());
        Measure("Queue", i => new AsyncCore.Queue(10));
        AsyncCore.Asyncio.Run(MeasureTasks());
    }

    private static async Coroutine MeasureTasks()
    {
        await SleepMs(1);
        uint before = GC.Run(true);
        for (int i = 0; i < 57; i++)
        {
            _ = CreateTask(Sleep());
        }

        await SleepMs(1);
        Console.WriteLine("sleeping task: " + ((before - GC.Run(true)) / 57));
    }

    private static async Coroutine Sleep() => await SleepMs(1000000);

    private static object Fill(ArrayList list)
    {
        for (int i = 0; i < 10; i++)
        {
            list.Add(Kept);
        }

        return list;
    }

    private static object Fill(Hashtable table)
    {
        for (int i = 0; i < 10; i++)
        {
            table[i] = Kept;
        }

        return table;
    }

    private static void Measure(string name, Maker maker)
    {
        maker(0);
        uint before = GC.Run(true);
        for (int i = 0; i < Count; i++)
        {
            Kept[i] = maker(i);
        }

        Console.WriteLine(name + ": " + ((before - GC.Run(true)) / Count));
        for (int i = 0; i < Count; i++)
        {
            Kept[i] = null;
        }
    }
}
