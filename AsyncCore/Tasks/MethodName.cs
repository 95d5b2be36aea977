namespace AsyncCore;

/// <summary>Finds the async method's name in the name that the compiler gave its state machine: <c>&lt;Blink&gt;d__3</c>.</summary>
internal static class MethodName
{
    internal static string Of(Coroutine coroutine)
    {
        string name = coroutine.GetType().Name;
        int end = name.LastIndexOf('>');
        int start = name.IndexOf('<');

        // A lambda or local function stands in the angle brackets of the method around it: <<Main>b__0>d.
        while (start >= 0 && start + 1 < end && name[start + 1] == '<')
        {
            start++;
            end = name.IndexOf('>');
        }

        return start < 0 || end <= start ? name : name.Substring(start + 1, end - start - 1);
    }
}
