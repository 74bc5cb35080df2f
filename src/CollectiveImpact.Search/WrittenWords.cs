using System.Globalization;

namespace CollectiveImpact.Search;

/// <summary>The words of a text one after the other, without addresses and numbers.</summary>
/// <param name="text">As it was written.</param>
/// <param name="room">Where the words are put, as long as the longest.</param>
internal ref struct WrittenWords(ReadOnlySpan<char> text, Span<char> room)
{
    private const string BeginsASentence = ".!?¿¡:;\n\"“„«(•–—؟؛";

    // What is longer is looked at again and again, word by word.
    private const int LongestAddress = 200;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _room = room;
    private int _length;
    private int _at;
    private bool _begins = true;

    /// <summary>In small letters. A longer one than there is room for is cut: it is none of a language.</summary>
    public readonly Span<char> Word => _room[.._length];

    /// <summary>Whether it begins with a capital within a sentence.</summary>
    public bool IsName { get; private set; }

    public bool Next()
    {
        while (_at < _text.Length)
        {
            if (!char.IsLetterOrDigit(_text[_at]))
            {
                _begins |= BeginsASentence.Contains(_text[_at], StringComparison.Ordinal);
                _at++;
            }
            else if ((_at == 0 || !char.IsLetterOrDigit(_text[_at - 1])) && Address(_text[_at..]) is > 0 and var address)
            {
                _at += address;
            }
            else if (IsRead())
            {
                return true;
            }
        }

        return false;
    }

    // A word ends where anything but a letter, a digit or a mark on it stands; an apostrophe that joins it to the next belongs to it.
    private bool IsRead()
    {
        var (start, number) = (_at, false);
        _length = 0;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (char.IsLetter(c))
            {
                Put(char.ToLowerInvariant(c));
            }
            else if (char.IsDigit(c))
            {
                number = true;
            }
            else if (c is '\'' or '’' && _at + 1 < _text.Length && char.IsLetter(_text[_at + 1]))
            {
                Put('\'');
                _at++;
                break;
            }
            else if (c != 'ـ' && char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                break;
            }
        }

        IsName = !_begins && char.IsUpper(_text[start]);
        _begins = false;
        return !number && _length > 0;
    }

    private void Put(char c)
    {
        if (_length < _room.Length)
        {
            _room[_length++] = c;
        }
    }

    /// <summary>How long the address is that the text begins with; 0 for none.</summary>
    private static int Address(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < Math.Min(text.Length, LongestAddress) && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        var piece = text[..end].TrimEnd(".,;:!?)");
        return piece.ContainsAny('@', '_', '/') || piece.Contains('.') ? end : 0;
    }
}
