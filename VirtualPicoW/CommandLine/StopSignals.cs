using System;
using System.Runtime.InteropServices;

namespace VirtualPicoW;

/// <summary>Lets Ctrl-C, and who asks the process to end, end the run in order.</summary>
internal sealed class StopSignals(Action stop) : IDisposable
{
    private readonly PosixSignalRegistration interrupt = On(PosixSignal.SIGINT, stop);
    private readonly PosixSignalRegistration terminate = On(PosixSignal.SIGTERM, stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop();
    });
}
