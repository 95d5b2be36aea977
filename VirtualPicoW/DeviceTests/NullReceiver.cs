using System;
using System.Reflection;
using System.Reflection.Emit;

namespace VirtualPicoW;

/// <summary>
/// Calls an instance method without an instance, as nanoFramework's test launcher does: a test that uses an instance field
/// fails there with a NullReferenceException, so it must fail here too. Reflection refuses such a call; IL does not.
/// </summary>
internal static class NullReceiver
{
    /// <summary>How the lines of a stack trace begin that stand for the call itself.</summary>
    public const string Frame = "   at " + Prefix;

    private const string Prefix = "call ";

    public static Action<object?[]> Caller(MethodInfo method)
    {
        DynamicMethod caller = new(Prefix + method.Name, typeof(void), [typeof(object[])], method.Module, skipVisibility: true);
        ILGenerator il = caller.GetILGenerator();
        if (!method.IsStatic)
        {
            il.Emit(OpCodes.Ldnull);
        }

        ParameterInfo[] parameters = method.GetParameters();
        for (int index = 0; index < parameters.Length; index++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, index);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Unbox_Any, parameters[index].ParameterType);
        }

        il.Emit(OpCodes.Call, method);
        if (method.ReturnType != typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }

        il.Emit(OpCodes.Ret);
        return caller.CreateDelegate<Action<object?[]>>();
    }
}
