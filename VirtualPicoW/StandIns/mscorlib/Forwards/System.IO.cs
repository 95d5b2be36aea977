using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(System.IO.IOException))]
