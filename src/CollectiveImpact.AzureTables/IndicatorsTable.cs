using System.Globalization;
using Azure.Data.Tables;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.AzureTables;

/// <summary>Indicators with every version of each, in the initiative's partition.</summary>
internal sealed class IndicatorsTable(StorageAccount account) : IIndicatorStore
{
    // Before a category's id.
    private const string Category = "Category.";

    private readonly TableClient _table = account.Initiatives;

    public async Task<IReadOnlyList<Indicator>> Load(InitiativeId initiative, CancellationToken cancel) =>
        Places.InOrder(account.Rows, _table, await Read(initiative, cancel), Keys.Indicators, ReadIndicator);

    public async Task SaveAll(InitiativeId initiative, IReadOnlyList<Indicator> indicators, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        var rows = await Read(initiative, cancel);
        var next = rows.Select(r => Places.Of(r) + 1).DefaultIfEmpty(0).Max();
        var transaction = new Transaction(_table, partition);
        foreach (var indicator in indicators)
        {
            if (transaction.IsHalfFull)
            {
                await transaction.Send(cancel);
                transaction = new Transaction(_table, partition);
            }

            // A changed indicator stays where it is among the others; a new one comes last.
            var key = Keys.Indicator(indicator.Id);
            var known = rows.Find(r => r.RowKey == key);
            transaction
                .Put(RowOf(partition, key, indicator).Put(Places.Column, known is null ? next++ : Places.Of(known)), known?.ETag.ToString())
                .Put(RowOf(partition, Keys.Definition(indicator.Id, indicator.Version), indicator));
        }

        await transaction.Send(cancel);
    }

    public async Task<IReadOnlyList<Indicator>> Versions(InitiativeId initiative, string indicator, CancellationToken cancel) =>
        await account.Rows.Read(
            _table, _table.QueryAsync<TableEntity>(Keys.In(Keys.Initiative(initiative), Keys.Definitions(indicator)), cancellationToken: cancel), ReadIndicator, cancel).ToListAsync(cancel);

    private static TableEntity RowOf(string partition, string key, Indicator indicator) => new TableEntity(partition, key)
        .Put("Id", indicator.Id)
        .Put("Question", indicator.Question)
        .Put("Unit", indicator.Unit)
        .Put<IndicatorKind>("Kind", indicator.Kind)
        .Put<GoodDirection>("Direction", indicator.Direction)
        .Put<RollUp>("RollUp", indicator.RollUp)
        .Put("Target", indicator.Target)
        .Put("Terms", indicator.Terms)
        .Put("Version", indicator.Version)
        .Put("Retired", indicator.Retired)
        .Put("Definition", indicator.Definition)
        .Put("Least", indicator.Least)
        .Put("Most", indicator.Most)
        .Put("ExpectedChange", indicator.ExpectedChange)
        .Put("AtMost", indicator.AtMost)
        .Put("Breakdown", indicator.Breakdown?.Name)
        .Put("Categories", (IReadOnlyList<string>)[.. indicator.Breakdown?.Categories.Select(c => $"{c.Id}={c.Name}") ?? []])
        .Put("BreakdownSharing", indicator.Breakdown?.Sharing)
        .Put("Formula", indicator.Formula)
        .Put("Every", indicator.Every)
        .Put("Partners", indicator.Partners)
        .Put("Baseline", indicator.Baseline)
        .Put("BaselineOn", indicator.BaselineOn)
        .Put("TargetBy", indicator.TargetBy)
        .Put("ByStep", indicator.ByStep)
        .Put<Sharing>("Sharing", indicator.Sharing)
        .Put<Sharing>("PartnerSharing", indicator.PartnerSharing)
        .Put("WhatChanged", indicator.WhatChanged)
        .Put("ComparesFrom", indicator.ComparesFrom)
        .Put("UnitOfOne", indicator.UnitOfOne)
        .Put("PartName", indicator.PartName)
        .Put("WholeName", indicator.WholeName)
        .Put("Decimals", indicator.Decimals)
        .Put("Words", indicator.Translations.SelectMany(t => Written(t.Key, t.Value)).Where(w => w.Value.Length > 0).ToDictionary(w => w.Key, w => w.Value));

    // What is asked must be known; what is only shown with it, or checked, is left away, and is shown to nobody else where it isn't known to whom.
    private static Indicator ReadIndicator(TableEntity row) => new(
        row.Text("Id"),
        row.Text("Question"),
        row.TextOrNull("Unit") ?? "",
        row.Word<IndicatorKind>("Kind"),
        row.Or(r => r.Word<GoodDirection>("Direction"), GoodDirection.Up),
        row.Or(r => r.Word<RollUp>("RollUp"), RollUp.None),
        row.Or(r => r.DecimalOrNull("Target"), null),
        row.Or(r => r.List("Terms"), []),
        row.Number("Version"),
        row.Yes("Retired"))
    {
        Definition = row.TextOrNull("Definition") ?? "",
        Least = row.Or(r => r.DecimalOrNull("Least"), null),
        Most = row.Or(r => r.DecimalOrNull("Most"), null),
        ExpectedChange = row.Or(r => r.DecimalOrNull("ExpectedChange"), null),
        AtMost = row.TextOrNull("AtMost"),
        Breakdown = row.Or(ReadBreakdown, null),
        Formula = row.TextOrNull("Formula") ?? "",
        Every = row.Or(r => r.WordOrNull<Frequency>("Every"), null),
        Partners = row.Or(r => r.Ids<PartnerId>("Partners"), []),
        Baseline = row.Or(r => r.DecimalOrNull("Baseline"), null),
        BaselineOn = row.Or(r => r.DateOrNull("BaselineOn"), null),
        TargetBy = row.Or(r => r.DateOrNull("TargetBy"), null),
        ByStep = row.Or(r => r.Yes("ByStep"), false),
        Sharing = row.Or(r => r.Word<Sharing>("Sharing"), Sharing.Backbone),
        PartnerSharing = row.Or(r => r.Word<Sharing>("PartnerSharing"), Sharing.Backbone),
        WhatChanged = row.TextOrNull("WhatChanged") ?? "",
        ComparesFrom = row.Or(r => r.Number("ComparesFrom"), 1),
        UnitOfOne = row.TextOrNull("UnitOfOne") ?? "",
        PartName = row.TextOrNull("PartName") ?? "",
        WholeName = row.TextOrNull("WholeName") ?? "",
        Decimals = row.Or(r => r.NumberOrNull("Decimals"), null) is >= 0 and <= 2 and var decimals ? decimals : null,
        Translations = row.Or(ReadWords, new Dictionary<string, IndicatorWords>()),
    };

    // "es.Question", "es.Category.north": a language's tag has no full stop.
    private static IEnumerable<KeyValuePair<string, string>> Written(string language, IndicatorWords words) =>
    [
        new($"{language}.{nameof(words.Question)}", words.Question),
        new($"{language}.{nameof(words.Version)}", words.Version.ToString(CultureInfo.InvariantCulture)),
        new($"{language}.{nameof(words.Written)}", words.Written),
        new($"{language}.{nameof(words.Definition)}", words.Definition),
        new($"{language}.{nameof(words.Unit)}", words.Unit),
        new($"{language}.{nameof(words.UnitOfOne)}", words.UnitOfOne),
        new($"{language}.{nameof(words.PartName)}", words.PartName),
        new($"{language}.{nameof(words.WholeName)}", words.WholeName),
        new($"{language}.{nameof(words.WhatChanged)}", words.WhatChanged),
        new($"{language}.{nameof(words.Breakdown)}", words.Breakdown),
        .. words.Categories.Select(c => KeyValuePair.Create($"{language}.{Category}{c.Key}", c.Value)),
    ];

    private static IReadOnlyDictionary<string, IndicatorWords> ReadWords(TableEntity row)
    {
        var read = new Dictionary<string, IndicatorWords>();
        foreach (var some in row.Map("Words").Select(w => (At: w.Key.IndexOf('.', StringComparison.Ordinal), w.Key, w.Value)).Where(w => w.At > 0).GroupBy(w => w.Key[..w.At]))
        {
            var words = some.ToDictionary(w => w.Key[(w.At + 1)..], w => w.Value);
            // A question that is empty would ask nothing.
            if (words.GetValueOrDefault(nameof(IndicatorWords.Question)) is { Length: > 0 } question && int.TryParse(words.GetValueOrDefault(nameof(IndicatorWords.Version)), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                read[some.Key] = new IndicatorWords(question, version, words.GetValueOrDefault(nameof(IndicatorWords.Written), ""))
                {
                    Definition = words.GetValueOrDefault(nameof(IndicatorWords.Definition), ""),
                    Unit = words.GetValueOrDefault(nameof(IndicatorWords.Unit), ""),
                    UnitOfOne = words.GetValueOrDefault(nameof(IndicatorWords.UnitOfOne), ""),
                    PartName = words.GetValueOrDefault(nameof(IndicatorWords.PartName), ""),
                    WholeName = words.GetValueOrDefault(nameof(IndicatorWords.WholeName), ""),
                    WhatChanged = words.GetValueOrDefault(nameof(IndicatorWords.WhatChanged), ""),
                    Breakdown = words.GetValueOrDefault(nameof(IndicatorWords.Breakdown), ""),
                    Categories = words.Where(w => w.Key.StartsWith(Category, StringComparison.Ordinal)).ToDictionary(w => w.Key[Category.Length..], w => w.Value),
                };
            }
        }

        return read;
    }

    private static Breakdown? ReadBreakdown(TableEntity row) => row.TextOrNull("Breakdown") is { } name
        ? new Breakdown(
            name,
            [.. row.List("Categories").Select(c => c.Split('=', 2)).Where(c => c.Length == 2).Select(c => new Category(c[0], c[1])).DistinctBy(c => c.Id)],
            row.Or(r => r.Word<Sharing>("BreakdownSharing"), Sharing.Backbone)) is { Categories.Count: > 0 } known ? known : null
        : null;

    private async Task<List<TableEntity>> Read(InitiativeId initiative, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(Keys.In(Keys.Initiative(initiative), Keys.Indicators), cancellationToken: cancel).ToListAsync(cancel);
}
