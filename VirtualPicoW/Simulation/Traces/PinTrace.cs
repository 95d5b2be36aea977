using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace VirtualPicoW;

/// <summary>Pins and radio as a value change dump, IEEE 1364: GTKWave and PulseView open it.</summary>
internal sealed class PinTrace : Trace
{
    private const int FirstMark = '!';
    private const int Marks = 94;
    private const string Wifi = "wifi";

    private readonly StreamWriter writer;
    private readonly Simulation simulation;
    private readonly Dictionary<VirtualBoard, bool> isUp = [];
    private readonly List<Action> endings = [];
    private readonly List<Wire> wires = [];
    private long lastTime = -1;
    private int count;

    public PinTrace(Stream file, Simulation simulation)
    {
        this.simulation = simulation;
        writer = new StreamWriter(file, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("$timescale 1 us $end");
        for (int index = 0; index < simulation.Boards.Count; index++)
        {
            VirtualBoard board = simulation.Boards[index];
            writer.WriteLine($"$scope module board{index + 1} $end");
            foreach (Pin pin in board.Pins.All)
            {
                Declare(board, pin, $"GP{pin.Number}");
            }

            Declare(board, null, Wifi);
            writer.WriteLine("$upscope $end");
        }

        writer.WriteLine("$enddefinitions $end");
        Stamp();
        writer.WriteLine("$dumpvars");
        wires.ForEach(WriteAndWatch);
        writer.WriteLine("$end");
        simulation.BoardRestarted += OnRestarted;
    }

    public override void Dispose()
    {
        simulation.BoardRestarted -= OnRestarted;
        endings.ForEach(end => end());
        Stamp();
        writer.Dispose();
    }

    private void Declare(VirtualBoard board, Pin? pin, string name)
    {
        string mark = string.Empty;
        for (int rest = count++; ; rest = (rest / Marks) - 1)
        {
            mark += (char)(FirstMark + (rest % Marks));
            if (rest < Marks)
            {
                break;
            }
        }

        writer.WriteLine($"$var wire 1 {mark} {name} $end");
        wires.Add(new Wire(board, pin, mark));
    }

    private void OnRestarted(VirtualBoard old, VirtualBoard next)
    {
        Stamp();
        for (int index = 0; index < wires.Count; index++)
        {
            if (wires[index] is { Pin: var pin, Mark: var mark } wire && wire.Board == old)
            {
                wires[index] = new Wire(next, pin == null ? null : next.Pins[pin.Number], mark);
                WriteAndWatch(wires[index]);
            }
        }
    }

    private void WriteAndWatch(Wire wire)
    {
        writer.WriteLine((wire.Pin?.IsHigh ?? wire.Board.Radio.IsUp ? "1" : "0") + wire.Mark);
        Watch(wire.Board, wire.Pin, wire.Mark);
    }

    private void Watch(VirtualBoard board, Pin? pin, string mark)
    {
        if (pin != null)
        {
            void OnEdge(PinEdge edge) => Write(edge.High, mark);
            pin.Changed += OnEdge;
            endings.Add(() => pin.Changed -= OnEdge);
            return;
        }

        isUp[board] = board.Radio.IsUp;
        board.Log.Written += OnLine;
        endings.Add(() => board.Log.Written -= OnLine);

        void OnLine(LogLine line)
        {
            if (line.Source == Wifi && board.Radio.IsUp != isUp[board])
            {
                isUp[board] = board.Radio.IsUp;
                Write(isUp[board], mark);
            }
        }
    }

    private void Write(bool isHigh, string mark)
    {
        Stamp();
        writer.WriteLine((isHigh ? "1" : "0") + mark);
    }

    private void Stamp()
    {
        long time = simulation.Now.Ticks / TimeSpan.TicksPerMicrosecond;
        if (time != lastTime)
        {
            lastTime = time;
            writer.WriteLine("#" + time.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What is drawn as a line: a pin, or a board's radio link.</summary>
    private sealed record Wire(VirtualBoard Board, Pin? Pin, string Mark);
}
