namespace Benchmarks.Runner.Echo;

/// <summary>What was measured with one server under load.</summary>
/// <param name="PerSecond">Round trips in a second, all clients together.</param>
/// <param name="ProcessorUs">What the server's process took of the processor for one, kernel included.</param>
/// <param name="AllocatedBytes">What the server's process allocated for one; 0 if it does not tell.</param>
/// <param name="MedianUs">How long half of them took at most.</param>
/// <param name="Percentile99Us">How long 99 of 100 took at most.</param>
internal sealed record EchoFigures(double PerSecond, double ProcessorUs, double AllocatedBytes, double MedianUs, double Percentile99Us);
