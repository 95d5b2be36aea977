namespace Benchmarks.Runner.Echo;

/// <summary>How far a measurement has come: warming up, measuring, over.</summary>
internal sealed class LoadPhase
{
    private volatile bool isMeasuring;
    private volatile bool isOver;

    public bool IsMeasuring => isMeasuring;

    public bool IsOver => isOver;

    public void BeginMeasuring() => isMeasuring = true;

    public void End()
    {
        isMeasuring = false;
        isOver = true;
    }
}
