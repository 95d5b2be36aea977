namespace VirtualPicoW;

/// <summary>Stops time.</summary>
internal sealed class PauseCommand : PaceCommand
{
    public override string Word => "pause";

    public override string Summary => "stop time until run or step (simulated world)";

    protected override string Change(Pace pace)
    {
        pace.IsPaused = true;
        return "time stands still; run lets it go on, step lets one event happen";
    }
}
