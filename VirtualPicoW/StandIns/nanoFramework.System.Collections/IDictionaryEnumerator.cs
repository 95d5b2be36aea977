namespace System.Collections;

/// <summary>Goes through keys and values.</summary>
public interface IDictionaryEnumerator : IEnumerator
{
    /// <summary>The current key.</summary>
    object Key { get; }

    /// <summary>The current value.</summary>
    object Value { get; }

    /// <summary>Both.</summary>
    DictionaryEntry Entry { get; }
}
