extern alias Board;

using System;

namespace nanoFramework.Runtime.Events;

using DateTime = Board::System.DateTime;

/// <summary>An event that no processor has given a shape of its own.</summary>
public class GenericEvent : BaseEvent
{
    /// <summary>Its category.</summary>
    public byte Category;

    /// <summary>What goes with it.</summary>
    public uint Data;

    /// <summary>When it happened.</summary>
    public DateTime Time;
}
