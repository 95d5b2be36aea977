using System;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class NetMisuseTests
{
    [TestMethod]
    public void S10_22_a_transport_that_takes_0_bytes_is_told_so_and_does_not_hang_the_loop()
    {
        VirtualTime.Run(WriteToMute());
        Trace.Is("misuse 'Transport.WouldWait' misuse");
    }

    [TestMethod]
    public void A_read_to_the_end_may_have_the_greatest_limit_there_is()
    {
        VirtualTime.Run(ReadWithoutLimit());
        Trace.Is("all:300");
    }

    private static async Coroutine WriteToMute()
    {
        Stream stream = new Stream(new MuteTransport());
        for (int i = 0; i < 2; i++)
        {
            try
            {
                await stream.Write("a");
            }
            catch (InvalidOperationException exception)
            {
                Trace.Add("misuse");
                if (i == 0)
                {
                    Trace.Add(exception.Message.IndexOf("Transport.WouldWait") >= 0 ? "'Transport.WouldWait'" : exception.Message);
                }
            }
        }
    }

    private static async Coroutine ReadWithoutLimit()
    {
        NetPair.Connect(1000);
        await NetPair.SendZeros(NetPair.Near, 300);
        NetPair.Near.Close();
        Trace.Add("all:" + (await NetPair.Far.ReadToEnd(int.MaxValue)).Length);
    }

    /// <summary>Makes a mistake that is easily made: without room it says that it took 0 bytes.</summary>
    private sealed class MuteTransport : Transport
    {
        public override string Peer => "nobody";

        public override int Read(byte[] buffer, int offset, int count) => WouldWait;

        public override int Write(byte[] buffer, int offset, int count) => 0;

        public override void Close()
        {
        }
    }
}
