using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CollectiveImpact.Scheduling;

/// <summary>An initiative's clock: the one writer of its timetable, with one reminder.</summary>
public interface IClockGrain : IGrainWithStringKey
{
    [return: Immutable]
    Task<Timetable> Get();

    Task<Timetable> Change(Schedule schedule);

    /// <summary>Does all that is due, and arms the reminder for what comes next.</summary>
    Task Wake();

    /// <summary>Opens a round by hand.</summary>
    /// <returns>The round, or the one that is open already.</returns>
    Task<(RunningRound Round, bool New)> OpenNow();

    /// <summary>Closes the open round by hand.</summary>
    /// <returns>The round, or null when none was open.</returns>
    Task<RunningRound?> CloseNow();
}

/// <summary>
/// Reminders only wake it: they tick at most once a minute and are missed while nothing runs. What is due is decided from
/// the stored timetable, and done before it is recorded, so that a crash repeats it; listeners do nothing twice.
/// </summary>
public sealed partial class ClockGrain(
    ITimetableStore store,
    Listeners listeners,
    IServiceProvider services,
    IClock clock,
    ILogger<ClockGrain> log) : Grain, IClockGrain, IRemindable
{
    private const string ReminderName = "clock";
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private Timetable _timetable = Timetable.Empty;
    private string? _version;

    private string InitiativeId => this.GetPrimaryKeyString();

    private Instant Now => clock.GetCurrentInstant();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.Load(InitiativeId, cancellationToken) is { } stored)
        {
            (_timetable, _version) = stored;
        }
    }

    public Task<Timetable> Get() => Task.FromResult(_timetable);

    public async Task<Timetable> Change(Schedule schedule)
    {
        // A new schedule starts now: what an old one might have missed is no longer owed.
        await Save(_timetable with { Schedule = schedule, FollowedTo = Now });
        await Arm();
        return _timetable;
    }

    public Task ReceiveReminder(string reminderName, Orleans.Runtime.TickStatus status) => Wake();

    public async Task Wake()
    {
        try
        {
            while (_timetable.NextDue(Now) is { } due)
            {
                await Do(due);
            }
        }
        finally
        {
            await Arm();
        }
    }

    public async Task<(RunningRound Round, bool New)> OpenNow()
    {
        if (_timetable.Running is [var running, ..])
        {
            return (running, false);
        }

        var initiative = await Initiative();
        var round = _timetable.ByHand(initiative.TimeZone, Now);
        await Bring(Moment.Opens, initiative, round);
        await Save(_timetable.With(round, NodaConstants.UnixEpoch));
        await Arm();
        return (round, true);
    }

    public async Task<RunningRound?> CloseNow()
    {
        if (_timetable.Running is not [var round, ..])
        {
            return null;
        }

        await Close(round);
        await Arm();
        return round;
    }

    private async Task Do(Due due)
    {
        switch (due)
        {
            case Due.Open(var round, var at):
                await Bring(Moment.Opens, await Initiative(), round);
                await Save(_timetable.With(round, at));
                break;
            case Due.Remind(var round):
                await Bring(Moment.Reminds, await Initiative(), round);
                await Save(_timetable.WithoutReminder(round));
                break;
            case Due.Close(var round):
                await Close(round);
                break;
            case Due.PassOver(var at):
                LogPassedOver(InitiativeId);
                await Save(_timetable with { FollowedTo = at });
                break;
        }
    }

    // The digest is planned in the durable outbox before the round counts as closed, so no close loses its digest.
    private async Task Close(RunningRound round)
    {
        var initiative = await Initiative();
        await Bring(Moment.Closes, initiative, round);
        await Bring(Moment.Digest, initiative, round);
        await Save(_timetable.Without(round));
    }

    private async Task Bring(Moment moment, Initiative initiative, RunningRound round)
    {
        if (listeners.ByTheClock.TryGetValue(moment, out var listener))
        {
            await ((IClockListener)services.GetRequiredService(listener)).Handle(new Occasion(moment, initiative, round, Now), CancellationToken.None);
        }
    }

    private async Task<Initiative> Initiative() =>
        await GrainFactory.GetGrain<IInitiativeGrain>(InitiativeId).Get() ?? throw new InvalidOperationException("A clock has no initiative.");

    private async Task Arm()
    {
        if (_timetable.NextWake() is { } next)
        {
            // What is due already has just failed: tried again soon, not in a circle.
            var wait = (next - Now).ToTimeSpan();
            await this.RegisterOrUpdateReminder(ReminderName, wait > TimeSpan.Zero ? wait : AfterFailure, Again);
        }
    }

    private async Task Save(Timetable changed)
    {
        try
        {
            _version = await store.Save(InitiativeId, changed, _version, CancellationToken.None);
            _timetable = changed;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An occurrence of {Initiative} was passed over: it was over, or a round was open.")]
    private partial void LogPassedOver(string initiative);
}
