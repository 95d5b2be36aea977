namespace VirtualPicoW;

/// <summary>In which order tasks of AsyncCore go on that are woken at the same moment.</summary>
public enum TaskOrder
{
    /// <summary>As on a board: who was woken first.</summary>
    Fifo,

    /// <summary>As the seed decides.</summary>
    Shuffled,

    /// <summary>Who was woken last. All have their turn before any has a second one.</summary>
    Adversarial,
}
