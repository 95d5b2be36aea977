using System;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>
/// Puts into words why a handshake failed. nanoFramework hands through the numbers of mbedTLS, in exceptions that differ from one release to the next: a
/// negative one is an error, a positive one the set of flags with which a certificate was refused.
/// </summary>
internal static class HandshakeReason
{
    private const int Expired = 0x01;
    private const int Revoked = 0x02;
    private const int WrongName = 0x04;
    private const int NotTrusted = 0x08;
    private const int Missing = 0x40;
    private const int Other = 0x0100;
    private const int NotYetValid = 0x0200;
    private const int WrongUse = 0x0800;
    private const int WrongPurpose = 0x1000;
    private const int WrongType = 0x2000;
    private const int WeakHash = 0x4000;
    private const int WeakAlgorithm = 0x8000;
    private const int WeakKey = 0x010000;
    private const int ConnectionAborted = 10053;
    private const int ConnectionReset = 10054;

    internal static string Of(Exception exception)
    {
        if (exception is OutOfMemoryException)
        {
            return "the board has not enough memory left for it";
        }

        if (exception is ObjectDisposedException)
        {
            return "the connection was closed here";
        }

        if (exception is InvalidOperationException)
        {
            return "the board has no place left for another TLS connection";
        }

        int code = CodeOf(exception);
        if (code == 0)
        {
            return "the board does not say why";
        }

        bool isOfSocket = exception is SocketException && code > 0;
        return isOfSocket ? OfSocket(code) : code > 0 ? OfFlags(code) : OfError(code);
    }

    /// <summary>The type that has the number is not in every release of System.Net, so it is asked for by name.</summary>
    private static int CodeOf(Exception exception)
    {
        if (exception is SocketException)
        {
            return ((SocketException)exception).ErrorCode;
        }

        System.Reflection.MethodInfo method = exception.GetType().GetMethod("get_ErrorCode");
        return method == null ? 0 : (int)method.Invoke(exception, new object[0]);
    }

    private static string OfFlags(int flags)
    {
        string text = Part(flags, WrongName, "it is for another name");
        text += Part(flags, NotTrusted, "it is not signed by an authority that the board trusts (see TlsClientOptions.Trust)");
        text += Part(flags, Revoked, "it was revoked");
        text += Part(flags, Missing, "there is none");
        text += Part(flags, WrongPurpose, "it is not for servers");
        text += Part(flags, WrongUse | WrongType, "it is for another use");
        text += Part(flags, WeakHash, "it, or one of its issuers, is signed with SHA-1 or another weak hash");
        text += Part(flags, WeakAlgorithm | WeakKey, "its key, or one of its issuers', is too short (RSA needs 2048 bits) or of a kind that is not trusted");
        text += Part(flags, Other, "something in it is not as it should be");
        string clock = "; the board's clock says " + Today();
        text += Part(flags, Expired, "it has expired" + clock);
        text += Part(flags, NotYetValid, "it is not valid yet" + clock);
        text = text.Length == 0 ? "for no reason that is known here" : text.Substring(", ".Length);
        return "the certificate was refused: " + text + " (flags " + flags + ")";
    }

    private static string OfSocket(int code) =>
        code == ConnectionReset || code == ConnectionAborted ? "the connection was reset" : "socket error " + code;

    private static string Part(int flags, int flag, string text) => (flags & flag) == 0 ? string.Empty : ", " + text;

    private static string Today()
    {
        DateTime now = DateTime.UtcNow;
        return now.Year + "-" + now.Month + "-" + now.Day;
    }

    private static string OfError(int code)
    {
        string text = code switch
        {
            -0x0050 => "the connection was reset",
            -0x2700 => "the certificate was refused: it has expired, is for another name, or is not signed by an authority that the board trusts",
            -0x6E00 => "the two have nothing in common; a server's certificate must have an RSA key, for the board knows no others, and be for servers",
            -0x6E80 => "the other end speaks no version of TLS that the board knows",
            -0x7200 => "what came is not TLS, or more in one piece than the board has room for",
            -0x7280 => "the other end closed the connection",
            -0x7780 => "the other end refused; it may not trust the board's certificate, not speak TLS 1.2, or have no RSA key",
            -0x7F00 => "the board has not enough memory left for it",
            _ => "the two could not agree",
        };
        return text + " (error " + code + " of mbedTLS)";
    }
}
