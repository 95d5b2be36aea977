namespace AsyncCore;

/// <summary>Finds the async method's name in the name that the compiler gave its state machine: <c>&lt;Blink&gt;d__3</c>.</summary>
internal static class MethodName
{
    private const string LocalFunction = ">g__";

    /// <param name="name">The name of a coroutine's class.</param>
    /// <returns>The name of the method; that of the class if it was not made of one.</returns>
    internal static string Of(string name)
    {
        // A local function has its own name, up to a bar: <<<Main>$>g__Blink|0_0>d.
        int local = name.IndexOf(LocalFunction);
        int bar = name.LastIndexOf('|');
        if (local >= 0 && bar > local)
        {
            local += LocalFunction.Length;
            return name.Substring(local, bar - local);
        }

        int end = name.LastIndexOf('>');
        int start = name.IndexOf('<');

        // A lambda stands in the angle brackets of the method around it: <<Main>b__0>d.
        while (start >= 0 && start + 1 < end && name[start + 1] == '<')
        {
            start++;
            end = name.IndexOf('>');
        }

        return start < 0 || end <= start ? name : name.Substring(start + 1, end - start - 1);
    }
}
