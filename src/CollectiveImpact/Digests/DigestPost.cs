using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Compiles digests and brings them to the home channels.</summary>
public sealed class DigestPost(IGrainFactory grains, IHistoryStore history, ICommitmentStore commitments, IAgendaStore agenda, IClock clock) : IWriter, IFollowCorrections
{
    private const string Final = "digest";
    private const string SoFar = "digest-so-far";
    private const int TotalsShown = 12;
    private const int MostDecisions = 10;
    private static readonly Duration OfUse = Duration.FromDays(3);

    public IReadOnlyCollection<string> Kinds => [Final, SoFar];

    /// <summary>The digest of a round, or null when there is no such round.</summary>
    public async Task<Digest?> Compile(Initiative initiative, string round, CancellationToken cancel)
    {
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round)).Board() is not { } board)
        {
            return null;
        }

        var before = await Task.WhenAll(board.Indicators.Where(i => board.Round.Indicators.Contains(i.Id)).Select(async i =>
            (i.Id, Totals: await history.Totals(initiative.Id, i.Id, board.Round.PeriodOf(i), TotalsShown, cancel))));
        var since = board.Round.Before is { } earlier ? (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, earlier)).Get())?.ClosedAt : null;
        var (words, toAgree) = await grains.GetGrain<IGlossaryGrain>(initiative.Id).News(since, board.Round.ClosedAt);
        return Digest.Of(initiative, board, before.ToDictionary(b => b.Id, b => b.Totals), await commitments.Newest(initiative.Id, CommitmentsCard.MostShown, cancel)) with
        {
            Words = words,
            ToAgree = toAgree,
            Connections = (await grains.GetGrain<IActivitiesGrain>(initiative.Id).Fits()).Count(f => f.ConnectedAt > (since ?? Instant.MinValue) && (board.Round.ClosedAt is not { } end || f.ConnectedAt <= end)),
            Decisions = await agenda.Decisions(initiative.Id, cancel)
                .TakeWhile(d => d.At > (since ?? Instant.MinValue))
                .Where(d => board.Round.ClosedAt is not { } closed || d.At <= closed)
                .Take(MostDecisions)
                .ToListAsync(cancel),
        };
    }

    /// <summary>
    /// Posts the digest to each home channel: once a round while it is open, and once when it has closed. A digest that
    /// is posted again takes the place of the earlier message.
    /// </summary>
    /// <returns>How many channels get a new message, and in how many it is replaced.</returns>
    public async Task<(int Posted, int Replaced)> Post(Digest digest)
    {
        var initiative = digest.Initiative;
        var kind = digest.Round.ClosedAt is null ? SoFar : Final;
        var outbox = grains.GetGrain<IOutboxGrain>(RoundGrain.Key(initiative.Id, digest.Round.Id));
        var posted = (await outbox.Deliveries()).Where(d => d.Kind == kind && d.State == DeliveryState.Sent).ToDictionary(d => d.Recipient);
        var fresh = new List<string>();
        foreach (var channel in initiative.Channels)
        {
            if (posted.GetValueOrDefault(Recipient.Of(channel)) is { MessageId: { } message, Address: { } address })
            {
                await grains.GetGrain<IPostOfficeGrain>(address.Tenant).Replace(address, message, Draw(digest).ToJson());
            }
            else
            {
                fresh.Add(Recipient.Of(channel));
            }
        }

        await outbox.Post(kind, fresh, clock.GetCurrentInstant() + OfUse);
        return (fresh.Count, initiative.Channels.Count - fresh.Count);
    }

    /// <summary>A digest that is posted already says what is right now; one that isn't will.</summary>
    public async Task Corrected(Initiative initiative, Round round, CancellationToken cancel)
    {
        var posted = (await grains.GetGrain<IOutboxGrain>(RoundGrain.Key(initiative.Id, round.Id)).Deliveries()).Where(d => d.Kind == Final && d.State == DeliveryState.Sent).ToArray();
        if (posted.Length == 0 || await Compile(initiative, round.Id, cancel) is not { } digest)
        {
            return;
        }

        var card = Draw(digest).ToJson();
        foreach (var delivery in posted)
        {
            if (delivery is { MessageId: { } message, Address: { } address })
            {
                await grains.GetGrain<IPostOfficeGrain>(address.Tenant).Replace(address, message, card);
            }
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var colon = mailing.IndexOf(':', StringComparison.Ordinal);
        if (await grains.GetGrain<IInitiativeGrain>(mailing[..colon]).Get() is not { } initiative
            || initiative.Channels.FirstOrDefault(c => Recipient.Of(c) == recipient) is not { } channel)
        {
            return new Letter.NotNeeded("is no home of digests any more");
        }

        var digest = await Compile(initiative, mailing[(colon + 1)..], cancel) ?? throw new InvalidOperationException("A digest is posted of a round that isn't there.");
        var card = Draw(digest);
        return new Letter.To(channel.Address, card.ToJson(), card.FallbackText);
    }

    private static AdaptiveCard Draw(Digest digest) => DigestCard.Of(digest, CultureInfo.GetCultureInfo(digest.Initiative.Language));
}
