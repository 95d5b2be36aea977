extern alias Board;

// .NET's of the same names wait in the computer's time.
global using ManualResetEvent = Board::System.Threading.ManualResetEvent;
global using Thread = Board::System.Threading.Thread;
