using System;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>What firmware holds is counted as nanoFramework's interpreter would hold it.</summary>
public class MemoryTests
{
    private const int Attempts = 20;

    /// <summary>As the same program prints it on nanoFramework's own interpreter, built for 32 bit.</summary>
    private static readonly string[] OnNanoFramework =
    [
        "object: 12", "class of a number: 24", "class of five fields: 108", "ring of two: 48", "boxed int: 24", "boxed struct: 36", "boxed date: 24",
        "byte[100]: 120", "int[10]: 60", "long[10]: 108", "object[10]: 144", "struct[10]: 504", "date[10]: 144",
        "string of 20: 36", "string of 20 umlauts: 60", "literal: 12", "closure: 60", "two handlers: 144",
        "ArrayList: 120", "ArrayList of 10: 228", "Hashtable: 180", "Hashtable of 10: 1020", "StringBuilder of 100: 396", "Exception: 84", "AutoResetEvent: 12",
        "Event: 36", "Queue: 468", "sleeping task: 150",
    ];

    [Fact]
    public async Task Objects_take_what_they_take_on_nanoFramework()
    {
        using VirtualBoard board = TestBoards.New();

        board.Boot(BuildOutput.Firmware("Hoarder"));

        await board.Completion.WaitAsync(TestBoards.Patience);
        Assert.Equal(OnNanoFramework, Printed(board)[2..]);
    }

    [Fact]
    public void Static_constructors_run_before_Main_as_on_nanoFramework_even_those_that_nobody_needs()
    {
        using VirtualBoard board = TestBoards.New();

        board.Boot(BuildOutput.Firmware("Hoarder"));

        board.Log.WaitFor("Main", TestBoards.Patience);
        Assert.Equal(["static constructor", "Main"], Printed(board)[..2]);
    }

    [Fact]
    public void A_leak_is_told_with_the_type_and_the_task_that_holds_it()
    {
        using VirtualBoard board = Leaking(60_000);

        LogLine line = board.Log.WaitFor(told => told.Source == "memory" && told.Text.StartsWith("out of memory", StringComparison.Ordinal), TestBoards.Patience);

        Assert.Contains("a board has 60,000. Most of it: byte[] ", line.Text);
        Assert.Contains("Held by: task collector ", line.Text);
    }

    [Fact]
    public void A_firmware_that_fits_hears_nothing_of_it()
    {
        using VirtualBoard board = Leaking(BoardOptions.MemoryOfPicoW);
        board.Log.WaitFor("Main", TestBoards.Patience);

        MemoryCount count = board.Memory.Count();

        Assert.False(count.IsTooMuch);
        Assert.True(count.IsComplete);
        Assert.Equal(count.Limit - count.HeldBytes, count.FreeBytes);
        Assert.Equal(count.ObjectBytes, count.Types.Sum(type => type.Bytes));
        Assert.Equal(count.ObjectBytes, count.Holders.Sum(holder => holder.Bytes));
    }

    [Fact]
    public void To_look_each_second_whether_there_is_room_allocates_nothing()
    {
        using VirtualBoard board = TestBoards.New();
        board.Load(BuildOutput.Firmware("Hoarder"));
        board.Memory.Prepare();
        board.Memory.Weigh();
        long allocated;
        int attempt = 0;

        // What .NET allocates once, as when it makes a faster way to a field that is read often, is not a look's.
        do
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            board.Memory.Weigh();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        while (allocated != 0 && ++attempt < Attempts);

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_report_lists_types_and_holders_by_bytes()
    {
        MemoryCount count = new(
            153_088, 20_000, 3_000, [new MemoryShare("byte[]", 2_000, 4), new MemoryShare("Task", 1_000, 10)], [new MemoryShare("static fields", 3_000, 14)], true);

        Assert.Equal(
            [
                "23,000 of 153,088 bytes are held, 130,088 are free",
                "    bytes  objects  type",
                "    2,000        4  byte[]",
                "    1,000       10  Task",
                "   20,000           the interpreter, tables of the assemblies, static fields, the stack of Main",
                "    bytes  objects  held by",
                "    3,000       14  static fields",
            ],
            MemoryReport.Lines(count));
    }

    [Fact]
    public void Before_there_is_firmware_there_is_nothing_to_count()
    {
        using VirtualBoard board = TestBoards.New();

        Assert.Equal("Nothing to count: load firmware first.", Assert.Throws<InvalidOperationException>(board.Memory.Count).Message);
    }

    private static VirtualBoard Leaking(int memoryBytes)
    {
        VirtualBoard board = new(new BoardOptions { MemoryBytes = memoryBytes });
        board.Load(BuildOutput.Firmware("Hoarder")).Settings!.Set("leaks", "yes");
        board.Start();
        return board;
    }

    private static string[] Printed(VirtualBoard board) =>
        board.Log.Lines.Where(line => line.Source == "app").Select(line => line.Text).ToArray();
}
