using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>The debugger stops at the user's lines and shows the user's locals, and stack traces name them.</summary>
public sealed class SymbolTests
{
    private const string Source = """
        delegate Coroutine<int> Maker(int n);
        static async Coroutine<int> Id(int n)
        {
            await SleepMs(1);
            return n;
        }

        static async Coroutine<bool> Is(bool b) => b;

        static int Plain(int n)
        {
            int twice = n * 2;
            return twice;
        }

        public static async Coroutine Main()
        {
            const int Constant = 3;
            int sum = 0;
            for (int i = 0; i < Constant; i++)
            {
                int square = i * i;
                sum += await Id(square);
                if (await Is(i == 1))
                {
                    continue;
                }
            }

            Maker maker = async n =>
            {
                int before = n;
                await SleepMs(0);
                return before + sum;
            };
            try
            {
                Say(await maker(Plain(1)));
                await SleepMs(sum);
            }
            catch (Exception e) when (e.Message != null)
            {
                string message = e.Message;
                await SleepMs(1);
                Say(message);
            }
            finally
            {
                Task<int> task = CreateTask(Id(1));
                Say(await task);
                Say(task.Result);
            }
        }
        """;

    [Theory, BothShapes]
    public void Every_line_that_could_be_stopped_at_still_can(Shape shape)
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, shape, Source);
        string[] before = Lines(workshop.PathOf("compiled/Test.pdb"));
        string[] after = Lines(Path.ChangeExtension(path, ".pdb"));
        Assert.NotEmpty(before);
        Assert.Equal(before, after);
    }

    [Theory, BothShapes]
    public void Sequence_points_stand_at_instructions_in_rising_order(Shape shape) => WithMethods(shape, (name, body, points, _, _, _) =>
    {
        HashSet<int> starts = InstructionStarts(body);
        int previous = -1;
        foreach (SequencePoint point in points)
        {
            Assert.True(point.Offset > previous, $"{name}: point at {point.Offset:x} after one at {previous:x}");
            Assert.True(starts.Contains(point.Offset), $"{name}: point at {point.Offset:x}, where no instruction starts");
            previous = point.Offset;
        }
    });

    [Theory, BothShapes]
    public void Scopes_of_locals_lie_within_their_methods_and_name_locals_that_exist(Shape shape) => WithMethods(shape, (name, body, _, scopes, locals, _) =>
    {
        HashSet<int> starts = InstructionStarts(body);
        starts.Add(body.Length);
        foreach (LocalScope scope in scopes)
        {
            Assert.True(starts.Contains(scope.StartOffset) && starts.Contains(scope.EndOffset), $"{name}: scope {scope.StartOffset:x}-{scope.EndOffset:x} of {body.Length:x}");
        }

        Assert.All(locals, local => Assert.True(local.Index < local.Count, $"{name}: local {local.Name} at {local.Index} of {local.Count}"));
    });

    [Theory, BothShapes]
    public void The_debugger_knows_where_async_methods_wait_and_go_on(Shape shape)
    {
        int awaits = 0;
        WithMethods(shape, (name, body, _, _, _, stepping) =>
        {
            HashSet<int> starts = InstructionStarts(body);
            foreach ((int yields, int resumes) in stepping)
            {
                awaits++;
                Assert.True(yields < resumes && starts.Contains(yields) && starts.Contains(resumes), $"{name}: waits at {yields:x}, goes on at {resumes:x}");
            }
        });
        Assert.Equal(8, awaits);
    }

    [Fact]
    public void Locals_keep_their_names_and_scopes_in_debug_code()
    {
        List<string> names = [];
        WithMethods(Shape.Debug, (_, _, _, _, locals, _) => names.AddRange(locals.Select(local => local.Name)));
        Assert.Contains("twice", names);
    }

    [Theory, BothShapes]
    public void A_stack_trace_shows_files_and_lines(Shape shape)
    {
        string trace = Trace(shape, """
            public static async Coroutine Main()
            {
                int n = 5;
                await SleepMs(n);
                try
                {
                    n++;
                    Fail(n);
                }
                catch (Exception e)
                {
                    Say(e.StackTrace);
                }
            }

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
            static void Fail(int n)
            {
                if (n == 6)
                {
                    throw new Exception("failed");
                }
            }
            """);
        Assert.Matches(@"at Program\.Fail.*Program\.cs:line 21\n.*MoveNext.*Program\.cs:line 8$", trace);
    }

    [Theory, BothShapes]
    public void A_stack_trace_of_a_failed_await_shows_the_line_of_the_await(Shape shape)
    {
        string trace = Trace(shape, """
            public static async Coroutine Main()
            {
                try
                {
                    await SleepMs(1);
                    await Fail();
                }
                catch (Exception e)
                {
                    Say(e.StackTrace);
                }
            }

            static async Coroutine Fail()
            {
                await SleepMs(1);
                throw new Exception("failed");
            }
            """);
        Assert.Matches(@"MoveNext.*Program\.cs:line 6$", trace);
    }

    [Theory, BothShapes]
    public void An_await_in_no_try_does_not_throw_anew(Shape shape)
    {
        string trace = Trace(shape, """
            public static async Coroutine Main()
            {
                try
                {
                    await Outer();
                }
                catch (Exception e)
                {
                    Say(e.StackTrace.Contains("Outer"));
                }

                Task task = CreateTask(Outer());
                await SleepMs(10);
                Say(task.Exception.StackTrace);
            }

            static async Coroutine Outer()
            {
                try
                {
                    await SleepMs(0);
                }
                finally
                {
                    await SleepMs(0);
                }

                await Fail();
            }

            static async Coroutine Fail()
            {
                await SleepMs(1);
                throw new Exception("failed");
            }
            """);
        Assert.Matches(@"^False +at Program\.<Fail>.*MoveNext.*Program\.cs:line 34\n[^<]*$", trace);
    }

    [Theory, BothShapes]
    public void A_report_names_the_async_methods_that_a_failure_came_through(Shape shape)
    {
        string trace = Trace(shape, """
            public static async Coroutine Main()
            {
                EventLoop.Current.ExceptionHandler = (loop, context) => Say(context.Trace);
                _ = CreateTask(Outer());
                await SleepMs(10);
            }

            static async Coroutine Outer()
            {
                await CreateTask(Middle());
            }

            static async Coroutine Middle()
            {
                try
                {
                    await WaitForMs(Local(), 5);
                }
                finally
                {
                    await SleepMs(1);
                }

                static async Coroutine Local()
                {
                    await SleepMs(1);
                    throw new Exception("failed");
                }
            }
            """);
        Assert.Equal("   at Local\n   at WaitForOperation\n   at Middle\n   at Outer", trace);
    }

    private static string Trace(Shape shape, string source)
    {
        using Workshop workshop = new();
        return TestProgram.Start(TestProgram.Weave(workshop, shape, source)).ReplaceLineEndings("\n");
    }

    private delegate void Check(
        string method, byte[] body, SequencePoint[] points, LocalScope[] scopes, (string Name, int Index, int Count)[] locals, (int Yields, int Resumes)[] stepping);

    /// <summary>Shows each method of the woven program.</summary>
    private static void WithMethods(Shape shape, Check check)
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, shape, Source);
        using PEReader pe = new(File.OpenRead(path));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(path, ".pdb")));
        MetadataReader reader = pe.GetMetadataReader();
        MetadataReader symbols = provider.GetMetadataReader();
        foreach (MethodDefinitionHandle handle in reader.MethodDefinitions)
        {
            MethodDefinition method = reader.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            MethodBodyBlock body = pe.GetMethodBody(method.RelativeVirtualAddress);
            int localCount = body.LocalSignature.IsNil
                ? 0
                : reader.GetBlobReader(reader.GetStandaloneSignature(body.LocalSignature).Signature) is var blob && blob.ReadByte() == 7 ? blob.ReadCompressedInteger() : 0;
            LocalScope[] scopes = symbols.GetLocalScopes(handle).Select(symbols.GetLocalScope).ToArray();
            (string, int Index, int localCount)[] locals = scopes.SelectMany(scope => scope.GetLocalVariables()).Select(symbols.GetLocalVariable)
                .Select(local => (symbols.GetString(local.Name), local.Index, localCount)).ToArray();
            string name = reader.GetString(reader.GetTypeDefinition(method.GetDeclaringType()).Name) + "." + reader.GetString(method.Name);
            check(
                name,
                body.GetILBytes()!,
                symbols.GetMethodDebugInformation(handle).GetSequencePoints().ToArray(),
                scopes,
                locals,
                Stepping(symbols, handle));
        }
    }

    /// <summary>Reads what the compiler notes about awaits: where the method returns to its caller, and where it goes on.</summary>
    private static (int Yields, int Resumes)[] Stepping(MetadataReader symbols, MethodDefinitionHandle method)
    {
        Guid asyncMethodStepping = new("54FD2AC5-E925-401A-9C2A-F94F171072F8");
        List<(int, int)> stepping = [];
        foreach (CustomDebugInformation info in symbols.GetCustomDebugInformation(method).Select(symbols.GetCustomDebugInformation))
        {
            if (symbols.GetGuid(info.Kind) == asyncMethodStepping)
            {
                BlobReader blob = symbols.GetBlobReader(info.Value);
                // No handler of the compiler's is left: a debugger would take what it stops at for an exception that nobody handles.
                Assert.Equal(0u, blob.ReadUInt32());
                while (blob.RemainingBytes > 0)
                {
                    stepping.Add(((int)blob.ReadUInt32(), (int)blob.ReadUInt32()));
                    Assert.Equal(MetadataTokens.GetRowNumber(method), blob.ReadCompressedInteger());
                }
            }
        }

        return [.. stepping];
    }

    /// <summary>The lines of each document that have a sequence point.</summary>
    private static string[] Lines(string path)
    {
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(path));
        MetadataReader symbols = provider.GetMetadataReader();
        return symbols.MethodDebugInformation.Select(symbols.GetMethodDebugInformation)
            .SelectMany(method => method.GetSequencePoints())
            .Where(point => !point.IsHidden)
            .Select(point => $"{symbols.GetString(symbols.GetDocument(point.Document).Name)}:{point.StartLine:000},{point.StartColumn:000}")
            .Distinct()
            .Order()
            .ToArray();
    }

    private static HashSet<int> InstructionStarts(byte[] body)
    {
        HashSet<int> starts = [];
        int offset = 0;
        while (offset < body.Length)
        {
            starts.Add(offset);
            System.Reflection.Emit.OpCode code = Code(body, ref offset);
            offset += code.OperandType switch
            {
                System.Reflection.Emit.OperandType.InlineNone => 0,
                System.Reflection.Emit.OperandType.ShortInlineBrTarget or System.Reflection.Emit.OperandType.ShortInlineI
                    or System.Reflection.Emit.OperandType.ShortInlineVar => 1,
                System.Reflection.Emit.OperandType.InlineVar => 2,
                System.Reflection.Emit.OperandType.InlineI8 or System.Reflection.Emit.OperandType.InlineR => 8,
                System.Reflection.Emit.OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, offset)),
                _ => 4,
            };
        }

        return starts;
    }

    private static readonly Dictionary<short, System.Reflection.Emit.OpCode> Codes = typeof(System.Reflection.Emit.OpCodes).GetFields()
        .Select(field => (System.Reflection.Emit.OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private static System.Reflection.Emit.OpCode Code(byte[] body, ref int offset)
    {
        short value = body[offset++];
        return Codes[value == 0xFE ? unchecked((short)(0xFE00 | body[offset++])) : value];
    }
}
