using System.Text;

namespace CollectiveImpact.Files;

/// <summary>
/// Reads a CSV file (RFC 4180) a row at a time, with the separator that its first line names as Excel does (<c>sep=;</c>), or else
/// with commas, semicolons or tabs, whichever the first line has most of.
/// </summary>
/// <remarks>Written here because its limits must hold while a cell and a row grow, not once a whole one is in memory.</remarks>
internal sealed class CsvRows
{
    private const int BufferSize = 16 * 1024;
    private const int End = -1;

    private readonly TextReader _text;
    private readonly FileReading _reading;
    private readonly char[] _buffer = new char[BufferSize];
    private readonly StringBuilder _cell = new();
    private int _at;
    private int _length;

    private CsvRows(TextReader text, FileReading reading) => (_text, _reading) = (text, reading);

    /// <param name="encoding">How the file's letters are written.</param>
    public static IEnumerable<FileRow> Read(Stream file, Encoding encoding, FileReading reading)
    {
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var rows = new CsvRows(text, reading);
        var delimiter = rows.Named() ?? rows.Delimiter();
        var cells = new object?[reading.Limits.Columns];
        for (var number = 1; rows.Peek() != End; number++)
        {
            if (rows.Fill(cells, delimiter))
            {
                reading.Row(number);
                yield return new FileRow(number, cells);
            }
        }
    }

    // False for a line with nothing on it.
    private bool Fill(object?[] cells, char delimiter)
    {
        var (column, isQuoted) = (0, false);
        Array.Clear(cells);
        while (true)
        {
            isQuoted |= Cell(delimiter);
            _reading.Column(column);
            cells[column++] = _cell.ToString();
            switch (Next())
            {
                case var c when c == delimiter:
                    continue;
                case '\r' when Peek() == '\n':
                    Next();
                    break;
            }

            return column > 1 || isQuoted || _cell.Length > 0;
        }
    }

    // As spreadsheets read it: quotation marks count at the beginning of a cell only, and what follows them belongs to it.
    private bool Cell(char delimiter)
    {
        _cell.Clear();
        var isQuoted = Peek() == '"';
        if (isQuoted)
        {
            Next();
            for (var c = Next(); c != '"' || Peek() == '"'; c = Next())
            {
                if (c == End)
                {
                    throw new UnreadableFileException(new FileFault.QuoteOpen());
                }

                Add((char)c);
                if (c == '"')
                {
                    Next();
                }
            }
        }

        for (var c = Peek(); c != End && c != delimiter && c is not ('\r' or '\n'); c = Peek())
        {
            Add((char)Next());
        }

        return isQuoted;
    }

    private void Add(char c)
    {
        if (c == '\0')
        {
            throw new UnreadableFileException(new FileFault.CantBeRead());
        }

        _reading.Cell(_cell.Length + 1);
        _cell.Append(c);
    }

    // A line of its own before the heading, which spreadsheets don't show: it isn't counted as a row.
    private char? Named()
    {
        Peek();
        var line = _buffer.AsSpan(0, _length);
        var quotes = line.StartsWith("\"") ? 1 : 0;
        var (at, end) = (quotes + "sep=".Length, quotes + "sep=".Length + 1 + quotes);
        if (!line[quotes..].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || line.Length <= end || line[end] is not ('\r' or '\n') || (quotes > 0 && line[end - 1] != '"'))
        {
            return null;
        }

        var named = line[at];
        _at = line[end..].StartsWith("\r\n") ? end + 2 : end + 1;
        return named;
    }

    private char Delimiter()
    {
        Peek();
        var (commas, semicolons, tabs, inQuotes) = (0, 0, 0, false);
        foreach (var c in _buffer.AsSpan(0, _length))
        {
            if (c is '\r' or '\n' && !inQuotes && commas + semicolons + tabs > 0)
            {
                break;
            }

            inQuotes ^= c == '"';
            commas += c == ',' && !inQuotes ? 1 : 0;
            semicolons += c == ';' && !inQuotes ? 1 : 0;
            tabs += c == '\t' && !inQuotes ? 1 : 0;
        }

        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }

    private int Peek()
    {
        if (_at == _length)
        {
            _reading.GoesOn();
            (_at, _length) = (0, _text.Read(_buffer, 0, BufferSize));
        }

        return _at < _length ? _buffer[_at] : End;
    }

    private int Next()
    {
        var c = Peek();
        _at += c == End ? 0 : 1;
        return c;
    }
}
