namespace NetTests;

/// <summary>A certificate of 127.0.0.1, signed by itself, and its key. For tests: everybody knows them.</summary>
internal static class TestKeys
{
    internal const string Certificate =
        "-----BEGIN CERTIFICATE-----\n" +
        "MIIDLzCCAhegAwIBAgIUXpY5KE3dmUs29SLCGde0lVqQ1V4wDQYJKoZIhvcNAQEL\n" +
        "BQAwLjEsMCoGA1UEAwwjVGVzdCBvZiBBc3luY0NvcmUsIHRydXN0IGl0IG5vd2hl\n" +
        "cmUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMC4xLDAqBgNVBAMM\n" +
        "I1Rlc3Qgb2YgQXN5bmNDb3JlLCB0cnVzdCBpdCBub3doZXJlMIIBIjANBgkqhkiG\n" +
        "9w0BAQEFAAOCAQ8AMIIBCgKCAQEAkJwG1Ru+T0n3aJfieCk9jnq7Ls+2nMCfSxGc\n" +
        "j7+PlkoEEe5QB14HZs7m1RwC1Ca5zahJ+g600vYlEJrM7xhxMgP6XH1vf/9SFNWD\n" +
        "9gYqNLtjnV23uy2huj/ewy9KJKS0vppZXMqxiFqcyVtbBmaddh7obHEQvZI/4nBR\n" +
        "r/NN6zXeMUU/q0o74qjdp6X9dDFMfsxPMNDZp5MNNX4LmxcorTqrmvjevLhwiI3L\n" +
        "pvjTH0QS+R/+4JAVHp1e4M0KjRxGVzjj8TCpiDq7QdR7W5LU6+4ssAs4WXfPvCJA\n" +
        "9ypGJUU+PSl+Vh8OEFXdDjjrHUv8labbiGKJ0/eRKjuX6aZO8wIDAQABo0MwQTAP\n" +
        "BgNVHREECDAGhwR/AAABMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFBDP6EHC\n" +
        "Fe862H+XOZammAg8QdlkMA0GCSqGSIb3DQEBCwUAA4IBAQBpO0/ExjE47lag4m3d\n" +
        "Ci2bcIT9JGw0XFgx8+58JD7PMEigSjp0oyNtSVAQxFgLgjdN9pS3T3+79rZhLbd4\n" +
        "hp7W/8nUQrQi0bDM04zuxMWhQqwwx7bx61RURA4fV7/3dkexLRKEq06p2GJSKb5q\n" +
        "puMyiuZcB9zEnPVYzTkGJsbLrBAi9bdmslN5gq+OWblhABDaTh7nNJi5dvqxVz43\n" +
        "26Qr1ZXpgI/00bVWXZSwNg+9Xqj0/7yZ+kZoIWO4C9nwAFcy1nQe8IOdnFJwPz+3\n" +
        "lZVlaFsr/1F8VcjfLP+Gi5Nnjeu0XdRSte/B2g15DgxCteffjTNBKbZv28i0Zd5z\n" +
        "Jkys\n" +
        "-----END CERTIFICATE-----\n";

    internal const string PrivateKey =
        "-----BEGIN PRIVATE KEY-----\n" +
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCQnAbVG75PSfdo\n" +
        "l+J4KT2Oersuz7acwJ9LEZyPv4+WSgQR7lAHXgdmzubVHALUJrnNqEn6DrTS9iUQ\n" +
        "mszvGHEyA/pcfW9//1IU1YP2Bio0u2OdXbe7LaG6P97DL0okpLS+mllcyrGIWpzJ\n" +
        "W1sGZp12HuhscRC9kj/icFGv803rNd4xRT+rSjviqN2npf10MUx+zE8w0Nmnkw01\n" +
        "fgubFyitOqua+N68uHCIjcum+NMfRBL5H/7gkBUenV7gzQqNHEZXOOPxMKmIOrtB\n" +
        "1HtbktTr7iywCzhZd8+8IkD3KkYlRT49KX5WHw4QVd0OOOsdS/yVptuIYonT95Eq\n" +
        "O5fppk7zAgMBAAECggEACvhbKFWHdWULaMWE6lAD7x1uZRm1emS+cNJwNGjNer2O\n" +
        "BieJrgAQba3VIxDnQggstjubCRDj33vJdLNZnUBsbeU8BpeEGuCtQw6uM765+vAa\n" +
        "7s2KP5/cPKXVv1baDWI/9+mmTSdvRQR4D7+8wwU2fXHQzfvcej/FqubnENhTQ+bg\n" +
        "C+h00mfJ5jYf19sYGmJfAIF3tIoTrr7l089kF8Xpd+Dyht9aYIB+nKjCghYW6Aa+\n" +
        "mU6Zhp4T2sR0/n1oUAXys79DdAfSjfi4EcDXgDI4G6zQyxSLk28dKEvI6iwhKEdz\n" +
        "3gRERKVF2EcenKvxp8AK1Kt0gj7M4jGaIKlkaQ8D4QKBgQDEJwvjRVHaAEueU5Hx\n" +
        "Vm7wp5ckFH2fLl+7egyCpmdo6GC18oPZY8VK5RWb9Oi7ch9mYrE5skVU5O4YXwHA\n" +
        "jUVcMPtHKH7qMCrI2hK38CJ/TQ0fjAb+wci50W76KUJ4Ke0v7ANcNueCE3bWYktx\n" +
        "ihOfOM2kaqrQEpIyc7wGZMh0IwKBgQC8uxbxqbga3CHtEA+WOhbwm1U4QgLa/+hM\n" +
        "8PvUasqQWxVB26VpCwPXd1JmXt9zRjZE8vzPc2oVx0D+BsbWLBMfaFc6VWyh6yA7\n" +
        "vVc/g0+jf7I4n04DY9A3QyqJscEeB87SoYm0KDwJIs4o2xDDpzbtZmlHtjzTQug6\n" +
        "d1waorW+8QKBgF6+WXCaH/IDaIL97KU8UXOuD0PfHdpQRO9CAV7tz08NxwC7NdI/\n" +
        "7aDCTBC7V9qKQf5rNx0eLXzW4uYkpa0Cz3i7M/Pn7H1jbJb9NkNgGtmQNwGA2jQd\n" +
        "F74hGdB9M1zlK2qVPf5Bisr6adEdQ0GBJv8mKbX7y6ua/MCfxDb2YRgvAoGBALfF\n" +
        "mW7Rq1KEPYi/1d2bTNEW/+Fa7brf6wxYr27EWeA8wLMzNJrXPfNl3deO1BhEKv3y\n" +
        "eVdrc8YnElMIuD6+BhTUHfPQUIpOEEH7eWR/8WEsK5dVD7rfS1U0UsxnSLt8MNkK\n" +
        "sLK7ZtIikQpZXbaWMTbzPNq2Sf4QrV6Y8ReCjmSRAoGADoYP1q3XtTPOwBkVxmyp\n" +
        "Rv89B4SopAdWrvzfX05562dgIqjVOjyfHBq+/aBi7gRu0SkQrbwVLMF89jqGNaC/\n" +
        "7Z7aPUSKsHwESmjRm94Pjikq3oYAsQYVAnvjLJnSH6hANb6Fx6wE8YJT/SDv+KQe\n" +
        "SOtqeedP/YMWuWhjCqX00IQ=\n" +
        "-----END PRIVATE KEY-----\n";
}
