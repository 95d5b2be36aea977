namespace VirtualPicoW;

/// <summary>What <see cref="SocketWatch"/> knows of a socket.</summary>
internal enum WatchState
{
    /// <summary>Nothing: the system has to be asked.</summary>
    Unknown,

    /// <summary>It was not ready at the last look, and nobody has been told so yet.</summary>
    NotReady,

    /// <summary>It was not ready, and who asked was told so: whoever asks again wants to know anew.</summary>
    ToldNotReady,

    /// <summary>It is ready until somebody receives or accepts.</summary>
    Ready,
}
