using System;
using AsyncCore;
using AsyncCore.Net;
using AsyncCore.Net.Testing;
using nanoFramework.TestFramework;

namespace UnitTests;

/// <summary>The checks that are there for users' transports, on the one that lives in memory; and that they find what is wrong.</summary>
[TestClass]
public class NetConformanceTests
{
    private static int capacity;
    private static string fault;

    [DataRow(1)]
    [DataRow(7)]
    [DataRow(4096)]
    public void S10_34_a_transport_in_memory_does_what_streams_rely_on(int bytes)
    {
        capacity = bytes;
        VirtualTime.Run(TransportConformance.Check(MakePair));
    }

    [DataRow("loses", "Bytes arrive, in order, within the range asked for")]
    [DataRow("keeps the buffer", "The writer's buffer is free again at once")]
    [DataRow("is silent", "Whoever waits to read is signalled")]
    [DataRow("takes all", "Bytes arrive, in order, within the range asked for")]
    [DataRow("ends once", "After a close the other end reads the rest, then the end again and again")]
    [DataRow("ignores close", "After a close the other end reads the rest, then the end again and again")]
    [DataRow("ignores closed peers", "Writing to a closed end finds the connection lost")]
    [DataRow("invents", "What has not come is not read")]
    public void A_transport_that_is_wrong_is_found_out(string wrong, string statement)
    {
        fault = wrong;
        try
        {
            VirtualTime.Run(TransportConformance.Check(MakeFaultyPair));
        }
        catch (ConformanceException exception)
        {
            Assert.StartsWith(statement, exception.Message);
            return;
        }

        Assert.IsTrue(false, "A transport that " + wrong + " passed.");
    }

    private static async Coroutine<Transport[]> MakePair()
    {
        MemoryTransport near = new MemoryTransport(capacity);
        return new Transport[] { near, near.Other };
    }

    private static async Coroutine<Transport[]> MakeFaultyPair()
    {
        MemoryTransport near = new MemoryTransport(100);
        return new Transport[] { new FaultyTransport(near, fault), new FaultyTransport(near.Other, fault) };
    }

    /// <summary>Passes everything on to a transport that is right, with one mistake.</summary>
    private sealed class FaultyTransport : Transport
    {
        private readonly Transport inner;
        private readonly string fault;
        private bool hasEnded;

        internal FaultyTransport(Transport inner, string fault)
        {
            this.inner = inner;
            this.fault = fault;
        }

        public override string Peer => inner.Peer;

        protected internal override Transport Base => fault == "is silent" ? null : inner;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (fault == "invents")
            {
                return 1;
            }

            int got = hasEnded ? WouldWait : inner.Read(buffer, offset, count);
            hasEnded = fault == "ends once" && got == 0;
            return got;
        }

        public override int Write(byte[] buffer, int offset, int count)
        {
            if (fault == "keeps the buffer" && count == 1)
            {
                Asyncio.CreateTask(WriteLater(buffer));
                return 1;
            }

            try
            {
                int taken = inner.Write(buffer, offset, count);
                bool isLying = fault == "takes all" ? taken == WouldWait : fault == "loses" && taken < count;
                return isLying ? count : taken;
            }
            catch (ConnectionResetException) when (fault == "ignores closed peers")
            {
                return count;
            }
        }

        private async Coroutine WriteLater(byte[] buffer) => inner.Write(buffer, 0, 1);

        public override void Close()
        {
            if (fault != "ignores close")
            {
                inner.Close();
            }
        }
    }
}
