using System;

namespace TlsFirmware;

/// <summary>What a test can set before Main runs.</summary>
public static class Settings
{
    public static string Role { get; private set; } = "client";

    public static int Port { get; private set; }

    /// <summary>Of the authority that is trusted, or of the server itself, by role.</summary>
    public static string Certificate { get; private set; }

    public static string Key { get; private set; }

    /// <summary>Of the key.</summary>
    public static string Password { get; private set; }

    /// <summary>What a client shows.</summary>
    public static string OwnCertificate { get; private set; }

    public static string ServerName { get; private set; }

    public static bool Verifies { get; private set; } = true;

    public static int HandshakeMs { get; private set; } = 20000;

    public static int CancelAfterMs { get; private set; }

    public static int SlowTurnMs { get; private set; }

    public static int BusyMs { get; private set; }

    public static int IdleMs { get; private set; }

    public static int BufferSize { get; private set; } = 1024;

    public static string[] Names() => new[] { "see Settings.cs" };

    public static void Set(string name, string value)
    {
        switch (name)
        {
            case "role":
                Role = value;
                break;
            case "certificate":
                Certificate = value;
                break;
            case "password":
                Password = value;
                break;
            case "ownCertificate":
                OwnCertificate = value;
                break;
            case "key":
                Key = value;
                break;
            case "serverName":
                ServerName = value;
                break;
            case "verifies":
                Verifies = value == "true";
                break;
            default:
                SetNumber(name, int.Parse(value));
                break;
        }
    }

    private static void SetNumber(string name, int value)
    {
        switch (name)
        {
            case "port":
                Port = value;
                break;
            case "handshakeMs":
                HandshakeMs = value;
                break;
            case "cancelAfterMs":
                CancelAfterMs = value;
                break;
            case "slowTurnMs":
                SlowTurnMs = value;
                break;
            case "busyMs":
                BusyMs = value;
                break;
            case "idleMs":
                IdleMs = value;
                break;
            case "bufferSize":
                BufferSize = value;
                break;
            default:
                throw new ArgumentException("There is no setting '" + name + "'.");
        }
    }
}
