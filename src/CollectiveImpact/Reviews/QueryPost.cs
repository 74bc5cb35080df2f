using System.Globalization;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Reviews;

/// <summary>Brings questions about values to partners, and what came of them to whoever asked; each once.</summary>
public sealed class QueryPost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter, IFollowAnswers
{
    private const string Question = "query";
    private const string Reply = "query-answered";

    // As long as people look back at a week.
    private static readonly Duration OfUse = Duration.FromDays(7);

    public IReadOnlyCollection<string> Kinds => [Question, Reply];

    /// <summary>Who is asked: the person who gave the answer, and where they can't be written to or don't report any more, everyone who does.</summary>
    public static IReadOnlyList<Member> Whom(Initiative initiative, Entry entry)
    {
        Member[] reporters = [.. initiative.ReportersOf(entry.Partner)];
        return Array.Find(reporters, m => m.Person == entry.By) is { WhyNot: null } author ? [author] : reporters;
    }

    public Task Ask(Initiative initiative, Round round, ValueQuery query, IEnumerable<Member> to) =>
        Outbox(initiative, round, query).Post(Question, [.. to.Where(m => m.WhyNot is null).Select(m => Recipient.Of(m.Person))], query.At + OfUse);

    /// <summary>Who asked hears what the partner says, once for each question.</summary>
    public async Task Answered(Initiative initiative, PartnerView view, PartnerId partner)
    {
        foreach (var query in view.Round.Queries.Where(q => q.Partner == partner && StateIn(view, q) != QueryState.Waits))
        {
            await Outbox(initiative, view.Round, query).Post(Reply, [Recipient.Of(query.By)], clock.GetCurrentInstant() + OfUse);
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var end = about.Id.LastIndexOf('~');
        var (round, number) = (new RoundId(about.Id[..end]), int.Parse(about.Id[(end + 1)..], CultureInfo.InvariantCulture));
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { } member)
        {
            return new Letter.NotNeeded("no-member");
        }

        if (await grains.Board(initiative.Id, round) is not { } board || board.Round.Queries.FirstOrDefault(q => q.Number == number) is not { } query || initiative.Partner(query.Partner) is not { } partner)
        {
            return new Letter.NotNeeded("not-asked");
        }

        if (kind == Question ? member.PartnerId != partner.Id : member.Role != Role.Backbone)
        {
            return new Letter.NotNeeded("reports-for-nobody");
        }

        if ((query.StateIn(board.Entries) == QueryState.Waits) != (kind == Question))
        {
            return new Letter.NotNeeded("answered");
        }

        var view = new PartnerView(board.Round, board.Indicators, board.Entries.FirstOrDefault(e => e.Partner == partner.Id), new Dictionary<string, IReadOnlyList<Indicators.PastValue>>());
        return Letter.For(initiative, member, culture => kind == Question
            ? QueryCard.Asks(initiative, view, query, culture)
            : QueryCard.Answered(initiative, view, partner, query, culture, forAsker: true));
    }

    internal static QueryState StateIn(PartnerView view, ValueQuery query) => query.StateOf(view.Entry?.Values.GetValueOrDefault(query.Indicator));

    private IOutboxGrain Outbox(Initiative initiative, Round round, ValueQuery query) =>
        grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Question, $"{round.Id}~{query.Number.ToString(CultureInfo.InvariantCulture)}").ToString());
}
