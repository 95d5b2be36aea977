using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace VirtualPicoW;

/// <summary>Boots one board and waits for its end.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int FirmwareFailed = 1;
    private const int Misused = 2;
    private const int ComputerFailed = 3;
    private const int OpenFiles = 64;
    private static readonly BackgroundWriter Errors = new(() => Console.Error);
    private static readonly BackgroundWriter Output = new(() => Console.Out, failure => Complain($"standard output cannot be written: {failure.Message}"));

    private static int Main(string[] arguments)
    {
        int code = RunOrExplain(arguments);
        Output.Flush();
        Errors.Flush();

        // Threads of the firmware may still be running, and .NET would wait for them.
        Environment.Exit(code == Success && Output.HasFailed ? ComputerFailed : code);
        return code;
    }

    private static int RunOrExplain(string[] arguments)
    {
        try
        {
            RequireOpenFiles();
            CommandLine line = CommandLine.Parse(arguments);
            return line.WantsHelp ? Explain(line) : line.ChipFolder != null ? RunOnChip(line, line.ChipFolder) : line.IsSimulated ? RunSimulated(line, arguments) : Run(line);
        }
        catch (Exception exception) when (exception is CommandLineException or InvalidFirmwareException)
        {
            Complain(exception.Message);
            return Misused;
        }
        catch (SimulationException exception)
        {
            Complain(exception.Message);
            return FirmwareFailed;
        }
        catch (Exception exception)
        {
            Complain($"this computer does not give the board what it needs (files, memory, threads): {exception.GetType().Name}: {exception.Message}");
            return ComputerFailed;
        }
    }

    /// <summary>The runtime opens files as it goes, and without them it aborts wherever it happens to be.</summary>
    private static void RequireOpenFiles()
    {
        SafeFileHandle?[] files = new SafeFileHandle?[OpenFiles];
        try
        {
            for (int i = 0; i < OpenFiles; i++)
            {
                files[i] = File.OpenHandle(typeof(Program).Assembly.Location);
            }
        }
        catch (IOException exception)
        {
            throw new IOException($"it cannot have {OpenFiles} more files open, raise the limit, as with ulimit -n 256. {exception.Message}");
        }
        finally
        {
            Array.ForEach(files, file => file?.Dispose());
        }
    }

    private static void Complain(string complaint) => Errors.WriteLine($"VirtualPicoW: {complaint}");

    private static int Explain(CommandLine line)
    {
        Output.WriteLine(CommandLine.Help);
        if (line.Firmware == null)
        {
            return Success;
        }

        using VirtualBoard board = new(line.Options(TextWriter.Null));
        Output.WriteLine(string.Empty);
        if (board.Load(line.Firmware).Settings is not { } settings)
        {
            Output.WriteLine($"{Path.GetFileName(line.Firmware)} has no settings.");
            return Success;
        }

        Output.WriteLine($"settings of {Path.GetFileName(line.Firmware)}:");
        foreach (string name in settings.Names())
        {
            Output.WriteLine($"  {name}");
        }

        return Success;
    }

    private static int RunOnChip(CommandLine line, string folder)
    {
        ChipParts parts = ChipParts.Find(folder, line.Firmware!, ChipParts.HarnessFolder(), NodeCommand.Version());
        using CancellationTokenSource stop = new();
        using StopSignals signals = new(stop.Cancel);
        Output.WriteLine(new LogLine(TimeSpan.Zero, "chip", ChipRun.Describe(parts.Image, line.Firmware!)).ToString());
        return new ChipRun(ChipRun.Start(parts, line.RunTime), Output, Complain, line.QuietPins).Run(stop.Token) ? Success : ComputerFailed;
    }

    private static int Run(CommandLine line)
    {
        using CancellationTokenSource stop = new();
        using StopSignals signals = new(stop.Cancel);
        using VirtualBoard board = new(line.Options(Output));
        Firmware firmware = board.Load(line.Firmware!);
        Apply(line, firmware);
        IDisposable[] fingers = line.Presses.SelectMany(press => Plan(press, board)).ToArray();
        line.Scripts.ForEach(script => script.Play(board));
        using BoardPage? page = ShowPage(line, board, firmware);
        board.Start();
        BoardConsole.Begin(board);
        BoardExit exit = Wait(board, line.RunTime, stop.Token);
        Array.ForEach(fingers, finger => finger.Dispose());
        board.TellEndOfMain(exit);
        board.Stop();
        page?.Finish(exit);
        return Report(exit);
    }

    private static int RunSimulated(CommandLine line, string[] arguments)
    {
        if (line.IsSweep)
        {
            return new SeedSweep(line, arguments, Output, Boot).Run() ? Success : FirmwareFailed;
        }

        using SimulatedRun run = new(line, line.Seed, Output);
        using StopSignals signals = new(run.Stop);
        using BoardPage? page = ShowPage(line, run.Board, run.Firmware);
        Prepare(line, run);
        BoardConsole.Begin(run.Board);
        try
        {
            BoardExit exit = run.Run(line.WantsCheck ? new FinalCheck(() => Boot(line.Undisturbed(), line.Seed, TextWriter.Null)) : null);
            page?.Finish(exit);
            return Report(exit);
        }
        catch (SimulationException exception)
        {
            page?.Finish(new BoardExit(ExitReason.Stopped, exception));
            throw;
        }
    }

    /// <summary>Its address is the first line of the run.</summary>
    private static BoardPage? ShowPage(CommandLine line, VirtualBoard board, Firmware firmware)
    {
        BoardPage? page = line.WantsPage ? BoardPage.Show(board, firmware) : null;
        if (line.OpensPage)
        {
            page?.OpenInBrowser();
        }

        return page;
    }

    /// <summary>Puts a board into a simulated world, as the command line says, and starts it.</summary>
    internal static SimulatedRun Boot(CommandLine line, ulong seed, TextWriter output)
    {
        SimulatedRun run = new(line, seed, output);
        Prepare(line, run);
        return run;
    }

    private static void Prepare(CommandLine line, SimulatedRun run)
    {
        Apply(line, run.Firmware);
        foreach (ButtonPress press in line.Presses)
        {
            // They happen at their time, or never, if the power is cut before.
            _ = Plan(press, run.Board).ToArray();
        }

        line.Scripts.ForEach(script => script.Play(run.Board));
        run.Board.Start();
    }

    private static void Apply(CommandLine line, Firmware firmware)
    {
        foreach ((string name, string value) in line.Settings)
        {
            if (firmware.Settings is not { } settings)
            {
                throw new CommandLineException($"{Path.GetFileName(firmware.Path)} has no settings: leave out --set {name}={value}.");
            }

            try
            {
                settings.Set(name, value);
            }
            catch (ArgumentException exception)
            {
                throw new CommandLineException($"--set {name}={value}: {exception.Message}");
            }
        }
    }

    private static IEnumerable<IDisposable> Plan(ButtonPress press, VirtualBoard board)
    {
        Pin pin;
        try
        {
            pin = board.Pins[press.Pin];
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new CommandLineException($"--press {press.Pin}: {exception.Message}");
        }

        yield return At(press.Time, () => pin.Drive(false));
        yield return At(press.Time + PressCommand.UsualTime, pin.Release);

        IDisposable At(TimeSpan time, Action action) => board.Clock.After(time - board.Clock.Now, action);
    }

    private static BoardExit Wait(VirtualBoard board, TimeSpan? runTime, CancellationToken stop)
    {
        TaskCompletionSource<BoardExit> ended = new();
        using CancellationTokenRegistration cancellation = stop.Register(() => ended.TrySetResult(new BoardExit(ExitReason.Stopped)));
        using IDisposable? end = runTime is { } time
            ? board.Clock.After(time - board.Clock.Now, () => ended.TrySetResult(new BoardExit(ExitReason.Stopped)))
            : null;
        return Task.WhenAny(board.Completion, ended.Task).Result.Result;
    }

    private static int Report(BoardExit exit)
    {
        if (exit.Reason != ExitReason.MainThrew)
        {
            return Success;
        }

        Errors.WriteLine($"Main threw {FirmwareTraces.Tidy(exit.Exception!.ToString())}");
        return FirmwareFailed;
    }
}
