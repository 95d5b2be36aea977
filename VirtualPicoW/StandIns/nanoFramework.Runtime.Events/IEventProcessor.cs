extern alias Board;

using System;

namespace nanoFramework.Runtime.Events;

using DateTime = Board::System.DateTime;

/// <summary>Gives the numbers of an event a shape.</summary>
public interface IEventProcessor
{
    /// <summary>The event that the numbers mean, or null if they are not its own.</summary>
    BaseEvent ProcessEvent(uint data1, uint data2, DateTime time);
}
