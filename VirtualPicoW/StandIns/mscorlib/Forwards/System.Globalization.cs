using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(System.Globalization.CultureInfo))]
[assembly: TypeForwardedTo(typeof(System.Globalization.DateTimeFormatInfo))]
[assembly: TypeForwardedTo(typeof(System.Globalization.NumberFormatInfo))]
