using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// Where the assemblies of one board live. nanoFramework's names lead to the stand-ins, the firmware's own to its folder, and
/// everything else to .NET.
/// </summary>
internal sealed class FirmwareContext(string folder, string name, bool isSimulated) : AssemblyLoadContext(name, isCollectible: isSimulated)
{
    /// <summary>nanoFramework's assemblies are at version 1 to 3, .NET's of the same names at 4 and above.</summary>
    private const int FirstVersionOfNet = 4;

    private static readonly string StandIns =
        Path.Combine(Path.GetDirectoryName(typeof(FirmwareContext).Assembly.Location)!, "standins");

    /// <summary>Those that are others where time is not the computer's.</summary>
    private static readonly string StandInsInSimulation = Path.Combine(StandIns, "simulated");

    private readonly bool hasSimulatedTime = isSimulated;

    protected override Assembly? Load(AssemblyName name)
    {
        if (name.Name == typeof(IBoard).Assembly.GetName().Name)
        {
            return typeof(IBoard).Assembly;
        }

        bool isNano = name.Version is null or { Major: < FirstVersionOfNet };
        if (isNano && hasSimulatedTime && LoadFrom(StandInsInSimulation, name) is { } simulated)
        {
            return simulated;
        }

        if (isNano && LoadFrom(StandIns, name) is { } standIn)
        {
            return standIn;
        }

        Assembly? found = LoadFrom(folder, name);
        if (found != null && name.Name == "AsyncCore")
        {
            FirmwareTraces.Listen(found);
        }

        return found;
    }

    private Assembly? LoadFrom(string directory, AssemblyName name)
    {
        string path = Path.Combine(directory, name.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
