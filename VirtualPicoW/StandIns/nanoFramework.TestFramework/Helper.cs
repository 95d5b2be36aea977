using System.Linq;

namespace nanoFramework.TestFramework;

/// <summary>Used by nanoFramework's launcher.</summary>
public static class Helper
{
    /// <summary>A test with data rows runs once for each row and not once without arguments.</summary>
    public static object[] RemoveTestMethodIfDataRowExists(object[] attribs) => attribs.Any(attribute => attribute is DataRowAttribute)
        ? attribs.Where(attribute => attribute is not TestMethodAttribute).ToArray()
        : attribs;
}
