namespace AsyncCore.Net;

/// <summary>The last few names that were resolved, each for as long as its name server said. It knows nothing of how they are resolved.</summary>
internal sealed class NameCache
{
    /// <summary>How many names it holds.</summary>
    internal const int Capacity = 8;

    private readonly NameCacheEntry[] records = new NameCacheEntry[Capacity];
    private Clock clock;

    /// <summary>What is known of a name, or null.</summary>
    internal NameCacheEntry Find(string name)
    {
        ForgetOtherTimes();
        for (int i = 0; i < Capacity; i++)
        {
            NameCacheEntry record = records[i];
            if (record != null && record.Name == name)
            {
                return record.ExpiryMs > clock.NowMs ? record : null;
            }
        }

        return null;
    }

    /// <summary>Keeps what is known of a name, in place of what was known of it before, or else of what would expire first.</summary>
    internal void Add(NameCacheEntry record)
    {
        ForgetOtherTimes();
        if (record.ExpiryMs <= clock.NowMs)
        {
            return;
        }

        int place = 0;
        for (int i = 0; i < Capacity; i++)
        {
            if (records[i] != null && records[i].Name == record.Name)
            {
                place = i;
                break;
            }

            if (ExpiryOf(i) < ExpiryOf(place))
            {
                place = i;
            }
        }

        records[place] = record;
    }

    /// <summary>Forgets every name.</summary>
    internal void Clear()
    {
        for (int i = 0; i < Capacity; i++)
        {
            records[i] = null;
        }
    }

    private long ExpiryOf(int place) => records[place] == null ? long.MinValue : records[place].ExpiryMs;

    /// <summary>A loop with another clock lives in another time, in which the lifetimes mean nothing.</summary>
    private void ForgetOtherTimes()
    {
        if (clock != EventLoop.Current.Clock)
        {
            clock = EventLoop.Current.Clock;
            Clear();
        }
    }
}
