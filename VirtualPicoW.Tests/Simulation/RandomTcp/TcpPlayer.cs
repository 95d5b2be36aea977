using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Plays one end of a program, and writes down what it sees. A byte that is not what the other end has written fails at once.</summary>
public sealed class TcpPlayer(TcpProgram program, bool isClient, TcpEnd end)
{
    /// <summary>What is said when the connection is lost.</summary>
    public const string Lost = "lost";

    private readonly byte[] buffer = new byte[8000];
    private readonly Chance chance = new(program.Seed, isClient ? "client" : "server");
    private int read;
    private int written;

    /// <summary>What it has seen.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>Plays to the end.</summary>
    public async Task Play()
    {
        try
        {
            for (int round = 0; round < program.Pieces[0].Length; round++)
            {
                Task writing = WriteAll(program.Pieces[isClient ? 0 : 1][round]);
                await ReadBytes(program.Pieces[isClient ? 1 : 0][round].Sum());
                await writing;
                Seen.Add($"round {round}: {read} bytes");
            }

            await (isClient == program.ActorIsClient ? Act() : React());
        }
        catch (ConnectionLostException)
        {
            Seen.Add(Lost);
        }

        end.Close();
    }

    /// <summary>What the one sees and does that begins the end.</summary>
    private async Task Act()
    {
        switch (program.Ending)
        {
            case TcpEnding.EndSending:
                end.EndSending();
                await ReadBytes(program.LastLength);
                await ReadEnd();
                break;
            case TcpEnding.CloseUnread:
                await ReadBytes(1, atOnce: 1);
                break;
            case TcpEnding.ResetInTransfer:
                await ReadBytes(program.LastRead);
                end.Reset();
                break;
            case TcpEnding.Reset:
                // A reset takes with it what the other end has not read: it has read all when it says so.
                await ReadBytes(1);
                end.Reset();
                break;
        }
    }

    /// <summary>What the other one sees and does.</summary>
    private async Task React()
    {
        switch (program.Ending)
        {
            case TcpEnding.EndSending:
                await ReadEnd();
                await WriteAll([program.LastLength]);
                break;
            case TcpEnding.CloseUnread:
                await WriteAll([100]);
                await ReadEnd();
                break;
            case TcpEnding.Reset:
                await WriteAll([1]);
                await ReadEnd();
                break;
            case TcpEnding.ResetInTransfer:
                await WriteAll([program.LastLength]);
                await ReadEnd();
                break;
            case TcpEnding.WriteAfterClose:
                await ReadEnd();
                while (true)
                {
                    await WriteAll([1]);
                    await end.Rest();
                }

            default:
                await ReadEnd();
                break;
        }
    }

    private async Task WriteAll(int[] pieces)
    {
        foreach (int length in pieces)
        {
            byte[] piece = new byte[length];
            for (int index = 0; index < length; index++)
            {
                piece[index] = program.ByteAt(isClient, written++);
            }

            await end.Write(piece);
            if (chance.Comes(0.2))
            {
                await end.Rest();
            }
        }
    }

    private async Task ReadBytes(int count, int? atOnce = null)
    {
        while (count > 0)
        {
            int size = Math.Min(count, atOnce ?? chance.Between(1, buffer.Length));
            int got = await end.Read(buffer.AsMemory(0, size));
            if (got == 0)
            {
                throw new InvalidDataException($"{program}: the end came after {read} bytes, when {count} more were to come.");
            }

            for (int index = 0; index < got; index++)
            {
                if (buffer[index] != program.ByteAt(!isClient, read++))
                {
                    throw new InvalidDataException($"{program}: byte {read - 1} of what the {(isClient ? "client" : "server")} reads is wrong.");
                }
            }

            count -= got;
            if (chance.Comes(0.2))
            {
                await end.Rest();
            }
        }
    }

    private async Task ReadEnd()
    {
        int got = await end.Read(buffer);
        Seen.Add(got == 0 ? "end" : $"{got} bytes too many");
    }
}
