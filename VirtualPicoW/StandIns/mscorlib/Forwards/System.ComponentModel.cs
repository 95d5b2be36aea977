using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(System.ComponentModel.EditorBrowsableAttribute))]
[assembly: TypeForwardedTo(typeof(System.ComponentModel.EditorBrowsableState))]
