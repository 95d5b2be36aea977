namespace AsyncCore.Firmware;

/// <summary>Something the firmware does for ever; called again for a new coroutine each time it is started.</summary>
/// <returns>The job, not started.</returns>
internal delegate Coroutine Job();
