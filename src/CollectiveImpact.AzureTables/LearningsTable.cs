using Azure.Data.Tables;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>What partners learned in closed rounds: a projection, one partition an initiative, newest first.</summary>
internal sealed class LearningsTable(StorageAccount account) : ILearningStore
{
    private readonly TableClient _table = account.Learnings;

    public IAsyncEnumerable<PastLearning> Newest(string initiative, CancellationToken cancel) => _table
        .QueryAsync<TableEntity>(Keys.In(Keys.Initiative(initiative)), cancellationToken: cancel)
        .Select(r => new PastLearning(
            r.Text("Round"), new Period(r.Text("Period")), r.Date("Date"), r.Text("Partner"), r.Learning(), r.Number("Answered")));

    public async Task Write(string initiative, IReadOnlyList<PastLearning> learnings, CancellationToken cancel)
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

    public static Learning Learning(this TableEntity row)
    {
        var (audiences, signatures) = (row.Map("Audiences"), row.Map("Signatures"));
        return new Learning(
            [
                .. Enum.GetValues<LessonKind>().Select(k => (Kind: k, Text: row.Text(k.ToString()))).Where(l => l.Text.Length > 0).Select(l => new Lesson(
                    l.Kind,
                    l.Text,
                    audiences.TryGetValue(l.Kind.ToString(), out var own) ? Enum.Parse<Sharing>(own) : null,
                    Enum.Parse<Attribution>(signatures[l.Kind.ToString()]))),
            ],
            row.Word<Sharing>("Audience"))
        {
            By = row.Text("LearnedBy"),
        };
    }
}
