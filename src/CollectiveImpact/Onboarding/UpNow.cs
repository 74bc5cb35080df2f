using System.Globalization;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Onboarding;

/// <summary>What matters to a member now, the most urgent first.</summary>
public enum Matter
{
    /// <summary>A check-in is open that asks them, and their partner hasn't answered.</summary>
    TheirAnswer,

    /// <summary>A check-in is open, and answers are missing.</summary>
    Gathering,

    /// <summary>Their initiative isn't set up to the end.</summary>
    SettingUp,

    /// <summary>A check-in has closed, and its digest is about to be posted.</summary>
    DigestWaits,

    /// <summary>A check-in is open, and everyone has answered.</summary>
    EveryoneAnswered,

    /// <summary>A check-in is open, and their partner has answered.</summary>
    Answered,

    /// <summary>A check-in closed within the last days.</summary>
    JustClosed,
    Nothing,
}

/// <summary>Something that a person can do now.</summary>
/// <param name="Title">What its button says; null for the command itself.</param>
/// <param name="Words">What it is for; null for what <c>help</c> says of the command.</param>
public sealed record ToDo(Command Command, string? Title = null, string? Words = null);

/// <summary>What is up in an initiative for one member.</summary>
/// <param name="Round">The check-in that it is about, if it is about one.</param>
/// <param name="DigestAt">When its digest is posted, where that is still to come.</param>
public sealed record UpNow(Here Here, Matter Matter, Timetable Timetable, Board? Round = null, Instant? DigestAt = null, SetUpList? SetUp = null)
{
    private const int Most = 5;
    private static readonly Duration News = Duration.FromDays(3);

    /// <summary>Pure.</summary>
    /// <param name="open">The rounds that are open, the first to close first.</param>
    /// <param name="last">The round that closed last, as far as the member may know of it.</param>
    /// <param name="setUp">How far setting up is; null for whoever doesn't do it.</param>
    public static UpNow Of(Here here, Timetable timetable, IReadOnlyList<Board> open, Board? last, SetUpList? setUp, Instant now)
    {
        var unfinished = setUp is { Next: not null } ? setUp : null;
        var (initiative, partner) = (here.Initiative, here.Partner?.Id);
        var mine = partner is null ? [] : open.Where(b => StatusCard.AskedIn(initiative, b).Contains(partner)).ToArray();
        if (initiative.IsAsked(here.Member, now) && Array.Find(mine, b => b.Entries.All(e => e.Partner != partner)) is { } unanswered)
        {
            return About(Matter.TheirAnswer, unanswered);
        }

        if (!here.IsBackbone && mine.Length > 0)
        {
            return About(Matter.Answered, mine[0]);
        }

        var isWatched = here.IsBackbone || partner is null;
        if (isWatched && open.FirstOrDefault(b => StatusCard.Missing(initiative, b, now).Count > 0) is { } missing)
        {
            return About(Matter.Gathering, missing);
        }

        if (unfinished is not null)
        {
            return About(Matter.SettingUp, null);
        }

        return here.IsBackbone && timetable.Digests.OrderBy(d => d.At).FirstOrDefault() is { } waiting && last?.Round.Id == waiting.Round.Id ? About(Matter.DigestWaits, last) with { DigestAt = waiting.At }
            : isWatched && open.Count > 0 ? About(Matter.EveryoneAnswered, open[0])
            : last?.Round.ClosedAt is { } closed && now - closed < News ? About(Matter.JustClosed, last)
            : About(Matter.Nothing, null);

        UpNow About(Matter matter, Board? round) => new(here, matter, timetable, round, null, unfinished);
    }

    /// <summary>What is up, in one sentence or two.</summary>
    public string InWords(DateTimeZone zone, CultureInfo culture)
    {
        var t = new Texts(culture);
        var closes = Round is null ? "" : CheckInCard.When(Round.Round.ClosesAt, zone, culture);
        return Matter switch
        {
            Matter.TheirAnswer => t.UpYourTurn(closes),
            Matter.Answered => t.UpAnswered(closes),
            Matter.Gathering => t.UpGathering(StatusCard.Answered(Round!), StatusCard.Asked(Here.Initiative, Round!), closes),
            Matter.EveryoneAnswered => t.UpEveryoneAnswered(closes),
            Matter.SettingUp => t.UpSettingUp(Here.Initiative.Name),
            Matter.DigestWaits => t.UpDigestWaits(Round!.Round.Title(culture), CheckInCard.When(DigestAt!.Value, zone, culture)),
            Matter.JustClosed => t.UpClosed(Round!.Round.Title(culture)),
            _ => Next.InWords(Timetable, culture),
        };
    }

    /// <summary>What the member can do about it, the first first.</summary>
    public IReadOnlyList<ToDo> ToDo(CultureInfo culture)
    {
        var t = new Texts(culture);
        IReadOnlyList<ToDo> all = Here.IsBackbone ? OfBackbone() : Here.Partner is not null ? OfReporter(t) : OfObserver();
        // Who has opened a check-in before all was set up has the rest still to do.
        return [.. Here.IsBackbone && SetUp is not null ? [.. all.Take(Most - 1), new(Spoken.SetUpList, Words: t.WhatIsLeft)] : all.Take(Most)];
    }

    private IReadOnlyList<ToDo> OfBackbone() => Matter switch
    {
        Matter.TheirAnswer => [new(Spoken.CheckIn), new(Spoken.Status), new(Spoken.Nudge), new(Spoken.Digest), new(Spoken.CloseCheckIn)],
        Matter.Gathering => [new(Spoken.Status), new(Spoken.Nudge), new(Spoken.Answers), new(Spoken.Digest), new(Spoken.CloseCheckIn)],
        Matter.EveryoneAnswered => [new(Spoken.Digest), new(Spoken.CloseCheckIn), new(Spoken.Answers), new(Spoken.Status), new(Spoken.Health)],
        Matter.DigestWaits or Matter.JustClosed => [new(Spoken.Digest), new(Spoken.Answers), new(Spoken.SignOff), new(Spoken.Brief), new(Spoken.Health)],
        _ => [new(Spoken.OpenCheckIn), new(Spoken.Brief), new(Spoken.Health), new(Spoken.Digest), new(Spoken.MessagePartners)],
    };

    private IReadOnlyList<ToDo> OfReporter(Texts t) => Matter switch
    {
        Matter.TheirAnswer => [new(Spoken.CheckIn), new(Spoken.Terms), new(Spoken.Away), new(Spoken.HandOver), new(Spoken.Digest)],
        Matter.Answered => [new(Spoken.CheckIn, t.MyAnswer, t.SeeOrChange), new(Spoken.Status), new(Spoken.Asks), new(Spoken.Digest), new(Spoken.Terms)],
        Matter.JustClosed => [new(Spoken.Digest), new(Spoken.Learnings), new(Spoken.OurPage), new(Spoken.Correct), new(Spoken.NextCheckIn)],
        _ => [new(Spoken.OurPage), new(Spoken.History), new(Spoken.Digest), new(Spoken.Asks), new(Spoken.Terms)],
    };

    private IReadOnlyList<ToDo> OfObserver() => Matter switch
    {
        Matter.Gathering or Matter.EveryoneAnswered => [new(Spoken.Status), new(Spoken.Agenda), new(Spoken.Digest), new(Spoken.Terms), new(Spoken.Learnings)],
        _ => [new(Spoken.Digest), new(Spoken.Agenda), new(Spoken.Terms), new(Spoken.Learnings), new(Spoken.Indicators)],
    };
}

/// <summary>Finds out what is most urgent for a person, in whichever of their initiatives.</summary>
public sealed class WhatIsUp(ReadSetUpList setUp, IGrainFactory grains)
{
    // Whoever is in more of them still gets help at once.
    private const int MostLookedAt = 5;

    /// <param name="memberships">The person's initiatives; the one that they speak of goes first, where all else is the same.</param>
    /// <returns>Null for whoever is in none that goes on.</returns>
    public async Task<UpNow?> Of(IReadOnlyList<Here> memberships, KnownPerson known, Instant now)
    {
        var all = await Task.WhenAll(memberships
            .Where(h => h.Initiative.Ended is null)
            .OrderByDescending(h => h.Initiative.Id == known.Current)
            .Take(MostLookedAt)
            .Select(h => In(h, now)));
        return all.OrderBy(u => u.Matter).ThenBy(u => u.Round?.Round.ClosesAt ?? Instant.MaxValue).FirstOrDefault();
    }

    private async Task<UpNow> In(Here here, Instant now)
    {
        var id = here.Initiative.Id;
        var timetable = await grains.GetGrain<IClockGrain>(id).Get();
        var open = await Task.WhenAll(timetable.Running.OrderBy(r => r.ClosesAt).Select(r => Board(r.Id)));
        return UpNow.Of(
            here,
            timetable,
            [.. open.OfType<Board>()],
            open.Length == 0 && timetable.Told(here.IsBackbone).FirstOrDefault() is { } last ? await Board(last) : null,
            here.IsBackbone ? await setUp.Of(here.Initiative) : null,
            now);

        Task<Board?> Board(RoundId round) => grains.GetGrain<IRoundGrain>(RoundGrain.Key(id, round)).Board();
    }
}
