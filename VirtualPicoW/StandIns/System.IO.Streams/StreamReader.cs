using System.Text;

namespace System.IO;

/// <summary>Reads text in UTF-8 from a stream.</summary>
public class StreamReader : TextReader
{
    private const int BufferSize = 512;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[BufferSize];
    private readonly char[] _characters = new char[BufferSize + 1];
    private readonly bool _leaveOpen;
    private int _next;
    private int _count;
    private bool _isOpen = true;

    /// <summary>Reads from <paramref name="stream"/> and closes it at the end unless told otherwise.</summary>
    public StreamReader(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        BaseStream = stream;
        _leaveOpen = leaveOpen;
    }

    /// <summary>The stream.</summary>
    public virtual Stream BaseStream { get; }

    /// <summary>UTF-8; nanoFramework has no other.</summary>
    public virtual Encoding CurrentEncoding => Encoding.UTF8;

    /// <summary>Whether there is no more text.</summary>
    public bool EndOfStream => !Fill();

    /// <inheritdoc/>
    public override void Close() => Dispose(true);

    /// <inheritdoc/>
    public override int Peek() => Fill() ? _characters[_next] : -1;

    /// <inheritdoc/>
    public override int Read() => Fill() ? _characters[_next++] : -1;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (count == 0 || !Fill())
        {
            return 0;
        }

        var read = Math.Min(count, _count - _next);
        Array.Copy(_characters, _next, buffer, index, read);
        _next += read;
        return read;
    }

    /// <inheritdoc/>
    public override string ReadLine()
    {
        if (!Fill())
        {
            return null;
        }

        var line = new StringBuilder();
        for (var next = Read(); next is not (-1 or '\n'); next = Read())
        {
            if (next == '\r')
            {
                if (Peek() == '\n')
                {
                    Read();
                }

                break;
            }

            line.Append((char)next);
        }

        return line.ToString();
    }

    /// <inheritdoc/>
    public override string ReadToEnd()
    {
        var text = new StringBuilder();
        while (Fill())
        {
            text.Append(_characters, _next, _count - _next);
            _next = _count;
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_isOpen && disposing && !_leaveOpen)
        {
            BaseStream.Close();
        }

        _isOpen = false;
    }

    /// <summary>Makes sure that a character is there; false at the end.</summary>
    private bool Fill()
    {
        ObjectDisposedException.ThrowIf(!_isOpen, this);
        while (_next == _count)
        {
            var read = BaseStream.Read(_bytes, 0, BufferSize);
            if (read == 0)
            {
                return false;
            }

            _next = 0;
            _count = _decoder.GetChars(_bytes, 0, read, _characters, 0);
        }

        return true;
    }
}
