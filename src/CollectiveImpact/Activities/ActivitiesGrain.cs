using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Activities;

/// <summary>The one writer of what an initiative's partners do, need and can give. Its key is the initiative.</summary>
public interface IActivitiesGrain : IGrainWithStringKey
{
    [return: Immutable]
    [Alias("282FE787")]
    Task<IReadOnlyList<SharedActivity>> Activities();

    [Alias("92A22FE4")]
    Task Save(SharedActivity activity);

    [Alias("5D6EE7F6")]
    Task Remove(string id, PartnerId partner);

    [return: Immutable]
    [Alias("4E010230")]
    Task<IReadOnlyList<PartnersNotice>> Notices();

    /// <summary>Keeps an ask or offer, and finds what it may fit.</summary>
    /// <param name="channel">Where those who both say yes are introduced, as a recipient; null for nowhere.</param>
    /// <returns>What fits, for both sides to be told, each with its two notices; what was told before is among it, for nobody knows what a crash left untold.</returns>
    [return: Immutable]
    [Alias("D8D0ED59")]
    Task<IReadOnlyList<Fit>> Post(PartnersNotice notice, LocalDate today, string? channel = null);

    /// <summary>Ends an ask or offer: it was met, or is taken back.</summary>
    [Alias("077108DE")]
    Task End(string id, PartnerId partner, Instant now);

    /// <summary>What one side says of a fit.</summary>
    /// <returns>The fit as it now is, with its two notices; null when there is no such fit, or it is of others.</returns>
    [return: Immutable]
    [Alias("524983C5")]
    Task<Fit?> Say(string ask, string offer, PartnerId partner, bool yes, Instant now);

    /// <summary>What came of a connection.</summary>
    [return: Immutable]
    [Alias("B8A126B1")]
    Task<Fit?> Settle(string ask, string offer, PartnerId partner, string outcome);

    /// <summary>What a partner's double does, needs and can give is the partner's; twice is once.</summary>
    [Alias("70F3E2A8")]
    Task Merge(PartnerId kept, PartnerId merged);

    /// <summary>All that fits, each with its two notices.</summary>
    [return: Immutable]
    [Alias("8455B12A")]
    Task<IReadOnlyList<Fit>> Fits();
}

[GrainType("activities")]
public sealed class ActivitiesGrain(IActivityStore store) : Grain, IActivitiesGrain
{
    // More at once would be a list, and no suggestion.
    private const int MostSuggested = 3;

    private readonly Dictionary<string, SharedActivity> _activities = [];
    private readonly Dictionary<string, PartnersNotice> _notices = [];
    private readonly Dictionary<(string Ask, string Offer), Fit> _fits = [];

    private InitiativeId InitiativeId => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (activities, notices, fits) = await store.Load(InitiativeId, cancellationToken);
        foreach (var activity in activities)
        {
            _activities[activity.Id] = activity;
        }

        foreach (var notice in notices)
        {
            _notices[notice.Id] = notice;
        }

        foreach (var fit in fits)
        {
            _fits[(fit.Ask, fit.Offer)] = fit;
        }
    }

    public Task<IReadOnlyList<SharedActivity>> Activities() => Task.FromResult<IReadOnlyList<SharedActivity>>([.. _activities.Values.OrderBy(a => a.Partner.Value).ThenBy(a => a.What)]);

    public async Task Save(SharedActivity activity)
    {
        await this.SaveOrLetGo(() => store.Save(InitiativeId, activity, CancellationToken.None));
        _activities[activity.Id] = activity;
    }

    public async Task Remove(string id, PartnerId partner)
    {
        if (_activities.TryGetValue(id, out var activity) && activity.Partner == partner)
        {
            await this.SaveOrLetGo(() => store.Remove(InitiativeId, activity, CancellationToken.None));
            _activities.Remove(id);
        }
    }

    public Task<IReadOnlyList<PartnersNotice>> Notices() => Task.FromResult<IReadOnlyList<PartnersNotice>>([.. _notices.Values.OrderByDescending(n => n.At)]);

    public async Task<IReadOnlyList<Fit>> Post(PartnersNotice notice, LocalDate today, string? channel = null)
    {
        // Sent again by an impatient finger, it is the one that is there.
        if (_notices.Values.FirstOrDefault(n => n.IsOpen(today) && (n.Kind, n.Partner, n.Text) == (notice.Kind, notice.Partner, notice.Text)) is { } known)
        {
            notice = known;
        }
        else
        {
            await this.SaveOrLetGo(() => store.Save(InitiativeId, notice, CancellationToken.None));
            _notices[notice.Id] = notice;
        }

        string[] languages = await GrainFactory.GetGrain<IInitiativeGrain>(InitiativeId).Get() is { } initiative ? [.. initiative.AllLanguages] : [];
        var others = _notices.Values.Where(n => n.Kind != notice.Kind && n.IsOpen(today)).ToArray();
        var matches = notice.Kind == NoticeKind.Ask
            ? new OfferMatcher([.. others.Select(o => o.ToMatch())], languages).For(notice.ToMatch(), MostSuggested)
            // Seen from the other side: for which of the asks is this offer among the best?
            : [.. OfferMatcher.All([.. others.Select(o => o.ToMatch())], [notice.ToMatch()], 1, languages).OrderByDescending(m => m.Score).Take(MostSuggested)];
        var fits = new List<Fit>();
        foreach (var match in matches)
        {
            fits.Add(WithSides(_fits.GetValueOrDefault((match.Ask, match.Offer)) ?? await Keep(new Fit(match.Ask, match.Offer, notice.At) { Channel = channel })));
        }

        return fits;
    }

    public async Task End(string id, PartnerId partner, Instant now)
    {
        if (_notices.TryGetValue(id, out var notice) && notice.Partner == partner && notice.Ended is null)
        {
            var ended = notice with { Ended = now };
            await this.SaveOrLetGo(() => store.Save(InitiativeId, ended, CancellationToken.None));
            _notices[id] = ended;
        }
    }

    public async Task<Fit?> Say(string ask, string offer, PartnerId partner, bool yes, Instant now)
    {
        if (!_fits.TryGetValue((ask, offer), out var fit) || Side(fit, partner) is not { } asks)
        {
            return null;
        }

        var said = asks ? fit with { Asker = yes } : fit with { Offerer = yes };
        said = said.IsAgreed ? said with { ConnectedAt = said.ConnectedAt ?? now } : said;
        return WithSides(said == fit ? fit : await Keep(said));
    }

    public async Task<Fit?> Settle(string ask, string offer, PartnerId partner, string outcome)
    {
        if (!_fits.TryGetValue((ask, offer), out var fit) || Side(fit, partner) is null || fit.ConnectedAt is null)
        {
            return null;
        }

        return WithSides(await Keep(fit with { Outcome = outcome }));
    }

    public async Task Merge(PartnerId kept, PartnerId merged)
    {
        foreach (var activity in _activities.Values.Where(a => a.Partner == merged || a.DependsOn == merged).ToArray())
        {
            // Nobody's work waits for their own.
            var (partner, needs) = (activity.Partner == merged ? kept : activity.Partner, activity.DependsOn == merged ? kept : activity.DependsOn);
            await Save(activity with { Partner = partner, DependsOn = needs == partner ? null : needs });
        }

        foreach (var notice in _notices.Values.Where(n => n.Partner == merged).ToArray())
        {
            var moved = notice with { Partner = kept };
            await this.SaveOrLetGo(() => store.Save(InitiativeId, moved, CancellationToken.None));
            _notices[moved.Id] = moved;
        }
    }

    public Task<IReadOnlyList<Fit>> Fits() => Task.FromResult<IReadOnlyList<Fit>>([.. _fits.Values.Select(WithSides)]);

    private async Task<Fit> Keep(Fit fit)
    {
        await this.SaveOrLetGo(() => store.Save(InitiativeId, fit, CancellationToken.None));
        return _fits[(fit.Ask, fit.Offer)] = fit;
    }

    private Fit WithSides(Fit fit) => _notices.TryGetValue(fit.Ask, out var ask) && _notices.TryGetValue(fit.Offer, out var offer) ? fit with { Sides = new FitSides(ask, offer) } : fit;

    // Whether a partner is the one who asks, or who offers; null for one that has no part in it.
    private bool? Side(Fit fit, PartnerId partner) =>
        _notices.GetValueOrDefault(fit.Ask)?.Partner == partner ? true
        : _notices.GetValueOrDefault(fit.Offer)?.Partner == partner ? false
        : null;
}
