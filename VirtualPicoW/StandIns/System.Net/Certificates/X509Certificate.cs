extern alias Board;

using System.Net;
using VirtualPicoW.Hardware;

namespace System.Security.Cryptography.X509Certificates;

using DateTime = Board::System.DateTime;

/// <summary>A certificate, or several in one text, of which the first is the one that is looked into.</summary>
public class X509Certificate
{
    /// <summary>Who issued it.</summary>
    protected string _issuer;

    /// <summary>Whom it is about.</summary>
    protected string _subject;

    /// <summary>From when on it holds.</summary>
    protected DateTime _effectiveDate;

    /// <summary>Until when it holds.</summary>
    protected DateTime _expirationDate;

    /// <summary>Not used.</summary>
    protected byte[] _handle;

    /// <summary>Not used.</summary>
    protected byte[] _sessionHandle;

    private readonly byte[] certificate;

    /// <summary>An empty one.</summary>
    public X509Certificate()
    {
    }

    /// <summary>One from bytes: DER, or PEM text with a zero byte at its end.</summary>
    /// <exception cref="ArgumentException">They cannot be read.</exception>
    public X509Certificate(byte[] certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        this.certificate = certificate;
        CertificateFacts facts = NetworkOfBoard.Tls.Describe(certificate);
        _issuer = facts.Issuer;
        _subject = facts.Subject;
        _effectiveDate = new DateTime(facts.EffectiveDate.Ticks);
        _expirationDate = new DateTime(facts.ExpirationDate.Ticks);
    }

    /// <summary>One from text in PEM form.</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public X509Certificate(string certificate)
        : this(WithEnd(certificate))
    {
    }

    /// <summary>Who issued it.</summary>
    public virtual string Issuer => _issuer;

    /// <summary>Whom it is about.</summary>
    public virtual string Subject => _subject;

    /// <summary>From when on it holds.</summary>
    public virtual DateTime GetEffectiveDate() => _effectiveDate;

    /// <summary>Until when it holds.</summary>
    public virtual DateTime GetExpirationDate() => _expirationDate;

    /// <summary>The bytes.</summary>
    public virtual byte[] GetRawCertData() => certificate;

    /// <summary>Text as an array with a zero byte at its end.</summary>
    internal static byte[] WithEnd(string text) => Text.Encoding.UTF8.GetBytes(text + '\0');
}
