using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(System.OperationCanceledException))]
[assembly: TypeForwardedTo(typeof(System.Threading.CancellationToken))]
[assembly: TypeForwardedTo(typeof(System.Threading.CancellationTokenRegistration))]
[assembly: TypeForwardedTo(typeof(System.Threading.CancellationTokenSource))]
