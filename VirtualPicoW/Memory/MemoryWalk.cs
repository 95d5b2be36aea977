using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Reflection;
using System.Threading;

namespace VirtualPicoW;

/// <summary>
/// Goes once from static fields to every object they lead to, and adds up what each takes on a board. The firmware may run meanwhile: nothing is locked or changed,
/// and what moves in that time is counted or not. It may be used again, and then allocates nothing but for what .NET hands out in boxes only: structs, hash tables, several handlers in one delegate.
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
    private object holder = StaticFields;
    private long start;
    private long bytes;
    private bool isComplete;

    /// <summary>How many bytes the last walk has counted.</summary>
    public long Bytes => bytes;

    /// <summary>Counts what the fields lead to.</summary>
    public void Count(FieldInfo[] roots)
    {
        Forget();
        start = Stopwatch.GetTimestamp();
        isComplete = true;
        foreach (FieldInfo root in roots)
        {
            AddStruct(root.FieldType);
            FollowField(root, null);
        }

        // Tasks come last, one by one: what can be reached without them is nobody's.
        while (isComplete && (isComplete = Drain()) && tasks.TryDequeue(out object? task))
        {
            holder = task;
            Open(task);
        }

        ForgetWay();
    }

    /// <summary>What the last walk has found.</summary>
    public MemoryCount Result(long limitBytes, long runtimeBytes) => new(
        limitBytes,
        runtimeBytes,
        bytes,
        types.Shares(MemoryNames.OfType),
        holders.Shares(holder => holder as string ?? MemoryNames.OfTask(holder)),
        isComplete);

    /// <summary>Lets go of what the last walk has found, tasks among it, which would not be collected otherwise.</summary>
    public void Forget()
    {
        ForgetWay();
        types.Clear();
        holders.Clear();
        bytes = 0;
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

    private void ForgetWay()
    {
        seen.Clear();
        ahead.Clear();
        tasks.Clear();
        holder = StaticFields;
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
                FollowList(list);
                break;
            case IDictionary dictionary:
                Add(typeof(Hashtable), BoardSizes.Buckets(dictionary.Count));
                FollowEntries(dictionary);
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
            FollowField(link, value);
        }
    }

    private void FollowField(FieldInfo field, object? owner)
    {
        if (Leads(field.FieldType))
        {
            FollowContent(ValueOf(field, owner), field.FieldType);
        }
    }

    private bool Leads(Type type) => ObjectLayouts.CanLead(type) && (!type.IsValueType || layouts.Of(type).Links.Length > 0);

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
        if (Leads(element))
        {
            if (array is object[] objects)
            {
                foreach (object content in objects)
                {
                    Follow(content);
                }

                return;
            }

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

    private void FollowList(ArrayList list)
    {
        try
        {
            for (int i = 0; i < list.Count; i++)
            {
                Follow(list[i]);
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            // The firmware has made it shorter meanwhile.
        }
    }

    private void FollowEntries(IDictionary dictionary)
    {
        try
        {
            IDictionaryEnumerator entries = dictionary.GetEnumerator();
            while (entries.MoveNext())
            {
                Follow(entries.Key);
                Follow(entries.Value);
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
