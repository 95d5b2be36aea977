using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace VirtualPicoW;

/// <summary>What a run on the emulated chip takes: Node.js, the harness with its packages, nanoFramework's firmware, the boot ROM, and the program's image.</summary>
internal sealed class ChipParts
{
    private const string HarnessName = "Chip";
    private const string HarnessFile = "run.mjs";
    private const int NodeVersion = 20;
    private static readonly string[] FirmwareFiles = ["nanoBooter.bin", "nanoCLR.bin", "nanoCLR.sym"];
    private static readonly string[] BootRoms = ["bootrom.bin", "bootrom.mjs"];

    private ChipParts(string harness, string firmwareFolder, FileInfo image)
    {
        Harness = harness;
        FirmwareFolder = firmwareFolder;
        Image = image;
    }

    /// <summary>The harness, for Node.js.</summary>
    public string Harness { get; }

    /// <summary>The folder with nanoFramework's firmware and the boot ROM.</summary>
    public string FirmwareFolder { get; }

    /// <summary>What the program's place in the flash is filled with.</summary>
    public FileInfo Image { get; }

    /// <summary>The folder of the harness, in the repository that this program was built in; null if it is elsewhere, as in a package.</summary>
    public static string? HarnessFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            string harness = Path.Combine(folder.FullName, HarnessName);
            if (File.Exists(Path.Combine(harness, HarnessFile)))
            {
                return harness;
            }
        }

        return null;
    }

    /// <summary>Finds everything.</summary>
    /// <param name="firmwareFolder">What the user has given.</param>
    /// <param name="program">The program's assembly, as it is built for the virtual board.</param>
    /// <param name="harnessFolder">The folder of the harness, or null if there is none.</param>
    /// <param name="nodeVersion">What Node.js says of itself, or null if there is none.</param>
    /// <exception cref="CommandLineException">Something is missing; the message says what, and what to do.</exception>
    public static ChipParts Find(string firmwareFolder, string program, string? harnessFolder, string? nodeVersion)
    {
        string harness = harnessFolder
            ?? throw new CommandLineException($"--chip needs the folder {HarnessName} of AsyncCore's repository, which is in no package: run the program from within a clone.");
        RequireNode(nodeVersion);
        if (!Directory.Exists(Path.Combine(harness, "node_modules", "rp2040js")))
        {
            throw new CommandLineException($"--chip needs the emulator rp2040js: run npm ci in {harness}.");
        }

        RequireFirmware(firmwareFolder);
        return new ChipParts(Path.Combine(harness, HarnessFile), firmwareFolder, FindImage(program));
    }

    private static void RequireNode(string? version)
    {
        if (version == null)
        {
            throw new CommandLineException($"--chip needs Node.js {NodeVersion} or newer, and there is no command {NodeCommand.Name}: install it, from your system's packages or from nodejs.org.");
        }

        if (!int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) || major < NodeVersion)
        {
            throw new CommandLineException($"--chip needs Node.js {NodeVersion} or newer, and {NodeCommand.Name} is '{version}': install a newer one, from your system's packages or from nodejs.org.");
        }
    }

    private static void RequireFirmware(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CommandLineException($"--chip {folder}: there is no such folder; docs/chip.md says what to put into it.");
        }

        if (FirmwareFiles.FirstOrDefault(file => !File.Exists(Path.Combine(folder, file))) is { } missing)
        {
            throw new CommandLineException($"--chip {folder}: {missing} is missing, of nanoFramework's firmware for PICO_RP2040_W; docs/chip.md says where to get it.");
        }

        if (!BootRoms.Any(file => File.Exists(Path.Combine(folder, file))))
        {
            throw new CommandLineException($"--chip {folder}: {string.Join(" or ", BootRoms)} is missing, the RP2040's boot ROM; docs/chip.md says where to get it.");
        }
    }

    /// <summary>The newest that a publish, or a build with nanoFramework's packages, has left in any configuration.</summary>
    private static FileInfo FindImage(string program)
    {
        string name = Path.GetFileNameWithoutExtension(program) + ".bin";
        DirectoryInfo output = new FileInfo(program).Directory!;
        return ImagesOf(output, name).MaxBy(image => image.LastWriteTimeUtc)
            ?? throw new CommandLineException($"--chip needs the program's image, and there is no {name}: make it with dotnet publish, of the same project, with -c Release.");
    }

    /// <summary>Outputs lie in bin/CONFIGURATION/netnano1.0; of a program elsewhere only its own folder is looked at.</summary>
    private static IEnumerable<FileInfo> ImagesOf(DirectoryInfo output, string name)
    {
        IEnumerable<DirectoryInfo> outputs = output.Parent?.Parent is { Name: "bin" } all
            ? all.EnumerateDirectories().Select(configuration => new DirectoryInfo(Path.Combine(configuration.FullName, output.Name)))
            : [output];
        return outputs.SelectMany(folder => new[] { folder.FullName, Path.Combine(folder.FullName, "publish") })
            .Select(folder => new FileInfo(Path.Combine(folder, name)))
            .Where(image => image.Exists);
    }
}
