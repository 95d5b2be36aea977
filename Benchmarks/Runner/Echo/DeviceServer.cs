using VirtualPicoW;

namespace Benchmarks.Runner.Echo;

/// <summary>The device's echo server on a virtual Pico W that has a process of its own, as many sockets as it likes and all the memory.</summary>
internal static class DeviceServer
{
    /// <summary>The argument that asks for it; the program, the port, and how many tasks are to spin come after it.</summary>
    public const string Word = "serve";

    /// <summary>What comes before the number of bytes allocated.</summary>
    public const string Answer = "allocated ";

    private const int SocketLimit = 1000;

    /// <summary>Serves until there is no more input; answers each line of it with what was allocated so far.</summary>
    public static void Run(string path, string port, string spinning)
    {
        using VirtualBoard board = new(new BoardOptions { SocketLimit = SocketLimit, MemoryBytes = int.MaxValue, JoinTime = TimeSpan.Zero, Output = Console.Out });
        FirmwareSettings settings = board.Load(path).Settings!;
        settings.Set("port", port);
        settings.Set("spinning", spinning);
        board.Start();
        while (Console.ReadLine() != null)
        {
            Console.WriteLine(Answer + GC.GetTotalAllocatedBytes(true));
        }
    }
}
