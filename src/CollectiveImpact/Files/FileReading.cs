using System.Globalization;

namespace CollectiveImpact.Files;

/// <summary>One file being read, and what is left of its limits. Whoever takes something from the file says so here first.</summary>
/// <remarks>Past a limit, an <see cref="UnreadableFileException"/> says which, and what to do.</remarks>
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
            throw new UnreadableFileException($"This file takes longer than {limits.Time.TotalSeconds:0} seconds to read, so I stopped. Please split it and bring one part at a time.");
        }
    }

    /// <param name="bytes">What came out just now.</param>
    /// <param name="of">The size of the whole file.</param>
    public void Unzips(int bytes, long of)
    {
        _unzipped += bytes;
        if (_unzipped > limits.UnzippedMegaBytes * Mega)
        {
            throw new UnreadableFileException($"Unzipped, this workbook is larger than {limits.UnzippedMegaBytes} MB. Please split it and bring one part at a time.");
        }

        if (_unzipped > RatioCountsFrom && _unzipped > of * limits.UnzippedTimes)
        {
            throw new UnreadableFileException($"Unzipped, this workbook is more than {limits.UnzippedTimes} times as large as the file. Please copy its rows into a new workbook, or save it as CSV.");
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
            throw new UnreadableFileException($"This file holds more words than I can keep in mind at once: {limits.MegaCharacters} million characters. Please split it and bring one part at a time.");
        }
    }

    public void Row(int number)
    {
        if (number > limits.Rows)
        {
            throw new UnreadableFileException($"The file has more than {InWords(limits.Rows)} rows. Please bring it in parts.");
        }

        GoesOn();
    }

    /// <param name="index">From zero.</param>
    public void Column(int index)
    {
        if (index >= limits.Columns)
        {
            throw new UnreadableFileException($"The file has more than {limits.Columns} columns. Please keep those that the template has, and bring it again.");
        }
    }

    public void Cell(int characters)
    {
        if (characters > limits.CellCharacters)
        {
            throw new UnreadableFileException($"A cell in this file holds more than {InWords(limits.CellCharacters)} characters. Please shorten it, or check that every quotation mark is closed.");
        }
    }

    public void Period(string id)
    {
        if (_periods.Add(id) && _periods.Count > limits.Periods)
        {
            throw new UnreadableFileException($"The file is about more than {InWords(limits.Periods)} weeks, months and quarters. Please bring it in parts.");
        }
    }

    internal static string InWords(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
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
