namespace VirtualPicoW;

/// <summary>How a test can end.</summary>
public enum DeviceTestOutcome
{
    /// <summary>As it should.</summary>
    Passed,

    /// <summary>With an exception, or not at all.</summary>
    Failed,

    /// <summary>It said that it does not apply.</summary>
    Skipped,
}
