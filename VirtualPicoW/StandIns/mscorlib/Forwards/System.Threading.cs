using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(System.Threading.Interlocked))]
[assembly: TypeForwardedTo(typeof(System.Threading.ThreadAbortException))]
[assembly: TypeForwardedTo(typeof(System.Threading.ThreadPriority))]
[assembly: TypeForwardedTo(typeof(System.Threading.ThreadStart))]
[assembly: TypeForwardedTo(typeof(System.Threading.ThreadState))]
[assembly: TypeForwardedTo(typeof(System.Threading.Timeout))]
[assembly: TypeForwardedTo(typeof(System.Threading.TimerCallback))]
