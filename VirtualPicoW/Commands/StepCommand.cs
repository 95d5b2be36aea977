namespace VirtualPicoW;

/// <summary>Lets the next event happen, and stops time again.</summary>
internal sealed class StepCommand : PaceCommand
{
    public override string Word => "step";

    public override string Summary => "let the next event happen, and stop time again (simulated world)";

    protected override string? Change(Pace pace)
    {
        pace.Step();
        return null;
    }
}
