using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW.Tests;

/// <summary>Looks for members where .NET looks for them when firmware refers to them.</summary>
internal static class StandInSurface
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What is wrong with a member, or null.</summary>
    public static string? Complaint(Type type, ReferenceSurface.MemberOf member) =>
        member.IsField ? ComplaintAboutField(type, member)
        : Methods(type, member.Name).Any(method => IsMeant(method, member)) ? null
        : "missing";

    /// <summary>The members that firmware which implements the interface would have to have, although nanoFramework has not got them.</summary>
    public static IEnumerable<string> Surplus(Type type, ReferenceSurface.TypeOf reference) => type.GetMethods()
        .Where(method => method.IsAbstract && !reference.Members.Any(member => member.Name == method.Name && IsMeant(method, member)))
        .Select(method => method.Name);

    private static string? ComplaintAboutField(Type type, ReferenceSurface.MemberOf member)
    {
        FieldInfo? field = Bases(type).Select(ancestor => ancestor.GetField(member.Name, Everything)).FirstOrDefault(found => found != null);
        if (field == null || field.IsStatic != member.IsStatic || NameOf(field.FieldType) != member.Signature)
        {
            return "missing";
        }

        return member.Constant != null && !Equals(field.GetRawConstantValue(), member.Constant)
            ? $"is {field.GetRawConstantValue()}, not {member.Constant}"
            : null;
    }

    private static bool IsMeant(MethodBase method, ReferenceSurface.MemberOf member) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && method.IsStatic == member.IsStatic && SignatureOf(method) == member.Signature;

    private static IEnumerable<MethodBase> Methods(Type type, string name) => name == ".ctor"
        ? type.GetConstructors(Everything)
        : Bases(type).SelectMany(ancestor => ancestor.GetMethods(Everything)).Where(method => method.Name == name);

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? ancestor = type; ancestor != null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }

        foreach (Type inherited in type.IsInterface ? type.GetInterfaces() : [])
        {
            yield return inherited;
        }
    }

    private static string SignatureOf(MethodBase method)
    {
        Type returned = method is MethodInfo info ? info.ReturnType : typeof(void);
        return $"{NameOf(returned)}({string.Join(",", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)))})";
    }

    private static string NameOf(Type type) => type switch
    {
        { IsGenericMethodParameter: true } => $"!!{type.GenericParameterPosition}",
        { IsGenericTypeParameter: true } => $"!{type.GenericParameterPosition}",
        { IsArray: true } => NameOf(type.GetElementType()!) + "[]",
        { IsByRef: true } => NameOf(type.GetElementType()!) + "&",
        { IsConstructedGenericType: true } =>
            $"{type.GetGenericTypeDefinition().FullName}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>",
        _ => type.FullName!,
    };
}
