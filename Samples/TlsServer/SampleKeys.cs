namespace AsyncCore.Samples;

/// <summary>
/// A certificate for pico.sample and 127.0.0.1, and its private key. Everybody has them, so they protect nothing: they are for this sample. For a board of your
/// own make others, with curves of 256 bits, which a board computes fastest.
/// </summary>
internal static class SampleKeys
{
    internal const string Certificate =
        "-----BEGIN CERTIFICATE-----\n" +
        "MIIB2DCCAX+gAwIBAgIUc/7a/hrdyg/2VR3adCrp1Mg+/FgwCgYIKoZIzj0EAwIw\n" +
        "OjE4MDYGA1UEAwwvU2FtcGxlIGF1dGhvcml0eSBvZiBBc3luY0NvcmUsIHRydXN0\n" +
        "IGl0IG5vd2hlcmUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBYx\n" +
        "FDASBgNVBAMMC3BpY28uc2FtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n" +
        "nBgXdPe/+yI5zfo6Zyd+Xs2Xjv5Lo7emTExwrPiVrdjFTZk0y1Od6ht131BpQmGs\n" +
        "007Vl1bRapOxiVewaPSY6KOBhDCBgTAcBgNVHREEFTATggtwaWNvLnNhbXBsZYcE\n" +
        "fwAAATAMBgNVHRMBAf8EAjAAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQW\n" +
        "BBQx+CEWXxvssB5yPmiJd6qGbD1tgjAfBgNVHSMEGDAWgBSh8ylemyuKOPJHSatA\n" +
        "X+/8ErdujzAKBggqhkjOPQQDAgNHADBEAiAg5ODIIF4DHgKqAk1KTa33ECxLdroF\n" +
        "Lj5Rb5aYXq0MywIgcFIJT7ZeO/Zv0rsW2jxvUCoB8c060MD9TL5CJFHvlFM=\n" +
        "-----END CERTIFICATE-----\n";

    internal const string PrivateKey =
        "-----BEGIN PRIVATE KEY-----\n" +
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLXRHlvQB+smPbqq+\n" +
        "iqWyFK6WwY/SliOyUlH9DCa2lvmhRANCAAScGBd097/7IjnN+jpnJ35ezZeO/kuj\n" +
        "t6ZMTHCs+JWt2MVNmTTLU53qG3XfUGlCYazTTtWXVtFqk7GJV7Bo9Jjo\n" +
        "-----END PRIVATE KEY-----\n";
}
