using System;

namespace Tutorial;

/// <summary>What can be set about the tutorial.</summary>
public static class Settings
{
    /// <summary>The chapter to run, from 1.</summary>
    public static int Chapter { get; private set; } = 1;

    /// <summary>True to run in virtual time, in which nobody waits for a sleep.</summary>
    public static bool SkipsWaiting { get; private set; }

    /// <summary>The settings, as lines for people: name, value, description.</summary>
    /// <returns>One line each: <c>name=default  description</c>.</returns>
    public static string[] Names() => new[]
    {
        "chapter=" + Chapter + "  the chapter of docs/tutorial.md to run, 1 to " + Program.ChapterCount,
        "time=real  real, or virtual to skip all waiting (not for chapter 7, which waits for you)",
    };

    /// <summary>Changes a setting.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">Its new value.</param>
    /// <exception cref="ArgumentException">There is no such setting, or the value is out of its range.</exception>
    public static void Set(string name, string value)
    {
        switch (name)
        {
            case "chapter":
                Chapter = ParseChapter(value);
                break;
            case "time":
                SkipsWaiting = value == "virtual" || (value == "real" ? false : throw new ArgumentException("time is real or virtual."));
                break;
            default:
                throw new ArgumentException("There is no setting '" + name + "'.");
        }
    }

    private static int ParseChapter(string value) =>
        int.TryParse(value, out int chapter) && chapter >= 1 && chapter <= Program.ChapterCount
            ? chapter
            : throw new ArgumentException("chapter is a number from 1 to " + Program.ChapterCount + ".");
}
