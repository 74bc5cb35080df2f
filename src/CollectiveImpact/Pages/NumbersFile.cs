using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Pages;

/// <summary>An indicator's totals as a file: those that its page shows, and no others.</summary>
public static class NumbersFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static string NameOf(Indicator indicator) => Codes.Slug(indicator.Question) + ".csv";

    public static async Task<byte[]> Of(IndicatorNow now, CancellationToken cancel)
    {
        using var file = new MemoryStream();
        await CsvFiles.Write(Sheets.OfTotals(Rows(now).ToAsyncEnumerable()), file, cancel);
        return file.ToArray();
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(IndicatorNow now) => now.Totals.Select(t => (IReadOnlyList<object?>)
        [t.Period.Id, now.Indicator.Id, now.Indicator.Question, "", t.Value, now.Indicator.Unit, t.Covers, t.Asked, t.NotApplicable, t.Version]);
}
