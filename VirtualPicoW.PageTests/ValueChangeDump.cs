using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace VirtualPicoW.PageTests;

/// <summary>A value change dump of wires of one bit, read as strictly as IEEE 1364 wants it.</summary>
internal sealed class ValueChangeDump
{
    private readonly Dictionary<string, string> symbols = [];
    private readonly Dictionary<string, bool> initial = [];
    private readonly Dictionary<string, List<(long Time, bool High)>> changes = [];

    private ValueChangeDump()
    {
    }

    /// <summary>What a unit of time is.</summary>
    public string Timescale { get; private set; } = string.Empty;

    /// <summary>The last time that is told.</summary>
    public long End { get; private set; } = -1;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ValueChangeDump Parse(string text)
    {
        ValueChangeDump dump = new();
        Queue<string> words = new(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        while (words.TryDequeue(out string? word) && word != "$enddefinitions")
        {
            dump.Declare(word, Section(words));
        }

        Section(words);
        while (words.TryDequeue(out string? word))
        {
            dump.Take(word);
        }

        return dump;
    }

    /// <summary>The changes of a wire.</summary>
    public IReadOnlyList<(long Time, bool High)> ChangesOf(string wire) => changes[symbols[wire]];

    /// <summary>The level of a wire at the beginning.</summary>
    public bool IsHighAtFirst(string wire) => initial[symbols[wire]];

    private static List<string> Section(Queue<string> words)
    {
        List<string> section = [];
        while (words.TryDequeue(out string? word))
        {
            if (word == "$end")
            {
                return section;
            }

            section.Add(word);
        }

        throw new InvalidDataException("A section has no $end.");
    }

    private void Declare(string keyword, List<string> words)
    {
        switch (keyword)
        {
            case "$timescale":
                Timescale = string.Join(' ', words);
                break;
            case "$var" when words is ["wire", "1", string symbol, string name] && symbols.TryAdd(name, symbol) && changes.TryAdd(symbol, []):
            case "$comment" or "$scope" or "$upscope":
                break;
            default:
                throw new InvalidDataException($"{keyword} {string.Join(' ', words)} is no declaration.");
        }
    }

    private void Take(string word)
    {
        if (word[0] == '#')
        {
            long time = long.Parse(word[1..], NumberStyles.None, CultureInfo.InvariantCulture);
            End = time > End ? time : throw new InvalidDataException($"{word} comes after #{End}.");
        }
        else if (word is not ("$dumpvars" or "$end"))
        {
            string symbol = word[1..];
            bool isHigh = word[0] == '1' || (word[0] == '0' ? false : throw new InvalidDataException($"{word} is no change."));
            if (!initial.TryAdd(symbol, isHigh))
            {
                changes[symbol].Add((End, isHigh));
            }
        }
    }
}
