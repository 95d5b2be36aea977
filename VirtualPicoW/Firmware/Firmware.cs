using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace VirtualPicoW;

/// <summary>An assembly that was built for nanoFramework, loaded for one board.</summary>
public sealed class Firmware
{
    private readonly MethodInfo? main;

    private Firmware(Assembly assembly, string path, FirmwareContext context)
    {
        Assembly = assembly;
        Context = context;
        Path = path;
        main = assembly.EntryPoint;
        Settings = FirmwareSettings.Of(assembly);
    }

    /// <summary>The file it came from.</summary>
    public string Path { get; }

    /// <summary>The settings it offers, or null if it has no class Settings.</summary>
    public FirmwareSettings? Settings { get; }

    internal Assembly Assembly { get; }

    internal FirmwareContext Context { get; }

    /// <summary>Where the build has put a firmware that the calling project names as a <c>FirmwareProject</c>.</summary>
    /// <param name="name">The name of its assembly.</param>
    /// <exception cref="InvalidFirmwareException">The project names no such firmware.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string PathOf(string name)
    {
        Assembly caller = Assembly.GetCallingAssembly();
        return caller.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(told => told.Key == "Firmware " + name)?.Value
            ?? throw new InvalidFirmwareException(
                $"The project of {caller.GetName().Name} names no firmware '{name}': add <FirmwareProject Include=\"../{name}/{name}.csproj\" /> to it.");
    }

    internal static Firmware Load(string path, FirmwareContext context)
    {
        try
        {
            Assembly assembly = context.LoadFromAssemblyPath(path);
            if (!assembly.GetReferencedAssemblies().Any(reference => reference is { Name: "mscorlib", Version.Major: 1 }))
            {
                throw new InvalidFirmwareException(
                    $"{path} was not built for nanoFramework: it does not refer to nanoFramework's mscorlib.");
            }

            return new Firmware(assembly, path, context);
        }
        catch (FileNotFoundException exception)
        {
            throw new InvalidFirmwareException($"There is no file {path}: build the firmware first.", exception);
        }
        catch (BadImageFormatException exception)
        {
            throw new InvalidFirmwareException($"{path} is not a .NET assembly.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidFirmwareException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Makes sure that there is a Main to run.</summary>
    /// <exception cref="InvalidFirmwareException">There is none.</exception>
    internal void RequireMain()
    {
        if (main == null)
        {
            throw new InvalidFirmwareException($"{Path} has no Main: it is a library and not firmware.");
        }
    }

    /// <summary>Runs Main on the calling thread.</summary>
    internal void Run()
    {
        object?[] arguments = main!.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
        main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
