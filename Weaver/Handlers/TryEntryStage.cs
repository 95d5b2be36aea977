using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Puts a <c>nop</c> between a call and a <c>try</c> block that begins right behind it. When the called method throws, nanoFramework's runtime looks for the
/// caller's handler where the call would have returned to: it would run the handlers of the block that was never entered.
/// </summary>
internal static class TryEntryStage
{
    public static void Apply(ModuleDefinition module)
    {
        foreach (MethodDefinition method in MethodsWithBody.Of(module))
        {
            Instruction[] starts = method.Body.ExceptionHandlers.Select(handler => handler.TryStart).Distinct().Where(FollowsCall).ToArray();
            if (starts.Length > 0)
            {
                BodyEditor editor = new(method);
                foreach (Instruction start in starts)
                {
                    editor.InsertBefore(start, OpCodes.Nop);
                }

                editor.Finish();
            }
        }
    }

    private static bool FollowsCall(Instruction start) => start.Previous is { OpCode.FlowControl: FlowControl.Call };
}
