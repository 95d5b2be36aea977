using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace VirtualPicoW.Tests;

/// <summary>A C# block of a page.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Heading">The heading that it stands under.</param>
/// <param name="Source">The last C# file that the page links to before it, from the root of the repository; null if none.</param>
/// <param name="Code">Its text.</param>
/// <param name="Output">The text block that follows under the same heading; null if none.</param>
internal sealed partial record DocumentedProgram(string Page, string Heading, string? Source, string Code, string? Output)
{
    private const string Fence = "```";

    /// <summary>The blocks of a page, in order.</summary>
    public static IReadOnlyList<DocumentedProgram> Read(string page)
    {
        List<DocumentedProgram> programs = new();
        string heading = string.Empty;
        string? source = null;
        Queue<string> lines = new(BuildOutput.TextOf(page).Split('\n'));
        while (lines.TryDequeue(out string? line))
        {
            if (line.StartsWith('#'))
            {
                heading = line.TrimStart('#', ' ');
                source = null;
            }
            else if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                string text = TakeBlock(lines);
                if (line == Fence + "csharp")
                {
                    programs.Add(new DocumentedProgram(page, heading, source, text, null));
                    source = null;
                }
                else if (line == Fence + "text" && programs.LastOrDefault() is { Output: null } last && last.Heading == heading)
                {
                    programs[^1] = last with { Output = text };
                }
            }
            else if (LinkToSource().Matches(line).LastOrDefault() is { } link)
            {
                source = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(page)!, link.Groups[1].Value)));
            }
        }

        return programs;
    }

    private static string TakeBlock(Queue<string> lines)
    {
        List<string> text = new();
        while (lines.Dequeue() is var line && line != Fence)
        {
            text.Add(line + "\n");
        }

        return string.Concat(text);
    }

    [GeneratedRegex(@"\]\(([^)]+\.cs)\)")]
    private static partial Regex LinkToSource();
}
