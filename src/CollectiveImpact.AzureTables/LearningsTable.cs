using Azure.Data.Tables;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>What partners learned in closed rounds: a projection, one partition an initiative, newest first.</summary>
internal sealed class LearningsTable(StorageAccount account) : ILearningStore
{
    private readonly TableClient _table = account.Learnings;

    public IAsyncEnumerable<PastLearning> Newest(InitiativeId initiative, LocalDate? upTo, CancellationToken cancel) => account.Rows.Read(
        _table,
        _table.QueryAsync<TableEntity>(upTo is { } day ? Keys.From(Keys.Initiative(initiative), Keys.LearningsOf(day)) : Keys.In(Keys.Initiative(initiative)), cancellationToken: cancel),
        r => new PastLearning(r.Id<RoundId>("Round"), r.Period("Period"), r.Date("Date"), r.Id<PartnerId>("Partner"), r.Learning(), r.Or(n => n.Number("Answered"), 0)),
        cancel);

    public async Task Write(InitiativeId initiative, IReadOnlyList<PastLearning> learnings, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        foreach (var nothing in learnings.Where(l => l.Learning.IsEmpty))
        {
            await _table.DeleteEntityAsync(partition, Keys.Learning(nothing.Date, nothing.Round, nothing.Partner), cancellationToken: cancel);
        }

        await Transaction.PutAll(
            _table,
            learnings.Where(l => !l.Learning.IsEmpty).Select(l => new TableEntity(partition, Keys.Learning(l.Date, l.Round, l.Partner))
                .Put("Round", l.Round)
                .Put("Period", l.Period.Id)
                .Put("Date", l.Date)
                .Put("Partner", l.Partner)
                .Put(l.Learning)
                .Put("Answered", l.Answered)),
            cancel);
    }
}

/// <summary>A learning's columns, the same wherever one stands.</summary>
internal static class LearningColumns
{
    public static TableEntity Put(this TableEntity row, Learning learning)
    {
        foreach (var kind in Enum.GetValues<LessonKind>())
        {
            row.Put(kind.ToString(), learning.Text(kind));
        }

        return row
            .Put("LearnedBy", learning.By)
            .Put<Sharing>("Audience", learning.Audience)
            .Put("Audiences", learning.Lessons.Where(l => l.Own is not null).ToDictionary(l => l.Kind.ToString(), l => l.Own!.Value.ToString()))
            .Put("Signatures", learning.Lessons.ToDictionary(l => l.Kind.ToString(), l => l.Signature.ToString()));
    }

    /// <summary>Where it isn't known who may read a lesson, or as whose, fewest may and it is nobody's.</summary>
    public static Learning Learning(this TableEntity row)
    {
        var (audiences, signatures) = (row.Or(r => r.Map("Audiences"), null), row.Map("Signatures", Columns.ReadWord<Attribution>));
        return new Learning(
            [
                .. Enum.GetValues<LessonKind>().Select(k => (Kind: k, Text: row.TextOrNull(k.ToString()) ?? "")).Where(l => l.Text.Length > 0).Select(l => new Lesson(
                    l.Kind,
                    l.Text,
                    audiences is null ? Sharing.Backbone
                        : audiences.TryGetValue(l.Kind.ToString(), out var own) ? EnumNames.Read<Sharing>(own) ?? Sharing.Backbone : null,
                    signatures.GetValueOrDefault(l.Kind.ToString(), Attribution.Nobody))),
            ],
            row.Or(r => r.Word<Sharing>("Audience"), Sharing.Backbone))
        {
            By = row.TextOrNull("LearnedBy") ?? "",
        };
    }
}
