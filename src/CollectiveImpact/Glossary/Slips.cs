using System.Numerics;
using System.Runtime.CompilerServices;

namespace CollectiveImpact.Glossary;

/// <summary>How many slips lie between one text and others: a letter too many, too few or wrong, or two neighbours swapped.</summary>
/// <remarks>
/// The optimal string alignment distance, all rows of a column at once in the bits of one number: H. Hyyrö, "A Bit-Vector Algorithm for
/// Computing Levenshtein and Damerau Edit Distances", Nordic Journal of Computing 10 (2003).
/// </remarks>
internal sealed class Slips
{
    /// <summary>The longest text that fits.</summary>
    public const int Longest = 64;

    private const float Neighbours = 0.75f;
    private const float SoundsAlike = 0.6f;
    private const float Swapped = 0.7f;
    private const float Doubled = 0.5f;
    private const float Silent = 0.7f;
    private const float FirstLetter = 0.2f;

    private readonly ulong[] _ascii = new ulong[128];
    private readonly Dictionary<char, ulong> _others = [];
    private string _text = "";

    /// <summary>The text from which the distances are taken from now on.</summary>
    public void From(string text)
    {
        foreach (var c in _text)
        {
            if (c < 128)
            {
                _ascii[c] = 0;
            }
        }

        _others.Clear();
        _text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 128)
            {
                _ascii[text[i]] |= 1UL << i;
            }
            else
            {
                _others[text[i]] = _others.GetValueOrDefault(text[i]) | (1UL << i);
            }
        }
    }

    public int To(string other)
    {
        if (_text.Length == 0)
        {
            return other.Length;
        }

        ulong positive = ulong.MaxValue, negative = 0, diagonal = 0, before = 0;
        var distance = _text.Length;
        var last = _text.Length - 1;
        foreach (var c in other)
        {
            var at = c < 128 ? _ascii[c] : _others.GetValueOrDefault(c);
            var swapped = ((~diagonal & at) << 1) & before;
            diagonal = (((at & positive) + positive) ^ positive) | at | negative | swapped;
            var up = negative | ~(diagonal | positive);
            var down = diagonal & positive;
            distance += (int)((up >> last) & 1) - (int)((down >> last) & 1);
            up = (up << 1) | 1;
            down <<= 1;
            positive = down | ~(diagonal | up);
            negative = up & diagonal;
            before = at;
        }

        return distance;
    }

    /// <summary>Which letters a word holds, by their last five bits: two words that are one slip apart differ in two bits at most.</summary>
    public static uint Letters(string word)
    {
        var letters = 0u;
        foreach (var c in word)
        {
            letters |= 1u << (c & 31);
        }

        return letters;
    }

    public static bool MayBeWithin(int slips, uint letters, uint others) => BitOperations.PopCount(letters ^ others) <= 2 * slips;

    /// <summary>The same distance, in which slips that are easily made count less: a neighbouring key, a letter that sounds alike, a double letter.</summary>
    public static float Weigh(string from, string to)
    {
        if (from.Length > Longest || to.Length > Longest)
        {
            return Math.Max(from.Length, to.Length);
        }

        var width = to.Length + 1;
        Span<float> rows = stackalloc float[3 * (Longest + 1)];
        var two = rows[..width];
        var one = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        one[0] = 0;
        for (var j = 1; j <= to.Length; j++)
        {
            one[j] = one[j - 1] + Alone(to, j - 1);
        }

        for (var i = 1; i <= from.Length; i++)
        {
            var alone = Alone(from, i - 1);
            row[0] = one[0] + alone;
            for (var j = 1; j <= to.Length; j++)
            {
                var (a, b) = (from[i - 1], to[j - 1]);
                var least = a == b
                    ? one[j - 1]
                    : Math.Min(one[j - 1] + Replaced(a, b), Math.Min(one[j] + alone, row[j - 1] + Alone(to, j - 1)));
                if (i > 1 && j > 1 && a != b && a == to[j - 2] && b == from[i - 2])
                {
                    least = Math.Min(least, two[j - 2] + Swapped);
                }

                row[j] = least;
            }

            var spare = two;
            two = one;
            one = row;
            row = spare;
        }

        return one[to.Length] + (from.Length > 0 && to.Length > 0 && from[0] != to[0] ? FirstLetter : 0);
    }

    private static float Alone(string word, int at) =>
        (at > 0 && word[at - 1] == word[at]) ? Doubled
        : word[at] == 'h' || (word[at] == 'e' && at == word.Length - 1) ? Silent
        : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Replaced(char a, char b) => char.IsAsciiLetterLower(a) && char.IsAsciiLetterLower(b) ? Costs[((a - 'a') * 26) + b - 'a'] : 1;

    private static readonly float[] Costs = MakeCosts();

    private static float[] MakeCosts()
    {
        var costs = new float[26 * 26];
        Array.Fill(costs, 1);

        // QWERTY: the rows are set off by a quarter and three quarters of a key.
        string[] rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
        float[] offsets = [0, 0.25f, 0.75f];
        var keys = rows.SelectMany((r, y) => r.Select((c, x) => (Key: c, X: x + offsets[y], Y: y))).ToArray();
        foreach (var a in keys)
        {
            foreach (var b in keys)
            {
                if (Math.Abs(a.X - b.X) <= 1 && Math.Abs(a.Y - b.Y) <= 1)
                {
                    costs[((a.Key - 'a') * 26) + b.Key - 'a'] = Neighbours;
                }
            }
        }

        foreach (var alike in (string[])["aeiouy", "ck", "kq", "cs", "sz", "fv", "fp", "gj", "mn", "dt", "cx", "bp", "vw", "uw"])
        {
            foreach (var a in alike)
            {
                foreach (var b in alike)
                {
                    costs[((a - 'a') * 26) + b - 'a'] = SoundsAlike;
                }
            }
        }

        return costs;
    }
}
