namespace AsyncCore.Samples;

/// <summary>The authority that has signed the certificate of the sample TlsServer. Everybody could use its key, so trust it in no other program.</summary>
internal static class SampleAuthority
{
    internal const string Certificate =
        "-----BEGIN CERTIFICATE-----\n" +
        "MIIBuTCCAWCgAwIBAgIUAZEpBugjEyQWd5AxveS/14dsApgwCgYIKoZIzj0EAwIw\n" +
        "OjE4MDYGA1UEAwwvU2FtcGxlIGF1dGhvcml0eSBvZiBBc3luY0NvcmUsIHRydXN0\n" +
        "IGl0IG5vd2hlcmUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMDox\n" +
        "ODA2BgNVBAMML1NhbXBsZSBhdXRob3JpdHkgb2YgQXN5bmNDb3JlLCB0cnVzdCBp\n" +
        "dCBub3doZXJlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAECCOkeYPXOfl+1qzH\n" +
        "geXrZ18A22UaCZdsrnt0DxUjK2DS4aGkKfb6ArBJDWwgxOZt3KqwcJk6ymhI/ZYV\n" +
        "aCsq26NCMEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0O\n" +
        "BBYEFKHzKV6bK4o48kdJq0Bf7/wSt26PMAoGCCqGSM49BAMCA0cAMEQCIEW44ABI\n" +
        "nofgzNpE0shnxXboXJOoOcjvKwbOBaEwG7yxAiA3ARiIn9wnttH79GOVLbvMB6pA\n" +
        "/eVXv/nSvJ6RmxYV6g==\n" +
        "-----END CERTIFICATE-----\n";
}
