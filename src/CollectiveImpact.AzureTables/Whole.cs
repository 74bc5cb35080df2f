using CollectiveImpact.Agenda;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// What was read from JSON, with all in it that must be there: JSON may leave anything out, say null, or give a word by a number
/// that stands for none.
/// </summary>
internal static class Whole
{
    public static Wording Of(Wording wording) => wording with
    {
        Name = Text(wording.Name),
        Definition = Text(wording.Definition),
        Not = Text(wording.Not),
        Examples = Text(wording.Examples),
        Synonyms = Texts(wording.Synonyms),
        Source = Text(wording.Source),
        Owner = Text(wording.Owner),
        Related = Texts(wording.Related),
        Translations = (wording.Translations ?? new Dictionary<string, Translation>())
            .Where(t => t.Key.Length > 0 && t.Value is not null)
            .ToDictionary(t => t.Key, t => new Translation(Text(t.Value.Name), Text(t.Value.Definition), Text(t.Value.Not), Text(t.Value.Examples), Texts(t.Value.Synonyms))),
    };

    public static IReadOnlyList<Opinion> Of(IReadOnlyList<Opinion> opinions) =>
        [.. Those(opinions).Select(o => o with { By = Person(o.By) ?? Columns.Nobody, Name = Text(o.Name), Why = Text(o.Why) })];

    public static IReadOnlyList<TermDecision> Of(IReadOnlyList<TermDecision> decided) =>
        [.. Those(decided).Select(d => d with { At = Moment(d.At), ProposedAt = Instant.Min(Moment(d.ProposedAt), Moment(d.At)), By = Person(d.By) })];

    public static CommonAgenda Of(CommonAgenda agenda) => agenda with
    {
        Vision = Text(agenda.Vision),
        Problem = Text(agenda.Problem),
        Evidence = Text(agenda.Evidence),
        Goals = [.. Those(agenda.Goals).Where(g => g.Id is { Length: > 0 }).Select(g => new AgendaGoal(g.Id, Text(g.Text), Texts(g.Indicators))).DistinctBy(g => g.Id)],
        Actions = [.. Those(agenda.Actions).Select(a => new AgreedAction(Text(a.Text), Text(a.Owner), a.By is { } by && Columns.IsReckonedWith(by) ? by : null))],
        Since = agenda.Since is { } since ? Moment(since) : null,
    };

    public static AgendaBook Of(AgendaBook book) => book with
    {
        InForce = Of(book.InForce),
        Next = book.Next is { } next ? Of(next) : null,
        Endorsements =
        [
            .. Those(book.Endorsements)
                .Where(e => e.Partner is not null)
                // What isn't known to be a yes isn't one.
                .Select(e => e with { ByName = Text(e.ByName), Words = Text(e.Words), At = Moment(e.At), Stance = Enum.IsDefined(e.Stance) ? e.Stance : Stance.NotYet }),
        ],
        Words = new((book.Words.ByLanguage ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
            .Where(l => l.Key.Length > 0 && l.Value is not null)
            .ToDictionary(l => l.Key, l => (IReadOnlyDictionary<string, string>)l.Value.Where(w => w.Value is { Length: > 0 }).ToDictionary())),
        Comments = [.. Those(book.Comments).Select(c => new AgendaComment(Text(c.Who), Text(c.Words), Moment(c.At)))],
    };

    private static string Text(string? text) => text ?? "";

    private static IReadOnlyList<string> Texts(IReadOnlyList<string>? texts) => [.. Those(texts)];

    private static IEnumerable<T> Those<T>(IReadOnlyList<T>? list)
        where T : class => (list ?? []).Where(one => one is not null);

    private static PersonKey? Person(PersonKey? person) => person is { Tenant.Length: > 0, ObjectId: not null } ? person : null;

    private static Instant Moment(Instant at) => Columns.IsReckonedWith(at) ? at : NodaConstants.UnixEpoch;
}
