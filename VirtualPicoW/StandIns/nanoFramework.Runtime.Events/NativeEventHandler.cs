extern alias Board;

using System;

namespace nanoFramework.Runtime.Events;

using DateTime = Board::System.DateTime;

/// <summary>Handles the numbers of an event.</summary>
public delegate void NativeEventHandler(uint data1, uint data2, DateTime time);
