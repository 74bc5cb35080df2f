namespace CollectiveImpact.Files;

/// <summary>One file being read, and what is left of its limits. Whoever takes something from the file says so here first.</summary>
/// <remarks>Past a limit, an <see cref="UnreadableFileException"/> says which.</remarks>
public sealed class FileReading(UploadLimits limits, TimeProvider time, CancellationToken cancel)
{
    private const long Mega = 1024 * 1024;

    // A workbook of a few kilobytes may well become a hundred times larger.
    private const long RatioCountsFrom = Mega;

    private long _began = time.GetTimestamp();
    private readonly HashSet<string> _periods = new(StringComparer.Ordinal);
    private long _unzipped;
    private long _kept;

    public UploadLimits Limits => limits;

    /// <summary>For reading the same file from its beginning once more: in the same time.</summary>
    public FileReading Again() => new(limits, time, cancel) { _began = _began };

    /// <summary>Said often: ends the reading when its time is up, or whoever waits for it is gone.</summary>
    public void GoesOn()
    {
        cancel.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(_began) > limits.Time)
        {
            throw new UnreadableFileException(new FileFault.TooSlow(limits.Time));
        }
    }

    /// <param name="bytes">What came out just now.</param>
    /// <param name="of">The size of the whole file.</param>
    public void Unzips(int bytes, long of)
    {
        _unzipped += bytes;
        if (_unzipped > limits.UnzippedMegaBytes * Mega)
        {
            throw new UnreadableFileException(new FileFault.UnzippedTooLarge(limits.UnzippedMegaBytes));
        }

        if (_unzipped > RatioCountsFrom && _unzipped > of * limits.UnzippedTimes)
        {
            throw new UnreadableFileException(new FileFault.UnzippedTooMuch(limits.UnzippedTimes));
        }

        GoesOn();
    }

    /// <summary>Words that stay until the whole file is checked.</summary>
    public string Keeps(string words)
    {
        Keeps(words.Length);
        return words;
    }

    public void Keeps(int characters)
    {
        _kept += characters;
        if (_kept > limits.MegaCharacters * Mega)
        {
            throw new UnreadableFileException(new FileFault.TooManyWords(limits.MegaCharacters));
        }
    }

    public void Row(int number)
    {
        if (number > limits.Rows)
        {
            throw new UnreadableFileException(new FileFault.TooManyRows(limits.Rows));
        }

        GoesOn();
    }

    /// <param name="index">From zero.</param>
    public void Column(int index)
    {
        if (index >= limits.Columns)
        {
            throw new UnreadableFileException(new FileFault.TooManyColumns(limits.Columns));
        }
    }

    public void Cell(int characters)
    {
        if (characters > limits.CellCharacters)
        {
            throw new UnreadableFileException(new FileFault.CellTooLong(limits.CellCharacters));
        }
    }

    public void Period(string id)
    {
        if (_periods.Add(id) && _periods.Count > limits.Periods)
        {
            throw new UnreadableFileException(new FileFault.TooManyPeriods(limits.Periods));
        }
    }
}

/// <summary>What comes out of a zip, counted before anybody else sees it.</summary>
internal sealed class CountedStream(Stream inner, long of, FileReading reading) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        reading.Unzips(read, of);
        return read;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
