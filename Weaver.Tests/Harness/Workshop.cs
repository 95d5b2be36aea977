namespace Weaver.Tests.Harness;

/// <summary>A folder of its own for one test, gone afterwards; set WEAVER_TESTS_KEEP to a folder to keep what is woven.</summary>
internal sealed class Workshop : IDisposable
{
    private static readonly string? KeptIn = Environment.GetEnvironmentVariable("WEAVER_TESTS_KEEP");

    public Workshop() => Folder = KeptIn == null
        ? Directory.CreateTempSubdirectory("Weaver.Tests.").FullName
        : Directory.CreateDirectory(Path.Combine(KeptIn, Guid.NewGuid().ToString("N"))).FullName;

    public string Folder { get; }

    public string PathOf(string file)
    {
        string path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    public void Dispose()
    {
        if (KeptIn == null)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
