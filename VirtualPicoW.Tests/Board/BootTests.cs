using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

public class BootTests
{
    [Fact]
    public void A_firmware_that_the_project_does_not_name_is_asked_for_by_name()
    {
        InvalidFirmwareException exception = Assert.Throws<InvalidFirmwareException>(() => Firmware.PathOf("Greenhouse"));

        Assert.Equal(
            "The project of VirtualPicoW.Tests names no firmware 'Greenhouse': add <FirmwareProject Include=\"../Greenhouse/Greenhouse.csproj\" /> to it.",
            exception.Message);
    }

    [Fact]
    public void What_the_program_prints_is_in_the_log_line_by_line()
    {
        using VirtualBoard board = TestBoards.New();

        board.Boot(BuildOutput.Firmware("Adjustable"));

        LogLine line = board.Log.WaitFor("port 9000", TestBoards.Patience);
        Assert.Equal("app", line.Source);
    }

    [Fact]
    public async Task A_board_comes_to_rest_when_Main_returns()
    {
        using VirtualBoard board = TestBoards.New();

        board.Boot(BuildOutput.Firmware("Adjustable"));

        Assert.Equal(ExitReason.MainReturned, (await board.Completion.WaitAsync(TestBoards.Patience)).Reason);
    }

    [Fact]
    public async Task A_board_comes_to_rest_when_Main_throws_and_keeps_the_exception()
    {
        using VirtualBoard board = TestBoards.New();

        board.Boot(BuildOutput.Firmware("Thrower"));

        BoardExit exit = await board.Completion.WaitAsync(TestBoards.Patience);
        Assert.Equal(ExitReason.MainThrew, exit.Reason);
        Assert.Equal("from Main", Assert.IsType<InvalidOperationException>(exit.Exception).Message);
        Assert.Contains("Program.cs", exit.Exception.StackTrace);
    }

    [Fact]
    public void An_exception_on_another_thread_ends_that_thread_only()
    {
        using VirtualBoard board = TestBoards.New();

        board.Boot(BuildOutput.Firmware("Thrower"));

        board.Log.WaitFor("still here", TestBoards.Patience);
        Assert.Contains(board.Log.Lines, line => line.Source == "board" && line.Text.Contains("from a thread", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_are_changed_before_Main_runs()
    {
        using VirtualBoard board = TestBoards.New();
        Firmware firmware = board.Load(BuildOutput.Firmware("Adjustable"));

        firmware.Settings!.Set("port", "8080");
        board.Start();

        board.Log.WaitFor("port 8080", TestBoards.Patience);
    }

    [Fact]
    public void Settings_can_be_listed()
    {
        using VirtualBoard board = TestBoards.New();

        FirmwareSettings settings = board.Load(BuildOutput.Firmware("Adjustable")).Settings!;

        Assert.Equal(["port=9000  the port to listen on"], settings.Names());
    }

    [Theory]
    [InlineData("prot", "80")]
    [InlineData("port", "0")]
    [InlineData("port", "eighty")]
    public void A_setting_that_makes_no_sense_is_refused_by_the_firmware(string name, string value)
    {
        using VirtualBoard board = TestBoards.New();
        FirmwareSettings settings = board.Load(BuildOutput.Firmware("Adjustable")).Settings!;

        Assert.Throws<ArgumentException>(() => settings.Set(name, value));
    }

    [Fact]
    public void Firmware_without_a_class_Settings_has_none()
    {
        using VirtualBoard board = TestBoards.New();

        Assert.Null(board.Load(BuildOutput.Firmware("Thrower")).Settings);
    }

    [Fact]
    public void Boards_that_run_the_same_firmware_know_nothing_of_each_other()
    {
        using VirtualBoard first = TestBoards.New();
        using VirtualBoard second = TestBoards.New();
        first.Load(BuildOutput.Firmware("Adjustable")).Settings!.Set("port", "1");
        second.Load(BuildOutput.Firmware("Adjustable")).Settings!.Set("port", "2");

        first.Start();
        second.Start();

        first.Log.WaitFor("port 1", TestBoards.Patience);
        second.Log.WaitFor("port 2", TestBoards.Patience);
        Assert.Equal(["port 1"], first.Log.Lines.Select(line => line.Text));
        Assert.Equal(["port 2"], second.Log.Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_board_takes_one_firmware()
    {
        using VirtualBoard board = TestBoards.New();
        board.Load(BuildOutput.Firmware("Adjustable"));

        Assert.Throws<InvalidOperationException>(() => board.Load(BuildOutput.Firmware("Thrower")));
    }

    [Fact]
    public void A_file_that_is_not_there_is_no_firmware()
    {
        using VirtualBoard board = TestBoards.New();

        InvalidFirmwareException refusal = Assert.Throws<InvalidFirmwareException>(() => board.Boot("nothing.exe"));
        Assert.Contains("There is no file", refusal.Message);
    }

    [Fact]
    public void A_program_for_another_platform_is_no_firmware()
    {
        using VirtualBoard board = TestBoards.New();

        InvalidFirmwareException refusal = Assert.Throws<InvalidFirmwareException>(() => board.Boot(BuildOutput.VirtualPicoW));
        Assert.Contains("was not built for nanoFramework", refusal.Message);
    }

    [Fact]
    public void A_library_is_no_firmware()
    {
        using VirtualBoard board = TestBoards.New();

        InvalidFirmwareException refusal = Assert.Throws<InvalidFirmwareException>(() => board.Boot(BuildOutput.Reference("System.Net")));
        Assert.Contains("has no Main", refusal.Message);
    }

    [Fact]
    public async Task A_stopped_board_does_nothing_any_more()
    {
        VirtualBoard board = TestBoards.New();
        board.Boot(BuildOutput.Firmware("Blinker"));
        board.Pins[15].WaitForEdges(3, TestBoards.Patience);

        board.Stop();

        Assert.Equal(ExitReason.Stopped, (await board.Completion.WaitAsync(TestBoards.Patience)).Reason);
        int edges = board.Pins[15].Edges.Count;
        await Task.Delay(200);
        Assert.InRange(board.Pins[15].Edges.Count, edges, edges + 1);
    }

    [Fact]
    public void A_stopped_board_has_closed_its_sockets()
    {
        VirtualBoard board = TestBoards.New();
        board.Boot(BuildOutput.Firmware("Echo"));
        int port = PortOf(board);

        board.Stop();

        Assert.Equal(0, board.Sockets.Count);
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Equal(
            SocketError.ConnectionRefused,
            Assert.Throws<SocketException>(() => client.Connect("127.0.0.1", port)).SocketErrorCode);
    }

    [Fact]
    public async Task A_reboot_ends_the_run()
    {
        using VirtualBoard board = TestBoards.New();

        await Assert.ThrowsAsync<BoardStoppedException>(() => Task.Run(board.Inside().Reboot));

        Assert.Equal(ExitReason.RebootRequested, (await board.Completion.WaitAsync(TestBoards.Patience)).Reason);
    }

    internal static int PortOf(VirtualBoard board)
    {
        const string Announcement = "echo on port ";
        LogLine line = board.Log.WaitFor(line => line.Text.StartsWith(Announcement, StringComparison.Ordinal), TestBoards.Patience);
        return int.Parse(line.Text[Announcement.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
