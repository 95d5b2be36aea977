using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>What a debugger is told of async methods in debug code is what the compiler tells it: every line, and every local by its name, in the same lines.</summary>
public sealed class AsyncSymbolTests
{
    private const string Source = """
        public static async Coroutine Main()
        {
            int sum = 0;
            for (int i = 0; i < 3; i++)
            {
                int square = await Square(i);
                sum += square;
            }

            foreach (int item in new[] { 1, 2 })
            {
                await SleepMs(item);
            }

            try
            {
                string before = "before";
                await SleepMs(sum);
                Say(before);
            }
            catch (Exception exception) when (exception.Message != null)
            {
                string message = exception.Message;
                await SleepMs(1);
                Say(message);
            }
            finally
            {
                int last = sum;
                await SleepMs(1);
                Say(last);
            }

            await Later(async () =>
            {
                int inner = sum;
                await SleepMs(1);
                Say(inner);
            });
        }

        static async Coroutine<int> Square(int number)
        {
            await SleepMs(number);
            return number * number;
        }

        static async Coroutine Later(Job what)
        {
            using (new Door())
            {
                await what();
            }
        }

        private sealed class Door : IDisposable
        {
            public void Dispose() => Say("closed");
        }

        delegate Coroutine Job();
        """;

    [Fact]
    public void Each_line_of_an_async_method_can_be_stopped_at_in_its_order() => Compare(method => method.Lines);

    [Fact]
    public void Each_local_that_lives_across_an_await_has_its_name_in_its_lines()
    {
        AsyncMethod[] methods = Compare(method => method.Locals);
        string[] names = methods.SelectMany(method => method.Locals).Select(local => local.Split(' ')[0]).ToArray();
        Assert.Superset(new HashSet<string> { "i", "square", "before", "message", "last", "inner" }, names.ToHashSet());
    }

    [Fact]
    public void Each_hoisted_local_has_a_scope() =>
        Assert.All(Compare(_ => []), method => Assert.True(method.LastSlot <= method.ScopeCount, $"{method.Name}: {method.LastSlot} locals, {method.ScopeCount} scopes"));

    [Fact]
    public void Parameters_and_this_keep_their_names()
    {
        AsyncMethod[] methods = Compare(method => method.Parameters);
        Assert.Contains("number", methods.SelectMany(method => method.Parameters));
    }

    [Fact]
    public void The_code_of_an_async_method_is_known_as_that_method() => Compare(method => [method.Kickoff]);

    /// <summary>Says that something is the same in what the compiler made and in what the weaver did.</summary>
    /// <returns>The methods, woven.</returns>
    private static AsyncMethod[] Compare(Func<AsyncMethod, string[]> aspect)
    {
        using Workshop workshop = new();
        AsyncMethod[] after = Read(TestProgram.Weave(workshop, Shape.Debug, Source));
        AsyncMethod[] before = Read(workshop.PathOf("compiled/Test.dll"));
        Assert.Equal(before.Select(method => method.Name), after.Select(method => method.Name));
        foreach ((AsyncMethod compiled, AsyncMethod method) in before.Zip(after))
        {
            Assert.Equal(aspect(compiled).Prepend(compiled.Name), aspect(method).Prepend(method.Name));
        }

        return after;
    }

    /// <summary>Reads the async methods of an assembly, in the order of their names.</summary>
    private static AsyncMethod[] Read(string path)
    {
        using PEReader pe = new(File.OpenRead(path));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(path, ".pdb")));
        MetadataReader reader = pe.GetMetadataReader();
        MetadataReader symbols = provider.GetMetadataReader();
        AsyncMethod[] methods = reader.MethodDefinitions
            .Where(handle => reader.GetString(reader.GetMethodDefinition(handle).Name).EndsWith("MoveNext", StringComparison.Ordinal))
            .Select(handle => AsyncMethod.Read(reader, symbols, handle))
            .Where(method => method.IsAsync)
            .OrderBy(method => method.Name, StringComparer.Ordinal)
            .ToArray();
        Assert.NotEmpty(methods);
        return methods;
    }
}
