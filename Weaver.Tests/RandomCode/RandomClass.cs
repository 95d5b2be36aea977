using System.Globalization;
using System.Text;

namespace Weaver.Tests.RandomCode;

/// <summary>Writes a class of C# made by dice: async and plain methods whose blocks nest in any way, with awaits wherever the language allows one.</summary>
/// <remarks>
/// The same source is valid with <c>Coroutine</c> and with .NET's <c>Task</c>. It does nothing that a runtime may do in an order of its own: coroutines are
/// awaited where they are called, and filters look at the exception only.
/// </remarks>
internal sealed class RandomClass
{
    private const int MethodCount = 6;
    private const int DeepestBlock = 4;
    private const int MaxStatements = 12;
    private const int MaxCalls = 3;

    private readonly StringBuilder source = new();
    private readonly RandomExpressions values;
    private readonly Dice dice;
    private int names;
    private int statementsLeft;

    private RandomClass(int seed)
    {
        dice = new Dice(seed);
        values = new RandomExpressions(dice, NewName);
    }

    /// <summary>Writes the class of one seed; its <c>Main</c> calls the rest.</summary>
    public static string Write(int seed) => new RandomClass(seed).Write($"P{seed.ToString(CultureInfo.InvariantCulture)}");

    private string Write(string name)
    {
        source.AppendLine($"public static class {name}").AppendLine("{").AppendLine("static int shared;").AppendLine("static readonly object gate = new object();");
        for (int i = 0; i < MethodCount; i++)
        {
            WriteMethod();
        }

        values.CallsLeft = 0;
        source.AppendLine("public static async Coroutine Main()").AppendLine("{").AppendLine("shared = 0;");
        foreach (string call in values.CallsOfAll())
        {
            source.AppendLine($"try {{ {call} }} catch (Exception e) {{ Say(\"!\" + Name(e)); }}");
        }

        source.AppendLine("Say(shared);").AppendLine("}").AppendLine("}");
        return source.ToString();
    }

    private void WriteMethod()
    {
        bool isAsync = dice.Once(4, 5);
        RandomMethod method = new(NewName(), isAsync, dice.Of(RandomMethod.Types), dice.Below(4));
        string returned = method.ReturnType == "void" ? (isAsync ? "Coroutine" : "void") : isAsync ? $"Coroutine<{method.ReturnType}>" : method.ReturnType;
        Scope scope = new(method.IsAsync, method.ReturnType);
        List<string> parameters = [];
        for (int i = 0; i < method.ParameterCount; i++)
        {
            string parameter = NewName();
            parameters.Add("int " + parameter);
            scope = scope.With(parameter);
        }

        source.AppendLine($"static {(isAsync ? "async " : "")}{returned} {method.Name}({string.Join(", ", parameters)})");
        statementsLeft = MaxStatements;
        values.CallsLeft = MaxCalls;
        WriteBody(scope, dice.Between(2, 5));
        values.Methods.Add(method);
    }

    /// <summary>A method's braces and what is in them; no path falls off its end.</summary>
    private void WriteBody(Scope scope, int statements)
    {
        source.AppendLine("{");
        WriteStatements(scope, statements);
        if (scope.ReturnType != "void")
        {
            source.AppendLine($"return {values.Of(scope.ReturnType, scope)};");
        }

        source.AppendLine("}");
    }

    private void WriteBlock(Scope scope)
    {
        source.AppendLine("{");
        WriteStatements(scope.Deeper(), dice.Between(1, 3));
        source.AppendLine("}");
    }

    private void WriteStatements(Scope scope, int count)
    {
        for (int i = 0; i < count; i++)
        {
            scope = WriteStatement(scope);
        }
    }

    private Scope WriteStatement(Scope scope)
    {
        switch (dice.Below(scope.Depth >= DeepestBlock || --statementsLeft < 0 ? 8 : 22))
        {
            case 0:
                string local = NewName();
                source.AppendLine($"int {local} = {values.Of("int", scope)};");
                return scope.With(local);
            case 1 or 2:
                source.AppendLine($"Say(\"{NewName()}:\" + {values.Of(dice.Of(RandomMethod.Values), scope)});");
                break;
            case 3:
                source.AppendLine(values.Assignment(scope));
                break;
            case 4 or 5:
                source.AppendLine(values.CallOf(scope));
                break;
            case 6:
                source.AppendLine(scope.CanAwait ? $"await {dice.Of("SleepMs(0)", "SleepMs(1)", "SleepMs(Pick(2))", "SleepMs(Pick(2) == 0 ? 0 : 5)", "SleepMs(Pick(2) == 0 ? 5 : 0)")};" : "shared++;");
                break;
            case 7:
                source.AppendLine($"if ({values.Of("bool", scope)}) {Jump(scope)}");
                break;
            case 8:
                source.AppendLine($"if ({values.Of("bool", scope)})");
                WriteBlock(scope);
                source.AppendLine("else");
                WriteBlock(scope);
                break;
            case 9 or 10:
                WriteLoop(scope);
                break;
            case 11:
                WriteSwitch(scope);
                break;
            case 12 or 13 or 14:
                WriteTryCatch(scope);
                break;
            case 15 or 16 or 17:
                WriteTryFinally(scope);
                break;
            case 18:
                source.AppendLine($"using (new Thing(\"{NewName()}\", {dice.Below(8)}))");
                WriteBlock(scope);
                break;
            case 19:
                source.AppendLine("lock (gate)");
                WriteBlock(scope with { CanAwait = false });
                break;
            case 20:
                WriteLabelled(scope);
                break;
            case 21:
                WriteInnerMethod(scope);
                break;
        }

        return scope;
    }

    /// <summary>A way out of where it stands, as far as there is one.</summary>
    private string Jump(Scope scope)
    {
        List<string> ways = [$"throw new {dice.Of(RandomMethod.Exceptions)}(\"{NewName()}\");", "Nothing.ToString();"];
        if (scope.CanReturn)
        {
            ways.Add(scope.ReturnType == "void" ? "return;" : $"return {values.Of(scope.ReturnType, scope)};");
        }

        if (scope.CanBreak)
        {
            ways.Add("break;");
        }

        if (scope.CanContinue)
        {
            ways.Add("continue;");
        }

        if (scope.CanRethrow)
        {
            ways.Add("throw;");
            ways.Add("{ Tidy(); throw; }");
        }

        ways.AddRange(scope.Labels.Select(label => $"goto {label};"));
        return dice.Of([.. ways]);
    }

    private void WriteLoop(Scope scope)
    {
        Scope within = scope with { CanBreak = true, CanContinue = true };
        string name = NewName();
        switch (dice.Below(4))
        {
            case 0:
                source.AppendLine($"for (int {name} = 0; {name} < {dice.Between(1, 3)} && Go(); {name}++)");
                WriteBlock(within.With(name));
                break;
            case 1:
                source.AppendLine($"foreach (int {name} in new[] {{ {values.Of("int", scope)}, {values.Of("int", scope)} }})");
                WriteBlock(within);
                break;
            case 2:
                source.AppendLine($"foreach (int {name} in new Things({dice.Between(0, 3)}))");
                WriteBlock(within);
                break;
            default:
                source.AppendLine($"while (Go() && {values.Of("bool", scope)})");
                WriteBlock(within);
                break;
        }
    }

    private void WriteSwitch(Scope scope)
    {
        bool isOfText = dice.Once(1, 3);
        source.AppendLine($"switch ({(isOfText ? values.Of("string", scope) : $"({values.Of("int", scope)}) & 3")})").AppendLine("{");
        for (int i = 0; i < 3; i++)
        {
            source.AppendLine(i == 2 ? "default:" : isOfText ? $"case \"s{i}\":" : $"case {i}:");
            WriteBlock(scope with { CanBreak = true });
            source.AppendLine("break;");
        }

        source.AppendLine("}");
    }

    private void WriteTryCatch(Scope scope)
    {
        source.AppendLine("try");
        WriteBlock(scope);
        bool isCaught = false;
        foreach (string type in RandomMethod.Exceptions.Where(type => dice.Once(1, type == "Exception" ? 1 : 3)))
        {
            string name = NewName();
            source.AppendLine($"catch ({type} {name}){(dice.Once(1, 3) ? $" when ({Filter(name)})" : "")}");
            source.AppendLine("{").AppendLine($"Say(\"{name}\" + Name({name}));");
            WriteStatements(scope.Deeper() with { CanRethrow = true }, dice.Between(0, 2));
            source.AppendLine("}");
            isCaught = true;
        }

        if (!isCaught || dice.Once(1, 4))
        {
            WriteFinally(scope);
        }
    }

    /// <summary>Without effects, for .NET runs it before the finally blocks that the exception passes, and the board after them.</summary>
    private string Filter(string exception) => dice.Below(5) switch
    {
        0 => $"{exception} is ArgumentException",
        1 => "Nothing.Length == 0",
        2 => $"HasPlainName({exception})",
        _ => $"Name({exception}).Length == {dice.Between(2, 4)}",
    };

    private void WriteTryFinally(Scope scope)
    {
        source.AppendLine("try");
        WriteBlock(scope);
        WriteFinally(scope);
    }

    private void WriteFinally(Scope scope)
    {
        source.AppendLine("finally");
        WriteBlock(scope.Sealed() with { CanRethrow = false });
    }

    /// <summary>A block that can be left for its end, or, not too often, for its beginning.</summary>
    private void WriteLabelled(Scope scope)
    {
        string label = NewName();
        bool isLoop = dice.Once(1, 2);
        source.AppendLine(isLoop ? $"{label}: if (Go())" : "{");
        source.AppendLine("{");
        WriteStatements((scope with { Labels = [.. scope.Labels, label] }).Deeper(), dice.Between(2, 4));
        source.AppendLine(isLoop ? "}" : $"}} {label}: Say(\"{label}\"); }}");
    }

    /// <summary>A local function or a lambda, which sees the locals around it, and calls of it.</summary>
    private void WriteInnerMethod(Scope scope)
    {
        bool isAsync = scope.CanAwait && dice.Once(2, 3);
        string name = NewName();
        string parameter = NewName();
        bool isLambda = dice.Once(1, 2);
        source.AppendLine(isLambda
            ? $"{(isAsync ? "AsyncFunction" : "Function")} {name} = {(isAsync ? "async " : "")}({parameter}) =>"
            : $"{(isAsync ? "async Coroutine<int>" : "int")} {name}(int {parameter})");
        Scope within = (scope.Sealed() with { IsAsync = isAsync, CanAwait = isAsync, CanRethrow = false, CanReturn = true, ReturnType = "int" }).Deeper().With(parameter);
        WriteBody(within, dice.Between(1, 3));
        source.AppendLine(isLambda ? ";" : "");
        string call = $"{(isAsync ? "await " : "")}{name}({values.Of("int", scope)})";
        source.AppendLine(dice.Once(1, 2) ? $"Say({call});" : call + ";");
    }

    private string NewName() => "n" + names++.ToString(CultureInfo.InvariantCulture);
}
