namespace Weaver.Tests.RandomCode;

/// <summary>Writes expressions and calls of the methods written so far.</summary>
internal sealed class RandomExpressions(Dice dice, Func<string> newName)
{
    private const int DeepestExpression = 2;

    public List<RandomMethod> Methods { get; } = [];

    /// <summary>How many calls the method at hand may still get: the time that a class takes grows with their power.</summary>
    public int CallsLeft { get; set; }

    public IEnumerable<string> CallsOfAll() => Methods.AsEnumerable().Reverse().Select(method => Discarded(method, new Scope(true, "void")));

    public string Of(string type, Scope scope) => Of(type, scope, 0);

    /// <summary>A statement that calls a method and may drop what it returns.</summary>
    public string CallOf(Scope scope)
    {
        RandomMethod[] callable = Callable(scope).ToArray();
        return callable.Length == 0 || CallsLeft-- <= 0 ? "Tidy();" : Discarded(dice.Of(callable), scope);
    }

    /// <summary>A local, the field or an element of an array gets a new value.</summary>
    public string Assignment(Scope scope)
    {
        string target = dice.Of([.. scope.Locals, "shared", $"numbers[({Of("int", scope, 2)}) & 3]"]);
        return $"{target} {dice.Of("=", "+=", "^=")} {Of("int", scope)};";
    }

    private string Discarded(RandomMethod method, Scope scope)
    {
        string call = Call(method, scope, 1);
        if (!method.IsAsync)
        {
            return call + ";";
        }

        string task = newName();
        string type = method.ReturnType == "void" ? "Task" : $"Task<{method.ReturnType}>";
        bool hasResult = method.ReturnType != "void";
        return dice.Below(6) switch
        {
            0 => $"await CreateTask({call});",
            1 => $"{{ {type} {task} = CreateTask({call}); await {task}; {(hasResult ? $"Say({task}.Result); _ = {task}.Result; _ = Pick(2) == 0 ? {task}.Result : {task}.Result;" : $"await {task};")} }}",
            2 => $"await WaitFor({call}, 1000);",
            3 when hasResult => $"Say(await {call});",
            4 when hasResult => $"_ = await {call};",
            _ => $"await {call};",
        };
    }

    private IEnumerable<RandomMethod> Callable(Scope scope) => Methods.Where(method => scope.CanAwait || !method.IsAsync);

    private string Call(RandomMethod method, Scope scope, int depth) =>
        $"{method.Name}({string.Join(", ", Enumerable.Range(0, method.ParameterCount).Select(_ => Of("int", scope, depth + 1)))})";

    private string Of(string type, Scope scope, int depth)
    {
        RandomMethod[] callable = Callable(scope).Where(method => method.ReturnType == type).ToArray();
        if (callable.Length > 0 && depth < DeepestExpression && dice.Once(1, 3) && CallsLeft-- > 0)
        {
            RandomMethod method = dice.Of(callable);
            string call = Call(method, scope, depth);
            return !method.IsAsync ? call : dice.Once(1, 6) ? $"(await WaitFor({call}, 1000))" : $"(await {call})";
        }

        string Sub(string wanted) => Of(wanted, scope, depth + 1);
        bool isLeaf = depth >= DeepestExpression || dice.Once(1, 3);
        return type switch
        {
            "int" => isLeaf
                ? dice.Of([.. scope.Locals, "1", "2", "Pick(3)", "shared"])
                : dice.Below(9) switch
                {
                    0 => $"({Sub("int")} + {Sub("int")})",
                    1 => $"({Sub("bool")} ? {Sub("int")} : {Sub("int")})",
                    2 => $"Three({Sub("int")}, {Sub("int")}, {Sub("int")})",
                    3 => $"({Sub("string")} ?? \"\").Length",
                    4 => $"(({Sub("int")}) switch {{ 0 => {Sub("int")}, 1 => {Sub("int")}, _ => 7 }})",
                    5 => $"(int){Sub("byte")}",
                    6 => $"new[] {{ {Sub("int")}, {Sub("int")} }}[{Sub("int")} & 1]",
                    7 when scope.Locals.Count > 0 => $"({dice.Of([.. scope.Locals])} += {Sub("int")})",
                    _ => "Pick(3)",
                },
            "bool" => isLeaf || dice.Once(1, 2) ? "(Pick(2) == 0)"
                : dice.Below(3) switch
                {
                    0 => $"({Sub("bool")} && {Sub("bool")})",
                    1 => $"({Sub("int")} < {Sub("int")})",
                    _ => $"({Sub("bool")} || !{Sub("bool")})",
                },
            "string" => isLeaf ? dice.Of("\"s0\"", "\"s1\"", "Nothing")
                : dice.Below(3) switch
                {
                    0 => $"({Sub("string")} + {Sub("int")})",
                    1 => $"({Sub("string")} ?? {Sub("string")})",
                    _ => $"({Sub("bool")} ? {Sub("string")} : \"s1\")",
                },
            "long" => isLeaf ? "5000000000L" : $"({Sub("int")} + 5000000000L * {Sub("int")})",
            "byte" => isLeaf ? "(byte)250" : $"unchecked((byte)({Sub("int")} + 250))",
            "char" => isLeaf ? "'c'" : $"(char)('a' + ({Sub("int")} & 7))",
            "Colour" => isLeaf ? "Colour.Red" : $"(Colour)({Sub("int")} & 1)",
            _ => isLeaf ? "\"o\"" : $"(object)({Sub("int")})",
        };
    }
}
