namespace VirtualPicoW;

/// <summary>How a test ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Message">What it said if it did not pass.</param>
/// <param name="StackTrace">Where a failure came from.</param>
public sealed record DeviceTestResult(DeviceTestOutcome Outcome, string Message = "", string StackTrace = "");
