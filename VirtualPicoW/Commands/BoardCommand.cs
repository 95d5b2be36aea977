namespace VirtualPicoW;

/// <summary>A word that can be said to a running board: typed at its console, written in a script, or given to <see cref="VirtualBoard.Do"/>.</summary>
internal abstract class BoardCommand
{
    /// <summary>The word.</summary>
    public abstract string Word { get; }

    /// <summary>The word with what may follow, for people to read.</summary>
    public virtual string Usage => Word;

    /// <summary>What it does, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Understands what follows the word. Nothing is done yet, so that a script can be checked before the board boots.</summary>
    /// <exception cref="CommandException">It makes no sense.</exception>
    public abstract BoardAction Parse(string[] arguments);

    /// <summary>For a word that nothing follows.</summary>
    /// <exception cref="CommandException">Something follows.</exception>
    protected void RequireNone(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            throw Misused(arguments);
        }
    }

    protected CommandException Misused(string[] arguments) =>
        new($"'{string.Join(' ', [Word, .. arguments])}' makes no sense: write {Usage}.");
}
