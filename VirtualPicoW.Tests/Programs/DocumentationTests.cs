using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>The programs in the documentation are those that are built, and print what the page shows.</summary>
public class DocumentationTests
{
    private const string Tutorial = "docs/tutorial.md";
    private const string WhenItFails = "docs/when-it-fails.md";
    private const string ButtonChapter = "7. Interrupts";

    private static readonly string[] Pages = ["README.md", "docs/asyncio.md", "docs/testing.md", Tutorial, WhenItFails, "docs/simulation.md"];

    /// <summary>Page and heading of each program.</summary>
    public static TheoryData<string, string> Programs
    {
        get
        {
            TheoryData<string, string> rows = new();
            foreach (DocumentedProgram program in Pages.SelectMany(DocumentedProgram.Read))
            {
                rows.Add(program.Page, program.Heading);
            }

            return rows;
        }
    }

    public static TheoryData<string> Chapters => new(DocumentedProgram.Read(Tutorial).Select(program => program.Heading));

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_on_a_page_is_the_file_that_the_page_names(string page, string heading)
    {
        DocumentedProgram program = Find(page, heading);

        Assert.True(program.Source != null, $"{page}, {heading}: link to the file with this program, above it.");
        Assert.Equal(WithoutHead(BuildOutput.TextOf(program.Source!)), program.Code);
    }

    [Fact]
    public void Every_program_of_the_tutorial_stands_on_its_page()
    {
        System.Collections.Generic.IEnumerable<string> files = BuildOutput.FilesIn("Samples/Tutorial", "*.cs").Except(["Program.cs", "Settings.cs"]);

        Assert.Equal(files.Order(), DocumentedProgram.Read(Tutorial).Select(program => Path.GetFileName(program.Source)).Order());
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_of_the_tutorial_prints_what_its_page_shows(string heading)
    {
        using VirtualBoard board = TestBoards.New();
        FirmwareSettings settings = board.Load(BuildOutput.Sample("Tutorial")).Settings!;
        settings.Set("chapter", Regex.Match(heading, @"^\d+").Value);
        settings.Set("time", heading == ButtonChapter ? "real" : "virtual");

        board.Start();
        if (heading == ButtonChapter)
        {
            await PressUntilItEnds(board);
        }

        Assert.Equal(new BoardExit(ExitReason.MainReturned), await board.Completion.WaitAsync(TestBoards.Patience));
        Assert.Equal(Find(Tutorial, heading).Output, Printed(board));
    }

    [Fact]
    public void The_program_of_the_readme_flashes_both_its_leds()
    {
        using VirtualBoard board = TestBoards.New();

        board.Boot(BuildOutput.Sample("TwoLeds"));

        board.Pins[15].WaitForEdges(4, TestBoards.Patience);
        board.Pins[14].WaitForEdges(4, TestBoards.Patience);
    }

    [Fact]
    public async Task The_program_that_fails_prints_the_trace_that_its_page_shows()
    {
        using VirtualBoard board = TestBoards.New();

        board.Boot(BuildOutput.Sample("WhenItFails"));

        Assert.Equal(new BoardExit(ExitReason.MainReturned), await board.Completion.WaitAsync(TestBoards.Patience));
        Assert.Equal(Find(WhenItFails, "How to read a trace").Output, Regex.Replace(Printed(board), " in .*(Samples.)WhenItFails.", " in Samples/WhenItFails/"));
    }

    [Fact]
    public void The_tasks_that_the_page_shows_are_those_that_the_board_tells()
    {
        using VirtualBoard board = TestBoards.New();
        board.Boot(BuildOutput.Firmware("Tasks"));
        board.Log.WaitFor("held", TestBoards.Patience);

        board.Do("tasks");

        string told = string.Concat(board.Log.Lines.Where(line => line.Source == "tasks").Select(line => line.Text + "\n"));
        Assert.Equal(WithoutTimes(FirstTextUnder("Who waits for whom")), WithoutTimes(told));
    }

    [Fact]
    public void The_memory_that_the_page_shows_is_what_the_board_tells()
    {
        using VirtualBoard board = new(new BoardOptions { MemoryBytes = 60_000 });
        board.Load(BuildOutput.Firmware("Hoarder")).Settings!.Set("leaks", "yes");
        board.Start();

        LogLine told = board.Log.WaitFor(line => line.Source == "memory" && line.Text.StartsWith("out of memory", StringComparison.Ordinal), TestBoards.Patience);

        Assert.Equal(WithoutNumbers(FirstTextUnder("Memory")), WithoutNumbers(told.Text + "\n"));
    }

    /// <summary>The first block of text under a heading of the page on failures.</summary>
    private static string FirstTextUnder(string heading) =>
        Regex.Match(BuildOutput.TextOf(WhenItFails), $@"^## {heading}\n(?:(?!^##).*\n)*?```text\n((?:.*\n)*?)```", RegexOptions.Multiline).Groups[1].Value;

    /// <summary>Whoever sleeps for a moment may be about to go on.</summary>
    private static string WithoutTimes(string tasks) => Regex.Replace(tasks, @"sleeps, \d+ ms left|is ready", "sleeps");

    private static string WithoutNumbers(string memory) => Regex.Replace(memory, @"\d[\d,]*", "0");

    private static DocumentedProgram Find(string page, string heading) =>
        DocumentedProgram.Read(page).Single(program => program.Heading == heading);

    /// <summary>A page may leave out the comment that says how to wire the board and what to see.</summary>
    private static string WithoutHead(string source) => string.Join('\n', source.Split('\n').SkipWhile(line => line.StartsWith("//", StringComparison.Ordinal)));

    private static string Printed(VirtualBoard board) =>
        string.Concat(board.Log.Lines.Where(line => line.Source == "app").Select(line => line.Text + "\n"));

    /// <summary>A press more than asked for does no harm: the program ends at the third.</summary>
    private static async Task PressUntilItEnds(VirtualBoard board)
    {
        TimeSpan pressTime = TimeSpan.FromMilliseconds(100);
        for (TimeSpan left = TestBoards.Patience; left > TimeSpan.Zero && !board.Completion.IsCompleted; left -= 2 * pressTime)
        {
            board.Pins[14].Drive(false);
            await Task.WhenAny(board.Completion, Task.Delay(pressTime));
            board.Pins[14].Release();
            await Task.WhenAny(board.Completion, Task.Delay(pressTime));
        }
    }
}
