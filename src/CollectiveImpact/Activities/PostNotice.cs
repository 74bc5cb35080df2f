using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Activities;

/// <summary>Shows what partners need and what they can give.</summary>
public sealed class ShowNotices(IGrainFactory grains) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => List(grains, turn, here);

    internal static async Task<Reply> List(IGrainFactory grains, Turn turn, Here here, string? news = null) => Reply.Shows(NoticeCard.List(
        here, await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Notices(), turn.Now.InZone(here.Zone(turn)).Date, turn.Culture, news: news));
}

/// <summary>A reporter says what their partner needs or can give, in a sentence or by the form.</summary>
public sealed class PostNotice(IGrainFactory grains, FitPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var typed = turn.Press is not null ? turn.Form
            : turn.Words.TryGetValue("need", out var need) ? NoticeForm.Of(NoticeKind.Ask, need)
            : NoticeForm.Of(NoticeKind.Offer, turn.Words["gift"]);
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        var (notice, faults) = NoticeForm.Read(typed, new PartnersNotice(Codes.NewId(), NoticeKind.Ask, here.Partner!.Id, "", "", null, turn.Person, turn.Name, turn.Now), turn.Culture);
        if (notice is null)
        {
            return Reply.AsksAgain(NoticeCard.List(here, await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Notices(), today, turn.Culture, typed, faults));
        }

        var fits = await post.Keep(here.Initiative, notice, today);
        await audit.Keep(turn, here, notice.Kind == NoticeKind.Ask ? ActKind.NeedTold : ActKind.OfferTold, AuditLog.About("notice", notice.Id), notice.Text, cancel: cancel);
        return await ShowNotices.List(grains, turn, here, new Texts(turn.Culture).Told(fits.Count));
    }
}

/// <summary>A reporter can give what another partner needs, or needs what it can give: the form says so already, for them to say it in their words.</summary>
public sealed class ReplyToNotice(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var all = await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Notices();
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        return all.FirstOrDefault(n => n.Id == NoticeCard.IdOf(turn.Form) && n.IsOpen(today)) is { } other
            ? Reply.Shows(NoticeCard.List(here, all, today, turn.Culture, NoticeForm.Answering(other, turn.Culture), news: new Texts(turn.Culture).ReplyMeans))
            : await ShowNotices.List(grains, turn, here, new Texts(turn.Culture).NoticeOver);
    }
}

/// <summary>A reporter is done with an ask or an offer.</summary>
public sealed class EndNotice(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IActivitiesGrain>(here.Initiative.Id);
        if ((await grain.Notices()).FirstOrDefault(n => n.Id == NoticeCard.IdOf(turn.Form) && n.Partner == here.Partner!.Id && n.Ended is null) is { } notice)
        {
            await grain.End(notice.Id, notice.Partner, turn.Now);
            await audit.Keep(turn, here, notice.Kind == NoticeKind.Ask ? ActKind.NeedEnded : ActKind.OfferEnded, AuditLog.About("notice", notice.Id), notice.Text, cancel: cancel);
        }

        return await ShowNotices.List(grains, turn, here);
    }
}

/// <summary>One side says whether it wants to be connected; the other hears of it only when both do.</summary>
public sealed class Connect(IGrainFactory grains, FitPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (ask, offer, yes) = NoticeCard.FitOf(turn.Form);
        var grain = grains.GetGrain<IActivitiesGrain>(here.Initiative.Id);
        if (await grain.Say(ask, offer, here.Partner!.Id, yes, turn.Now) is not { } fit)
        {
            return Reply.Says(new Texts(turn.Culture).FitGone);
        }

        var sides = await grain.SidesOf(fit);
        // Pressed again it is planned once all the same, and what a crash left untold is told.
        if (fit.IsAgreed)
        {
            await post.Connected(here.Initiative, fit with { Sides = sides });
        }

        return Reply.Shows(NoticeCard.Heard(here, fit, yes, sides?.SeenBy(here.Partner.Id) ?? [], turn.Culture));
    }
}

/// <summary>One side says what came of a connection.</summary>
public sealed class SettleFit(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (ask, offer, _) = NoticeCard.FitOf(turn.Form);
        var (outcome, faults) = NoticeForm.ReadOutcome(turn.Form, turn.Culture);
        if (faults.Count > 0)
        {
            return await Again();
        }

        return Reply.Says(await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Settle(ask, offer, here.Partner!.Id, outcome) is null ? t.FitGone : t.Settled);

        async Task<Reply> Again()
        {
            var grain = grains.GetGrain<IActivitiesGrain>(here.Initiative.Id);
            var fit = (await grain.Fits()).FirstOrDefault(f => f.Ask == ask && f.Offer == offer);
            return fit is { ConnectedAt: not null } && (await grain.SidesOf(fit))?.SeenBy(here.Partner!.Id) is [var own, var other] && own.Partner == here.Partner!.Id
                ? Reply.AsksAgain(NoticeCard.FollowUp(here.Initiative, own, other, fit, turn.Culture, turn.Form, faults))
                : Reply.Says(t.FitGone);
        }
    }
}

/// <summary>Writes to both sides of what may fit, and asks later what came of it.</summary>
public sealed class FitPost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IMorningListener, IWriter
{
    private const string Suggested = "fit";
    private const string Connections = "fit-connected";
    private const string Introductions = "fit-introduced";
    private const string FollowedUp = "fit-followup";
    private static readonly Duration OfUse = Duration.FromDays(14);
    private static readonly Duration AskedAfter = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Suggested, Connections, Introductions, FollowedUp];

    /// <summary>Keeps an ask or offer, and tells both sides of what it may fit.</summary>
    public async Task<IReadOnlyList<Fit>> Keep(Initiative initiative, PartnersNotice notice, LocalDate today)
    {
        var fits = await grains.GetGrain<IActivitiesGrain>(initiative.Id).Post(notice, today, initiative.CommonChannel is { } channel ? Recipient.Of(channel) : null);
        foreach (var fit in fits)
        {
            await Post(initiative, fit, Suggested);
        }

        return fits;
    }

    /// <summary>Tells both who the other is, and introduces them where the suggestion has said that they would be.</summary>
    public async Task Connected(Initiative initiative, Fit fit)
    {
        await Post(initiative, fit, Connections);
        if (fit.ChannelIn(initiative) is { } channel)
        {
            await Outbox(initiative, fit).Post(Introductions, [Recipient.Of(channel)], clock.GetCurrentInstant() + OfUse);
        }
    }

    /// <summary>Asks both sides of connections of two weeks ago what came of them; once each, and no more when that was long ago.</summary>
    public async Task Handle(Morning morning, CancellationToken cancel)
    {
        var now = morning.Now;
        foreach (var fit in (await grains.GetGrain<IActivitiesGrain>(morning.Initiative.Id).Fits())
            .Where(f => f.ConnectedAt is { } at && now - at > AskedAfter && now - at < AskedAfter + OfUse && f.Outcome.Length == 0))
        {
            await Post(morning.Initiative, fit, FollowedUp, morning.Concerns);
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var parts = about.Id.Split('~');
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative)
        {
            return new Letter.NotNeeded("initiative-ended");
        }

        var grain = grains.GetGrain<IActivitiesGrain>(initiative.Id);
        var fit = (await grain.Fits()).FirstOrDefault(f => f.Ask == parts[0] && f.Offer == parts[1]);
        if (fit is null || await grain.SidesOf(fit) is not var (ask, offer) || (kind == Suggested && (ask.Ended ?? offer.Ended) is not null))
        {
            return new Letter.NotNeeded("over");
        }

        if (kind == Introductions)
        {
            return initiative.Channels.FirstOrDefault(c => Recipient.Of(c) == recipient) is { } channel
                ? Letter.For(initiative, channel, (culture, _) => NoticeCard.Introduction(initiative, ask, offer, culture))
                : new Letter.NotNeeded("no-channel");
        }

        var person = PersonKey.Parse(recipient);
        if (initiative.Member(person) is not { PartnerId: not null } member)
        {
            return new Letter.NotNeeded("reports-for-nobody");
        }

        var (own, other) = ask.By == person ? (ask, offer) : (offer, ask);
        return Letter.For(initiative, member, theirs => kind switch
        {
            Suggested => NoticeCard.Suggestion(initiative, own, other, fit, Why(initiative, ask, offer), theirs),
            Connections => NoticeCard.Connected(initiative, own, other, fit, theirs),
            _ => NoticeCard.FollowUp(initiative, own, other, fit, theirs),
        });
    }

    // Read from the two again: what they say is what counts, and they don't change. None when the words of another notice had made them fit.
    private static Match? Why(Initiative initiative, PartnersNotice ask, PartnersNotice offer) =>
        OfferMatcher.All([ask.ToMatch()], [offer.ToMatch()], 1, [.. initiative.AllLanguages]) is [var match] ? match : null;

    private async Task Post(Initiative initiative, Fit fit, string kind, Func<Member, bool>? only = null)
    {
        if (await grains.GetGrain<IActivitiesGrain>(initiative.Id).SidesOf(fit) is var (ask, offer))
        {
            var sides = new[] { ask.By, offer.By }.Where(p => only is null || (initiative.Member(p) is { } member && only(member)));
            await Outbox(initiative, fit).Post(kind, [.. sides.Select(Recipient.Of)], clock.GetCurrentInstant() + OfUse);
        }
    }

    private IOutboxGrain Outbox(Initiative initiative, Fit fit) => grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Suggested, $"{fit.Ask}~{fit.Offer}").ToString());
}

/// <summary>Finds the two notices of a fit.</summary>
internal static class SidesOfFits
{
    // A grain of a version before that of 30 November 2026 answers without them. When none runs any more, `fit.Sides` is enough.
    public static async Task<FitSides?> SidesOf(this IActivitiesGrain grain, Fit fit)
    {
        if (fit.Sides is not null)
        {
            return fit.Sides;
        }

        var notices = (await grain.Notices()).ToDictionary(n => n.Id);
        return notices.TryGetValue(fit.Ask, out var ask) && notices.TryGetValue(fit.Offer, out var offer) ? new FitSides(ask, offer) : null;
    }
}
