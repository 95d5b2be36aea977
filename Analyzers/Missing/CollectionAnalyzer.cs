using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Missing;

/// <summary>AC1001: generic collections and LINQ.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CollectionAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Missing = Rule.Missing(
        "AC1001", "Generic collections and LINQ do not exist on the board", "nanoFramework 1.x has no generics, so there is no '{0}'. {1}");

    private const string UseList = "Use an array, or an ArrayList of objects from System.Collections.";
    private const string UseHashtable = "Use a Hashtable of objects from System.Collections, or an array and a search.";
    private const string UseQueue = "Use AsyncCore's Queue, which tasks can wait for, or an array.";
    private const string UseLoop = "Write a foreach or for loop.";
    private const string UseInterface = "Use the interface of the same name without type parameters from System.Collections, or an array.";
    private const string UseClass = "Write a class with named fields.";

    private static readonly Dictionary<string, string> Namespaces = new()
    {
        ["System.Collections.Generic"] = "Use arrays, or System.Collections with its ArrayList.",
        ["System.Collections.Concurrent"] = "Tasks of one loop need no locks: use AsyncCore's Queue; from interrupts and threads, its RingQueue.",
        ["System.Collections.Immutable"] = "Use arrays.",
        ["System.Linq"] = UseLoop,
    };

    private static readonly Dictionary<string, string> Types = new()
    {
        ["List"] = UseList,
        ["LinkedList"] = UseList,
        ["SortedList"] = UseList,
        ["SortedSet"] = UseList,
        ["HashSet"] = UseHashtable,
        ["Stack"] = UseList,
        ["Queue"] = UseQueue,
        ["PriorityQueue"] = UseList,
        ["ConcurrentQueue"] = "Use AsyncCore's RingQueue.",
        ["ConcurrentDictionary"] = UseHashtable,
        ["ObservableCollection"] = UseList,
        ["Dictionary"] = UseHashtable,
        ["SortedDictionary"] = UseHashtable,
        ["IDictionary"] = UseHashtable,
        ["IReadOnlyDictionary"] = UseHashtable,
        ["KeyValuePair"] = UseClass,
        ["Tuple"] = UseClass,
        ["Lazy"] = "Make it where it is first used, or in a static field.",
        ["IList"] = UseInterface,
        ["ICollection"] = UseInterface,
        ["IEnumerable"] = UseInterface,
        ["IEnumerator"] = UseInterface,
        ["IReadOnlyList"] = "Use an array.",
        ["IReadOnlyCollection"] = "Use an array.",
        ["IComparer"] = UseInterface,
        ["IEqualityComparer"] = UseInterface,
        ["IComparable"] = "Use IComparable without type parameters.",
        ["IEquatable"] = "Override Equals.",
        ["IAsyncEnumerable"] = "Write a method that returns Coroutine<bool> for each step, or use AsyncCore's Queue.",
        ["Enumerable"] = UseLoop,
    };

    private static readonly HashSet<string> Extensions =
    [
        "Aggregate", "All", "Any", "Append", "Average", "Cast", "Concat", "Contains", "Count", "Distinct", "ElementAt", "Except", "First", "FirstOrDefault", "GroupBy",
        "Last", "LastOrDefault", "Max", "Min", "OfType", "Order", "OrderBy", "OrderByDescending", "Prepend", "Reverse", "Select", "SelectMany",
        "Single", "SingleOrDefault", "Skip", "SkipWhile", "Sum", "Take", "TakeWhile", "ToArray", "ToDictionary", "ToHashSet", "ToList", "Where", "Zip",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Missing];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterSyntaxNodeAction(CheckUsing, SyntaxKind.UsingDirective);
        context.RegisterSyntaxNodeAction(CheckName, SyntaxKind.GenericName, SyntaxKind.IdentifierName);
        context.RegisterSyntaxNodeAction(CheckQuery, SyntaxKind.QueryExpression);
    }

    private static void CheckUsing(SyntaxNodeAnalysisContext context)
    {
        if (((UsingDirectiveSyntax)context.Node).Name is { } name && Namespaces.TryGetValue(name.ToString(), out string instead)
            && Unresolved.Is(name, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Missing, name.GetLocation(), name, instead));
        }
    }

    private static void CheckName(SyntaxNodeAnalysisContext context)
    {
        SimpleNameSyntax name = (SimpleNameSyntax)context.Node;
        string text = name.Identifier.ValueText;
        bool isType = Types.TryGetValue(text, out string? instead) && (name is GenericNameSyntax || text == "Enumerable");
        if (!isType && !IsExtension(name, context.SemanticModel, context.CancellationToken)
            || !Unresolved.Is(name, context.SemanticModel, context.CancellationToken))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Missing, name.GetLocation(), isType ? name : text, isType ? instead : UseLoop));
    }

    /// <summary>A call such as <c>numbers.Where(...)</c> on something that a loop could go through.</summary>
    private static bool IsExtension(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (!Extensions.Contains(name.Identifier.ValueText)
            || Unresolved.OwnerOf(name) is not { } owner
            || name.Parent?.Parent is not InvocationExpressionSyntax)
        {
            return false;
        }

        ITypeSymbol? type = model.GetTypeInfo(owner, cancellation).Type;
        return type is IArrayTypeSymbol || type is { SpecialType: SpecialType.System_String }
            || type is { TypeKind: not TypeKind.Error } && type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable);
    }

    private static void CheckQuery(SyntaxNodeAnalysisContext context)
    {
        // With methods of one's own, a query can be anything.
        SyntaxToken from = ((QueryExpressionSyntax)context.Node).FromClause.FromKeyword;
        if (context.SemanticModel.GetTypeInfo(context.Node, context.CancellationToken).Type is null or { TypeKind: TypeKind.Error })
        {
            context.ReportDiagnostic(Diagnostic.Create(Missing, from.GetLocation(), "from", UseLoop));
        }
    }
}
