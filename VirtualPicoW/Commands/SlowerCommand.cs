using System;

namespace VirtualPicoW;

/// <summary>Lets time pass half as fast.</summary>
internal sealed class SlowerCommand : PaceCommand
{
    private const double MinFactor = 0.001;

    public override string Word => "slower";

    public override string Summary => "half as fast; after as fast as it can, as in real time (simulated world)";

    protected override string Change(Pace pace) => FasterCommand.Change(pace, pace.Factor > 0 ? Math.Max(pace.Factor / 2, MinFactor) : 1);
}
