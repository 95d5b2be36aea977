namespace System.Device.Gpio;

/// <summary>The level of a pin.</summary>
public readonly struct PinValue
{
    private readonly byte value;

    private PinValue(byte value) => this.value = value;

    /// <summary>3.3 V.</summary>
    public static PinValue High { get; } = new(1);

    /// <summary>0 V.</summary>
    public static PinValue Low { get; } = new(0);

    /// <summary>0 is low, all else high.</summary>
    public static implicit operator PinValue(int value) => value == 0 ? Low : High;

    /// <summary>True is high.</summary>
    public static implicit operator PinValue(bool value) => value ? High : Low;

    /// <summary>1 or 0.</summary>
    public static explicit operator byte(PinValue value) => value.value;

    /// <summary>1 or 0.</summary>
    public static explicit operator int(PinValue value) => value.value;

    /// <summary>Whether it is high.</summary>
    public static explicit operator bool(PinValue value) => value.value != 0;

    /// <summary>Whether both are the same level.</summary>
    public static bool operator ==(PinValue a, PinValue b) => a.Equals(b);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(PinValue a, PinValue b) => !a.Equals(b);

    /// <summary>Whether both are the same level.</summary>
    public bool Equals(PinValue other) => value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is PinValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value;

    /// <inheritdoc/>
    public override string ToString() => value == 0 ? "Low" : "High";
}
