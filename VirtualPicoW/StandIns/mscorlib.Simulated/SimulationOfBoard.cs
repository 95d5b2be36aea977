using VirtualPicoW.Hardware;

namespace System;

/// <summary>The board that this copy of the assembly belongs to.</summary>
internal static class SimulationOfBoard
{
    public static readonly IBoard Board = Boards.Of(typeof(SimulationOfBoard));

    public static readonly ISimulation Simulation = Board.Simulation;

    /// <summary>How long a wait of so many milliseconds may be; -1 is no limit.</summary>
    public static TimeSpan? Limit(int milliseconds) => milliseconds switch
    {
        Threading.Timeout.Infinite => null,
        < 0 => throw new ArgumentOutOfRangeException(nameof(milliseconds)),
        _ => TimeSpan.FromMilliseconds(milliseconds),
    };
}
