namespace System.Collections;

/// <summary>A key and its value. A class with fields in nanoFramework, where .NET has a structure with properties.</summary>
public class DictionaryEntry(object key, object value)
{
    /// <summary>The key.</summary>
    public object Key = key;

    /// <summary>The value.</summary>
    public object Value = value;
}
