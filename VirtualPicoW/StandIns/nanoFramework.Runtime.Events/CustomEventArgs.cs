using System;

namespace nanoFramework.Runtime.Events;

/// <summary>What goes with a custom event.</summary>
public class CustomEventArgs : EventArgs
{
    internal CustomEventArgs(ushort data1, uint data2)
    {
        Data1 = data1;
        Data2 = data2;
    }

    /// <summary>The first number.</summary>
    public ushort Data1 { get; }

    /// <summary>The second number.</summary>
    public uint Data2 { get; }
}
