using System.Linq;
using Microsoft.AspNetCore.Http;

namespace VirtualPicoW;

/// <summary>
/// Lets nobody in but the page itself. Whoever does not know the secret finds nothing; another site in the same browser, or one that lets its name lead to this computer, is refused even if
/// it does.
/// </summary>
internal sealed class PageGuard(string secret, int port)
{
    private readonly string[] hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];

    /// <summary>What of the page a request asks for, such as <c>index.html</c>; null if it must not have it, and the status says why.</summary>
    public string? Admit(HttpRequest request, out int status)
    {
        status = StatusCodes.Status403Forbidden;
        string host = request.Headers.Host.ToString();
        if (!hosts.Contains(host) || ComesFromElsewhere(request, host))
        {
            return null;
        }

        status = StatusCodes.Status404NotFound;
        string[] parts = (request.Path.Value ?? string.Empty).Split('/', 3);
        return parts.Length == 3 && PageSecret.IsSame(secret, parts[1]) ? parts[2] : null;
    }

    /// <summary>The page loads nothing from elsewhere, is shown in no other page, and runs no script that stands in a text.</summary>
    public static void Protect(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    /// <summary>Browsers say which site sends a request; a program that is none says nothing of it.</summary>
    private static bool ComesFromElsewhere(HttpRequest request, string host)
    {
        string origin = request.Headers.Origin.ToString();
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        bool isVisit = request.Headers["Sec-Fetch-Mode"] == "navigate" && HttpMethods.IsGet(request.Method);
        return (origin.Length > 0 && origin != "http://" + host)
            || (site.Length > 0 && site is not ("same-origin" or "none") && !isVisit);
    }
}
