// The public API of System.Threading 1.1.52.0, signatures only: what is not here does not exist on the board.

namespace System.Threading
{
    public struct CancellationToken
    {
        private readonly int dummy;
        public static CancellationToken None { get => throw null; }
        public bool IsCancellationRequested { get => throw null; }
        public bool CanBeCanceled { get => throw null; }
        public WaitHandle WaitHandle { get => throw null; }
        public CancellationToken(bool canceled) => throw null;
        public CancellationTokenRegistration Register(System.Action callback) => throw null;
        public bool Equals(CancellationToken other) => throw null;
        public override bool Equals(object other) => throw null;
        public override int GetHashCode() => throw null;
        public void ThrowIfCancellationRequested() => throw null;
    }

    public struct CancellationTokenRegistration : System.IDisposable
    {
        private readonly int dummy;
        public void Dispose() => throw null;
        public static bool operator ==(CancellationTokenRegistration left, CancellationTokenRegistration right) => throw null;
        public static bool operator !=(CancellationTokenRegistration left, CancellationTokenRegistration right) => throw null;
        public override bool Equals(object obj) => throw null;
        public bool Equals(CancellationTokenRegistration other) => throw null;
        public override int GetHashCode() => throw null;
    }

    public class CancellationTokenSource : System.IDisposable
    {
        public bool IsCancellationRequested { get => throw null; }
        public CancellationToken Token { get => throw null; }
        public CancellationTokenSource(int millisecondsDelay) => throw null;
        public CancellationTokenSource(System.TimeSpan delay) => throw null;
        public CancellationTokenSource() => throw null;
        public void Cancel() => throw null;
        public void Cancel(bool throwOnFirstException) => throw null;
        public void CancelAfter(System.TimeSpan delay) => throw null;
        public void CancelAfter(int millisecondsDelay) => throw null;
        public void Dispose() => throw null;
        protected virtual void Dispose(bool disposing) => throw null;
    }

    public class OperationCanceledException : System.SystemException
    {
        public OperationCanceledException() => throw null;
        public OperationCanceledException(string message) => throw null;
        public OperationCanceledException(string message, System.Exception innerException) => throw null;
    }
}
