namespace AsyncCore.Net;

/// <summary>What a client gets who comes when a <see cref="Server"/> serves as many as it may.</summary>
public enum SurplusPolicy
{
    /// <summary>
    /// It waits, connected but unheard, in the network stack's backlog, until another client has gone. On a board it takes a socket to wait in: when none is left the network stack resets it.
    /// </summary>
    Wait,

    /// <summary>Its connection is closed at once.</summary>
    Refuse,
}
