extern alias Board;

// .NET's of the same name waits in the computer's time.
global using ManualResetEvent = Board::System.Threading.ManualResetEvent;
