namespace VirtualPicoW;

/// <summary>Lets time go on after a pause.</summary>
internal sealed class RunCommand : PaceCommand
{
    public override string Word => "run";

    public override string Summary => "let time go on after a pause (simulated world)";

    protected override string? Change(Pace pace)
    {
        pace.IsPaused = false;
        return null;
    }
}
