using Microsoft.CodeAnalysis;

namespace AsyncCore.Analyzers;

/// <summary>The types that rules speak of; null are those of assemblies that the project does not refer to.</summary>
internal sealed class KnownTypes(Compilation compilation)
{
    public INamedTypeSymbol? Asyncio { get; } = compilation.GetTypeByMetadataName("AsyncCore.Asyncio");

    public INamedTypeSymbol? Awaitable { get; } = compilation.GetTypeByMetadataName("AsyncCore.Awaitable");

    public INamedTypeSymbol? Coroutine { get; } = compilation.GetTypeByMetadataName("AsyncCore.Coroutine");

    public INamedTypeSymbol? Task { get; } = compilation.GetTypeByMetadataName("AsyncCore.Task");

    public INamedTypeSymbol? TaskGroup { get; } = compilation.GetTypeByMetadataName("AsyncCore.TaskGroup");

    public INamedTypeSymbol? CancelledException { get; } = compilation.GetTypeByMetadataName("AsyncCore.CancelledException");

    public INamedTypeSymbol? Lock { get; } = compilation.GetTypeByMetadataName("AsyncCore.Lock");

    public INamedTypeSymbol? Semaphore { get; } = compilation.GetTypeByMetadataName("AsyncCore.Semaphore");

    public INamedTypeSymbol? Exception { get; } = compilation.GetTypeByMetadataName("System.Exception");

    /// <summary>A coroutine or anything else that does nothing until it is awaited; a task runs by itself.</summary>
    public bool MustBeAwaited(ITypeSymbol? type) => Is(type, Awaitable) && !Is(type, Task);

    /// <summary>Whether a type is another, or derived from it.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? wanted)
    {
        for (ITypeSymbol? t = type; t != null && wanted != null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, wanted))
            {
                return true;
            }
        }

        return false;
    }
}
