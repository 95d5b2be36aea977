using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Reflection;
using System.Threading;

namespace VirtualPicoW;

/// <summary>
/// Goes once from static fields to every object they lead to, and adds up what each takes on a board. The firmware may run meanwhile: nothing is locked or changed,
/// and what moves in that time is counted or not.
/// </summary>
internal sealed class MemoryWalk(ObjectLayouts layouts, TimeSpan limit)
{
    private const int ObjectsBetweenLooks = 512;
    private const string StaticFields = "static fields";

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _ahead = new();
    private readonly Queue<object> _tasks = new();
    private readonly MemoryTally<Type> _types = new();
    private readonly MemoryTally<object> _holders = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private object _holder = StaticFields;
    private long _bytes;

    /// <summary>Counts what the fields lead to.</summary>
    public MemoryCount Count(IEnumerable<FieldInfo> roots, long limitBytes, long runtimeBytes)
    {
        var isComplete = true;
        foreach (var root in roots)
        {
            AddStruct(root.FieldType);
            FollowContent(ValueOf(root, null), root.FieldType);
        }

        // Tasks come last, one by one: what can be reached without them is nobody's.
        while (isComplete && (isComplete = Drain()) && _tasks.TryDequeue(out var task))
        {
            _holder = task;
            Open(task);
        }

        return new MemoryCount(
            limitBytes,
            runtimeBytes,
            _bytes,
            _types.Shares(MemoryNames.OfType),
            _holders.Shares(holder => holder as string ?? MemoryNames.OfTask(holder)),
            isComplete);
    }

    private static object? ValueOf(FieldInfo field, object? owner)
    {
        try
        {
            return field.GetValue(owner);
        }
        catch (Exception exception) when (exception is TypeInitializationException or TargetInvocationException or NotSupportedException)
        {
            return null;
        }
    }

    private bool Drain()
    {
        for (var count = 1; _ahead.TryPop(out var next); count++)
        {
            if (count % ObjectsBetweenLooks == 0 && Stopwatch.GetElapsedTime(_start) > limit)
            {
                return false;
            }

            Open(next);
        }

        return true;
    }

    private void Follow(object? value)
    {
        if (value is string text && ReferenceEquals(string.IsInterned(text), text))
        {
            // Each use of a literal makes an object on a board, where .NET has one for all.
            Add(typeof(string), BoardSizes.Literal);
        }
        else if (value != null && _seen.Add(value))
        {
            if (MemoryNames.IsTask(value.GetType()))
            {
                _tasks.Enqueue(value);
            }
            else
            {
                _ahead.Push(value);
            }
        }
    }

    private void Open(object value)
    {
        switch (value)
        {
            case string text:
                Add(typeof(string), BoardSizes.String(text));
                break;
            case Array array:
                OpenArray(array);
                break;
            case Delegate handler:
                OpenDelegate(handler);
                break;
            case ArrayList list:
                Add(list.GetType(), BoardSizes.ArrayList(list.Count));
                FollowAll(list);
                break;
            case IDictionary dictionary:
                Add(typeof(Hashtable), BoardSizes.Buckets(dictionary.Count));
                FollowAll(Entries(dictionary));
                break;
            case System.Text.StringBuilder builder:
                Add(builder.GetType(), BoardSizes.Characters(builder.Capacity));
                break;
            case Thread { IsAlive: true } thread:
                Add(thread.GetType(), layouts.Of(thread.GetType()).Bytes + BoardSizes.Stack);
                break;
            default:
                OpenObject(value, value.GetType());
                break;
        }
    }

    private void OpenObject(object value, Type type)
    {
        if (ObjectLayouts.IsPlain(type))
        {
            Add(type, BoardSizes.Box);
        }
        else if (layouts.IsOfBoard(type))
        {
            var thrown = value is Exception { StackTrace: not null } ? BoardSizes.Trace : 0;
            Add(type, layouts.Of(type).Bytes + thrown);
            FollowLinks(value, type);
        }
    }

    private void FollowLinks(object value, Type type)
    {
        foreach (var link in layouts.Of(type).Links)
        {
            FollowContent(ValueOf(link, value), link.FieldType);
        }
    }

    // A struct was counted with what holds it; only what its fields lead to is new.
    private void FollowContent(object? content, Type type)
    {
        if (content != null && type.IsValueType)
        {
            FollowLinks(content, type);
        }
        else
        {
            Follow(content);
        }
    }

    private void OpenArray(Array array)
    {
        var element = array.GetType().GetElementType()!;
        Add(array.GetType(), BoardSizes.Array(array.Length, layouts.BytesOfElement(element)) + ((long)array.Length * layouts.BytesOfStruct(element)));
        if (ObjectLayouts.CanLead(element) && (!element.IsValueType || layouts.Of(element).Links.Length > 0))
        {
            foreach (var content in array)
            {
                FollowContent(content, element);
            }
        }
    }

    private void OpenDelegate(Delegate handler)
    {
        if (handler.HasSingleTarget)
        {
            Add(handler.GetType(), BoardSizes.Delegate);
            Follow(handler.Target);
            return;
        }

        var handlers = handler.GetInvocationList();
        Add(handler.GetType(), BoardSizes.DelegateList(handlers.Length));
        foreach (var one in handlers)
        {
            Follow(one.Target);
        }
    }

    private static IEnumerable Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry.Key;
            yield return entry.Value;
        }
    }

    private void FollowAll(IEnumerable content)
    {
        try
        {
            foreach (var one in content)
            {
                Follow(one);
            }
        }
        catch (InvalidOperationException)
        {
            // The firmware has changed it meanwhile; the rest is counted the next time.
        }
    }

    private void AddStruct(Type type)
    {
        if (layouts.BytesOfStruct(type) is > 0 and var bytes)
        {
            Add(type, bytes);
        }
    }

    private void Add(Type type, long bytes)
    {
        _bytes += bytes;
        _types.Add(type, bytes);
        _holders.Add(_holder, bytes);
    }
}
