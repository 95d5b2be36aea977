using System;
using System.Security.Cryptography.X509Certificates;

namespace AsyncCore.Net;

/// <summary>Makes certificates of text, with an error that says what is wrong instead of none.</summary>
internal static class CertificateText
{
    internal static X509Certificate Read(string certificates)
    {
        if (certificates == null)
        {
            throw new ArgumentNullException(nameof(certificates));
        }

        try
        {
            return new X509Certificate(certificates);
        }
        catch (ArgumentException exception)
        {
            throw Unreadable("certificate", "CERTIFICATE", exception);
        }
    }

    internal static X509Certificate2 ReadWithKey(string certificate, string privateKey, string password)
    {
        Read(certificate);
        if (privateKey == null)
        {
            throw new ArgumentNullException(nameof(privateKey));
        }

        try
        {
            return new X509Certificate2(certificate, privateKey, password);
        }
        catch (ArgumentException exception)
        {
            throw Unreadable("private key", "PRIVATE KEY", exception);
        }
    }

    private static ArgumentException Unreadable(string what, string label, Exception exception) =>
        new ArgumentException(
            "The " + what + " cannot be read. It must be text in PEM form, -----BEGIN " + label + "----- and so on, and its password right if it has one.", exception);
}
