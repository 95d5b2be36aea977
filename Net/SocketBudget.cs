namespace AsyncCore.Net;

/// <summary>
/// Counts the sockets of the board: a Pico W has four in all, for everything, and when they are gone its network stack says so in ways that help nobody.
/// </summary>
/// <remarks>Whatever opens a socket here counts it first, and takes it out when it is closed, from any thread.</remarks>
public static class SocketBudget
{
    /// <summary>How many sockets there are.</summary>
    public const int Limit = 4;

    private static readonly PolledSocket[] Open = new PolledSocket[Limit];

    /// <summary>How many are in use.</summary>
    public static int InUse
    {
        get
        {
            int count = 0;
            for (int i = 0; i < Limit; i++)
            {
                count += Open[i] == null ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>The socket in a place, or null.</summary>
    internal static PolledSocket At(int place) => Open[place];

    /// <summary>Counts a socket that is about to be opened.</summary>
    /// <exception cref="TooManySocketsException">There is none left.</exception>
    internal static void Enter(PolledSocket socket)
    {
        if (!Replace(null, socket))
        {
            throw new TooManySocketsException("All " + Limit + " sockets of the board are in use: " + Purposes() + ". Close one of them first.");
        }
    }

    /// <summary>Counts a socket no longer.</summary>
    internal static void Leave(PolledSocket socket) => Replace(socket, null);

    private static bool Replace(PolledSocket old, PolledSocket replacement)
    {
        lock (Open)
        {
            for (int i = 0; i < Limit; i++)
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
        for (int i = 0; i < Limit; i++)
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
