using CsCheck;

namespace CollectiveImpact.Search.Tests;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("mentor", "metnor", 1)]
    [InlineData("mentor", "mentore", 1)]
    [InlineData("mentor", "entor", 1)]
    [InlineData("mentor", "montor", 1)]
    [InlineData("école", "ecole", 1)]
    [InlineData("ca", "abc", 3)]
    public void An_edit_is_a_letter_too_many_too_few_or_wrong_or_two_neighbours_swapped(string from, string to, int edits) =>
        Assert.Equal(edits, new EditDistance(from).To(to));

    /// <remarks>Few letters, so that much is near each other; and on both sides of what fits into the bits of one number.</remarks>
    [Fact]
    public void It_is_the_same_from_both_sides_and_as_it_is_defined_for_short_texts_and_for_long_ones()
    {
        var text = Gen.Char["abcé"].Array[0, 80].Select(c => new string(c));
        Gen.Select(text, text).Sample((a, b) =>
        {
            Assert.Equal(Defined(a, b), new EditDistance(a).To(b));
            Assert.Equal(Defined(a, b), new EditDistance(b).To(a));
        }, iter: 2000);
    }

    [Fact]
    public void One_that_is_used_again_remembers_nothing()
    {
        var distance = new EditDistance("attendance");
        distance.From(new string('é', EditDistance.LongestInBits + 1));
        distance.From("mentor");

        Assert.Equal(0, distance.To("mentor"));
        Assert.Equal(6, distance.To("aéc"));
    }

    /// <summary>The optimal string alignment distance, as it is defined.</summary>
    internal static int Defined(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
