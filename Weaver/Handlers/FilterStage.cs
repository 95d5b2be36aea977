using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Makes exception filters ordinary code behind a <c>catch</c> that keeps the exception. nanoFramework's runtime runs a filter in a second frame for the same
/// method, and goes astray if anything is thrown there, or if the exception came from a call that the runtime had inlined.
/// </summary>
/// <remarks>
/// <code>
///   try { ... }                      try { ... }
///   catch (A) when (test) { first }  catch (Exception) { caught = it; leave TESTS }
///   catch (B) { second }       ──>   TESTS: if (caught is A and test) { first }
///                                    else if (caught is B) { second }
///                                    else throw caught
/// </code>
/// A test that throws is one that fails, as everywhere in .NET. Clauses before the first filter stay what they are.
/// </remarks>
internal sealed class FilterStage
{
    private readonly MethodBody body;
    private readonly BodyEditor editor;
    private readonly TypeReference exception;

    private FilterStage(MethodDefinition method)
    {
        body = method.Body;
        editor = new BodyEditor(method);
        exception = new TypeReference("System", "Exception", method.Module, method.Module.TypeSystem.CoreLibrary);
    }

    public static void Apply(ModuleDefinition module)
    {
        foreach (MethodDefinition method in MethodsWithBody.Of(module))
        {
            if (method.Body.ExceptionHandlers.Any(IsFilter))
            {
                new FilterStage(method).RewriteAll();
            }
        }
    }

    private static bool IsFilter(ExceptionHandler handler) => handler.HandlerType == ExceptionHandlerType.Filter;

    private void RewriteAll()
    {
        while (body.ExceptionHandlers.FirstOrDefault(IsFilter) is { } first)
        {
            Rewrite(body.ExceptionHandlers.SkipWhile(handler => handler != first)
                .Where(handler => handler.TryStart == first.TryStart && handler.TryEnd == first.TryEnd && handler.HandlerType != ExceptionHandlerType.Finally)
                .ToArray());
        }

        editor.Finish();
    }

    /// <summary>Rewrites the clauses of one <c>try</c> from its first filter on.</summary>
    private void Rewrite(ExceptionHandler[] clauses)
    {
        VariableDefinition caught = NewLocal(exception);
        Instruction[] ways = clauses.SelectMany(Blocks.OfHandler).Where(instruction => instruction.OpCode == OpCodes.Leave).ToArray();
        foreach (Instruction rethrow in clauses.SelectMany(clause => Blocks.OwnOf(body, clause, OpCodes.Rethrow)))
        {
            BodyEditor.Replace(rethrow, OpCodes.Ldloc, caught);
            editor.InsertAfter(rethrow, OpCodes.Throw);
        }

        Instruction next = Unmatched(clauses[^1], caught);
        foreach (ExceptionHandler clause in clauses.Reverse())
        {
            next = IsFilter(clause) ? Filter(clause, caught, next) : TestType(clause, caught, next);
        }

        Instruction keep = Begin(next, OpCodes.Stloc, caught);
        editor.InsertAfter(keep, OpCodes.Leave, next);
        ExceptionHandler first = clauses[0];
        first.HandlerType = ExceptionHandlerType.Catch;
        first.CatchType = exception;
        first.FilterStart = null;
        first.HandlerStart = keep;
        first.HandlerEnd = next;
        foreach (ExceptionHandler clause in clauses.Skip(1))
        {
            body.ExceptionHandlers.Remove(clause);
        }

        foreach (Instruction leave in ways.Where(leave => !Blocks.MustLeave(body, null, leave, (Instruction)leave.Operand)))
        {
            leave.OpCode = OpCodes.Br;
        }
    }

    /// <summary>Writes, behind the last clause, what is done if none of them wants the exception.</summary>
    private Instruction Unmatched(ExceptionHandler last, VariableDefinition caught)
    {
        ExceptionHandler[] within = Blocks.Within(body, last).ToArray();
        Instruction unmatched = editor.InsertAfter(Blocks.OfHandler(last).Last(), OpCodes.Ldloc, caught);
        editor.InsertAfter(unmatched, OpCodes.Throw);
        foreach (ExceptionHandler inner in within)
        {
            inner.HandlerEnd = inner.HandlerEnd == last.HandlerEnd ? unmatched : inner.HandlerEnd;
        }

        return unmatched;
    }

    /// <returns>Where the clause begins.</returns>
    private Instruction TestType(ExceptionHandler clause, VariableDefinition caught, Instruction next)
    {
        Instruction start = Begin(clause.HandlerStart, OpCodes.Ldloc, caught);
        if (clause.CatchType.FullName is not ("System.Exception" or "System.Object"))
        {
            Instruction test = editor.InsertAfter(start, OpCodes.Isinst, clause.CatchType);
            editor.InsertAfter(editor.InsertAfter(test, OpCodes.Brfalse, next), OpCodes.Ldloc, caught);
        }

        return start;
    }

    /// <returns>Where the clause begins.</returns>
    private Instruction Filter(ExceptionHandler clause, VariableDefinition caught, Instruction next)
    {
        bool mayThrow = Blocks.Range(clause.FilterStart, clause.HandlerStart).Any(MayThrow);
        Instruction end = Blocks.Range(clause.FilterStart, clause.HandlerStart).Last(instruction => instruction.OpCode == OpCodes.Endfilter);
        editor.InsertBefore(clause.HandlerStart, OpCodes.Ldloc, caught);
        Instruction start = Begin(clause.FilterStart, OpCodes.Ldloc, caught);
        if (mayThrow)
        {
            end = Guard(clause, start, end);
        }

        BodyEditor.Replace(end, OpCodes.Brfalse, next);
        return start;
    }

    /// <summary>Puts a test into a block of its own, whose handler lets it fail.</summary>
    /// <returns>An instruction with the outcome on the stack.</returns>
    private Instruction Guard(ExceptionHandler clause, Instruction start, Instruction end)
    {
        VariableDefinition holds = NewLocal(body.Method.Module.TypeSystem.Boolean);
        BodyEditor.Replace(end, OpCodes.Stloc, holds);
        Instruction leave = editor.InsertAfter(end, OpCodes.Leave);
        Instruction thrown = editor.InsertAfter(leave, OpCodes.Pop);
        Instruction fails = editor.InsertAfter(editor.InsertAfter(thrown, OpCodes.Ldc_I4, 0), OpCodes.Stloc, holds);
        Instruction failed = editor.InsertAfter(fails, OpCodes.Leave);
        Instruction outcome = editor.InsertAfter(failed, OpCodes.Ldloc, holds);
        leave.Operand = outcome;
        failed.Operand = outcome;
        body.ExceptionHandlers.Insert(body.ExceptionHandlers.IndexOf(clause), new ExceptionHandler(ExceptionHandlerType.Catch)
        {
            CatchType = exception,
            TryStart = start,
            TryEnd = thrown,
            HandlerStart = thrown,
            HandlerEnd = outcome,
        });
        return editor.InsertAfter(outcome, OpCodes.Nop);
    }

    /// <summary>A call may, and whatever looks into an object; this object's own fields are safe.</summary>
    private bool MayThrow(Instruction instruction) => instruction.OpCode.FlowControl == FlowControl.Call || instruction.OpCode.Code switch
    {
        Code.Ldfld => instruction.Previous.OpCode != OpCodes.Ldarg || instruction.Previous.Operand != body.ThisParameter,
        Code.Castclass or Code.Unbox_Any or Code.Ldlen or Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un => true,
        _ => instruction.OpCode.Name.StartsWith("ldelem", StringComparison.Ordinal),
    };

    /// <summary>Puts an instruction before another; what ended there ends before the new one.</summary>
    private Instruction Begin(Instruction start, OpCode code, object operand)
    {
        Instruction inserted = editor.InsertBefore(start, code, operand);
        Blocks.MoveEnds(body, start, inserted);
        return inserted;
    }

    private VariableDefinition NewLocal(TypeReference type)
    {
        VariableDefinition local = new(type);
        body.Variables.Add(local);
        return local;
    }
}
