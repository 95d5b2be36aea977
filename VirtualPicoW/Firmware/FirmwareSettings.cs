using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>
/// The settings of a firmware: its public static class <c>Settings</c> with <c>void Set(string name, string value)</c> and
/// <c>string[] Names()</c>.
/// </summary>
public sealed class FirmwareSettings
{
    private readonly Action<string, string> set;
    private readonly Func<string[]> names;
    private readonly List<(string Name, string Value)> changes = [];

    private FirmwareSettings(Action<string, string> set, Func<string[]> names)
    {
        this.set = set;
        this.names = names;
    }

    /// <summary>The settings, one line each: <c>name=default  description</c>.</summary>
    public string[] Names() => names();

    /// <summary>Changes a setting; only a firmware that has not started yet will notice.</summary>
    /// <exception cref="ArgumentException">The name is unknown or the value out of range.</exception>
    public void Set(string name, string value)
    {
        set(name, value);
        changes.Add((name, value));
    }

    /// <summary>Changes what was changed in another copy of the firmware.</summary>
    internal void TakeOver(FirmwareSettings former) => former.changes.ForEach(change => Set(change.Name, change.Value));

    internal static FirmwareSettings? Of(Assembly firmware)
    {
        Type? type = firmware.GetExportedTypes().FirstOrDefault(exported => exported.Name == "Settings");
        MethodInfo? set = type?.GetMethod("Set", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(string)]);
        MethodInfo? names = type?.GetMethod("Names", BindingFlags.Public | BindingFlags.Static, []);
        return set == null || set.ReturnType != typeof(void) || names == null || names.ReturnType != typeof(string[])
            ? null
            : new FirmwareSettings(set.CreateDelegate<Action<string, string>>(), names.CreateDelegate<Func<string[]>>());
    }
}
