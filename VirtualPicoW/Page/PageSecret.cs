using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace VirtualPicoW;

/// <summary>
/// The part of the page's address that nobody can guess. It is the same for all boards of a user, kept in a file that only they can read, so that a page which stands open finds the board
/// again when that is started anew, and a bookmark stays good.
/// </summary>
internal static class PageSecret
{
    private const int Length = 22;
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>The user's secret; where none can be kept, one for this run.</summary>
    public static string OfUser()
    {
        string folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length == 0 ? New() : OfFile(Path.Combine(folder, "AsyncCore", "VirtualPicoW", "page-secret"));
    }

    /// <summary>The secret in a file, which is made if there is none.</summary>
    public static string OfFile(string path)
    {
        try
        {
            return Read(path) ?? Write(path, New()) ?? Read(path) ?? New();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return New();
        }
    }

    /// <summary>A new one.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>Whether a text is the secret. How long it takes to say so tells nothing.</summary>
    public static bool IsSame(string secret, string text) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));

    private static string? Read(string path)
    {
        string text = File.Exists(path) ? File.ReadAllText(path).Trim() : string.Empty;
        return text.Length == Length && text.All(Letters.Contains) ? text : null;
    }

    /// <summary>Writes a file that is there at once and whole, or not at all; null if another board was quicker.</summary>
    private static string? Write(string path, string secret)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string draft = $"{path}.{Environment.ProcessId}";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (StreamWriter writer = new(draft, options))
        {
            writer.Write(secret);
        }

        try
        {
            File.Move(draft, path);
            return secret;
        }
        catch (IOException)
        {
            File.Delete(draft);
            return null;
        }
    }
}
