using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Programs over the sockets of this machine.</summary>
public static class RealTcp
{
    /// <summary>Plays a program, and tells what client and server have seen.</summary>
    public static async Task<(string[] Client, string[] Server)> Play(TcpProgram program)
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint address = listener.LocalEndPoint!;
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (program.Ending == TcpEnding.Refuse)
        {
            // It is bound, so that nobody else listens there, and does not listen.
            SocketException exception = await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(address));
            return ([exception.SocketErrorCode.ToString()], []);
        }

        listener.Listen();
        await client.ConnectAsync(address);
        using Socket server = await listener.AcceptAsync();
        TcpPlayer clientPlayer = new(program, isClient: true, new End(client));
        TcpPlayer serverPlayer = new(program, isClient: false, new End(server));
        await Task.WhenAll(clientPlayer.Play(), serverPlayer.Play());
        return ([.. clientPlayer.Seen], [.. serverPlayer.Seen]);
    }

    private sealed class End(Socket socket) : TcpEnd
    {
        public override async Task Write(ReadOnlyMemory<byte> bytes)
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await Guard(() => socket.SendAsync(bytes))..];
            }
        }

        public override Task<int> Read(Memory<byte> buffer) => Guard(() => socket.ReceiveAsync(buffer));

        public override void EndSending() => socket.Shutdown(SocketShutdown.Send);

        public override void Close() => socket.Dispose();

        public override void Reset()
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }

        public override Task Rest() => Task.Delay(1);

        private static async Task<int> Guard(Func<ValueTask<int>> operation)
        {
            try
            {
                return await operation();
            }
            catch (SocketException exception)
            {
                throw new ConnectionLostException(exception);
            }
        }
    }
}
