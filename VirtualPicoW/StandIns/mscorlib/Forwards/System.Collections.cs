using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(System.Collections.ArrayList))]
[assembly: TypeForwardedTo(typeof(System.Collections.ICollection))]
[assembly: TypeForwardedTo(typeof(System.Collections.IComparer))]
[assembly: TypeForwardedTo(typeof(System.Collections.IEnumerable))]
[assembly: TypeForwardedTo(typeof(System.Collections.IEnumerator))]
[assembly: TypeForwardedTo(typeof(System.Collections.IEqualityComparer))]
[assembly: TypeForwardedTo(typeof(System.Collections.IList))]
