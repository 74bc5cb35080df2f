using System.Numerics;

namespace CollectiveImpact.Search;

/// <summary>Recognises in which language somebody wrote, by the words of WrittenLanguages.txt. It answers only when it is sure.</summary>
/// <remarks>A wrong answer is worse than none: names, numbers, a word or two, and what is written in two languages have none.</remarks>
public static class WrittenLanguage
{
    /// <summary>In characters: what is longer has said long before in which language it is.</summary>
    private const int MostRead = 4_000;

    /// <summary>In letters: longer ones are no words of a language.</summary>
    private const int LongestWord = 40;

    /// <summary>How many words of a text are weighed, each once.</summary>
    private const int MostWeighed = 256;

    /// <summary>How many words must be of a language.</summary>
    private const int Enough = 3;

    /// <summary>How many of them must be listed: the others only look like it.</summary>
    private const int FewestListed = 1;

    /// <summary>How many of them must not be of another language that is answered; of those that aren't, one.</summary>
    private const int FewestOfNoOther = 2;

    /// <summary>How many times as many words must be of the language as of another that aren't of it.</summary>
    private const int Margin = 4;

    /// <summary>Such a part of its words must be known: of a language that isn't known, only a few look familiar.</summary>
    private const double LeastKnown = 0.4;

    private static readonly WrittenLanguages Known = new();

    /// <returns>The BCP 47 tag, or null.</returns>
    public static string? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = text.AsSpan(0, Math.Min(text.Length, MostRead));
        Span<uint> weighed = stackalloc uint[MostWeighed];
        Span<ulong> seen = stackalloc ulong[(Known.Numbers / 64) + 1];
        Span<int> known = stackalloc int[WrittenLanguages.Most];
        Span<int> listed = stackalloc int[WrittenLanguages.Most];
        Span<int> different = stackalloc int[WrittenLanguages.Most];
        seen.Clear();
        known.Clear();
        listed.Clear();
        different.Clear();
        var (count, all, letters, strange) = (0, 0, 0, (Words: 0, Letters: 0));
        var skipsNames = !IsInCapitals(read);
        var words = new WrittenWords(read, stackalloc char[LongestWord]);
        while (count < MostWeighed && words.Next())
        {
            if (skipsNames && words.IsName)
            {
                continue;
            }

            var length = words.Word.Length;
            letters += length;
            if (Known.Writing(words.Word) is not { } writing)
            {
                strange = (strange.Words + 1, strange.Letters + length);
                all++;
                continue;
            }

            var (languages, number) = Known.Of(words.Word, writing);
            all += languages != 0 || length > 1 ? 1 : 0;
            Count(languages, known);

            // A word that is said again says nothing more.
            if (languages != 0 && (seen[number / 64] & (1UL << number)) == 0)
            {
                seen[number / 64] |= 1UL << number;
                weighed[count++] = languages;
                Count(languages, different);
                Count(number < Known.Words ? languages : 0, listed);
            }
        }

        var best = 0;
        for (var language = 1; language < Known.Count; language++)
        {
            best = different[language] > different[best] ? language : best;
        }

        // A language whose words are long, or run together, has few of them.
        var isEnough = different[best] >= Enough && listed[best] >= FewestListed && known[best] >= all * LeastKnown
            && different[best] >= Margin * strange.Words && letters >= Margin * strange.Letters;
        return isEnough && IsClear(best, weighed[..count]) ? Known.Tag(best) : null;
    }

    private static bool IsClear(int best, ReadOnlySpan<uint> weighed)
    {
        for (var other = 0; other < Known.Count; other++)
        {
            var (onlyBest, onlyOther) = (0, 0);
            foreach (var languages in weighed)
            {
                var (one, two) = ((int)(languages >> best) & 1, (int)(languages >> other) & 1);
                onlyBest += one & ~two;
                onlyOther += two & ~one;
            }

            if (other != best && (onlyBest < (Known.Tag(other) is null ? 1 : FewestOfNoOther) || onlyBest < Margin * onlyOther))
            {
                return false;
            }
        }

        return true;
    }

    private static void Count(uint languages, Span<int> of)
    {
        for (; languages != 0; languages &= languages - 1)
        {
            of[BitOperations.TrailingZeroCount(languages)]++;
        }
    }

    /// <summary>Whether it is shouted: then capitals say nothing of names.</summary>
    private static bool IsInCapitals(ReadOnlySpan<char> text)
    {
        var (capital, small) = (0, 0);
        foreach (var c in text)
        {
            capital += char.IsUpper(c) ? 1 : 0;
            small += char.IsLower(c) ? 1 : 0;
        }

        return capital > small;
    }
}
