using System;

namespace AsyncCore.Net;

/// <summary>What may be the name of a host. It knows nothing of who bears one.</summary>
internal static class HostName
{
    /// <summary>How many characters a name may have, without a dot at its end.</summary>
    internal const int MaxNameLength = 253;

    /// <summary>How many characters there may be between two dots.</summary>
    internal const int MaxLabelLength = 63;

    /// <summary>The board itself.</summary>
    internal const string Localhost = "localhost";

    private const string Multicast = ".local";

    /// <summary>Checks a name and brings it into the one form in which names are compared: small letters, no dot at the end.</summary>
    /// <exception cref="ArgumentException">It cannot be a name; the message says why.</exception>
    internal static string Check(string host)
    {
        int length = host.Length > 0 && host[host.Length - 1] == '.' ? host.Length - 1 : host.Length;
        if (length == 0 || length > MaxNameLength)
        {
            throw Refusal(host, "a name has 1 to " + MaxNameLength + " characters");
        }

        char[] name = new char[length];
        int label = 0;
        bool isNumber = true;
        for (int i = 0; i < length; i++)
        {
            name[i] = Lower(host[i]);
            if (name[i] == '.')
            {
                CheckLabel(host, i - label);
                label = i + 1;
                isNumber = true;
                continue;
            }

            if (!IsAllowed(name[i]))
            {
                throw Refusal(host, "a name is made of letters, digits, '-', '_' and dots; write an international one in its ASCII form, xn--...");
            }

            isNumber &= name[i] <= '9' && name[i] >= '0';
        }

        CheckLabel(host, length - label);
        return isNumber ? throw Refusal(host, "what ends in a number is an IPv4 address, such as 192.168.1.20, and this is none") : new string(name);
    }

    /// <summary>True for a name that only the hosts of the local network could answer for, by multicast.</summary>
    internal static bool IsMulticast(string name) =>
        name.Length > Multicast.Length && name.Substring(name.Length - Multicast.Length) == Multicast;

    /// <summary>The small letter to a capital one; anything else stays. The culture has no say in names.</summary>
    internal static char Lower(char character) => character >= 'A' && character <= 'Z' ? (char)(character + 'a' - 'A') : character;

    private static bool IsAllowed(char character) =>
        (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-' || character == '_';

    private static void CheckLabel(string host, int length)
    {
        if (length == 0 || length > MaxLabelLength)
        {
            throw Refusal(host, "between its dots a name has 1 to " + MaxLabelLength + " characters");
        }
    }

    private static ArgumentException Refusal(string host, string reason) =>
        new ArgumentException("'" + host + "' is neither a host name nor an address: " + reason + ".");
}
