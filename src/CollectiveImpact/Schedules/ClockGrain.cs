using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace CollectiveImpact.Schedules;

/// <summary>An initiative's clock: the one writer of its timetable, with one reminder.</summary>
public interface IClockGrain : IGrainWithStringKey
{
    /// <summary>The timetable as it is stored, also while the clock does what is due.</summary>
    [AlwaysInterleave]
    [return: Immutable]
    [Alias("1F83B2DE")]
    Task<Timetable> Get();

    /// <summary>Adds a check-in, or changes it; a round that is open keeps its times.</summary>
    /// <param name="after">The last of its rounds that were imported, if any.</param>
    [return: Immutable]
    [Alias("955001AF")]
    Task<Timetable> Follow(Schedule schedule, string? after = null);

    /// <summary>The check-ins that close by one time zone close by another; what is open keeps its times.</summary>
    [return: Immutable]
    [Alias("7A90E2C4")]
    Task<Timetable> Move(string from, string to);

    /// <summary>Check-ins that are for a partner's double are for the partner.</summary>
    [return: Immutable]
    [Alias("E81C40B2")]
    Task<Timetable> Merge(PartnerId kept, PartnerId merged);

    /// <summary>Ends a check-in; a round that is open closes at its time.</summary>
    [return: Immutable]
    [Alias("6F293717")]
    Task<Timetable> Stop(string schedule);

    /// <summary>The days on which nothing opens, in the place of those before.</summary>
    [return: Immutable]
    [Alias("B06D702B")]
    Task<Timetable> Pause(IReadOnlyList<Pause> pauses);

    /// <summary>Passes over a date on which a check-in would open, or takes that back.</summary>
    [return: Immutable]
    [Alias("86313AC4")]
    Task<Timetable> Skip(string schedule, LocalDate date, bool skips);

    /// <summary>Does all that is due, and arms the reminder for what comes next.</summary>
    /// <remarks>It may wait for its turn, when many initiatives are due at the same minute.</remarks>
    [ResponseTimeout("00:10:00")]
    [Alias("529F6E54")]
    Task Wake();

    /// <summary>Opens a round by hand.</summary>
    /// <param name="schedule">The check-in; null for the usual one of an initiative that has none.</param>
    /// <returns>The round, or the one that is open already.</returns>
    [Alias("816EA294")]
    Task<(RunningRound Round, bool New)> OpenNow(string? schedule);

    /// <summary>Closes an open round by hand.</summary>
    /// <returns>The round, or null when it was not open.</returns>
    [Alias("66CF20E5")]
    Task<RunningRound?> CloseNow(RoundId round);

    /// <summary>Takes a closed round up again, until it closes anew; nobody is asked by it.</summary>
    /// <returns>The round as it runs, or null when another of its check-in is open, or it isn't the last of its period.</returns>
    [Alias("B7D0A95E")]
    Task<RunningRound?> Reopen(RunningRound round);

    /// <summary>Has the digest of a closed round posted at a time.</summary>
    [return: Immutable]
    [Alias("6A4E07D2")]
    Task<Timetable> PostAt(RunningRound round, Instant at);

    /// <summary>A digest that waited is not posted by itself any more.</summary>
    [return: Immutable]
    [Alias("F05B8C19")]
    Task<Timetable> DontPost(RoundId round);

    /// <summary>A digest that may have waited is told now: what comes with it follows.</summary>
    [Alias("39D1E6B7")]
    Task DigestPosted(RoundId round);

    /// <summary>Ends all check-ins of an initiative that has ended: what is open closes without a digest, and nothing opens any more. When its time has come, all that is kept of it is erased.</summary>
    [Alias("D1AB19F8")]
    Task End();
}

/// <summary>
/// Reminders only wake it: they tick at most once a minute and are missed while nothing runs. What is due is decided from
/// the stored timetable, and done before it is recorded, so that a crash repeats it; listeners do nothing twice.
/// </summary>
[GrainType("clock")]
public sealed partial class ClockGrain(
    ITimetableStore store,
    ClockListeners listeners,
    IEraser eraser,
    ClockWindow window,
    IClock clock,
    ILogger<ClockGrain> log) : Grain, IClockGrain, IRemindable
{
    private const string ReminderName = "clock";

    // The least that reminders allow: what a process that died left undone is taken up after a minute.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private Timetable _timetable = Timetable.Empty;
    private string? _version;

    private InitiativeId InitiativeId => new(this.GetPrimaryKeyString());

    private Instant Now => clock.GetCurrentInstant();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.Load(InitiativeId, cancellationToken) is { } stored)
        {
            (_timetable, _version) = stored;
        }
    }

    public Task<Timetable> Get() => Task.FromResult(_timetable);

    public Task<Timetable> Follow(Schedule schedule, string? after = null)
    {
        var following = _timetable.Following(schedule, Now);
        return Change(after is null ? following : following with { Closed = [.. following.Closed, after] });
    }

    public async Task<Timetable> Move(string from, string to) => _timetable.Schedules.Any(s => s.Schedule.TimeZone == from) ? await Change(_timetable.Moved(from, to)) : _timetable;

    public async Task<Timetable> Merge(PartnerId kept, PartnerId merged) => _timetable.Names(merged) ? await Change(_timetable.With(kept, merged)) : _timetable;

    public Task<Timetable> Stop(string schedule) => Change(_timetable.WithoutSchedule(schedule));

    public Task<Timetable> Pause(IReadOnlyList<Pause> pauses) => Change(_timetable with { Pauses = pauses });

    public async Task<Timetable> Skip(string schedule, LocalDate date, bool skips) => _timetable.Find(schedule) is { } followed && date > followed.Through
        ? await Change(_timetable.With(followed with { Skipped = [.. followed.Skipped.Where(s => s != date), .. skips ? [date] : Array.Empty<LocalDate>()] }))
        : _timetable;

    public Task ReceiveReminder(string reminderName, Orleans.Runtime.TickStatus status) => Wake();

    public Task Wake() => window.Do(DoWhatIsDue);

    public async Task<(RunningRound Round, bool New)> OpenNow(string? schedule)
    {
        if (_timetable.Running.FirstOrDefault(r => schedule is null || r.Schedule == schedule) is { } running)
        {
            return (running, false);
        }

        var initiative = await Initiative();
        var (round, through) = _timetable.ByHand(schedule is null ? null : _timetable.Find(schedule), initiative.ZonesOf, initiative.TimeZone, Now);
        await listeners.Bring(Occasion(Moment.Opens, initiative, round, Now) with { IsFirst = true });
        await Change(_timetable.With(round, through));
        return (round, true);
    }

    public async Task<RunningRound?> CloseNow(RoundId round)
    {
        if (_timetable.Running.FirstOrDefault(r => r.Id == round) is not { } running)
        {
            return null;
        }

        var initiative = await Initiative();
        await Close(running, initiative);
        await Arm(_timetable, initiative);
        return running;
    }

    public async Task<RunningRound?> Reopen(RunningRound round)
    {
        if (_timetable.Running.FirstOrDefault(r => r.Schedule == round.Schedule) is { } running)
        {
            return running.Id == round.Id ? running : null;
        }

        if (!_timetable.Closed.Contains(round.Id))
        {
            return null;
        }

        await Change(_timetable.Again(round));
        return round;
    }

    public Task<Timetable> PostAt(RunningRound round, Instant at) =>
        _timetable.Closed.Contains(round.Id) ? Change(_timetable.Waiting(round, at)) : Task.FromResult(_timetable);

    public Task<Timetable> DontPost(RoundId round) => Change(_timetable.Posted(round));

    public async Task DigestPosted(RoundId round)
    {
        if (_timetable.Digests.FirstOrDefault(d => d.Round.Id == round) is { } waiting)
        {
            await Post(waiting, await Initiative());
        }
    }

    public async Task End()
    {
        var initiative = await Initiative();
        while (initiative.Ended is not null && _timetable.Running is [var round, ..])
        {
            await listeners.Bring(Occasion(Moment.Closes, initiative, round, Now));
            await Save(_timetable.Without(round));
        }

        if (initiative.Ended is not null && _timetable.Schedules.Count + _timetable.Digests.Count > 0)
        {
            await Change(_timetable with { Schedules = [], Digests = [] });
        }

        if (initiative.Ended?.ErasedFrom <= Now)
        {
            await Erase(initiative);
        }
        else
        {
            await Arm(_timetable, initiative);
        }
    }

    private async Task DoWhatIsDue()
    {
        if (await GrainFactory.GetGrain<IInitiativeGrain>(InitiativeId).Get() is not { } initiative)
        {
            // It was erased, and a crash kept its reminder.
            await Disarm();
            return;
        }

        if (initiative.Ended is not null)
        {
            await End();
            return;
        }

        try
        {
            // What is done is due up to the moment that was looked at, not up to when it is recorded.
            for (var now = Now; _timetable.NextDue(initiative.ZonesOf, now) is { } due; now = Now)
            {
                await Do(due, initiative, now);
            }

            await SeeToMorning(initiative);
        }
        finally
        {
            await Arm(_timetable, initiative);
        }
    }

    private async Task Erase(Initiative initiative)
    {
        foreach (var member in initiative.Members)
        {
            await GrainFactory.GetGrain<IPersonGrain>(member.Person.ToString()).Left(initiative.Id);
        }

        await eraser.Erase(initiative.Id, CancellationToken.None);
        await GrainFactory.GetGrain<IInitiativeGrain>(InitiativeId).Erased();
        await Disarm();
        DeactivateOnIdle();
        LogErased(InitiativeId);
    }

    private async Task Do(Due due, Initiative initiative, Instant now)
    {
        switch (due)
        {
            case Due.Open(var round, var through, var zones, var at):
                ClockTelemetry.Late(Moment.Opens, now - at);
                await listeners.Bring(Occasion(Moment.Opens, initiative, round, now) with { Zones = zones, IsFirst = true });
                await Save(_timetable.With(round, through));
                break;
            case Due.Ask(var round, var opens, var reminds, var at):
                ClockTelemetry.Late(opens.Count > 0 ? Moment.Opens : Moment.Reminds, now - at);
                if (opens.Count > 0)
                {
                    await listeners.Bring(Occasion(Moment.Opens, initiative, round, now) with { Zones = opens });
                }

                foreach (var (date, zones) in reminds)
                {
                    await listeners.Bring(Occasion(Moment.Reminds, initiative, round, now) with { Zones = zones, Reminder = date });
                }

                await Save(_timetable.With(round with { FollowedTo = now }));
                break;
            case Due.Tell(var round):
                await listeners.Bring(Occasion(Moment.Tells, initiative, round, now));
                await Save(_timetable.With(round with { TellsAt = null }));
                break;
            case Due.Close(var round):
                ClockTelemetry.Late(Moment.Closes, now - round.ClosesAt);
                await Close(round, initiative);
                break;
            case Due.Digest(var waiting):
                ClockTelemetry.Late(Moment.Digest, now - waiting.At);
                await Post(waiting, initiative);
                break;
            case Due.PassOver(var schedule, var through):
                LogPassedOver(InitiativeId);
                await Save(_timetable.Through(schedule, through));
                break;
        }
    }

    // The digest is planned in the durable outbox before the round counts as closed, so no close loses its digest.
    private async Task Close(RunningRound round, Initiative initiative)
    {
        await listeners.Bring(Occasion(Moment.Closes, initiative, round, Now));
        if (_timetable.DigestAt(round, Now) is { } later)
        {
            await listeners.Bring(Occasion(Moment.DigestWaits, initiative, round, Now) with { DigestAt = later });
            await Save(_timetable.Without(round).Waiting(round, later));
            return;
        }

        await listeners.Bring(Occasion(Moment.Digest, initiative, round, Now));
        await Save(_timetable.Without(round));
    }

    private async Task Post(WaitingDigest waiting, Initiative initiative)
    {
        await listeners.Bring(Occasion(Moment.Digest, initiative, waiting.Round, Now));
        await Save(_timetable.Posted(waiting.Round.Id));
    }

    private async Task SeeToMorning(Initiative initiative)
    {
        var now = Now;
        if (Mornings.Come(Mornings.Of(initiative), _timetable.Pauses, _timetable.MorningsTo, now) is not { Count: > 0 } times)
        {
            return;
        }

        await listeners.Bring(new Morning(initiative, times, now) { IsDayOff = day => _timetable.Pauses.Any(p => p.Has(day)), Running = _timetable.Running });
        await Save(_timetable with { MorningsTo = now });
    }

    // With all that the timetable has to say about it: nobody need ask the clock while it works.
    private Occasion Occasion(Moment moment, Initiative initiative, RunningRound round, Instant now) =>
        new(moment, initiative, round, now) { LastRound = _timetable.LastOf(round.Schedule), AskedElsewhere = _timetable.AskedElsewhere(round.Schedule) };

    private async Task<Initiative> Initiative() =>
        await GrainFactory.GetGrain<IInitiativeGrain>(InitiativeId).Get() ?? throw new InvalidOperationException("A clock has no initiative.");

    // Armed first: a reminder for what isn't stored wakes in vain, a schedule that nothing wakes is lost.
    private async Task<Timetable> Change(Timetable changed)
    {
        await Arm(changed, await Initiative());
        await Save(changed);
        return changed;
    }

    private async Task Arm(Timetable timetable, Initiative initiative)
    {
        var now = Now;
        var next = initiative.Ended?.ErasedFrom ?? NextOf(timetable, initiative, now);
        // What is due already has just failed: tried again soon, not in a circle.
        var wait = (next - now).ToTimeSpan();
        await this.Remind(ReminderName, wait > TimeSpan.Zero ? wait : Again, Again);
    }

    private static Instant NextOf(Timetable timetable, Initiative initiative, Instant now)
    {
        var times = Mornings.Of(initiative);
        var morning = Mornings.Come(times, timetable.Pauses, timetable.MorningsTo, now).Count > 0 ? now : Mornings.Next(times, timetable.Pauses, now);
        return timetable.NextWake(initiative.ZonesOf, now) is { } round ? Instant.Min(round, morning) : morning;
    }

    private Task Disarm() => this.EndReminder(ReminderName);

    private async Task Save(Timetable changed)
    {
        _version = await this.SaveOrLetGo(() => store.Save(InitiativeId, _timetable, changed, _version, CancellationToken.None));
        _timetable = changed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An occurrence of {Initiative} was passed over: it is skipped, paused, or was over.")]
    private partial void LogPassedOver(string initiative);

    [LoggerMessage(Level = LogLevel.Information, Message = "All that was kept of {Initiative} is erased: two of its backbone ended it a month ago.")]
    private partial void LogErased(string initiative);
}
