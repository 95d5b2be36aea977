namespace Benchmarks.Runner.Echo;

/// <summary>How far a measurement has come: warming up, measuring, over.</summary>
internal sealed class LoadPhase
{
    private volatile bool _isMeasuring;
    private volatile bool _isOver;

    public bool IsMeasuring => _isMeasuring;

    public bool IsOver => _isOver;

    public void BeginMeasuring() => _isMeasuring = true;

    public void End()
    {
        _isMeasuring = false;
        _isOver = true;
    }
}
