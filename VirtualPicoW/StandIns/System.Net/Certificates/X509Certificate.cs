namespace System.Security.Cryptography.X509Certificates;

/// <summary>A certificate. It can be carried around; to look into it is beyond the virtual board.</summary>
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

    /// <summary>The bytes.</summary>
    protected byte[] _handle;

    /// <summary>Not used.</summary>
    protected byte[] _sessionHandle;

    /// <summary>An empty one.</summary>
    public X509Certificate()
    {
    }

    /// <summary>One from bytes.</summary>
    public X509Certificate(byte[] certificate) => _handle = certificate;

    /// <summary>One from text in PEM form.</summary>
    public X509Certificate(string certificate)
        : this(Text.Encoding.UTF8.GetBytes(certificate))
    {
    }

    /// <summary>Who issued it.</summary>
    public virtual string Issuer => throw CannotParse();

    /// <summary>Whom it is about.</summary>
    public virtual string Subject => throw CannotParse();

    /// <summary>From when on it holds.</summary>
    public virtual DateTime GetEffectiveDate() => throw CannotParse();

    /// <summary>Until when it holds.</summary>
    public virtual DateTime GetExpirationDate() => throw CannotParse();

    /// <summary>The bytes.</summary>
    public virtual byte[] GetRawCertData() => _handle;

    private static PlatformNotSupportedException CannotParse() => new("The virtual Pico W does not parse certificates: it has no TLS.");
}
