namespace VirtualPicoW;

/// <summary>How a test ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Message">What it said if it did not pass, with the stack trace of a failure.</param>
public sealed record DeviceTestResult(DeviceTestOutcome Outcome, string Message = "");
