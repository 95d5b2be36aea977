namespace System.Collections;

/// <summary>Values by key. Unlike .NET's it has no enumerator of its own.</summary>
public interface IDictionary : ICollection
{
    /// <summary>Whether it refuses all changes.</summary>
    bool IsReadOnly { get; }

    /// <summary>Whether it refuses new keys.</summary>
    bool IsFixedSize { get; }

    /// <summary>The keys.</summary>
    ICollection Keys { get; }

    /// <summary>The values.</summary>
    ICollection Values { get; }

    /// <summary>The value of a key, or null.</summary>
    object this[object key] { get; set; }

    /// <summary>Adds a key that is not there yet.</summary>
    void Add(object key, object value);

    /// <summary>Removes all.</summary>
    void Clear();

    /// <summary>Whether the key is there.</summary>
    bool Contains(object key);

    /// <summary>Removes a key, if it is there.</summary>
    void Remove(object key);
}
