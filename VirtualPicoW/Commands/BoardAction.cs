using System;

namespace VirtualPicoW;

/// <summary>What a command does to a board.</summary>
/// <param name="board">The board.</param>
/// <param name="tell">Takes the answer, line by line.</param>
internal delegate void BoardAction(VirtualBoard board, Action<string> tell);
