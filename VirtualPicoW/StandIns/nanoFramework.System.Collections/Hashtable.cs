using System.Collections.Generic;
using System.Linq;

namespace System.Collections;

/// <summary>Values by key. Enumerating it gives <see cref="DictionaryEntry"/> objects.</summary>
public class Hashtable : ICloneable, IDictionary
{
    private readonly Dictionary<object, object> _values;

    /// <summary>An empty table.</summary>
    public Hashtable() => _values = [];

    /// <summary>An empty table with room for some keys.</summary>
    public Hashtable(int capacity) => _values = new Dictionary<object, object>(capacity);

    /// <summary>An empty table with room for some keys; .NET decides on the load factor.</summary>
    public Hashtable(int capacity, float loadFactor)
        : this(capacity)
    {
    }

    private Hashtable(Dictionary<object, object> values) => _values = new Dictionary<object, object>(values);

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public bool IsSynchronized => false;

    /// <inheritdoc/>
    public object SyncRoot => this;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public bool IsFixedSize => false;

    /// <inheritdoc/>
    public ICollection Keys => _values.Keys;

    /// <inheritdoc/>
    public ICollection Values => _values.Values;

    /// <inheritdoc/>
    public object this[object key]
    {
        get => _values.GetValueOrDefault(key);
        set => _values[key] = value;
    }

    /// <inheritdoc/>
    public object Clone() => new Hashtable(_values);

    /// <inheritdoc/>
    public IEnumerator GetEnumerator() => Entries().GetEnumerator();

    /// <inheritdoc/>
    public void CopyTo(Array array, int arrayIndex) => Entries().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public void Add(object key, object value) => _values.Add(key, value);

    /// <inheritdoc/>
    public void Clear() => _values.Clear();

    /// <inheritdoc/>
    public bool Contains(object key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public void Remove(object key) => _values.Remove(key);

    private DictionaryEntry[] Entries() => _values.Select(pair => new DictionaryEntry(pair.Key, pair.Value)).ToArray();
}
