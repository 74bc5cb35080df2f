using System.Globalization;
using System.Text;

namespace CollectiveImpact.Search;

/// <summary>Text folding and tokenizing: case, accents, width, punctuation and spacing fall away, so that two spellings of one word become the same text.</summary>
public static class Folding
{
    /// <summary>The text in lower case, without accents, every run of anything but letters, digits and vowel signs as one space.</summary>
    /// <remarks>
    /// Marks that make another word stay: the vowel signs and the virama of Indic scripts, the voicing marks of kana. A text of nothing but
    /// signs (an emoji) stays as it is, because otherwise all such texts would be the same.
    /// </remarks>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var buffer = text.Length <= 512 ? stackalloc char[512] : new char[text.Length];
        if (TryFoldAscii(text, buffer, out var length))
        {
            return length == 0 ? OnlySigns(text) : new string(buffer[..length]);
        }

        var folded = FoldAny(text);
        return folded.Length == 0 ? OnlySigns(text) : folded;
    }

    /// <summary>The same for a text of ASCII, without an allocation. False when it holds anything else.</summary>
    /// <param name="to">At least as long as the text.</param>
    internal static bool TryFoldAscii(ReadOnlySpan<char> text, Span<char> to, out int length)
    {
        length = 0;
        var space = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            {
            }
            else if (char.IsAsciiLetterUpper(c))
            {
                c = (char)(c | 0x20);
            }
            else if (c >= 0x80)
            {
                return false;
            }
            else
            {
                space |= length > 0 && !EndsAWord(text, i);
                continue;
            }

            if (space)
            {
                to[length++] = ' ';
                space = false;
            }

            to[length++] = c;
        }

        return true;
    }

    /// <summary>The words of a folded text. A run of a script that has no spaces becomes its overlapping pairs of characters.</summary>
    internal static void Words(string folded, List<string> words)
    {
        foreach (var range in folded.AsSpan().Split(' '))
        {
            var word = folded.AsSpan()[range];
            if (word.IsEmpty)
            {
                continue;
            }

            if (!ContainsUnspaced(word))
            {
                words.Add(word.Length == folded.Length ? folded : word.ToString());
                continue;
            }

            while (!word.IsEmpty)
            {
                var spaced = 0;
                while (spaced < word.Length && Part(word[spaced..], out var unspaced) is var part && !unspaced)
                {
                    spaced += part;
                }

                if (spaced > 0)
                {
                    words.Add(word[..spaced].ToString());
                    word = word[spaced..];
                    continue;
                }

                var first = Part(word, out _);
                var second = first < word.Length ? Part(word[first..], out var pair) is var p && pair ? p : 0 : 0;
                words.Add(word[..(first + second)].ToString());
                word = word[first..];
                // The last character of a run already stands in the pair before.
                if (second > 0 && (second == word.Length || (Part(word[second..], out var more) > 0 && !more)))
                {
                    word = word[second..];
                }
            }
        }
    }

    /// <summary>The words of a text as they stand in it, with where. A character of a script that has no spaces is a word.</summary>
    internal static void Words(string text, List<TextWord> words)
    {
        var start = 0;
        while (start < text.Length)
        {
            var length = Part(text.AsSpan(start), out var unspaced, out var separates);
            if (separates)
            {
                start += length;
                continue;
            }

            var end = start + length;
            while (!unspaced && end < text.Length)
            {
                length = Part(text.AsSpan(end), out var other, out separates);
                if (other || (separates && !EndsAWord(text, end)))
                {
                    break;
                }

                end += length;
            }

            var folded = Fold(text[start..end]);
            foreach (var range in folded.AsSpan().Split(' '))
            {
                if (folded[range] is { Length: > 0 } word)
                {
                    words.Add(new(word, start, end, unspaced));
                }
            }

            start = end;
        }
    }

    internal static bool ContainsUnspaced(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c >= 0x0E00)
            {
                var rest = text;
                while (!rest.IsEmpty)
                {
                    var part = Part(rest, out var unspaced);
                    if (unspaced)
                    {
                        return true;
                    }

                    rest = rest[part..];
                }

                return false;
            }
        }

        return false;
    }

    private static string FoldAny(string text)
    {
        var kept = new StringBuilder(text.Length + 16);
        KeepWords(text, kept);
        var whole = StreamSafeText.Normalized(kept.ToString(), NormalizationForm.FormKD);
        kept.Clear();
        var compose = false;
        foreach (var rune in whole.EnumerateRunes())
        {
            if (IsDropped(rune.Value))
            {
                continue;
            }

            if (!IsOfAWord(rune))
            {
                Space(kept);
                continue;
            }

            var lower = Rune.ToLowerInvariant(rune);
            compose |= lower.Value > 0x02FF;
            AppendPlain(lower, kept);
        }

        if (kept.Length > 0 && kept[^1] == ' ')
        {
            kept.Length--;
        }

        return compose ? kept.ToString().Normalize(NormalizationForm.FormC) : kept.ToString();
    }

    // Signs go first: what a sign is made of (™, ℃) is no word. Lone surrogates go with them, on which Normalize would throw.
    private static void KeepWords(string text, StringBuilder kept)
    {
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            if (IsOfAWord(rune))
            {
                kept.Append(text, i, length);
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && !EndsAWord(text, i))
            {
                kept.Append(' ');
            }

            i += length;
        }
    }

    // Letters that no decomposition makes plain, as people write them who don't have them.
    private static void AppendPlain(Rune lower, StringBuilder kept)
    {
        switch (lower.Value)
        {
            case 'ß': kept.Append("ss"); break;
            case 'ø': kept.Append('o'); break;
            case 'ł': kept.Append('l'); break;
            case 'đ' or 'ð': kept.Append('d'); break;
            case 'ħ': kept.Append('h'); break;
            case 'ŧ': kept.Append('t'); break;
            case 'ı': kept.Append('i'); break;
            case 'æ': kept.Append("ae"); break;
            case 'œ': kept.Append("oe"); break;
            case 'þ': kept.Append("th"); break;
            case 'ς': kept.Append('σ'); break;
            default: kept.Append(lower.ToString()); break;
        }
    }

    private static void Space(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] != ' ')
        {
            kept.Append(' ');
        }
    }

    private static string OnlySigns(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && !IsDropped(rune.Value))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }

    private static bool IsOfAWord(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherNumber;

    /// <summary>An apostrophe before a last single letter belongs to its word: "child's" is not "child s", while "l'école" is two words.</summary>
    private static bool EndsAWord(ReadOnlySpan<char> text, int at) =>
        text[at] is '\'' or '’'
        && at > 0 && char.IsLetter(text[at - 1])
        && at + 1 < text.Length && char.IsLetter(text[at + 1])
        && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2]));

    /// <summary>Marks that don't make another word: accents, Hebrew points, Arabic vowels and the tatweel.</summary>
    private static bool IsDropped(int rune) => rune is
        (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F)
        or (>= 0x0483 and <= 0x0489)
        or (>= 0x0591 and <= 0x05BD) or 0x05BF or 0x05C1 or 0x05C2 or 0x05C4 or 0x05C5 or 0x05C7
        or (>= 0x0610 and <= 0x061A) or 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06DC) or (>= 0x06DF and <= 0x06E4) or 0x06E7 or 0x06E8 or (>= 0x06EA and <= 0x06ED)
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Thai and Lao, Burmese, Khmer, kana and bopomofo, Han.</summary>
    private static bool IsUnspaced(int rune) => rune >= 0x0E00 && rune is
        <= 0x0EFF or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x312F) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x323AF);

    private static int Part(ReadOnlySpan<char> text, out bool unspaced) => Part(text, out unspaced, out _);

    /// <summary>A character with the marks on it.</summary>
    /// <returns>Its length.</returns>
    private static int Part(ReadOnlySpan<char> text, out bool unspaced, out bool separates)
    {
        if (text[0] < 0x80)
        {
            unspaced = false;
            separates = !char.IsAsciiLetterOrDigit(text[0]);
            return 1;
        }

        Rune.DecodeFromUtf16(text, out var rune, out var length);
        unspaced = IsUnspaced(rune.Value);
        separates = !IsOfAWord(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format;
        while (!separates && length < text.Length && text[length] >= 0x80)
        {
            Rune.DecodeFromUtf16(text[length..], out var next, out var more);
            if (next.Value is not (0xFF9E or 0xFF9F) && Rune.GetUnicodeCategory(next) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format))
            {
                break;
            }

            length += more;
        }

        return length;
    }
}

/// <summary>A word where it stands in a text.</summary>
/// <param name="Unspaced">It is a character of a script without spaces.</param>
internal readonly record struct TextWord(string Folded, int Start, int End, bool Unspaced);
