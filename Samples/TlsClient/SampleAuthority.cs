namespace AsyncCore.Samples;

/// <summary>The authority that has signed the certificate of the sample TlsServer. Everybody could use its key, so trust it in no other program.</summary>
internal static class SampleAuthority
{
    internal const string Certificate =
        "-----BEGIN CERTIFICATE-----\n" +
        "MIIDRjCCAi6gAwIBAgIUYOJuYsA1mxeg6xxAYQNLDWA7vpowDQYJKoZIhvcNAQEL\n" +
        "BQAwOjE4MDYGA1UEAwwvU2FtcGxlIGF1dGhvcml0eSBvZiBBc3luY0NvcmUsIHRy\n" +
        "dXN0IGl0IG5vd2hlcmUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBa\n" +
        "MDoxODA2BgNVBAMML1NhbXBsZSBhdXRob3JpdHkgb2YgQXN5bmNDb3JlLCB0cnVz\n" +
        "dCBpdCBub3doZXJlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsVne\n" +
        "5KAPnNWvcKbrmboOulv9nT+pTtT74JfkXBAwMHb5DUNYVmvZu/4cIW+vB1CaP6YO\n" +
        "eirFh/h5Z5kemZB8m0TGg5XcB5m1NMtQLeJMK1cwbFXwcbNjC8BW4eNZuhf7k2MI\n" +
        "+tgNLrmtfrTTGKtfIPGvFEFVp4o5rHW1DGGo21wdBje7GmT0hjmoKqQ8o/lnhxNV\n" +
        "CtsT2RZFoBQewLVuxBpgEvItvoFjFcFBSjWR3lytgY5VOUsrn51t0seG7ltOhKW4\n" +
        "aZyYbJOK2IvoTstZB9Ly/es3C5XiKDdz1b7UoAEHSjp5cQTkWS+7WySGAxGsoUNT\n" +
        "2IbLYnjnn3BJ2+/apQIDAQABo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB\n" +
        "/wQEAwIBBjAdBgNVHQ4EFgQUEnTAS26mDRM9bOylPzHRCCpuQXEwDQYJKoZIhvcN\n" +
        "AQELBQADggEBAA/Bcsx3pl5nW7yI/42sQPpYZDHbDE71/J8OwGON0KlMWTKMWdgc\n" +
        "6E1s/LppiGvMZlUKJpm1ys+jE8ei9MCx3LyY+AvH3OhcB9UfAEtZ3M0MN5svaiNI\n" +
        "02OM3Obra1UKGtAup4AhXVcW5abXRAn8gqXWwY4++vKH0Tk7Mr+jWMK5lZtnHzxn\n" +
        "O9J4f0Ur/yEjgLvFy3YAuCbAuWSIqTkW4jyf99Kws8oJFCVA4fKM6gvkHxvTMIyZ\n" +
        "PVR6iYKXbdFu/0gX8j8zy8etUEyb591n5AlseqokMqJcYQozCfV0f2uzk1Yl0Sk8\n" +
        "NPMz5mgJ0igTMspB3kSp2YBMrwtC5RC2z3I=\n" +
        "-----END CERTIFICATE-----\n";
}
