using System.Globalization;

namespace CollectiveImpact.Search.Tests;

/// <summary>What people would type, against a glossary as one would be. How the two files were made stands at their head.</summary>
public sealed class TermSearchQualityTests
{
    private const double First = 0.95;
    private const double Third = 0.99;

    private static readonly string[][] Terms = Read("search-terms.tsv");
    private static readonly string[][] Queries = Read("search-queries.tsv");

    [Fact]
    public void The_term_that_is_meant_comes_first_and_nearly_always_among_the_first_three()
    {
        var index = Index();
        var places = Queries.Select(q => (Query: q[0], Meant: q[1], Kind: q[2], Found: index.Search(q[0], 3).Select(m => m.Id).ToList()))
            .Select(q => (q.Query, q.Meant, q.Kind, q.Found, Place: q.Found.IndexOf(q.Meant)))
            .ToList();
        var byKind = places.GroupBy(p => p.Kind)
            .Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Key}: {k.Count()}, first {k.Average(p => p.Place == 0 ? 100 : 0):0.0} %, in three {k.Average(p => p.Place >= 0 ? 100 : 0):0.0} %"));
        var missed = places.Where(p => p.Place != 0).Select(p => $"{p.Query} ({p.Kind}): {p.Meant}, found {string.Join(", ", p.Found)}");
        var report = string.Join('\n', [.. byKind, "", .. missed]);
        TestContext.Current.TestOutputHelper?.WriteLine(report);

        Assert.True(Queries.Length >= 350, "Too few to tell.");
        Assert.True(places.Average(p => p.Place == 0 ? 1 : 0) >= First, report);
        Assert.True(places.Average(p => p.Place >= 0 ? 1 : 0) >= Third, report);
    }

    [Fact]
    public void What_it_is_sure_of_is_what_was_meant()
    {
        var index = Index();
        var sure = Queries.Select(q => (Query: q[0], Meant: q[1], Found: index.Search(q[0], 3))).Where(q => q.Found is [{ Sure: true }, ..]).ToList();
        var wrong = sure.Where(q => q.Found[0].Id != q.Meant).Select(q => $"{q.Query}: {q.Meant}, sure of {q.Found[0].Id}").ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"Sure of {sure.Count} of {Queries.Length}, wrongly of {wrong.Count}.");

        Assert.True(wrong.Count * 100 <= sure.Count, string.Join('\n', wrong));
        Assert.True(sure.Count * 2 > Queries.Length, $"Sure of {sure.Count} only.");
    }

    [Fact]
    public void Every_name_finds_its_term()
    {
        var index = Index();

        Assert.All(Terms, t => Assert.All(t, name => Assert.Equal((t[0], true), index.Search(name, 1) is [var match] ? (match.Id, match.Sure) : default)));
    }

    private static NameIndex Index()
    {
        var index = new NameIndex();
        foreach (var names in Terms)
        {
            index.Put(names[0], names);
        }

        return index;
    }

    private static string[][] Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, file)).Where(l => !l.StartsWith('#')).Select(l => l.Split('\t'))];
}
