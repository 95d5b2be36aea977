using System.Runtime.CompilerServices;

// Net's reads and writes are coroutines written by hand, so that they allocate nothing; that takes the loop's own protocol.
[assembly: InternalsVisibleTo("AsyncCore.Net")]

// A WiFi joins on a thread of its own, beside those that a program may have.
[assembly: InternalsVisibleTo("AsyncCore.Board")]
