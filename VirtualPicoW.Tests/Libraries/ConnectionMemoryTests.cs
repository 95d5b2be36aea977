using System;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace VirtualPicoW.Tests;

/// <summary>
/// What one served connection takes of the board's heap, counted as nanoFramework lays objects out on 32 bits: 12 bytes for the object and 12 for each field. The sum is
/// in docs/networking.md.
/// </summary>
public sealed class ConnectionMemoryTests : IDisposable
{
    private const int Block = 12;

    /// <summary>A deadline's key, and a reference to the task.</summary>
    private const int PlaceInTimerTable = 8 + Block;

    private const int PlaceInSocketBudget = Block;

    /// <summary>An echo server's coroutine: State, Caller, the stream and its buffer.</summary>
    private const int HandlerFrame = Block + (4 * Block);

    private readonly VirtualBoard board = TestBoards.New();
    private readonly Assembly net;

    public ConnectionMemoryTests()
    {
        Assembly tests = board.Load(BuildOutput.NetTests).Assembly;
        AssemblyName net = tests.GetReferencedAssemblies().Single(reference => reference.Name == "AsyncCore.Net");
        this.net = AssemblyLoadContext.GetLoadContext(tests)!.LoadFromAssemblyName(net);
    }

    public void Dispose() => board.Stop();

    [Theory]
    [InlineData("ServerTask", 120)]
    [InlineData("Stream", 48)]
    [InlineData("ReadOperation", 72)]
    [InlineData("PolledSocket", 72)]
    [InlineData("StreamExtras", 48)]
    [InlineData("ReceiveBuffer", 72)]
    [InlineData("SendBuffer", 120)]
    [InlineData("Linger", 108)]
    [InlineData("WriteReadiness", 60)]
    [InlineData("IdleTimeoutTransport", 108)]
    public void A_class_of_a_connection_takes(string name, int bytes) => Assert.Equal(bytes, SizeOf(name));

    [Fact]
    public void A_served_connection_takes_404_bytes_besides_its_buffers_and_the_socket_of_nanoFramework() => Assert.Equal(
        404,
        SizeOf("ServerTask") + PlaceInTimerTable + SizeOf("Stream") + SizeOf("ReadOperation") + SizeOf("PolledSocket") + PlaceInSocketBudget + HandlerFrame);

    private int SizeOf(string name)
    {
        int size = Block;
        for (Type? type = net.GetType("AsyncCore.Net." + name); type != typeof(object); type = type!.BaseType)
        {
            size += Block * type!.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Length;
        }

        return size;
    }
}
