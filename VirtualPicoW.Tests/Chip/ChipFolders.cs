using System;
using System.Diagnostics;
using System.IO;

namespace VirtualPicoW.Tests;

/// <summary>All that a run on the chip takes, made up, in a folder that is gone afterwards.</summary>
internal sealed class ChipFolders : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("Chip.Tests.");

    public ChipFolders()
    {
        Harness = PathOf("Chip");
        Firmware = PathOf("firmware");
        Directory.CreateDirectory(PathOf("Chip", "node_modules", "rp2040js"));
        foreach (string file in new[] { "nanoBooter.bin", "nanoCLR.bin", "nanoCLR.sym", "bootrom.bin" })
        {
            Touch(PathOf("firmware", file));
        }

        Program = Touch(PathOf("blink", "bin", "Debug", "netnano1.0", "blink.exe"));
        Image = Touch(PathOf("blink", "bin", "Release", "netnano1.0", "publish", "blink.bin"));
    }

    public string Harness { get; }

    public string Firmware { get; }

    public string Program { get; }

    public string Image { get; }

    public ChipParts Find(string? nodeVersion = "v20.1.0") => ChipParts.Find(Firmware, Program, Harness, nodeVersion);

    public string PathOf(params string[] parts) => Path.Combine([this.root.FullName, .. parts]);

    /// <summary>Starts a program that prints lines, and others as errors, and ends with a code.</summary>
    public ProcessStartInfo Printing(string[] lines, string[]? errors = null, int code = 0)
    {
        string output = PathOf("output");
        string complaints = PathOf("errors");
        File.WriteAllLines(output, lines);
        File.WriteAllLines(complaints, errors ?? []);
        return OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd", ["/c", $"type {output} & type {complaints} 1>&2 & exit {code}"])
            : new ProcessStartInfo("sh", ["-c", $"cat '{output}'; cat '{complaints}' >&2; exit {code}"]);
    }

    public string Touch(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Empty);
        return path;
    }

    public void Dispose() => this.root.Delete(recursive: true);
}
