// The tests measure real time and share the ports of the machine; one after the other they disturb each other least.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
