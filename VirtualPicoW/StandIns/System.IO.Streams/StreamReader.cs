using System.Text;

namespace System.IO;

/// <summary>Reads text in UTF-8 from a stream.</summary>
public class StreamReader : TextReader
{
    private const int BufferSize = 512;

    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] bytes = new byte[BufferSize];
    private readonly char[] characters = new char[BufferSize + 1];
    private readonly bool leaveOpen;
    private int next;
    private int count;
    private bool isOpen = true;

    /// <summary>Reads from <paramref name="stream"/> and closes it at the end unless told otherwise.</summary>
    public StreamReader(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        BaseStream = stream;
        this.leaveOpen = leaveOpen;
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
    public override int Peek() => Fill() ? characters[next] : -1;

    /// <inheritdoc/>
    public override int Read() => Fill() ? characters[next++] : -1;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (count == 0 || !Fill())
        {
            return 0;
        }

        int read = Math.Min(count, this.count - next);
        Array.Copy(characters, next, buffer, index, read);
        next += read;
        return read;
    }

    /// <inheritdoc/>
    public override string ReadLine()
    {
        if (!Fill())
        {
            return null;
        }

        StringBuilder line = new();
        for (int next = Read(); next is not (-1 or '\n'); next = Read())
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
        StringBuilder text = new();
        while (Fill())
        {
            text.Append(characters, next, count - next);
            next = count;
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (isOpen && disposing && !leaveOpen)
        {
            BaseStream.Close();
        }

        isOpen = false;
    }

    /// <summary>Makes sure that a character is there; false at the end.</summary>
    private bool Fill()
    {
        ObjectDisposedException.ThrowIf(!isOpen, this);
        while (next == count)
        {
            int read = BaseStream.Read(bytes, 0, BufferSize);
            if (read == 0)
            {
                return false;
            }

            next = 0;
            count = decoder.GetChars(bytes, 0, read, characters, 0);
        }

        return true;
    }
}
