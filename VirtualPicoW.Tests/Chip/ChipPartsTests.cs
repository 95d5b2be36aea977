using System;
using System.IO;

namespace VirtualPicoW.Tests;

/// <summary>A run on the emulated chip takes several things; of each that is missing one sentence says what it is, and what to do.</summary>
public sealed class ChipPartsTests : IDisposable
{
    private readonly ChipFolders folders = new();

    public void Dispose() => this.folders.Dispose();

    [Fact]
    public void With_everything_there_it_can_run()
    {
        ChipParts parts = this.folders.Find();

        Assert.Equal(this.folders.Image, parts.Image.FullName);
        Assert.Equal(this.folders.PathOf("Chip", "run.mjs"), parts.Harness);
    }

    [Fact]
    public void The_harness_lies_in_the_repository() => Assert.True(File.Exists(Path.Combine(ChipParts.HarnessFolder()!, "run.mjs")));

    [Fact]
    public void Outside_of_the_repository_there_is_no_harness() =>
        AssertMissing("run the program from within a clone", () => ChipParts.Find(this.folders.Firmware, this.folders.Program, null, null));

    [Fact]
    public void Without_Node_it_says_what_to_install()
    {
        Assert.Null(NodeCommand.Version(this.folders.PathOf("nowhere", "node")));

        AssertMissing("needs Node.js 20 or newer, and there is no command node", () => this.folders.Find(null));
    }

    [Theory]
    [InlineData("v18.19.0")]
    [InlineData("no version")]
    public void A_Node_that_is_too_old_is_told(string version) => AssertMissing($"is '{version}': install a newer one", () => this.folders.Find(version));

    [Fact]
    public void Without_the_emulator_it_says_npm_ci()
    {
        Directory.Delete(this.folders.PathOf("Chip", "node_modules"), recursive: true);

        AssertMissing($"run npm ci in {this.folders.Harness}", () => this.folders.Find());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        Directory.Delete(this.folders.Firmware, recursive: true);

        AssertMissing($"{this.folders.Firmware}: there is no such folder", () => this.folders.Find());
    }

    [Theory]
    [InlineData("nanoBooter.bin")]
    [InlineData("nanoCLR.bin")]
    [InlineData("nanoCLR.sym")]
    [InlineData("bootrom.bin")]
    public void Each_file_of_the_firmware_is_named_if_it_is_missing(string file)
    {
        File.Delete(this.folders.PathOf("firmware", file));

        AssertMissing($"{file}", () => this.folders.Find());
    }

    [Fact]
    public void The_boot_ROM_may_be_a_module()
    {
        File.Move(this.folders.PathOf("firmware", "bootrom.bin"), this.folders.PathOf("firmware", "bootrom.mjs"));

        Assert.NotNull(this.folders.Find());
    }

    [Fact]
    public void Without_an_image_it_says_how_to_make_one()
    {
        File.Delete(this.folders.Image);

        AssertMissing("there is no blink.bin: make it with dotnet publish", () => this.folders.Find());
    }

    [Fact]
    public void The_newest_image_of_all_configurations_is_taken()
    {
        string newer = this.folders.Touch(this.folders.PathOf("blink", "bin", "Debug", "netnano1.0", "blink.bin"));
        File.SetLastWriteTimeUtc(newer, File.GetLastWriteTimeUtc(this.folders.Image).AddMinutes(1));

        Assert.Equal(newer, this.folders.Find().Image.FullName);
    }

    [Fact]
    public void An_image_that_is_older_than_the_program_is_told()
    {
        File.SetLastWriteTimeUtc(this.folders.Program, File.GetLastWriteTimeUtc(this.folders.Image).AddMinutes(1));
        Assert.Contains("older than blink.exe: dotnet publish", ChipRun.Describe(new FileInfo(this.folders.Image), this.folders.Program));

        File.SetLastWriteTimeUtc(this.folders.Program, File.GetLastWriteTimeUtc(this.folders.Image).AddMinutes(-1));
        Assert.DoesNotContain("older", ChipRun.Describe(new FileInfo(this.folders.Image), this.folders.Program));
    }

    private static void AssertMissing(string expected, Func<object> find)
    {
        string message = Assert.Throws<CommandLineException>(find).Message;

        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }
}
