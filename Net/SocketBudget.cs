namespace AsyncCore.Net;

/// <summary>
/// Knows every open socket and what it is for, so that whoever gets none is told who has them: a Pico W has four in all, for everything, and its
/// network stack does not say more than "no".
/// </summary>
/// <remarks>
/// How many there are is for the network stack to decide. Whatever opens a socket here enters it first, and takes it out when it is
/// closed, from any thread.
/// </remarks>
public static class SocketBudget
{
    /// <summary>More than any board of this kind has.</summary>
    internal const int Places = 32;

    private static readonly PolledSocket[] Open = new PolledSocket[Places];

    /// <summary>How many are in use.</summary>
    public static int InUse
    {
        get
        {
            int count = 0;
            for (int i = 0; i < Places; i++)
            {
                count += Open[i] == null ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>The socket in a place, or null.</summary>
    internal static PolledSocket At(int place) => Open[place];

    /// <summary>Enters a socket that is about to be opened.</summary>
    /// <exception cref="TooManySocketsException">There is no place left.</exception>
    internal static void Enter(PolledSocket socket)
    {
        if (!Replace(null, socket))
        {
            throw Exhausted();
        }
    }

    /// <summary>What to tell whoever gets no socket.</summary>
    internal static TooManySocketsException Exhausted() =>
        new TooManySocketsException("The board has no socket left; in use are: " + Purposes() + ". Close one of them first.");

    /// <summary>Takes a socket out.</summary>
    internal static void Leave(PolledSocket socket) => Replace(socket, null);

    private static bool Replace(PolledSocket old, PolledSocket replacement)
    {
        lock (Open)
        {
            for (int i = 0; i < Places; i++)
            {
                if (Open[i] == old)
                {
                    Open[i] = replacement;
                    return true;
                }
            }

            return false;
        }
    }

    private static string Purposes()
    {
        string text = string.Empty;
        for (int i = 0; i < Places; i++)
        {
            PolledSocket socket = Open[i];
            if (socket != null)
            {
                text += (text.Length == 0 ? string.Empty : ", ") + socket.Purpose;
            }
        }

        return text;
    }
}
