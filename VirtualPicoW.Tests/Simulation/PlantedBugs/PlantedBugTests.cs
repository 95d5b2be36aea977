using System;
using System.IO;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>Whether many seeds find what there is to find: bugs that are put into copies of our own code, one at a time.</summary>
public sealed class PlantedBugTests : IDisposable
{
    /// <summary>Within so many seeds each is found.</summary>
    private const ulong Seeds = 3;

    private static readonly string Healthy = Firmware.PathOf("firmware");

    /// <summary>What is usual is what the healthy firmware does.</summary>
    private static readonly FinalCheck Check = new(() => Program.Boot(Line(Healthy, 1).Undisturbed(), 1, TextWriter.Null));

    private static readonly PlantedBug[] Bugs =
    [
        new("an event is set and wakes nobody", "AsyncCore", "Event", "Set", Mutations.Forget("WakeAll")),
        new("a thread's signal is lost", "AsyncCore", "ThreadSafeFlag", "Set", Mutations.DoNothing()),
        new("who has ended stays in the table of the living", "AsyncCore", "EventLoop", "Forget", Mutations.Forget("Remove")),
        new("a sleeper is resumed twice", "AsyncCore", "Task", "Due", Mutations.DoTwice),
        new("a deadline does not pass those that are later", "AsyncCore", "TimerQueue", "SetDeadline", Mutations.Confuse("SiftUp", "SiftDown")),
        new("a timeout stays armed when what it limits has ended", "AsyncCore", "TimeoutAlarm", "End", Mutations.Forget("Remove")),
        new("an operation is put back twice for the next one", "AsyncCore", "SpareOperations", "Return", Mutations.DoTwice),
        new("a closed connection keeps its socket", "AsyncCore.Net", "PolledSocket", "Close", Mutations.Forget("Close")),
        new("what waits in the buffer is never sent", "AsyncCore.Net", "WriteReadiness", "Signal", Mutations.Forget("SendBuffered")),
        new("what does not fit is dropped", "AsyncCore.Net", "SendBuffer", "TryAppend", Mutations.DoNothing(answer: true)),
        new("a reader does not make room for the next", "AsyncCore.Net", "ReadOperation", "MoveNext", Mutations.Forget("EndRead")),
        new("nobody hears that a connection is closed", "AsyncCore.Net", "Stream", "Abort", Mutations.Forget("Set")),
        new("a server does not close what its handler leaves open", "AsyncCore.Net", "Server", "NoteEnd", Mutations.Forget("Close")),
        new("who listens to the link hears of a loss no more", "AsyncCore.Board", "LinkLost", "MoveNext", Mutations.Forget("GetIsNetworkAvailable")),
        new("a closed socket keeps its place in the budget", "AsyncCore.Net", "SocketBudget", "Leave", Mutations.DoNothing()),
        new("a client that has gone is counted for ever", "AsyncCore.Net", "Server", "NoteGone", Mutations.DoNothing()),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("planted").FullName;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Bugs.Length)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_planted_bug_is_found(int number)
    {
        PlantedBug bug = Bugs[number];
        string sick = bug.PlantInto(Healthy, folder);

        (ulong seed, string fault) = FirstFault(sick);

        TestContext.Current.TestOutputHelper?.WriteLine($"{bug}: {(seed == 0 ? "not found" : $"found with seed {seed}: {fault}")}");
        Assert.True(seed != 0, $"{bug} was not found with {Seeds} seeds.");
    }

    private static (ulong Seed, string Fault) FirstFault(string firmware)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            if (new SeedSweep(Line(firmware, seed), [], TextWriter.Null, Program.Boot, Check).FaultOf(seed) is { } fault)
            {
                return (seed, fault);
            }
        }

        return default;
    }

    private static CommandLine Line(string firmware, ulong seed)
    {
        CommandLine line = CommandLine.Parse([firmware, "--world", "simulated", "--seconds", "30", "--link", "crowded-wifi", "--seed", $"{seed}"]);
        line.Scripts.Add(Script.Parse("vanishing", ["8 wifi off", "10 wifi on", "18 wifi off", "20 wifi on"]));
        return line;
    }
}
