using System.Numerics;

namespace CollectiveImpact.Search;

/// <summary>
/// The edit distance of one text to others (optimal string alignment, also called restricted Damerau–Levenshtein): how many letters are
/// inserted, deleted or replaced, or swapped with their neighbour.
/// </summary>
/// <remarks>
/// All rows of a column at once in the bits of one number: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit
/// Distances", Nordic Journal of Computing 10 (2003). A longer text than a number has bits is compared by the table, row by row.
/// For one thread at a time.
/// </remarks>
public sealed class EditDistance
{
    /// <summary>The longest text that fits into the bits of one number.</summary>
    public const int LongestInBits = 64;

    private readonly ulong[] _ascii = new ulong[128];
    private readonly Dictionary<char, ulong> _others = [];
    private string _text = "";

    /// <param name="text">The text from which the distances are taken, until <see cref="From"/> says another.</param>
    public EditDistance(string text = "") => From(text);

    /// <summary>The text from which the distances are taken from now on.</summary>
    public void From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var c in _text)
        {
            if (c < 128)
            {
                _ascii[c] = 0;
            }
        }

        _others.Clear();
        _text = text;
        if (text.Length > LongestInBits)
        {
            return;
        }

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

    /// <summary>The distance to another text, of any length.</summary>
    public int To(string other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _text.Length == 0 ? other.Length : _text.Length <= LongestInBits ? ByBits(other) : ByRows(other);
    }

    /// <summary>The distance to another text as a share of the longer of the two: from 0, the same, to 1.</summary>
    public double RelativeTo(string other) => To(other) / (double)Math.Max(Math.Max(_text.Length, other.Length), 1);

    /// <summary>Which letters a word holds, by their last five bits: two words that are one edit apart differ in two bits at most.</summary>
    internal static uint Letters(string word)
    {
        var letters = 0u;
        foreach (var c in word)
        {
            letters |= 1u << (c & 31);
        }

        return letters;
    }

    internal static bool MayBeWithin(int edits, uint letters, uint others) => BitOperations.PopCount(letters ^ others) <= 2 * edits;

    private int ByBits(string other)
    {
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

    private int ByRows(string other)
    {
        var (two, one, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j < one.Length; j++)
        {
            one[j] = j;
        }

        for (var i = 1; i <= _text.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                row[j] = Math.Min(one[j - 1] + (_text[i - 1] == other[j - 1] ? 0 : 1), Math.Min(one[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && _text[i - 1] == other[j - 2] && _text[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], two[j - 2] + 1);
                }
            }

            (two, one, row) = (one, row, two);
        }

        return one[other.Length];
    }
}
