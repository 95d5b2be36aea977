using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(System.Text.Decoder))]
[assembly: TypeForwardedTo(typeof(System.Text.Encoding))]
[assembly: TypeForwardedTo(typeof(System.Text.UTF8Encoding))]
