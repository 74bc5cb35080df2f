using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Scheduling;

/// <summary>What an initiative's clock knows: its schedule, how far it has been followed, and the rounds that are open.</summary>
/// <param name="FollowedTo">Every opening up to this instant has been dealt with.</param>
/// <param name="LastClosed">The id of the round that closed last.</param>
[GenerateSerializer, Immutable]
public sealed record Timetable(Schedule? Schedule, Instant FollowedTo, IReadOnlyList<RunningRound> Running, string? LastClosed)
{
    public static readonly Timetable Empty = new(null, NodaConstants.UnixEpoch, [], null);

    public const int DefaultOpenDays = 3;

    /// <summary>
    /// The next thing to do at <paramref name="now"/>, or null. Done one at a time: each answer changes the timetable.
    /// </summary>
    /// <remarks>
    /// After a pause only the newest occurrence opens, and only when it isn't over yet; nobody is asked twice about the same
    /// time, and nobody is reminded in the minute in which they are asked.
    /// </remarks>
    public Due? NextDue(Instant now)
    {
        // Closing comes first, so that a late clock never has two rounds of one schedule open.
        if (Running.FirstOrDefault(r => r.ClosesAt <= now) is { } over)
        {
            return new Due.Close(over);
        }

        if (Running.FirstOrDefault(r => r.RemindAt <= now) is { } late)
        {
            return new Due.Remind(late);
        }

        var missed = Schedule?.After(FollowedTo).TakeWhile(o => o.Opens <= now).LastOrDefault();
        if (missed is null)
        {
            return null;
        }

        return missed.Closes > now && Running.Count == 0
            ? new Due.Open(Round(Period.Of(missed.Date, Schedule!.Frequency), now, missed.Closes, missed.Reminds), missed.Opens)
            : new Due.PassOver(missed.Opens);
    }

    /// <summary>When to look again, or null when nothing is to come.</summary>
    public Instant? NextWake()
    {
        var moments = Running.SelectMany(r => new[] { r.ClosesAt, r.RemindAt }).OfType<Instant>();
        return Schedule is null
            ? moments.Order().Select(m => (Instant?)m).FirstOrDefault()
            : moments.Append(Schedule.After(FollowedTo).First().Opens).Min();
    }

    /// <summary>A round that backbone staff open by hand, outside the schedule.</summary>
    /// <remarks>
    /// It leaves room for the schedule's next: a round of the same period takes that one's times and stands for it, any other
    /// is closed when the next one opens.
    /// </remarks>
    public RunningRound ByHand(string timeZone, Instant now)
    {
        var period = Period.Of(now.InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date, Schedule?.Frequency ?? Frequency.Weekly);
        var usual = now + Duration.FromDays(Schedule?.ClosesAfterDays ?? DefaultOpenDays);
        if (Schedule is null)
        {
            return Round(period, now, usual, usual - Duration.FromDays(1));
        }

        var next = Schedule.After(now).First();
        if (Period.Of(next.Date, Schedule.Frequency) == period)
        {
            return Round(period, now, next.Closes, next.Reminds);
        }

        var closes = Instant.Min(usual, next.Opens);
        return Round(period, now, closes, Schedule.RemindDaysBefore is { } days ? closes - Duration.FromDays(days) : null);
    }

    public Timetable With(RunningRound opened, Instant followedTo) =>
        this with { Running = [.. Running.Where(r => r.Id != opened.Id), opened], FollowedTo = Instant.Max(FollowedTo, followedTo) };

    public Timetable WithoutReminder(RunningRound reminded) =>
        this with { Running = [.. Running.Select(r => r.Id == reminded.Id ? r with { RemindAt = null } : r)] };

    public Timetable Without(RunningRound closed) =>
        this with { Running = [.. Running.Where(r => r.Id != closed.Id)], LastClosed = closed.Id };

    private RunningRound Round(Period period, Instant now, Instant closes, Instant? reminds)
    {
        var id = period.Id;
        if (LastClosed == id || LastClosed?.StartsWith(id + ".", StringComparison.Ordinal) == true)
        {
            // The same period again: 2026-W48, 2026-W48.2, 2026-W48.3.
            var times = LastClosed.Length > id.Length ? int.Parse(LastClosed.AsSpan(id.Length + 1), System.Globalization.CultureInfo.InvariantCulture) : 1;
            id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}.{times + 1}");
        }

        return new RunningRound(id, period, now, closes, reminds > now ? reminds : null);
    }
}

/// <summary>One thing that the clock has to do now.</summary>
public abstract record Due
{
    public sealed record Open(RunningRound Round, Instant At) : Due;

    public sealed record Remind(RunningRound Round) : Due;

    public sealed record Close(RunningRound Round) : Due;

    /// <summary>An occurrence that came while nothing ran and is over, or met an open round.</summary>
    public sealed record PassOver(Instant At) : Due;
}

/// <summary>Where timetables are kept.</summary>
public interface ITimetableStore
{
    Task<(Timetable Timetable, string Version)?> Load(string initiative, CancellationToken cancel);

    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>.</exception>
    Task<string> Save(string initiative, Timetable timetable, string? version, CancellationToken cancel);
}
