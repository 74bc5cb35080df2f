using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Pulse;

/// <summary>The one writer of an initiative's pulses. Its key is the initiative: there is one open pulse at most.</summary>
public interface IPulseGrain : IGrainWithStringKey
{
    /// <summary>The pulses as a person sees them; what is over by now is closed first.</summary>
    [return: Immutable]
    [Alias("5CB0E33A")]
    Task<PulseView> See(PersonKey person);

    /// <summary>Opens a pulse, unless one is open or the last one was opened within a month.</summary>
    /// <returns>The pulse, or null when it may not be opened.</returns>
    [return: Immutable]
    [Alias("B2F550E5")]
    Task<Survey?> Open(Instant closesAt, bool bySide, string timeZone);

    /// <summary>Takes one answer of a person.</summary>
    [Alias("CB73788E")]
    Task<Taken> Answer(int number, PersonKey person, Side side, Ballot ballot);

    /// <summary>Ends the open pulse, if any.</summary>
    [Alias("C60CA34F")]
    Task Close();
}

/// <param name="Newest">The newest pulse, or null when there never was one.</param>
/// <param name="HasAnswered">Whether the person has answered it; not known any more once it has closed.</param>
/// <param name="Closed">Those that have closed, newest first.</param>
[GenerateSerializer, Immutable]
public sealed record PulseView(Survey? Newest, bool HasAnswered, IReadOnlyList<Survey> Closed)
{
    public Survey? Open => Newest is { IsOpen: true } ? Newest : null;
}

/// <summary>What became of an answer.</summary>
[GenerateSerializer]
public enum Taken
{
    Counted,
    AnsweredBefore,

    /// <summary>The pulse isn't open any more.</summary>
    TooLate,
}

/// <summary>
/// Answers wait in memory until several can be added to the stored sums at once, and nothing that is stored puts a person and an answer
/// together; see <see cref="Mix"/>. Who took part is written in the same transaction, so that what is lost with the process may be
/// answered again. At the close the sums give way to what may be shown, and who took part is forgotten.
/// </summary>
[GrainType("pulse")]
public sealed class PulseGrain(IPulseStore store, IClock clock) : Grain, IPulseGrain, IRemindable
{
    // Four years of quarters.
    private const int MostShown = 16;
    private const string ReminderName = "pulse";
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly List<Waiting> _waiting = [];
    private List<Survey> _surveys = [];
    private Dictionary<Side, Tally> _tallies = [];
    private HashSet<PersonKey> _took = [];
    private string? _version;

    // After a write that failed, what is stored is unknown; what waits mustn't be lost for it.
    private bool _mustRead = true;

    private InitiativeId InitiativeId => new(this.GetPrimaryKeyString());

    private Survey? Newest => _surveys.Count > 0 ? _surveys[^1] : null;

    private Survey? Opened => Newest is { IsOpen: true } ? Newest : null;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Read();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // An orderly end keeps what can be kept. Fewer than five are lost, and may answer again.
        if (!_mustRead && Opened is not null)
        {
            await TryWrite(Mix.Last(_waiting));
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await Ready();
        if (Opened is null)
        {
            await SleepOn();
        }
    }

    public async Task<PulseView> See(PersonKey person)
    {
        await Ready();
        return new PulseView(Newest, Opened is not null && HasAnswered(person), [.. _surveys.Where(s => !s.IsOpen).Reverse().Take(MostShown)]);
    }

    public async Task<Survey?> Open(Instant closesAt, bool bySide, string timeZone)
    {
        await Ready();
        var (now, zone) = (clock.GetCurrentInstant(), TimeZones.Of(timeZone));
        if (Opened is not null || closesAt <= now || Newest?.NextFrom(zone) > now.InZone(zone).Date)
        {
            return null;
        }

        var survey = new Survey(_surveys.Count + 1, now, closesAt, bySide, null, null);
        // Armed first: what is stored and never woken would stay open until somebody looks.
        await this.Remind(ReminderName, (closesAt - now).ToTimeSpan(), Again);
        await Write(survey, [], [], isNew: true);
        _surveys.Add(survey);
        return survey;
    }

    public async Task<Taken> Answer(int number, PersonKey person, Side side, Ballot ballot)
    {
        await Ready();
        if (Opened is not { } survey || survey.Number != number)
        {
            return Taken.TooLate;
        }

        if (HasAnswered(person))
        {
            return Taken.AnsweredBefore;
        }

        _waiting.Add(new Waiting(person, survey.BySide ? side : Side.Together, ballot));
        DelayDeactivation((survey.ClosesAt - clock.GetCurrentInstant()).ToTimeSpan() + Again);
        // When storage is away they wait on, the newest among them: nobody is sent back because of the others.
        await TryWrite(Mix.Now(_waiting));
        return Taken.Counted;
    }

    public async Task Close()
    {
        await Ready();
        await CloseNow();
    }

    private bool HasAnswered(PersonKey person) => _took.Contains(person) || _waiting.Exists(w => w.Person == person);

    // Before anything else: what is stored is known, what is over is closed, what is to be forgotten is forgotten.
    private async Task Ready()
    {
        if (_mustRead)
        {
            await Read();
        }

        if (Opened?.ClosesAt <= clock.GetCurrentInstant())
        {
            await CloseNow();
        }

        if (Opened is null && _took.Count > 0)
        {
            await store.Forget(InitiativeId, Newest!.Number, CancellationToken.None);
            _took.Clear();
        }
    }

    private async Task Read()
    {
        var loaded = await store.Load(InitiativeId, CancellationToken.None);
        _surveys = [.. loaded.Surveys];
        _tallies = new Dictionary<Side, Tally>(loaded.Tallies);
        _took = [.. loaded.People];
        _version = loaded.Version;
        _waiting.RemoveAll(w => Opened is null || _took.Contains(w.Person));
        _mustRead = false;
    }

    private async Task CloseNow()
    {
        if (Opened is not { } survey)
        {
            return;
        }

        var closed = survey with { ClosedAt = clock.GetCurrentInstant(), Report = Disclosure.Of(With(Mix.Last(_waiting))) };
        await Write(closed, [], []);
        _surveys[^1] = closed;
        _tallies = [];
        _waiting.Clear();
        await store.Forget(InitiativeId, closed.Number, CancellationToken.None);
        _took.Clear();
        await SleepOn();
    }

    private Task SleepOn() => this.EndReminder(ReminderName);

    private async Task TryWrite(IReadOnlyList<Waiting> going)
    {
        if (going.Count == 0)
        {
            return;
        }

        var (tallies, people) = (With(going), going.Select(g => g.Person).ToArray());
        try
        {
            await Write(Opened!, tallies, people);
        }
        catch (Exception e) when (e is StorageUnavailableException or StaleStateException)
        {
            return;
        }

        _tallies = tallies;
        _took.UnionWith(people);
        _waiting.RemoveAll(w => _took.Contains(w.Person));
    }

    private Dictionary<Side, Tally> With(IEnumerable<Waiting> going)
    {
        var tallies = new Dictionary<Side, Tally>(_tallies);
        foreach (var side in going.GroupBy(g => g.Side))
        {
            tallies[side.Key] = tallies.GetValueOrDefault(side.Key, Tally.None).Plus(Tally.Of(side.Select(g => g.Ballot)));
        }

        return tallies;
    }

    private async Task Write(Survey survey, Dictionary<Side, Tally> tallies, IReadOnlyCollection<PersonKey> people, bool isNew = false)
    {
        try
        {
            _version = await store.Save(InitiativeId, survey, tallies, people, isNew ? null : _version, CancellationToken.None);
        }
        catch
        {
            _mustRead = true;
            throw;
        }
    }
}
