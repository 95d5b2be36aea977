namespace AsyncCore.Samples;

/// <summary>
/// A certificate for pico.sample and 127.0.0.1, and its private key. Everybody has them, so they protect nothing: they are for this sample. For a board of your
/// own make others, with RSA of 2048 bits: nanoFramework's TLS serves no certificate with an elliptic curve, and trusts none with a shorter RSA key.
/// </summary>
internal static class SampleKeys
{
    internal const string Certificate =
        "-----BEGIN CERTIFICATE-----\n" +
        "MIIDdTCCAl2gAwIBAgIUfqPO53oAu4HNTc+zLBH209tE+TUwDQYJKoZIhvcNAQEL\n" +
        "BQAwOjE4MDYGA1UEAwwvU2FtcGxlIGF1dGhvcml0eSBvZiBBc3luY0NvcmUsIHRy\n" +
        "dXN0IGl0IG5vd2hlcmUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBa\n" +
        "MBYxFDASBgNVBAMMC3BpY28uc2FtcGxlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n" +
        "MIIBCgKCAQEAvYkfqFL0yiIH5TCFlngVzremad2V70gIU0nnOAtDO/8YZcJ9Df+a\n" +
        "oI3VCCy/2l0GY8uPsM2ZNcCA+SP5ciAbqKPARc4aK+B+JcXRhxynSloUIKdTp8uQ\n" +
        "v0tW9FKxqufBvL8LAtXxv4NEubZsOXQrM/gzFkmlKASQwpL5VjTf11Mv/s8wKeQn\n" +
        "G4GlwJQjKX4wh2Q/IfB1mMUciyCKItJ73jCFPDvFt0I1nHId1UDz/7Pt59mDNNwD\n" +
        "8TD5hddleBocW9bPV8QKL8Y34O77cDcUX4nx1jz3KO8MQ563ZENOxNuUQ8xX2Vjg\n" +
        "n4rOIUELXJgtpD8LARAouaIQ6uz5LsOZVwIDAQABo4GUMIGRMBwGA1UdEQQVMBOC\n" +
        "C3BpY28uc2FtcGxlhwR/AAABMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgWg\n" +
        "MBMGA1UdJQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBQ+skQGU/ZX0CA7mjfMezVq\n" +
        "35/+QTAfBgNVHSMEGDAWgBQSdMBLbqYNEz1s7KU/MdEIKm5BcTANBgkqhkiG9w0B\n" +
        "AQsFAAOCAQEALt/Mq8uGq6c0phl+1Gkyja9b3pscYzF/pgo0nTD+ymG9PlxfNIVy\n" +
        "kTS+WVk/fXtT+Q9Gbl1nIuytqHV+XN8DKXtlO2Dw91OYfytEc1bzP4SqqDmEMwui\n" +
        "+OXHxzjKiiMIl2P1+Wp+u1WNQlcTPFWKp4K9FDqLTMHUJ4Z5fXr9x4XXX8qTJGm/\n" +
        "7998pO3K9aWbcRKDfFkl015P0+9X3dzMenlYTtZ4RNLDwusAsmOGIr0h6e1hKrQS\n" +
        "my0voDYrAmxdYdwmtC+vKdY9iB2T4OId5eIUPjK3juYL5osirlLYrt4Qket9bzwl\n" +
        "/aoZ3sB0SvBXbRgvKG7PzRLvw6Gj2X4urg==\n" +
        "-----END CERTIFICATE-----\n";

    internal const string PrivateKey =
        "-----BEGIN PRIVATE KEY-----\n" +
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC9iR+oUvTKIgfl\n" +
        "MIWWeBXOt6Zp3ZXvSAhTSec4C0M7/xhlwn0N/5qgjdUILL/aXQZjy4+wzZk1wID5\n" +
        "I/lyIBuoo8BFzhor4H4lxdGHHKdKWhQgp1Ony5C/S1b0UrGq58G8vwsC1fG/g0S5\n" +
        "tmw5dCsz+DMWSaUoBJDCkvlWNN/XUy/+zzAp5CcbgaXAlCMpfjCHZD8h8HWYxRyL\n" +
        "IIoi0nveMIU8O8W3QjWcch3VQPP/s+3n2YM03APxMPmF12V4Ghxb1s9XxAovxjfg\n" +
        "7vtwNxRfifHWPPco7wxDnrdkQ07E25RDzFfZWOCfis4hQQtcmC2kPwsBECi5ohDq\n" +
        "7Pkuw5lXAgMBAAECggEAVFhLzr/P8I3RXqRHpozdA4eFlnIF8ZxoHAx0yWN1saLV\n" +
        "TB+PQCYBvTYw2bj0Tav9Fnb1hFQSPLHkkzp3nNp+BH+OpmHQEruN16hfFFXjenp4\n" +
        "n4lm+HJmAUL5OLP+HZSSCjkoIMRtlvDHKi/snGq+eRuYPHBcf2D8vKHkNIFGJY86\n" +
        "uWwbhnThcmqjCfzkZ6i+mnsMPWBQB5hiD8lNFevwWjvJr7B5pGc37XUvYfpyAhLJ\n" +
        "ChybGIYNEn7vw0iLy2t9VpIs5g9LzB+zUb4d1PubOeA/ArtL5hHFP2VcavhxANFc\n" +
        "U76O1HcAPTihArfZMNwDCNKOV5ewuTwreM0rO/rz/QKBgQDme2PwUCfZpfKCyBRX\n" +
        "dz3JA9yvUk21iq5z4L9vwZaiMZuLt6JURPp6G3cFBDk8vd2bDZ3VeImIIriGxCCk\n" +
        "JvQDh6kr7W/d2x/rHeU48KiRd0s+dkalsmXofZ2BR9f6qOR2gy1zj+0J5or7HuXo\n" +
        "wKNLm/A9Pcgn48SNs6X88UxH3QKBgQDShS4sie/8sS569U4ADQ56dEx5+zruggfh\n" +
        "S0Oq9zhB/OpCrBx4hJrmLg93m0NlbQ+VqCMQW39YmS9QVSf7zuEkCHwrTWU+Kvfg\n" +
        "dSGhXHjt53/CIEos/PLW02qPST6KQvY7l3Qtp+KNYLoA7nv7hRWRZ8z4TrdcJ+Yr\n" +
        "h8gWvAyMwwKBgAfpsJKtjdCxG9RVni0qkNp34Xm7b6ON8VNVIf1qPguvfFGdqlsO\n" +
        "SzMqAjoP3Q8yzYrnOsX7b21XE9K8pQo9tB7y52H0suSBA2WFDzuXN5JW8CRi1yYV\n" +
        "K96BgYjQuJ+IcN+IvWS8Sj0OxzK76tTE2FZeMi9IEbkc3sCmrEo01pOZAoGABW6Q\n" +
        "SW/ptFByDZQkxhWQKRK1InScCalrQKHrhg7I8dLvzHaaaXWqdYP8vC5SZ9yPiWIE\n" +
        "PZjOyV9yfBUmafXlk0NwyME/eoIrUSxUiNBVAnZ1snGY2F5Seb6MwlO2fGTL66+1\n" +
        "vLPXQaScSAffRRci/lR6UnHdg1A4PSlMvWFuxXcCgYEAjaKhTemFwt1bLdls+JAx\n" +
        "o3VkA/a4KTchPz4ZMmyzqA98ErwMMVFF3KU0a+dbCWyiZp3SPIZuzbBLnH+XAfHX\n" +
        "UxUyYASu8fvy56KA4+giXrNlvhn4XxODfpEk0Xa9Bu9J1b2LKVw7ifxMvMyBsAwp\n" +
        "AhL4/8P/InZU1uOmL8moCJ0=\n" +
        "-----END PRIVATE KEY-----\n";
}
