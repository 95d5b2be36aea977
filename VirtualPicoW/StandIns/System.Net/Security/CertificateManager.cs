using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace System.Net.Security;

/// <summary>The certificates of the authorities that the board trusts. Each call replaces those of the one before.</summary>
public static class CertificateManager
{
    /// <summary>Trusts these.</summary>
    public static bool AddCaCertificateBundle(X509Certificate[] ca)
    {
        StringBuilder bundle = new();
        foreach (X509Certificate certificate in ca)
        {
            byte[] raw = certificate.GetRawCertData();
            bundle.Append(Encoding.UTF8.GetString(raw, 0, raw.Length - 1));
        }

        return AddCaCertificateBundle(bundle.Append('\0').ToString());
    }

    /// <summary>Trusts those of a text in PEM form. It must end with a zero character, or nothing of it is understood: that is how nanoFramework has it.</summary>
    public static bool AddCaCertificateBundle(string ca) => AddCaCertificateBundle(Encoding.UTF8.GetBytes(ca));

    /// <summary>Trusts those of a text in PEM form with a zero byte at its end, or the one in DER form.</summary>
    public static bool AddCaCertificateBundle(byte[] ca)
    {
        NetworkOfBoard.Tls.Trust(ca);
        return true;
    }
}
