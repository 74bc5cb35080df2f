using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Schedules;

/// <summary>What an initiative's clock knows: its check-ins and how far each has been followed, its pauses, and the rounds that are open.</summary>
/// <param name="Closed">The ids of the rounds that closed last, newest last: of each period and check-in the newest.</param>
[GenerateSerializer, Immutable]
public sealed record Timetable(
    IReadOnlyList<FollowedSchedule> Schedules,
    IReadOnlyList<Pause> Pauses,
    IReadOnlyList<RunningRound> Running,
    IReadOnlyList<string> Closed)
{
    public static readonly Timetable Empty = new([], [], [], []);

    public const int DefaultOpenDays = 3;

    /// <summary>The mornings up to then have been seen to; null while none has.</summary>
    [Id(0)] public Instant? MorningsTo { get; init; }

    /// <summary>The digests of closed rounds that are posted later.</summary>
    [Id(1)] public IReadOnlyList<WaitingDigest> Digests { get => field ?? []; init; } = [];

    // Seven years of weeks: whoever looks for an earlier digest finds it here.
    private const int Remembered = 400;

    // Time to look at a digest that has just become whole.
    private static readonly Duration TimeToLook = Duration.FromHours(1);

    // Where a date begins first, and last: whoever moves is still asked.
    private static readonly DateTimeZone FirstPlace = DateTimeZone.ForOffset(Offset.FromHours(14));
    private static readonly DateTimeZone LastPlace = DateTimeZone.ForOffset(Offset.FromHours(-12));
    private static readonly Duration Settled = Duration.FromMinutes(30);

    // What is opened again for less is closed before anybody has looked.
    private static readonly Duration WorthIt = Duration.FromHours(4);
    private static readonly Duration ReopenedFor = Duration.FromDays(2);

    /// <summary>The rounds that closed, the newest first.</summary>
    public IEnumerable<RoundId> NewestClosed => Closed.Reverse().Select(c => new RoundId(c));

    /// <summary>Those of them that may be told of to somebody: a digest that waits for the backbone is theirs alone.</summary>
    public IEnumerable<RoundId> Told(bool toBackbone) => NewestClosed.Where(r => toBackbone || Digests.All(d => d.Round.Id != r));

    /// <summary>The id of the round that closed last.</summary>
    public RoundId? LastClosed => NewestClosed.FirstOrDefault();

    /// <summary>The id of the round of a check-in that closed last.</summary>
    public RoundId? LastOf(string schedule) => NewestClosed.FirstOrDefault(c => c.Schedule == schedule);

    /// <summary>The indicators that check-ins other than this one name.</summary>
    public IReadOnlySet<string> AskedElsewhere(string schedule) => Schedules.Where(s => s.Schedule.Id != schedule).SelectMany(s => s.Schedule.Asks.Indicators).ToHashSet();

    /// <summary>How long the periods are that an indicator's numbers are about: as it says itself, else as the check-in has them that asks for it, or that closed last.</summary>
    public Frequency FrequencyOf(Indicator indicator) => indicator.Every
        ?? (Schedules.FirstOrDefault(s => s.Schedule.Asks.Indicators.Contains(indicator.Id)) ?? Schedules.FirstOrDefault(s => s.Schedule.Asks.Indicators.Count == 0))?.Schedule.Recurs.Frequency
        ?? NewestClosed.Select(r => r.Period).FirstOrDefault(p => p.IsReal)?.Frequency
        ?? Frequency.Weekly;

    /// <summary>Whether a check-in is for some partners, and this is one of them.</summary>
    public bool Names(PartnerId partner) =>
        Schedules.Select(s => s.Schedule.Asks).Concat(Running.Select(r => r.Asks)).Concat(Digests.Select(d => d.Round.Asks)).Any(a => a.Partners.Contains(partner));

    /// <summary>The timetable with a partner in the place of its double.</summary>
    public Timetable With(PartnerId kept, PartnerId merged)
    {
        return this with
        {
            Schedules = [.. Schedules.Select(s => s with { Schedule = s.Schedule with { Asks = Kept(s.Schedule.Asks) } })],
            Running = [.. Running.Select(r => r with { Asks = Kept(r.Asks) })],
            Digests = [.. Digests.Select(d => d with { Round = d.Round with { Asks = Kept(d.Round.Asks) } })],
        };

        Scope Kept(Scope asks) => asks with { Partners = [.. asks.Partners.Select(p => p == merged ? kept : p).Distinct()] };
    }

    public FollowedSchedule? Find(string schedule) => Schedules.FirstOrDefault(s => s.Schedule.Id == schedule);

    /// <summary>The occurrences that will open, in order, without end: those that are skipped or fall into a pause are left out.</summary>
    public IEnumerable<Occurrence> Coming(FollowedSchedule followed) => followed.Schedule.After(followed.Through).Where(o => !PassesOver(followed, o));

    /// <summary>
    /// The next thing to do at <paramref name="now"/>, or null. Done one at a time: each answer changes the timetable.
    /// </summary>
    /// <param name="zones">The time zones of those whom a check-in asks.</param>
    /// <remarks>
    /// After a pause only the newest occurrence opens, and only when it isn't over yet; nobody is reminded in the minute in
    /// which they are asked. Whoever was to be asked earlier is named again, for those who have moved or joined since; asking
    /// the same person twice asks once.
    /// </remarks>
    public Due? NextDue(Func<Scope, IReadOnlyCollection<DateTimeZone>> zones, Instant now)
    {
        // Closing comes first, so that a late clock never has two rounds of one check-in open.
        if (Running.FirstOrDefault(r => r.ClosesAt <= now) is { } over)
        {
            return new Due.Close(over);
        }

        if (Digests.FirstOrDefault(d => d.At <= now) is { } ready)
        {
            return new Due.Digest(ready);
        }

        foreach (var round in Running)
        {
            if (DueFor(round, zones(round.Asks), now) is { } due)
            {
                return due;
            }
        }

        // A check-in whose round is open waits for its close, which wakes the clock.
        foreach (var followed in Schedules.Where(s => Running.All(r => r.Schedule != s.Schedule.Id)))
        {
            if (DueFor(followed, zones(followed.Schedule.Asks), now) is { } due)
            {
                return due;
            }
        }

        return null;
    }

    /// <summary>When to look again, or null when nothing is to come. Not later than now when something is due.</summary>
    public Instant? NextWake(Func<Scope, IReadOnlyCollection<DateTimeZone>> zones, Instant now)
    {
        var moments = new List<Instant>();
        foreach (var round in Running)
        {
            moments.Add(round.ClosesAt);
            if (round.TellsAt is { } tells)
            {
                moments.Add(tells);
            }

            var here = zones(round.Asks);
            moments.AddRange((round.AtOnce ? [] : here.Append(LastPlace).Select(z => LocalMoment.In(z, round.Date, round.At)))
                .Concat(here.SelectMany(z => round.Reminds.Select(date => LocalMoment.In(z, date, round.At))))
                .Where(m => m > round.FollowedTo && m < round.ClosesAt));
        }

        foreach (var followed in Schedules.Where(s => Running.All(r => r.Schedule != s.Schedule.Id)))
        {
            // Woken before anyone's time has come, the clock asks anew where everyone is.
            var next = followed.Schedule.After(followed.Through).First();
            var first = LocalMoment.In(FirstPlace, next.Date, followed.Schedule.At);
            moments.Add(first > now ? first : Earliest(followed.Schedule, next, zones(followed.Schedule.Asks)));
        }

        moments.AddRange(Digests.Select(d => d.At));
        return moments.Count == 0 ? null : moments.Min();
    }

    /// <summary>A round that backbone staff open by hand, outside the schedule, for everyone at once.</summary>
    /// <returns>The round, and the last date of the schedule that it stands for.</returns>
    /// <remarks>
    /// It leaves room for the schedule's next: a round of the same period takes that one's times and stands for it, any other
    /// is closed when the next one opens.
    /// </remarks>
    public (RunningRound Round, LocalDate? Through) ByHand(FollowedSchedule? followed, Func<Scope, IReadOnlyCollection<DateTimeZone>> zones, string timeZone, Instant now)
    {
        var today = now.InZone(TimeZones.Of(timeZone)).Date;
        if (followed is null)
        {
            var closes = now + Duration.FromDays(DefaultOpenDays);
            var at = now.InZone(TimeZones.Of(timeZone)).TimeOfDay;
            return (New(Schedule.UsualId, Schedule.UsualName, Scope.Everything, Period.Of(today, Frequency.Weekly), today, at, atOnce: true, now, closes, [today.PlusDays(DefaultOpenDays - 1)], [], now), null);
        }

        var schedule = followed.Schedule;
        var period = Period.Of(today, schedule.Recurs.Frequency);
        var next = Coming(followed).First();
        if (Period.Of(next.Date, schedule.Recurs.Frequency) == period)
        {
            return (Open(schedule, period, today, atOnce: true, now, next.Closes, next.Reminds, []), next.Date);
        }

        var usual = new Occurrence(today, now + Duration.FromDays(schedule.ClosesAfterDays), [.. schedule.RemindDaysBefore.Select(d => today.PlusDays(schedule.ClosesAfterDays - d))]);
        return (Open(schedule, period, today, atOnce: true, now, Instant.Min(usual.Closes, Earliest(schedule, next, zones(schedule.Asks))), usual.Reminds, []), null);
    }

    /// <summary>The timetable with a check-in that is new or changed: what an earlier one might have missed is no longer owed, and what it has asked is not asked again.</summary>
    public Timetable Following(Schedule schedule, Instant now)
    {
        var through = schedule.HeldBy(now);
        var followed = Find(schedule.Id) is { } before
            ? new FollowedSchedule(schedule, LocalDate.Max(before.Through, through), [])
            : new FollowedSchedule(schedule, through, []);
        return With(followed);
    }

    public Timetable With(FollowedSchedule followed) => this with
    {
        Schedules = Find(followed.Schedule.Id) is null
            ? [.. Schedules, followed]
            : [.. Schedules.Select(s => s.Schedule.Id == followed.Schedule.Id ? followed : s)],
    };

    /// <summary>The check-ins of a time zone close by another from now on; what was followed and skipped stays, for dates are the same everywhere.</summary>
    public Timetable Moved(string from, string to) => this with
    {
        Schedules = [.. Schedules.Select(s => s.Schedule.TimeZone == from ? s with { Schedule = s.Schedule with { TimeZone = to } } : s)],
    };

    public Timetable WithoutSchedule(string schedule) => this with { Schedules = [.. Schedules.Where(s => s.Schedule.Id != schedule)] };

    public Timetable With(RunningRound round, LocalDate? through = null)
    {
        var running = Running.Any(r => r.Id == round.Id) ? Running.Select(r => r.Id == round.Id ? round : r) : Running.Append(round);
        return (through is { } date ? Through(round.Schedule, date) : this) with { Running = [.. running] };
    }

    /// <summary>The timetable in which a check-in has been followed to a date.</summary>
    public Timetable Through(string schedule, LocalDate date) => Find(schedule) is { } followed
        ? With(followed with { Through = LocalDate.Max(followed.Through, date), Skipped = [.. followed.Skipped.Where(s => s > date)] })
        : this;

    public Timetable Without(RunningRound closed)
    {
        var asked = closed.Number == 1 ? closed.Id.Value : closed.Id.Value[..closed.Id.Value.LastIndexOf('.')];
        return this with
        {
            Running = [.. Running.Where(r => r.Id != closed.Id)],
            Closed = [.. Closed.Where(c => NumberOf(c, asked) is null).Append(closed.Id).TakeLast(Remembered)],
        };
    }

    /// <summary>Until when a closed round is open when it is opened again now: as it was planned, or two days, but not beyond the next of its check-in.</summary>
    /// <param name="planned">When it was to close.</param>
    /// <param name="zones">The time zones of those whom a check-in asks.</param>
    public Instant ReopensUntil(string schedule, Instant planned, Func<Scope, IReadOnlyCollection<DateTimeZone>> zones, Instant now)
    {
        var until = planned > now + WorthIt ? planned : now + ReopenedFor;
        return Find(schedule) is { } followed
            ? Instant.Min(until, Instant.Max(Earliest(followed.Schedule, Coming(followed).First(), zones(followed.Schedule.Asks)), now + WorthIt))
            : until;
    }

    /// <summary>The timetable in which a closed round runs again.</summary>
    public Timetable Again(RunningRound round) => this with
    {
        Running = [.. Running, round],
        Closed = [.. Closed.Where(c => c != round.Id.Value)],
        Digests = [.. Digests.Where(d => d.Round.Id != round.Id)],
    };

    /// <summary>When the digest of a round that closes now is posted; null when it is at once.</summary>
    /// <remarks>On the first working day on which the time of the day comes and there was an hour to look at it.</remarks>
    public Instant? DigestAt(RunningRound round, Instant closed) => DigestAt(round.Schedule, closed);

    /// <summary>The same for any round of a check-in.</summary>
    public Instant? DigestAt(string its, Instant closed)
    {
        if (Find(its)?.Schedule is not { DigestAt: { } time } schedule)
        {
            return null;
        }

        var zone = TimeZones.Of(schedule.TimeZone);
        for (var date = closed.InZone(zone).Date; ; date = date.PlusDays(1))
        {
            if (LocalMoment.In(zone, date, time) is var at && at >= closed + TimeToLook && Mornings.IsWorking(date, Pauses))
            {
                return at;
            }
        }
    }

    /// <summary>The timetable in which a closed round's digest is posted at a time, and at no other.</summary>
    public Timetable Waiting(RunningRound round, Instant at) => this with { Digests = [.. Digests.Where(d => d.Round.Id != round.Id), new WaitingDigest(round, at)] };

    /// <summary>The timetable in which a closed round's digest waits no more.</summary>
    public Timetable Posted(RoundId round) => this with { Digests = [.. Digests.Where(d => d.Round.Id != round)] };

    private static Due? DueFor(RunningRound round, IReadOnlyCollection<DateTimeZone> zones, Instant now)
    {
        bool IsNew(Instant moment) => moment > round.FollowedTo && moment <= now;
        var opens = round.AtOnce ? [] : zones.Append(LastPlace).Select(z => (Zone: z, At: LocalMoment.In(z, round.Date, round.At))).Where(o => o.At <= now && o.At < round.ClosesAt).ToArray();
        var opening = opens.Where(o => IsNew(o.At)).Select(o => o.At).ToArray();

        // The newest reminder of each place, if its people were asked before it.
        var reminders = zones
            .Where(z => round.AtOnce || opens.Any(o => o.Zone.Equals(z) && !IsNew(o.At)))
            .SelectMany(z => round.Reminds
                .Select(date => (Zone: z, Date: date, At: LocalMoment.In(z, date, round.At)))
                .Where(r => r.At <= now && r.At < round.ClosesAt && r.At > round.OpenedAt)
                .TakeLast(1))
            .ToArray();
        var reminding = reminders.Where(r => IsNew(r.At)).ToArray();
        if (opening.Length + reminding.Length > 0)
        {
            return new Due.Ask(
                round,
                opening.Length == 0 ? [] : [.. opens.Select(o => o.Zone)],
                [.. reminding.Select(r => r.Date).Distinct().Select(date => new Reminder(date, [.. reminders.Where(r => r.Date == date).Select(r => r.Zone)]))],
                opening.Concat(reminding.Select(r => r.At)).Min());
        }

        return round.TellsAt <= now ? new Due.Tell(round) : null;
    }

    private Due? DueFor(FollowedSchedule followed, IReadOnlyCollection<DateTimeZone> zones, Instant now)
    {
        var schedule = followed.Schedule;
        var come = schedule.After(followed.Through).TakeWhile(o => Earliest(schedule, o, zones) <= now).ToArray();
        if (come.Length == 0)
        {
            return null;
        }

        var through = come[^1].Date;
        if (come.LastOrDefault(o => o.Closes > now && !PassesOver(followed, o)) is not { } newest)
        {
            return new Due.PassOver(schedule.Id, through);
        }

        var opens = zones.Select(z => (Zone: z, At: LocalMoment.In(z, newest.Date, schedule.At))).ToArray();
        return new Due.Open(
            Open(schedule, Period.Of(newest.Date, schedule.Recurs.Frequency), newest.Date, atOnce: false, now, newest.Closes, newest.Reminds, [.. opens.Select(o => o.At)]),
            through,
            [.. opens.Where(o => o.At <= now).Select(o => o.Zone)],
            opens.Min(o => o.At));
    }

    private bool PassesOver(FollowedSchedule followed, Occurrence occurrence) =>
        followed.Skipped.Contains(occurrence.Date) || Pauses.Any(p => p.Has(occurrence.Date));

    private static Instant Earliest(Schedule schedule, Occurrence occurrence, IEnumerable<DateTimeZone> zones) =>
        zones.Min(z => LocalMoment.In(z, occurrence.Date, schedule.At));

    private RunningRound Open(Schedule schedule, Period period, LocalDate date, bool atOnce, Instant now, Instant closes, IReadOnlyList<LocalDate> reminds, IReadOnlyList<Instant> opens) =>
        New(schedule.Id, schedule.Name, schedule.Asks, period, date, schedule.At, atOnce, now, closes, reminds, opens, now);

    private RunningRound New(
        string schedule, string name, Scope asks, Period period, LocalDate date, LocalTime at, bool atOnce,
        Instant opened, Instant closes, IReadOnlyList<LocalDate> reminds, IReadOnlyList<Instant> opens, Instant now)
    {
        var asked = $"{period}.{schedule}";
        var number = Closed.Select(c => NumberOf(c, asked) ?? 0).DefaultIfEmpty(0).Max() + 1;
        var tells = opens.Append(now).Max() + Settled;
        return new RunningRound(
            new(number == 1 ? asked : string.Create(CultureInfo.InvariantCulture, $"{asked}.{number}")),
            schedule, name, number, period, date, at, atOnce, asks, opened, closes, [.. reminds.Where(r => r > date)], now, tells < closes ? tells : null);
    }

    // Which time the period was asked about: 2026-W48.check-in was the first, 2026-W48.check-in.2 the second.
    private static int? NumberOf(string round, string asked) =>
        round == asked ? 1
        : round.StartsWith(asked + ".", StringComparison.Ordinal) && int.TryParse(round.AsSpan(asked.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}

/// <summary>A check-in, and how far it has been followed.</summary>
/// <param name="Through">Every occurrence up to this date has been dealt with.</param>
/// <param name="Skipped">Later dates that backbone staff have passed over.</param>
[GenerateSerializer, Immutable]
public sealed record FollowedSchedule(Schedule Schedule, LocalDate Through, IReadOnlyList<LocalDate> Skipped);

/// <summary>The digest of a closed round that is posted later.</summary>
[GenerateSerializer, Immutable]
public sealed record WaitingDigest(RunningRound Round, Instant At);

/// <summary>Days on which no check-in opens, such as holidays.</summary>
/// <param name="Last">The last such day.</param>
[GenerateSerializer, Immutable]
public sealed record Pause(LocalDate First, LocalDate Last, string Name)
{
    public const int LongestName = 80;

    public bool Has(LocalDate date) => First <= date && date <= Last;
}

/// <summary>One thing that the clock has to do now.</summary>
public abstract record Due
{
    /// <summary>Opens a round, and asks those whose time has come.</summary>
    /// <param name="Through">The schedule is followed to this date with it.</param>
    /// <param name="Zones">Where the time has come.</param>
    /// <param name="At">When it came first.</param>
    public sealed record Open(RunningRound Round, LocalDate Through, IReadOnlyList<DateTimeZone> Zones, Instant At) : Due;

    /// <summary>In a round that is open, asks those whose time has come since, and reminds those who are missing.</summary>
    /// <param name="Opens">Where the time of the opening has come, if it has come anywhere since.</param>
    /// <param name="At">When the first of all this was due.</param>
    public sealed record Ask(RunningRound Round, IReadOnlyList<DateTimeZone> Opens, IReadOnlyList<Reminder> Reminds, Instant At) : Due;

    /// <summary>Tells backbone staff who could not be asked.</summary>
    public sealed record Tell(RunningRound Round) : Due;

    public sealed record Close(RunningRound Round) : Due;

    /// <summary>Posts a digest that has waited for its time.</summary>
    public sealed record Digest(WaitingDigest Waiting) : Due;

    /// <summary>Occurrences that are skipped, paused, or over because nothing ran.</summary>
    public sealed record PassOver(string Schedule, LocalDate Through) : Due;
}

/// <summary>A reminder, and where its time has come.</summary>
public sealed record Reminder(LocalDate Date, IReadOnlyList<DateTimeZone> Zones);

/// <summary>Where timetables are kept.</summary>
public interface ITimetableStore
{
    Task<(Timetable Timetable, string Version)?> Load(InitiativeId initiative, CancellationToken cancel);

    /// <param name="before">What <paramref name="version"/> stands for.</param>
    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>.</exception>
    Task<string> Save(InitiativeId initiative, Timetable before, Timetable timetable, string? version, CancellationToken cancel);
}
