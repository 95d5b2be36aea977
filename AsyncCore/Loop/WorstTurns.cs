namespace AsyncCore;

/// <summary>The longest turns that were reported, and whose they were: the worst first, a few of them.</summary>
internal sealed class WorstTurns
{
    private const int MaxKept = 4;

    private readonly string[] names = new string[MaxKept];
    private readonly long[] durationsMs = new long[MaxKept];
    private int count;

    /// <summary>Enters a turn, if it is one of the worst.</summary>
    internal void Add(string name, long durationMs)
    {
        int place = count;
        while (place > 0 && durationsMs[place - 1] < durationMs)
        {
            place--;
        }

        if (place == MaxKept)
        {
            return;
        }

        count = count < MaxKept ? count + 1 : count;
        for (int i = count - 1; i > place; i--)
        {
            names[i] = names[i - 1];
            durationsMs[i] = durationsMs[i - 1];
        }

        names[place] = name;
        durationsMs[place] = durationMs;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = "";
        for (int i = 0; i < count; i++)
        {
            text += (i == 0 ? "" : ", ") + names[i] + " " + durationsMs[i] + " ms";
        }

        return text;
    }
}
