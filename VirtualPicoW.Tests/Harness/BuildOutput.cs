using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW.Tests;

/// <summary>Where the build has put the things that the tests boot.</summary>
internal static class BuildOutput
{
    /// <summary>The folder of the repository.</summary>
    public static readonly string Root = Metadata("RepositoryRoot");

    /// <summary>VirtualPicoW.dll, as the firmware's own projects start it.</summary>
    public static string VirtualPicoW => Path.Combine(Root, "VirtualPicoW", "bin", Metadata("Configuration"), "net10.0", "VirtualPicoW.dll");

    /// <summary>The folder of the test adapter, as it is put beside the tests of a device project.</summary>
    public static string TestAdapter => Path.Combine(Root, "VirtualPicoW.TestAdapter", "bin", Metadata("Configuration"), "net10.0");

    /// <summary>The tests of AsyncCore, for the device.</summary>
    public static string UnitTests => Device("UnitTests", "NFUnitTest.dll");

    /// <summary>The tests of Net over sockets.</summary>
    public static string NetTests => Device("Net.SocketTests", "NFUnitTest.dll");

    /// <summary>Tests that pass, fail and are skipped on purpose.</summary>
    public static string FrameworkTests => Device(Path.Combine("VirtualPicoW.Tests", "Firmware", "FrameworkTests"), "NFUnitTest.dll");

    /// <summary>One of the programs in the folder Firmware.</summary>
    public static string Firmware(string name) => Firmware(name, name + ".exe");

    /// <summary>A file of one of the programs in the folder Firmware.</summary>
    public static string Firmware(string name, string file) => Device(Path.Combine("VirtualPicoW.Tests", "Firmware", name), file);

    /// <summary>One of the programs in the folder Samples.</summary>
    public static string Sample(string name) => Device(Path.Combine("Samples", name), name + ".exe");

    /// <summary>The benchmarks, as a program for the board.</summary>
    public static string Benchmarks => Device("Benchmarks", "Benchmarks.exe");

    /// <summary>A file of the repository, with the line ends that the repository has.</summary>
    public static string TextOf(string path) => File.ReadAllText(Path.Combine(Root, path)).Replace("\r\n", "\n");

    /// <summary>The names of the files in a folder of the repository.</summary>
    public static string[] FilesIn(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Root, folder), pattern).Select(path => Path.GetFileName(path)).ToArray();

    /// <summary>The API of one of nanoFramework's assemblies.</summary>
    public static string Reference(string name) => name == "mscorlib"
        ? Path.Combine(Metadata("CoreLibrary"), "lib", "mscorlib.dll")
        : Path.Combine(Root, "ref", "bin", Metadata("Configuration"), name + ".dll");

    /// <summary>The real assembly, from nanoFramework's package; it need not be there.</summary>
    public static string RealReference(string name)
    {
        string package = name.StartsWith("nanoFramework.") ? name : "nanoFramework." + name;
        string folder = Path.Combine(Metadata("PackageRoot"), package.ToLowerInvariant());
        Version? version = File.Exists(Reference(name)) ? AssemblyName.GetAssemblyName(Reference(name)).Version : null;
        return Path.Combine(folder, version?.ToString(3) ?? "none", "lib", name + ".dll");
    }

    /// <summary>The names of those whose real assembly is there, beside mscorlib.</summary>
    public static string[] RestoredReferences() => References().Where(name => name != "mscorlib" && File.Exists(RealReference(name))).ToArray();

    /// <summary>The names of nanoFramework's assemblies.</summary>
    public static string[] References() => Directory.GetFiles(Path.Combine(Root, "ref"), "*.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Append("mscorlib")
        .Order()
        .ToArray();

    /// <summary>The project files of the repository, without those in folders that the build makes, in folders that are hidden, and in templates.</summary>
    public static string[] Projects() => ProjectsBelow(new DirectoryInfo(Root))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)
        .ToArray();

    /// <summary>The C# files of some top folders, from the root on, with slashes.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => SourcesBelow(new DirectoryInfo(Path.Combine(Root, folder))))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'));

    /// <summary>What the compiler made of a device library, before it was woven.</summary>
    public static string Compiled(string name) => Path.Combine(Root, name, "obj", Metadata("Configuration"), "netnano1.0", name == "AsyncCore" ? "AsyncCore.dll" : $"AsyncCore.{name}.dll");

    private static IEnumerable<string> SourcesBelow(DirectoryInfo folder) => folder.EnumerateFiles("*.cs").Select(file => file.FullName)
        .Concat(folder.EnumerateDirectories().Where(below => below.Name is not ("bin" or "obj")).SelectMany(SourcesBelow));

    private static IEnumerable<string> ProjectsBelow(DirectoryInfo folder) => folder.EnumerateFiles("*.csproj").Select(file => file.FullName)
        .Concat(folder.EnumerateDirectories()
            .Where(below => below.Name is not ("bin" or "obj" or "content") && !below.Name.StartsWith('.'))
            .SelectMany(ProjectsBelow));

    private static string Device(string project, string file)
    {
        string path = Path.Combine(Root, project, "bin", Metadata("Configuration"), "netnano1.0", file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: build {project} first.");
    }

    private static string Metadata(string key) => typeof(BuildOutput).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
