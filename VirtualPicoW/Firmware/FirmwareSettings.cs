using System;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>
/// The settings of a firmware: its public static class <c>Settings</c> with <c>void Set(string name, string value)</c> and
/// <c>string[] Names()</c>.
/// </summary>
public sealed class FirmwareSettings
{
    private readonly Action<string, string> _set;
    private readonly Func<string[]> _names;

    private FirmwareSettings(Action<string, string> set, Func<string[]> names)
    {
        _set = set;
        _names = names;
    }

    /// <summary>The settings, one line each: <c>name=default  description</c>.</summary>
    public string[] Names() => _names();

    /// <summary>Changes a setting; only a firmware that has not started yet will notice.</summary>
    /// <exception cref="ArgumentException">The name is unknown or the value out of range.</exception>
    public void Set(string name, string value) => _set(name, value);

    internal static FirmwareSettings? Of(Assembly firmware)
    {
        var type = firmware.GetExportedTypes().FirstOrDefault(exported => exported.Name == "Settings");
        var set = type?.GetMethod("Set", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(string)]);
        var names = type?.GetMethod("Names", BindingFlags.Public | BindingFlags.Static, []);
        return set == null || set.ReturnType != typeof(void) || names == null || names.ReturnType != typeof(string[])
            ? null
            : new FirmwareSettings(set.CreateDelegate<Action<string, string>>(), names.CreateDelegate<Func<string[]>>());
    }
}
