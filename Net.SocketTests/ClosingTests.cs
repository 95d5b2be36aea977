using System.Net.Sockets;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

/// <summary>What was written before the close arrives, or the writer is told.</summary>
[TestClass]
public class ClosingTests
{
    /// <summary>More than the other end's network stack holds, so that some of it is on its way when the stream is closed.</summary>
    private const int Much = 1000000;

    private const int Piece = 2900;

    private static string outcome;

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void S10_32_what_was_written_arrives_although_input_was_left_unread_and_the_client_reads_slowly() => Run(LeaveInputUnread(), "all ok");

    [TestMethod]
    public void S10_32_what_was_written_arrives_although_the_client_sends_more_after_the_close() => Run(SendMoreAfterClose(), "all ok");

    [TestMethod]
    public void S10_32_an_answer_arrives_although_the_client_has_not_sent_all_of_its_message() => Run(RefuseLongMessage(), "refused ok");

    [TestMethod]
    public void S10_32_a_client_that_never_stops_sending_ends_the_close_and_the_writer_is_told() => Run(CloseUnderFlood(), "told");

    [TestMethod]
    public void A_loss_that_a_read_has_told_is_not_told_again_by_the_close() => Run(CloseAfterLoss(), "reset ok");

    [TestMethod]
    public void A_server_waits_for_what_a_client_is_sent_after_its_handler_has_ended() => Run(LeaveToServer(), "all");

    private static async Coroutine WriteMuch(Stream client)
    {
        byte[] zeros = new byte[Piece];
        for (int sent = 0; sent < Much; sent += Piece)
        {
            await client.Write(zeros);
        }
    }

    private static async Coroutine WriteAndClose(Stream client)
    {
        outcome = null;
        await WriteMuch(client);
        await client.Drain();
        await CloseAndNote(client);
    }

    private static async Coroutine CloseAndNote(Stream client)
    {
        client.Close();
        try
        {
            await client.WaitClosed();
            outcome = "ok";
        }
        catch (ConnectionResetException)
        {
            outcome = "told";
        }
    }

    /// <summary>Takes what comes, with a rest now and then, and says whether that was all.</summary>
    private static async Coroutine HearAll(Socket peer, int morePerRest)
    {
        byte[] buffer = new byte[Piece];
        int received = 0;
        int rests = 0;
        try
        {
            while (true)
            {
                if (!peer.Poll(0, SelectMode.SelectRead))
                {
                    await SleepMs(1);
                    continue;
                }

                int count = peer.Receive(buffer);
                if (count == 0)
                {
                    break;
                }

                received += count;
                if (received / (Much / 20) > rests)
                {
                    rests++;
                    await SleepMs(5);
                    if (morePerRest > 0)
                    {
                        peer.Send(new byte[morePerRest]);
                    }
                }
            }
        }
        catch (SocketException)
        {
            Say("reset_after:" + received);
            return;
        }

        Say(received >= Much ? "all" : "only:" + received);
    }

    private static async Coroutine LeaveInputUnread()
    {
        Server server = Server.Start(WriteAndClose, 0);
        using Socket peer = Peer.Connect(server.Port);
        peer.Send("unread");
        await SleepMs(20);
        await HearAll(peer, 0);
        await Until(() => outcome != null);
        Say(outcome);
        await server.DisposeAsync();
    }

    private static async Coroutine SendMoreAfterClose()
    {
        Server server = Server.Start(WriteAndClose, 0);
        using Socket peer = Peer.Connect(server.Port);
        await HearAll(peer, 10);
        await Until(() => outcome != null);
        Say(outcome);
        await server.DisposeAsync();
    }

    private static async Coroutine RefuseLongMessage()
    {
        outcome = null;
        Server server = Server.Start(RefuseAtOnce, 0);
        using Socket peer = Peer.Connect(server.Port);
        try
        {
            for (int i = 0; i < 20; i++)
            {
                peer.Send(new byte[1000]);
                await SleepMs(5);
            }

            Say(await peer.Hear());
        }
        catch (SocketException)
        {
            Say("reset");
        }

        await Until(() => outcome != null);
        Say(outcome);
        await server.DisposeAsync();
    }

    private static async Coroutine RefuseAtOnce(Stream client)
    {
        byte[] first = new byte[1];
        await client.ReadExactly(first, 0, 1);
        await client.Write("refused");
        await CloseAndNote(client);
    }

    private static async Coroutine CloseUnderFlood()
    {
        outcome = null;
        Server server = Server.Start(RefuseAtOnce, 0);
        using Socket peer = Peer.Connect(server.Port);
        byte[] flood = new byte[Piece];
        try
        {
            while (outcome == null)
            {
                // Both ends are of one board: a send that waits would hold up who takes from it.
                if (peer.Poll(0, SelectMode.SelectWrite))
                {
                    peer.Send(flood);
                }

                await SleepMs(0);
            }
        }
        catch (SocketException)
        {
            // It was cut off.
        }

        await Until(() => outcome != null);
        Say(outcome);
        await server.DisposeAsync();
    }

    private static async Coroutine CloseAfterLoss()
    {
        outcome = null;
        Server server = Server.Start(SuffersLoss, 0);
        using Socket peer = Peer.Connect(server.Port);
        peer.Send("x");
        await Until(() => server.ConnectionCount == 1);
        peer.Reset();
        await Until(() => outcome != null);
        Say(outcome);
        await server.DisposeAsync();

        static async Coroutine SuffersLoss(Stream client)
        {
            byte[] buffer = new byte[10];
            try
            {
                while (await client.Read(buffer, 0, 10) > 0)
                {
                    await client.Write("x");
                }
            }
            catch (ConnectionResetException)
            {
                Say("reset");
            }

            await CloseAndNote(client);
        }
    }

    private static async Coroutine LeaveToServer()
    {
        Server server = Server.Start(WriteMuch, 0);
        using Socket peer = Peer.Connect(server.Port);
        peer.Send("unread");
        await SleepMs(20);
        await HearAll(peer, 0);
        await server.DisposeAsync();
    }
}
