using System;

namespace AsyncCore.Net.Testing;

/// <summary>What a transport must keep.</summary>
internal static class TransportChecks
{
    private const int PieceLength = 500;
    private const int EnoughToFill = 16 * 1024 * 1024;

    internal static async Coroutine NothingThere(Transport near, Transport far)
    {
        byte[] buffer = new byte[1];
        ConformanceException.Unless(near.Read(buffer, 0, 1) == Transport.WouldWait, "Read is to return WouldWait when nothing has come");
        await Asyncio.SleepMs(0);
        ConformanceException.Unless(near.Read(buffer, 0, 1) == Transport.WouldWait, "Read is to return WouldWait as long as nothing has come");
    }

    internal static async Coroutine Names(Transport near, Transport far)
    {
        ConformanceException.Unless(near.Peer != null && near.Local != null, "Peer and Local are not to be null");
        near.Close();
        ConformanceException.Unless(near.Peer != null && near.Local != null, "Peer and Local are not to be null after Close");
    }

    internal static async Coroutine BytesArrive(Transport near, Transport far)
    {
        byte[] sent = new byte[PieceLength];
        for (int i = 0; i < sent.Length; i++)
        {
            sent[i] = (byte)(i * 7);
        }

        Task writer = Asyncio.CreateTask(WriteAll(near, sent));
        byte[] received = new byte[PieceLength + 4];
        received[1] = 99;
        received[PieceLength + 2] = 99;
        for (int total = 0; total < PieceLength;)
        {
            int got = await Read(far, received, 2 + total, PieceLength - total);
            ConformanceException.Unless(got > 0 && got <= PieceLength - total, "Read is to return 1 to count, not " + got);
            total += got;
        }

        await writer;
        ConformanceException.Unless(received[1] == 99 && received[PieceLength + 2] == 99, "Read is not to write beyond its range");
        for (int i = 0; i < sent.Length; i++)
        {
            ConformanceException.Unless(received[i + 2] == sent[i], "Byte " + i + " is to be " + sent[i] + ", not " + received[i + 2]);
        }
    }

    internal static async Coroutine BufferIsFree(Transport near, Transport far)
    {
        byte[] written = { 1 };
        await WriteAll(near, written);
        written[0] = 2;
        byte[] received = new byte[1];
        await Read(far, received, 0, 1);
        ConformanceException.Unless(received[0] == 1, "1 is to arrive, not " + received[0]);
    }

    internal static async Coroutine ReadableIsSignalled(Transport near, Transport far)
    {
        Task<int> reader = Asyncio.CreateTask(Read(far, new byte[10], 0, 10));
        await Asyncio.SleepMs(20);
        ConformanceException.Unless(!reader.IsDone, "Nothing has come yet");
        await WriteAll(near, new byte[1]);
        ConformanceException.Unless(await reader == 1, "The byte is to arrive");
    }

    internal static async Coroutine BackPressure(Transport near, Transport far)
    {
        byte[] piece = new byte[PieceLength];
        int taken = 0;
        while (taken < EnoughToFill)
        {
            int now = near.Write(piece, 0, piece.Length);
            if (now == Transport.WouldWait)
            {
                // It may have got rid of something meanwhile.
                await Asyncio.SleepMs(20);
                now = near.Write(piece, 0, piece.Length);
            }

            if (now == Transport.WouldWait)
            {
                break;
            }

            ConformanceException.Unless(now > 0 && now <= piece.Length, "Write is to return 1 to count, not " + now);
            taken += now;
        }

        ConformanceException.Unless(taken < EnoughToFill, "Write is to return WouldWait some time while nobody reads");
        Task writer = Asyncio.CreateTask(WriteAll(near, piece));
        byte[] buffer = new byte[4096];
        for (int total = 0; total < taken + piece.Length;)
        {
            int got = await Read(far, buffer, 0, buffer.Length);
            ConformanceException.Unless(got > 0, "Everything that was taken is to arrive");
            total += got;
        }

        await writer;
    }

    internal static async Coroutine EndOfStream(Transport near, Transport far)
    {
        int taken = near.Write(new byte[10], 0, 10);
        near.Close();
        byte[] buffer = new byte[20];
        for (int total = 0; total < taken;)
        {
            int got = await Read(far, buffer, 0, buffer.Length);
            ConformanceException.Unless(got > 0, "What was written before Close is to arrive");
            total += got;
        }

        for (int i = 0; i < 3; i++)
        {
            int got = await Read(far, buffer, 0, buffer.Length);
            ConformanceException.Unless(got == 0, "Read is to return 0 at the end, again and again, not " + got);
        }
    }

    internal static async Coroutine EndIsSignalled(Transport near, Transport far)
    {
        Task<int> reader = Asyncio.CreateTask(Read(far, new byte[10], 0, 10));
        await Asyncio.SleepMs(20);
        near.Close();
        int got = await reader;
        ConformanceException.Unless(got == 0, "Read is to return 0 at the end, not " + got);
    }

    internal static async Coroutine WriteToClosed(Transport near, Transport far)
    {
        far.Close();
        byte[] piece = new byte[PieceLength];
        try
        {
            while (true)
            {
                await WriteAll(near, piece);
                await Asyncio.SleepMs(1);
            }
        }
        catch (ConnectionResetException)
        {
            // As it should be.
        }
    }

    internal static async Coroutine UseAfterClose(Transport near, Transport far)
    {
        near.Close();
        near.Close();
        string outcome = "nothing";
        try
        {
            near.Read(new byte[1], 0, 1);
        }
        catch (ObjectDisposedException)
        {
            outcome = "reading";
        }

        try
        {
            near.Write(new byte[1], 0, 1);
        }
        catch (ObjectDisposedException)
        {
            outcome += " and writing";
        }

        ConformanceException.Unless(
            outcome == "reading and writing", "Read and Write are to throw ObjectDisposedException after Close; " + outcome + " does");
    }

    /// <summary>Reads as a stream does: tries, and waits for the signal.</summary>
    private static async Coroutine<int> Read(Transport transport, byte[] buffer, int offset, int count)
    {
        int got;
        while ((got = transport.Read(buffer, offset, count)) == Transport.WouldWait)
        {
            await transport.Readable;
        }

        return got;
    }

    /// <summary>Writes as a stream does: tries, and waits for the signal.</summary>
    private static async Coroutine WriteAll(Transport transport, byte[] bytes)
    {
        for (int done = 0; done < bytes.Length;)
        {
            int taken = transport.Write(bytes, done, bytes.Length - done);
            if (taken == Transport.WouldWait)
            {
                await transport.Writable;
            }
            else
            {
                done += taken;
            }
        }
    }
}
