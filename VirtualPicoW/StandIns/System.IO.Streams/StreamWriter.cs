using System.Text;

namespace System.IO;

/// <summary>Writes text in UTF-8 to a stream, without a buffer of its own.</summary>
public class StreamWriter : TextWriter
{
    private readonly bool leaveOpen;
    private bool isOpen = true;

    /// <summary>Writes to <paramref name="stream"/> and closes it at the end unless told otherwise.</summary>
    public StreamWriter(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        BaseStream = stream;
        this.leaveOpen = leaveOpen;
        CoreNewLine = ['\r', '\n'];
    }

    /// <summary>The stream.</summary>
    public virtual Stream BaseStream { get; }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Close() => Dispose(true);

    /// <inheritdoc/>
    public override void Flush() => BaseStream.Flush();

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(string value)
    {
        ObjectDisposedException.ThrowIf(!isOpen, this);
        byte[] bytes = Encoding.GetBytes(value ?? string.Empty);
        BaseStream.Write(bytes, 0, bytes.Length);
    }

    /// <inheritdoc/>
    public override void WriteLine() => Write(NewLine);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Write(value + NewLine);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (isOpen && disposing)
        {
            BaseStream.Flush();
            if (!leaveOpen)
            {
                BaseStream.Close();
            }
        }

        isOpen = false;
    }
}
