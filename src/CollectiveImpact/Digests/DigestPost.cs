using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using CollectiveImpact.Groups;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>Compiles digests and brings them to the home channels: the whole, or that of the working group whose home a channel is.</summary>
/// <remarks>A delivery's kind says whose digest it was, so that what is corrected later is put in the place of its like.</remarks>
public sealed class DigestPost(IGrainFactory grains, IHistoryStore history, ICommitmentStore commitments, IAgendaStore agenda, IDigestStore written, IClock clock) : IWriter, IFollowCorrections
{
    private const string Final = "digest";
    private const string SoFar = "digest-so-far";

    /// <summary>To a person: what channels get, for somebody who is in none.</summary>
    private const string Own = "own-digest";
    private const int TotalsShown = 12;
    private const int MostDecisions = 10;

    // A check-in may have nothing for a group, and a post may have failed.
    private const int LookedBack = 4;
    private static readonly Duration OfUse = Duration.FromDays(3);

    public IReadOnlyCollection<string> Kinds => [Final, SoFar, Own];

    /// <summary>How the audit names the digest of a round.</summary>
    internal static string AuditId(RoundId round) => AuditLog.About("digest", round);

    /// <summary>The digest of a round as the backbone has written it, or null when there is no such round.</summary>
    public async Task<Digest?> Compile(Initiative initiative, RoundId round, CancellationToken cancel)
    {
        var words = written.Load(initiative.Id, round, cancel);
        return (await CompileWhole(initiative, round, cancel))?.As(await words);
    }

    /// <summary>The digest of a round with all that could be told, or null when there is no such round.</summary>
    public async Task<Digest?> CompileWhole(Initiative initiative, RoundId round, CancellationToken cancel)
    {
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round)).Board() is not { } board)
        {
            return null;
        }

        var before = await Task.WhenAll(board.Indicators.Where(i => board.Round.Indicators.Contains(i.Id)).Select(async i =>
            (i.Id, Totals: await history.Totals(initiative.Id, i.Id, board.Round.PeriodOf(i), TotalsShown, cancel))));
        var earlier = board.Round.Before is { } last ? await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, last)).Board() : null;
        var since = earlier?.Round.ClosedAt;
        var (words, toAgree) = await grains.GetGrain<IGlossaryGrain>(initiative.Id).News(since, board.Round.ClosedAt);
        return Digest.Of(initiative, board, before.ToDictionary(b => b.Id, b => b.Totals), await commitments.InSight(initiative.Id, CommitmentsCard.MostShown, cancel), earlier) with
        {
            Since = since ?? Instant.MinValue,
            Words = words,
            ToAgree = toAgree,
            Connections = (await grains.GetGrain<IActivitiesGrain>(initiative.Id).Fits()).Count(f => f.ConnectedAt > (since ?? Instant.MinValue) && (board.Round.ClosedAt is not { } end || f.ConnectedAt <= end)),
            Decisions = await agenda.Decisions(initiative.Id, upTo: null, cancel)
                .TakeWhile(d => d.At > (since ?? Instant.MinValue))
                .Where(d => board.Round.ClosedAt is not { } closed || d.At <= closed)
                .Take(MostDecisions)
                .ToListAsync(cancel),
        };
    }

    /// <summary>The last digest of a closed check-in that was posted to a channel, as it is now; null when none of the last few was.</summary>
    public async Task<Digest?> LastPostedTo(Initiative initiative, HomeChannel channel, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        foreach (var round in timetable.NewestClosed.Take(LookedBack))
        {
            var sent = await grains.GetGrain<IOutboxGrain>(RoundGrain.Key(initiative.Id, round)).Of(Recipient.Of(channel));
            if (sent.Any(d => d.State == DeliveryState.Sent && NameOf(d.Kind) == Final && GroupOf(d.Kind) == channel.Group))
            {
                if (await Compile(initiative, round, cancel) is { Written: not { TakenDown: not null } } digest)
                {
                    return await For(digest, initiative.Group(channel.Group));
                }
            }
        }

        return null;
    }

    /// <summary>What of a digest concerns a working group; all of it where there is none.</summary>
    public async Task<Digest> For(Digest digest, WorkingGroup? group)
    {
        if (group is null)
        {
            return digest;
        }

        var initiative = digest.Initiative;
        var zone = TimeZones.Of(initiative.TimeZone);
        var today = (digest.Round.ClosedAt ?? clock.GetCurrentInstant()).InZone(zone).Date;
        // Before the first digest nothing was told, so what comes due on the day of its opening is.
        var last = digest.Since == Instant.MinValue ? digest.Round.OpenedAt.InZone(zone).Date.PlusDays(-1) : digest.Since.InZone(zone).Date;
        var book = await grains.GetGrain<IAgendaGrain>(initiative.Id).Get();
        var activities = await grains.GetGrain<IActivitiesGrain>(initiative.Id).Activities();
        return digest.For(GroupWork.Of(group, initiative, book.InForce, activities, today), last, today) with { AgendaWords = book.Words };
    }

    /// <summary>
    /// Posts the digest to each home channel: once a round while it is open, and once when it has closed. A digest that
    /// is posted again takes the place of the earlier message.
    /// </summary>
    /// <param name="again">Whether somebody asks for it: then it goes also where it failed, or where nobody knows whether it arrived.</param>
    /// <returns>How many channels get a new message, those aside that got none of late, and in how many it is replaced.</returns>
    public async Task<(int Posted, int Replaced)> Post(Digest digest, bool again = false)
    {
        var initiative = digest.Initiative;
        if (digest.Written is { TakenDown: not null } down)
        {
            // Posted anew, it is there again.
            await written.Save(initiative.Id, down with { TakenDown = null }, down, CancellationToken.None);
        }

        var isFinal = digest.Round.ClosedAt is not null;
        var outbox = grains.GetGrain<IOutboxGrain>(RoundGrain.Key(initiative.Id, digest.Round.Id));
        var deliveries = await outbox.Deliveries();
        var posted = deliveries.Where(d => d.State == DeliveryState.Sent).ToDictionary(d => (d.Kind, d.Recipient));
        var fresh = new List<(string Kind, string Recipient)>();
        var (told, replaced) = (0, 0);
        foreach (var channel in initiative.Channels.Where(c => (c.Group is null || initiative.Group(c.Group) is not null) && digest.Written?.GoesTo(c) != false))
        {
            var its = await For(digest, initiative.Group(channel.Group));
            var kind = KindOf(isFinal ? Final : SoFar, channel, isFinal ? digest.Round : null);
            if (posted.GetValueOrDefault((kind, Recipient.Of(channel))) is { MessageId: { } message, Address: { } address })
            {
                await grains.GetGrain<IPostOfficeGrain>(address.Tenant).Replace(address, message, AdaptiveCard.In(initiative.CulturesIn(channel), Drawn(its)).ToJson());
                replaced++;
            }
            else if (!IsEmpty(its))
            {
                fresh.Add((kind, Recipient.Of(channel)));
                told += channel.Fault is null ? 1 : 0;
            }
            else if (isFinal)
            {
                // That it was not needed is noted, so that nobody looks for it; a round that is open may still bring something.
                fresh.Add((kind, Recipient.Of(channel)));
            }
        }

        foreach (var like in fresh.GroupBy(f => f.Kind, f => f.Recipient))
        {
            var expires = clock.GetCurrentInstant() + OfUse;
            await (again ? outbox.PostAgain(like.Key, [.. like], expires) : outbox.Post(like.Key, [.. like], expires));
        }

        if (isFinal && initiative.Members.Where(m => m.WantsDigests).Select(m => Recipient.Of(m.Person)).ToArray() is { Length: > 0 } readers)
        {
            await outbox.Post(ReopeningOf(digest.Round) is { } reopened ? $"{Own}:{reopened}" : Own, readers, clock.GetCurrentInstant() + OfUse);
        }

        if (isFinal && digest.Round.Reopened is not null)
        {
            // What stood there before the check-in was reopened leads to what is told now.
            await grains.Replace(initiative, deliveries.Where(d => NameOf(d.Kind) == Final && !IsOfNow(d, digest.Round)), (culture, _) => TakeDownCard.Anew(digest, culture));
        }

        return (told, replaced);
    }

    /// <summary>A digest that is posted already says what is right now; one that isn't will.</summary>
    public async Task Corrected(Initiative initiative, Round round, CancellationToken cancel)
    {
        var posted = (await grains.GetGrain<IOutboxGrain>(RoundGrain.Key(initiative.Id, round.Id)).Deliveries())
            .Where(d => NameOf(d.Kind) == Final && d.State == DeliveryState.Sent && (round.ClosedAt is null || IsOfNow(d, round)))
            // While it is open again, what was told last says so.
            .GroupBy(d => d.Recipient)
            .Select(d => d.MaxBy(one => one.At)!)
            .ToArray();
        if (posted.Length == 0 || await Compile(initiative, round.Id, cancel) is not { Written: not { TakenDown: not null } } digest)
        {
            return;
        }

        foreach (var like in posted.GroupBy(d => GroupOf(d.Kind)))
        {
            // Of a group that has ended there is nothing to say any more.
            if (like.Key is not null && initiative.Group(like.Key) is null)
            {
                continue;
            }

            await grains.Replace(initiative, like.Where(d => digest.Written?.LeavesOut(initiative, d.Recipient) != true), Drawn(await For(digest, initiative.Group(like.Key))));
        }
    }

    /// <summary>The messages with a digest of the round that stand in channels.</summary>
    public async Task<IReadOnlyList<Delivery>> Standing(InitiativeId initiative, RoundId round) =>
        [.. (await grains.GetGrain<IOutboxGrain>(RoundGrain.Key(initiative, round)).Deliveries()).Where(d => IsDigest(d.Kind) && d.Stands)];

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var ids = RoundGrain.Read(mailing);
        if (NameOf(kind) == Own)
        {
            return await WriteOwn(ids.Initiative, ids.Round, recipient, cancel);
        }

        if (await grains.GetGrain<IInitiativeGrain>(ids.Initiative).Get() is not { } initiative
            || initiative.Channels.FirstOrDefault(c => Recipient.Of(c) == recipient) is not { } channel)
        {
            return new Letter.NotNeeded("no-home");
        }

        if (channel.Group != GroupOf(kind) || (channel.Group is not null && initiative.Group(channel.Group) is null))
        {
            return new Letter.NotNeeded("other-digest");
        }

        var whole = await Compile(initiative, ids.Round, cancel) ?? throw new InvalidOperationException("A digest is posted of a round that isn't there.");
        if (whole.Written is { } words && (words.TakenDown is not null || !words.GoesTo(channel)))
        {
            return new Letter.NotNeeded("taken-down");
        }

        var digest = await For(whole, initiative.Group(channel.Group));
        if (IsEmpty(digest))
        {
            return new Letter.NotNeeded("nothing-for-group");
        }

        return Letter.For(initiative, channel, Drawn(digest));
    }

    private async Task<Letter> WriteOwn(InitiativeId id, RoundId round, string recipient, CancellationToken cancel)
    {
        if (await grains.GetGrain<IInitiativeGrain>(id).Get() is not { Ended: null } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { WantsDigests: true } reader)
        {
            return new Letter.NotNeeded("no-reader");
        }

        return await Compile(initiative, round, cancel) is { Written: not { TakenDown: not null } } digest
            ? Letter.For(initiative, reader, culture => DigestCard.Of(digest, culture))
            : new Letter.NotNeeded("taken-down");
    }

    // The whole is told even when nobody answered: that is news of its own.
    internal static bool IsEmpty(Digest digest) => digest.Group is not null && digest.HasNothingFor(Sharing.Partners);

    /// <summary>Whether a delivery of this kind brought a digest.</summary>
    internal static bool IsDigest(string kind) => NameOf(kind) is Final or SoFar;

    // A round that was opened again is told anew when it closes: its reopening is part of the kind.
    private static string KindOf(string name, HomeChannel channel, Round? round) =>
        ReopeningOf(round) is { } reopened ? $"{name}:{channel.Group}:{reopened}" : channel.Group is { } group ? $"{name}:{group}" : name;

    private static string? ReopeningOf(Round? round) => round?.Reopened?.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string NameOf(string kind) => kind.Split(':')[0];

    private static string? GroupOf(string kind) => kind.Split(':').ElementAtOrDefault(1) is { Length: > 0 } group ? group : null;

    /// <summary>Whether it was posted since the round was opened the last time.</summary>
    private static bool IsOfNow(Delivery delivery, Round round) => delivery.Kind.Split(':').ElementAtOrDefault(2) == ReopeningOf(round);

    /// <summary>A digest as a channel gets it, in each of the languages that it reads.</summary>
    internal static Func<CultureInfo, int, AdaptiveCard> Drawn(Digest digest) => (culture, of) => DigestCard.Of(digest, culture, of: of);
}
