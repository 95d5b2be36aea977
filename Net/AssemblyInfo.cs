using System.Runtime.CompilerServices;

// The tests read and write the messages of name servers, and play the servers, in virtual time.
[assembly: InternalsVisibleTo("NFUnitTest")]
