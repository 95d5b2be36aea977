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

    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> ahead = new();
    private readonly Queue<object> tasks = new();
    private readonly MemoryTally<Type> types = new();
    private readonly MemoryTally<object> holders = new();
    private readonly long start = Stopwatch.GetTimestamp();
    private object holder = StaticFields;
    private long bytes;

    /// <summary>Counts what the fields lead to.</summary>
    public MemoryCount Count(IEnumerable<FieldInfo> roots, long limitBytes, long runtimeBytes)
    {
        bool isComplete = true;
        foreach (FieldInfo root in roots)
        {
            AddStruct(root.FieldType);
            FollowContent(ValueOf(root, null), root.FieldType);
        }

        // Tasks come last, one by one: what can be reached without them is nobody's.
        while (isComplete && (isComplete = Drain()) && tasks.TryDequeue(out object? task))
        {
            holder = task;
            Open(task);
        }

        return new MemoryCount(
            limitBytes,
            runtimeBytes,
            bytes,
            types.Shares(MemoryNames.OfType),
            holders.Shares(holder => holder as string ?? MemoryNames.OfTask(holder)),
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
        for (int count = 1; ahead.TryPop(out object? next); count++)
        {
            if (count % ObjectsBetweenLooks == 0 && Stopwatch.GetElapsedTime(start) > limit)
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
        else if (value != null && seen.Add(value))
        {
            if (MemoryNames.IsTask(value.GetType()))
            {
                tasks.Enqueue(value);
            }
            else
            {
                ahead.Push(value);
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
            int thrown = value is Exception { StackTrace: not null } ? BoardSizes.Trace : 0;
            Add(type, layouts.Of(type).Bytes + thrown);
            FollowLinks(value, type);
        }
    }

    private void FollowLinks(object value, Type type)
    {
        foreach (FieldInfo link in layouts.Of(type).Links)
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
        Type element = array.GetType().GetElementType()!;
        Add(array.GetType(), BoardSizes.Array(array.Length, layouts.BytesOfElement(element)) + ((long)array.Length * layouts.BytesOfStruct(element)));
        if (ObjectLayouts.CanLead(element) && (!element.IsValueType || layouts.Of(element).Links.Length > 0))
        {
            foreach (object content in array)
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

        Delegate[] handlers = handler.GetInvocationList();
        Add(handler.GetType(), BoardSizes.DelegateList(handlers.Length));
        foreach (Delegate one in handlers)
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
            foreach (object one in content)
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
        this.bytes += bytes;
        types.Add(type, bytes);
        holders.Add(holder, bytes);
    }
}
