using Xunit.Sdk;
using Xunit.v3;

// The tests measure real time and share the ports of the machine; one after the other they disturb each other least.
[assembly: Parallelization(Mode = ParallelMode.None)]
