using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(System.Random))]
[assembly: TypeForwardedTo(typeof(System.Threading.AutoResetEvent))]
[assembly: TypeForwardedTo(typeof(System.Threading.ManualResetEvent))]
[assembly: TypeForwardedTo(typeof(System.Threading.Monitor))]
[assembly: TypeForwardedTo(typeof(System.Threading.Thread))]
[assembly: TypeForwardedTo(typeof(System.Threading.Timer))]
[assembly: TypeForwardedTo(typeof(System.Threading.WaitHandle))]
