namespace System.Threading;

/// <content>Real time.</content>
public partial class CancellationTokenSource
{
    private partial void Plan(int milliseconds) => source.CancelAfter(milliseconds);

    private partial void Forget()
    {
    }
}
