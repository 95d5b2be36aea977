namespace nanoFramework.Runtime.Events;

/// <summary>What every event is.</summary>
public class BaseEvent
{
    /// <summary>Where it came from.</summary>
    public ushort Source;

    /// <summary>What it says.</summary>
    public byte Message;
}
