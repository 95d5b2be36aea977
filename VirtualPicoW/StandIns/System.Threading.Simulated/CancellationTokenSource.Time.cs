extern alias Board;

using BoardTimer = Board::System.Threading.Timer;

namespace System.Threading;

/// <content>The board's time.</content>
public partial class CancellationTokenSource
{
    private BoardTimer timer;

    private partial void Plan(int milliseconds)
    {
        Forget();
        timer = new BoardTimer(_ => source.Cancel(), null, milliseconds, Timeout.Infinite);
    }

    private partial void Forget() => timer?.Dispose();
}
