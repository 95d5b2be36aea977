extern alias Board;

using System;
using System.Collections.Generic;
using VirtualPicoW.Hardware;

namespace nanoFramework.Runtime.Events;

using DateTime = Board::System.DateTime;

/// <summary>Hands events to those who listen, on the interrupt thread.</summary>
public class EventSink : NativeEventDispatcher
{
    private static readonly IInterrupts Interrupts = Boards.Of(typeof(EventSink)).Interrupts;
    private static readonly Dictionary<EventCategory, Ear> Ears = [];

    private EventSink()
        : base("EventSink", 0)
    {
    }

    /// <summary>Makes somebody the listener of a category.</summary>
    public static void AddEventListener(EventCategory eventCategory, IEventListener eventListener)
    {
        eventListener.InitializeForEventSource();
        Change(eventCategory, ear => ear.Listener = eventListener);
    }

    /// <summary>Makes somebody the filter of a category.</summary>
    public static void AddEventFilter(EventCategory eventCategory, IEventListener eventFilter)
    {
        eventFilter.InitializeForEventSource();
        Change(eventCategory, ear => ear.Filter = eventFilter);
    }

    /// <summary>Makes somebody the processor of a category.</summary>
    public static void AddEventProcessor(EventCategory eventCategory, IEventProcessor eventProcessor) =>
        Change(eventCategory, ear => ear.Processor = eventProcessor);

    /// <summary>Ends that.</summary>
    public static void RemoveEventListener(EventCategory eventCategory, IEventListener eventListener) =>
        Change(eventCategory, ear => ear.Listener = ear.Listener == eventListener ? null : ear.Listener);

    /// <summary>Ends that.</summary>
    public static void RemoveEventFilter(EventCategory eventCategory, IEventListener eventFilter) =>
        Change(eventCategory, ear => ear.Filter = ear.Filter == eventFilter ? null : ear.Filter);

    /// <summary>Ends that.</summary>
    public static void RemoveEventProcessor(EventCategory eventCategory, IEventProcessor eventProcessor) =>
        Change(eventCategory, ear => ear.Processor = ear.Processor == eventProcessor ? null : ear.Processor);

    /// <summary>Posts an event; it is delivered later, on the interrupt thread.</summary>
    public static void PostManagedEvent(byte category, byte subCategory, ushort data1, uint data2)
    {
        DateTime time = DateTime.UtcNow;
        Interrupts.Post(() => Deliver((EventCategory)category, subCategory, data1, data2, time));
    }

    private static void Change(EventCategory category, Action<Ear> change)
    {
        lock (Ears)
        {
            change(EarOf(category));
        }
    }

    private static Ear EarOf(EventCategory category)
    {
        if (!Ears.TryGetValue(category, out Ear ear))
        {
            Ears[category] = ear = new Ear();
        }

        return ear;
    }

    private static void Deliver(EventCategory category, byte subCategory, ushort data1, uint data2, DateTime time)
    {
        Ear ear;
        lock (Ears)
        {
            ear = EarOf(category).Copy();
        }

        if (category == EventCategory.Custom)
        {
            CustomEvent.Raise(data1, data2);
        }

        // Packed as the native side packs it: category and kind above, the first number below.
        uint packed = ((uint)category << 24) | ((uint)subCategory << 16) | data1;
        BaseEvent happened = ear.Processor?.ProcessEvent(packed, data2, time)
            ?? new GenericEvent { Category = (byte)category, Message = subCategory, Source = data1, Data = data2, Time = time };
        if (ear.Filter?.OnEvent(happened) != true)
        {
            ear.Listener?.OnEvent(happened);
        }
    }

    private sealed class Ear
    {
        public IEventListener Listener;
        public IEventListener Filter;
        public IEventProcessor Processor;

        public Ear Copy() => (Ear)MemberwiseClone();
    }
}
