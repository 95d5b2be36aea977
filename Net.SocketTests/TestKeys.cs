namespace NetTests;

/// <summary>A certificate of 127.0.0.1, signed by itself, and its key. For tests: everybody knows them.</summary>
internal static class TestKeys
{
    internal const string Certificate =
        "-----BEGIN CERTIFICATE-----\n" +
        "MIIBpDCCAUmgAwIBAgIUcJgsnlE8+5l2QfWMUrbZRs7Xa9swCgYIKoZIzj0EAwIw\n" +
        "LjEsMCoGA1UEAwwjVGVzdCBvZiBBc3luY0NvcmUsIHRydXN0IGl0IG5vd2hlcmUw\n" +
        "IBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMC4xLDAqBgNVBAMMI1Rl\n" +
        "c3Qgb2YgQXN5bmNDb3JlLCB0cnVzdCBpdCBub3doZXJlMFkwEwYHKoZIzj0CAQYI\n" +
        "KoZIzj0DAQcDQgAETaDkBotL2pcF+A0ZSvyRGOMrL46MsR0lj6/93P9uJySzU+k7\n" +
        "VxapK4kSh0NNb474+q9M9mNGOy6mshEwBKC3WqNDMEEwDwYDVR0RBAgwBocEfwAA\n" +
        "ATAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBQ1qyhqBfjT5NNEcnWbZBwj6EXh\n" +
        "1zAKBggqhkjOPQQDAgNJADBGAiEA7MNwjueZ27LLE9rW7SwJIcUwPg0SDgvZmIDc\n" +
        "rr9tORoCIQC8zUoL3y2znqux57wsJDbaUw7JWN2ivyqdb7OmNEP7Vg==\n" +
        "-----END CERTIFICATE-----\n";

    internal const string PrivateKey =
        "-----BEGIN PRIVATE KEY-----\n" +
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgShq0U1v19y+6cNwk\n" +
        "GC7JbXp6FAwtaJ2X9hsbgmt5BtyhRANCAARNoOQGi0valwX4DRlK/JEY4ysvjoyx\n" +
        "HSWPr/3c/24nJLNT6TtXFqkriRKHQ01vjvj6r0z2Y0Y7LqayETAEoLda\n" +
        "-----END PRIVATE KEY-----\n";
}
