using System.Text.Json;

namespace VirtualPicoW;

/// <summary>Whether the board runs, and if not, why.</summary>
internal sealed class PowerTopic : Topic
{
    private BoardExit? exit;

    public override string Name => "power";

    /// <summary>It has come to rest.</summary>
    public void Off(BoardExit reason)
    {
        exit = reason;
        Renew();
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("on", exit == null);
        if (exit != null)
        {
            writer.WriteString("reason", exit.Reason switch
            {
                ExitReason.MainReturned => "Main has returned",
                ExitReason.MainThrew => "Main threw an exception",
                ExitReason.RebootRequested => "The firmware asked for a reboot",
                _ when exit.Exception != null => "The simulation has ended",
                _ => "The board was switched off",
            });
            if (exit.Exception != null)
            {
                writer.WriteString("exception", exit.Exception is SimulationException failure ? failure.Message : FirmwareTraces.Tidy(exit.Exception.ToString()));
            }
        }
    }
}
