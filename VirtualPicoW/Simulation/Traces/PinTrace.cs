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
    private long lastTime = -1;
    private int count;

    public PinTrace(Stream file, Simulation simulation)
    {
        this.simulation = simulation;
        writer = new StreamWriter(file, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("$timescale 1 us $end");
        List<(VirtualBoard Board, Pin? Pin, string Mark)> wires = [];
        for (int index = 0; index < simulation.Boards.Count; index++)
        {
            VirtualBoard board = simulation.Boards[index];
            writer.WriteLine($"$scope module board{index + 1} $end");
            foreach (Pin pin in board.Pins.All)
            {
                Declare(board, pin, $"GP{pin.Number}", wires);
            }

            Declare(board, null, Wifi, wires);
            writer.WriteLine("$upscope $end");
        }

        writer.WriteLine("$enddefinitions $end");
        Stamp();
        writer.WriteLine("$dumpvars");
        foreach ((VirtualBoard board, Pin? pin, string mark) in wires)
        {
            writer.WriteLine((pin?.IsHigh ?? board.Radio.IsUp ? "1" : "0") + mark);
            Watch(board, pin, mark);
        }

        writer.WriteLine("$end");
    }

    public override void Dispose()
    {
        endings.ForEach(end => end());
        Stamp();
        writer.Dispose();
    }

    private void Declare(VirtualBoard board, Pin? pin, string name, List<(VirtualBoard Board, Pin? Pin, string Mark)> wires)
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
        wires.Add((board, pin, mark));
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
}
