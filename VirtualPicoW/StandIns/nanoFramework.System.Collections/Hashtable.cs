using System.Collections.Generic;
using System.Linq;

namespace System.Collections;

/// <summary>Values by key. Enumerating it gives <see cref="DictionaryEntry"/> objects.</summary>
public class Hashtable : ICloneable, IDictionary
{
    private readonly Dictionary<object, object> values;

    /// <summary>An empty table.</summary>
    public Hashtable() => values = [];

    /// <summary>An empty table with room for some keys.</summary>
    public Hashtable(int capacity) => values = new Dictionary<object, object>(capacity);

    /// <summary>An empty table with room for some keys; .NET decides on the load factor.</summary>
    public Hashtable(int capacity, float loadFactor)
        : this(capacity)
    {
    }

    private Hashtable(Dictionary<object, object> values) => this.values = new Dictionary<object, object>(values);

    /// <inheritdoc/>
    public int Count => values.Count;

    /// <inheritdoc/>
    public bool IsSynchronized => false;

    /// <inheritdoc/>
    public object SyncRoot => this;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public bool IsFixedSize => false;

    /// <inheritdoc/>
    public ICollection Keys => values.Keys;

    /// <inheritdoc/>
    public ICollection Values => values.Values;

    /// <inheritdoc/>
    public object this[object key]
    {
        get => values.GetValueOrDefault(key);
        set => values[key] = value;
    }

    /// <inheritdoc/>
    public object Clone() => new Hashtable(values);

    /// <inheritdoc/>
    public IEnumerator GetEnumerator() => Entries().GetEnumerator();

    /// <inheritdoc/>
    public void CopyTo(Array array, int arrayIndex) => Entries().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public void Add(object key, object value) => values.Add(key, value);

    /// <inheritdoc/>
    public void Clear() => values.Clear();

    /// <inheritdoc/>
    public bool Contains(object key) => values.ContainsKey(key);

    /// <inheritdoc/>
    public void Remove(object key) => values.Remove(key);

    private DictionaryEntry[] Entries() => values.Select(pair => new DictionaryEntry(pair.Key, pair.Value)).ToArray();
}
