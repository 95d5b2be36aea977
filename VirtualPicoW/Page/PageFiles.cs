using System.IO;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>The files that the page consists of. They stand in the folder <c>wwwroot</c>, and in the assembly.</summary>
internal static class PageFiles
{
    private static readonly Assembly Assembly = typeof(PageFiles).Assembly;

    /// <summary>Opens a file; null if there is none of the name.</summary>
    /// <param name="name">Such as <c>index.html</c>; the page itself if empty.</param>
    public static Stream? Open(string name) => Assembly.GetManifestResourceStream("page/" + (name.Length == 0 ? "index.html" : name));

    /// <summary>What a file holds.</summary>
    public static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    };
}
