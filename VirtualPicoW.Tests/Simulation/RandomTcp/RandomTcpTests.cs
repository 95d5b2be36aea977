using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Random programs over TCP see the same over the simulated network as over this machine's own.</summary>
public class RandomTcpTests
{
    private const int Seeds = 60;

    [Fact]
    public async Task Random_programs_see_the_same_over_simulated_TCP_as_over_real_sockets()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            TcpProgram program = new(seed);
            (string[] client, string[] server) = await RealTcp.Play(program);
            (string[] simulatedClient, string[] simulatedServer) = SimulatedTcp.Play(program, LinkProfile.Perfect);
            AssertSame(program, client, simulatedClient);
            AssertSame(program, server, simulatedServer);
        }
    }

    [Theory]
    [InlineData("home-wifi")]
    [InlineData("crowded-wifi")]
    [InlineData("edge-of-range")]
    public void Over_a_bad_link_random_programs_see_the_same_or_that_the_connection_is_lost(string link)
    {
        int complete = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            TcpProgram program = new(seed);
            (string[] client, string[] server) = SimulatedTcp.Play(program, LinkProfile.Perfect);
            (string[] farClient, string[] farServer) = SimulatedTcp.Play(program, LinkProfile.Presets[link]);
            AssertSameOrLost(program, client, farClient);
            AssertSameOrLost(program, server, farServer);
            complete += client.SequenceEqual(farClient) && server.SequenceEqual(farServer) ? 1 : 0;
        }

        Assert.True(complete > Seeds / 2, $"Only {complete} of {Seeds} programs came to their end.");
    }

    private static void AssertSame(TcpProgram program, string[] expected, string[] seen) =>
        Assert.True(expected.SequenceEqual(seen), $"{program}: [{string.Join(", ", expected)}] over real sockets, [{string.Join(", ", seen)}] over simulated ones.");

    private static void AssertSameOrLost(TcpProgram program, string[] expected, string[] seen)
    {
        bool isLost = seen.Length > 0 && seen[^1] is TcpPlayer.Lost or "TimedOut" && expected.Take(seen.Length - 1).SequenceEqual(seen[..^1]);
        Assert.True(isLost || expected.SequenceEqual(seen), $"{program}: [{string.Join(", ", expected)}] over a perfect link, [{string.Join(", ", seen)}] over this one.");
    }
}
