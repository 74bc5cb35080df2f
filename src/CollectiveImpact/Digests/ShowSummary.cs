using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>Members read the summary of a month or a quarter, as far as they may; the backbone sees it as the channels would, to post.</summary>
public sealed class ShowSummary(SummaryPost post, AuditLog audit) : IMemberListener
{
    /// <summary>The place of the month or the quarter, in a phrase.</summary>
    public const string Place = "name";

    private const int LongestShown = 60;

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        if (turn.Words.GetValueOrDefault(Place) is not { } said)
        {
            return Of(turn, here, Period.LastComplete(today, Frequency.Monthly), cancel);
        }

        return SpokenDays.Span(said, today, turn.Culture) is { } span && PeriodSummary.Spanning(span.First, span.Last) is { } period
            ? Of(turn, here, period, cancel)
            : Task.FromResult(Reply.Says(new Texts(turn.Culture).NoSuchSummary(PeoplesWords.Shorten(said, LongestShown))));
    }

    /// <summary>The summary of a month or a quarter, for whoever asks.</summary>
    internal async Task<Reply> Of(Turn turn, Here here, Period period, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.SummaryForYouAlone);
        }

        if (await post.Compile(here.Initiative, period, here.IsBackbone, cancel) is not { } summary)
        {
            return Reply.Says(t.NoSummaryFor(period.InWords(turn.Culture)));
        }

        if (!here.IsBackbone)
        {
            return Reply.Shows(SummaryCard.Of(summary, turn.Culture, here.Sees()));
        }

        var posted = await audit.Last(here.Initiative.Id, SummaryPost.AuditId(period), ActKind.SummaryPosted, cancel);
        var isOver = period.LastDay < turn.Now.InZone(here.Zone(turn)).Date;
        var (all, words) = (SummaryPost.HomesOf(here.Initiative), await post.Words(here.Initiative.Id, period, cancel));
        var homes = all.Where(h => words?.GoesTo(h) != false).ToArray();
        return Reply.Shows(SummaryCard.Preview(summary, Where(), isOver && all.Count > 0, posted, words, turn.Culture));

        string Where()
        {
            var missed = homes.Where(h => h.Fault is not null).ToArray();
            return !isOver ? t.SummaryNotOver
                : all.Count == 0 ? t.SummaryNoHome
                : string.Join(' ',
                [
                    homes.Length == missed.Length ? t.SummaryGoesNowhere : t.SummaryGoesTo(homes.Length - missed.Length),
                    .. posted is null ? [] : new[] { words?.TakenDown is { } down ? t.SummaryIsDown(PeoplesWords.Escape(down.ByName)) : t.SummaryStands(PeoplesWords.Escape(posted.ByName), posted.At.InZone(here.Zone(turn)).OnDay(turn.Culture)) },
                    .. ChannelCard.GetNothing(missed, t),
                ]);
        }
    }
}

/// <summary>The same of the last whole quarter.</summary>
public sealed class ShowQuarter(ShowSummary show) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        show.Of(turn, here, Period.LastComplete(turn.Now.InZone(here.Zone(turn)).Date, Frequency.Quarterly), cancel);
}

/// <summary>Backbone staff post the summary that they looked at.</summary>
public sealed class PostSummary(SummaryPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var period = SummaryCard.PeriodOf(turn.Form);
        if (!period.IsReal || period.Frequency == Frequency.Weekly || period.LastDay >= turn.Now.InZone(here.Zone(turn)).Date)
        {
            return Reply.Says(t.SummaryNotOver);
        }

        if (await post.Compile(here.Initiative, period, toBackbone: true, cancel) is not { } summary)
        {
            return Reply.Says(t.NoSummaryFor(period.InWords(turn.Culture)));
        }

        var homes = SummaryPost.HomesOf(here.Initiative);
        if (homes.Count == 0)
        {
            return Reply.Says(t.SummaryNoHome);
        }

        var before = await audit.Last(here.Initiative.Id, SummaryPost.AuditId(period), ActKind.SummaryPosted, cancel);
        if (before is not null && SummaryCard.SeenOf(turn.Form) != SummaryCard.SeenAs(before))
        {
            // A second press, or a colleague's: who was first is told, and a look at what stands now leads on.
            return Reply.Shows(SummaryCard.Posted(summary, t.SummaryPostedAlready(before.ByName, When(before.At)), turn.Culture));
        }

        var doing = await audit.Begin(turn, here, ActKind.SummaryPosted, SummaryPost.AuditId(period), cancel);
        var there = await post.Words(here.Initiative.Id, period, cancel);
        var words = SummaryCard.Read(turn.Form, here.Initiative, there ?? new DigestWords(SummaryPost.IdOf(period)), turn.Culture) with { ByName = turn.Name, At = turn.Now, TakenDown = null };
        int posted, replaced;
        try
        {
            (posted, replaced) = await post.Post(summary, words, there, cancel);
        }
        catch (StaleStateException)
        {
            // A colleague's press of this very moment.
            var theirs = await post.Words(here.Initiative.Id, period, cancel) ?? words;
            return Reply.Shows(SummaryCard.Posted(summary, t.SummaryPostedAlready(theirs.ByName, When(theirs.At)), turn.Culture));
        }

        await doing.Keep(isNew: true, SummaryPost.AuditId(period), period.InWords(Languages.CultureOf(here.Initiative.Language)), cancel: cancel);
        var done = (posted, replaced) switch
        {
            (0, 0) => t.SummaryTrying,
            (_, 0) => t.PostedTo(posted),
            (0, _) => t.SummaryUpdated(replaced),
            _ => t.PostedAndBroughtUpToDate(posted, replaced),
        };
        var doubtful = homes.Where(h => words.GoesTo(h) && h.Fault is not null).Select(h => ChannelCard.NameOf(h)).ToArray();
        return Reply.Shows(SummaryCard.Posted(summary, ChannelCard.WithMissed(done, doubtful, t), turn.Culture));

        string When(Instant at) => at.InZone(here.Zone(turn)).OnDayAtTime(turn.Culture);
    }
}
