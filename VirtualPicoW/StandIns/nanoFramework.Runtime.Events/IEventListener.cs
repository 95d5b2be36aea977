namespace nanoFramework.Runtime.Events;

/// <summary>Wants to hear of events.</summary>
public interface IEventListener
{
    /// <summary>Called once, before the first event.</summary>
    void InitializeForEventSource();

    /// <summary>Called for each event. A filter says true to keep it from the listener.</summary>
    bool OnEvent(BaseEvent ev);
}
