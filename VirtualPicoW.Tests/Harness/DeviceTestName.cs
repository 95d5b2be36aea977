using System.Linq;
using Xunit.Abstractions;

namespace VirtualPicoW.Tests;

/// <summary>The name of a device test, in a form that xunit shows without quotes and runs one by one.</summary>
public sealed class DeviceTestName : IXunitSerializable
{
    /// <summary>For xunit.</summary>
    public DeviceTestName()
    {
    }

    private DeviceTestName(string name, int position)
    {
        Name = name;
        Position = position;
    }

    /// <summary>The name, such as <c>SleepTests.Sleep_is_never_shorter_than_asked</c>.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>Its place in the assembly.</summary>
    public int Position { get; private set; }

    /// <summary>The names of all tests of an assembly.</summary>
    public static TheoryData<DeviceTestName> AllOf(string path)
    {
        using var tests = new DeviceTestRunner(path);
        return new TheoryData<DeviceTestName>(tests.Names.Select((name, position) => new DeviceTestName(name, position)));
    }

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info)
    {
        Name = info.GetValue<string>(nameof(Name));
        Position = info.GetValue<int>(nameof(Position));
    }

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Name), Name);
        info.AddValue(nameof(Position), Position);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
