using System.Runtime.CompilerServices;

namespace CollectiveImpact.Search;

/// <summary>
/// The weighted edit distance of two words: an edit that is easily made costs less, such as a neighbouring key, a letter that sounds alike or a
/// double letter.
/// </summary>
/// <remarks>For the few words that are left to choose from: <see cref="EditDistance"/> finds them, many times faster.</remarks>
internal static class WeightedEditDistance
{
    private const float Neighbours = 0.75f;
    private const float SoundsAlike = 0.6f;
    private const float Swapped = 0.7f;
    private const float Doubled = 0.5f;
    private const float Silent = 0.7f;
    private const float FirstLetter = 0.2f;

    public static float Between(string from, string to)
    {
        if (from.Length > EditDistance.LongestInBits || to.Length > EditDistance.LongestInBits)
        {
            return Math.Max(from.Length, to.Length);
        }

        var width = to.Length + 1;
        Span<float> rows = stackalloc float[3 * (EditDistance.LongestInBits + 1)];
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
