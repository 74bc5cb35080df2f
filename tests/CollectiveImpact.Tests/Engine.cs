using System.Collections.Concurrent;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;
using CollectiveImpact.Pulse;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using CollectiveImpact.Tests;
using CollectiveImpact.Tests.Activities;
using CollectiveImpact.Tests.Agenda;
using CollectiveImpact.Tests.Pulse;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.TestingHost;
using Orleans.Timers;

[assembly: AssemblyFixture(typeof(Engine))]

namespace CollectiveImpact.Tests;

/// <summary>
/// The product's grains on one silo, over small stores in memory. Every test has an initiative, a batch and a tenant of
/// its own, so that none sees another.
/// </summary>
public class Engine : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;
    private int _ids;

    public Engine()
        : this(isShared: true)
    {
    }

    private protected Engine(bool isShared)
    {
        Time = new WatchedTime(isShared);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo.Services));
        builder.ConfigureHost(host => host.Services.AddIds());
        _cluster = builder.Build();
    }

    internal Stores Stores { get; } = new();

    internal PulsesInMemory Pulses { get; } = new();

    internal ActivitiesInMemory Activities { get; } = new();

    internal Reminders Reminders { get; } = new();

    internal Listening Listening { get; } = new();

    internal WallClock Calendar { get; } = new();

    internal WatchedTime Time { get; }

    internal Teams Teams { get; } = new();

    internal Letters Letters { get; } = new();

    internal GrainCalls Calls { get; } = new();

    internal IGrainFactory Grains => _cluster.Client;

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    // A grain that still waits in the time that stands still would keep the silo from stopping.
    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        GC.SuppressFinalize(this);
    }

    /// <summary>An id that no other test has.</summary>
    internal InitiativeId NewId() => new($"i{Interlocked.Increment(ref _ids):00000}");

    /// <summary>Riverside under an id of its own, stored.</summary>
    internal Initiative NewInitiative()
    {
        var initiative = Riverside.Initiative with { Id = NewId() };
        Stores.Initiatives[initiative.Id] = initiative;
        Stores.Indicators[initiative.Id] = [.. Riverside.Indicators];
        return initiative;
    }

    /// <summary>As after a restart: the grain is gone from memory, and the next call reads the store.</summary>
    internal Task Forget(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>Until the grain has left memory by itself.</summary>
    internal Task Forgotten(IAddressable grain) => _cluster.WaitForDeactivationAsync(grain).InTime();

    private void Configure(IServiceCollection services)
    {
        services
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IClock>(Calendar)
            .AddSingleton<ClockListeners>()
            .AddSingleton<ClockWindow>()
            .AddSingleton<IInitiativeStore>(Stores)
            .AddSingleton<IIndicatorStore>(Stores)
            .AddSingleton<ITermStore>(Stores)
            .AddSingleton<ITimetableStore>(Stores)
            .AddSingleton<IRoundStore>(Stores)
            .AddSingleton<IHistoryStore>(Stores)
            .AddSingleton<ILearningStore>(Stores)
            .AddSingleton<IOutboxStore>(Stores)
            .AddSingleton<IPulseStore>(Pulses)
            .AddSingleton<IActivityStore>(Activities)
            .AddSingleton<IAgendaStore, AgendasInMemory>()
            .AddSingleton<IPersonStore>(Stores)
            .AddSingleton<IHomeStore>(Stores)
            .AddSingleton<IUnsentFormStore>(Stores)
            .AddSingleton<IMemberTraces>(Stores)
            .AddSingleton<IEraser>(Stores)
            .AddSingleton<IMessenger>(Teams)
            .AddSingleton<IIncomingGrainCallFilter>(Calls)
            .AddSingleton<IReminderRegistry>(Reminders)
            .AddSingleton(Listening.Doors())
            .AddSingleton(Listening)
            .AddSingleton<Listening.Opens>()
            .AddSingleton<Listening.Reminds>()
            .AddSingleton<Listening.Tells>()
            .AddSingleton<Listening.Closes>()
            .AddSingleton<Listening.Digests>()
            .AddSingleton<Listening.Mornings>()
            .AddSingleton<Listening.OtherMornings>()
            .AddSingleton<KnownInitiatives>()
            .AddSingleton<UnsentForms>()
            .AddSingleton<IDirectory, NoDirectory>()
            .AddSingleton<OutOfOffice>()
            .AddSingleton<CheckInPost>()
            .AddSingleton<IWriter>(s => s.GetRequiredService<CheckInPost>())
            .AddSingleton<IWriter>(Letters)
            .AddSingleton<IWriter, RolePost>()
            .AddSingleton<IWriter, HandOverPost>()
            .AddSingleton<IWriter, JoinPost>()
            .AddSingleton<Writers>()
            .AddSingleton<ChannelPosts>()
            .AddSingleton<Dispatch>()
            // The pace is tested by itself: here time stands still.
            .AddSingleton(Options.Create(new DeliveryOptions { TimeOut = TimeSpan.FromHours(1), MessagesPerSecond = 0, Mail = { PerMinute = 3 } }));
    }
}

/// <summary>A test that waits for what never comes fails, and doesn't hang.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static Task InTime(this Task task) => task.WaitAsync(Longest, TestContext.Current.CancellationToken);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Longest, TestContext.Current.CancellationToken);
}

/// <summary>A calendar that stands where it was set.</summary>
internal sealed class WallClock : IClock
{
    public Instant Now { get; set; } = Riverside.Opening;

    public Instant GetCurrentInstant() => Now;
}

/// <summary>Remembers when each grain asked to be woken.</summary>
internal sealed class Reminders : IReminderRegistry
{
    private readonly ConcurrentDictionary<GrainId, TimeSpan> _due = new();

    public TimeSpan? Of(IAddressable grain) => _due.TryGetValue(grain.GetGrainId(), out var due) ? due : null;

    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        _due[callingGrainId] = dueTime;
        return Task.FromResult<IGrainReminder>(new Reminder(reminderName));
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => Task.CompletedTask;

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) => Task.FromResult<IGrainReminder?>(null);

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => Task.FromResult(new List<IGrainReminder>());

    private sealed record Reminder(string ReminderName) : IGrainReminder;
}

/// <summary>Listens at every moment of a round's life, and fails when told to.</summary>
internal sealed class Listening
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(Moment Moment, RunningRound Round)>> _heard = new();
    private readonly ConcurrentDictionary<(string, Moment), bool> _failing = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _mornings = new();
    private readonly ConcurrentDictionary<string, bool> _failingMornings = new();

    public IReadOnlyList<(Moment Moment, RunningRound Round)> Heard(InitiativeId initiative) => [.. _heard.GetValueOrDefault(initiative) ?? []];

    /// <summary>Who was brought a morning, in order.</summary>
    public IReadOnlyList<string> HeardMornings(InitiativeId initiative) => [.. _mornings.GetValueOrDefault(initiative) ?? []];

    /// <summary>The first of those who are brought a morning fails.</summary>
    public void FailMornings(InitiativeId initiative, bool fails = true) => _failingMornings[initiative] = fails;

    /// <summary>Looked at whenever a moment is brought.</summary>
    public Action<Occasion> Looking { get; set; } = static _ => { };

    public void Fail(InitiativeId initiative, Moment moment, bool fails = true) => _failing[(initiative, moment)] = fails;

    public static Listeners Doors()
    {
        var listeners = new Listeners();
        listeners.Clock(Moment.Opens).Do<Opens>();
        listeners.Clock(Moment.Reminds).Do<Reminds>();
        listeners.Clock(Moment.Tells).Do<Tells>();
        listeners.Clock(Moment.Closes).Do<Closes>();
        listeners.Clock(Moment.Digest).Do<Digests>();
        listeners.Morning().Do<Mornings>();
        listeners.Morning().Do<OtherMornings>();
        return listeners;
    }

    private Task Hear(Occasion occasion)
    {
        _heard.GetOrAdd(occasion.Initiative.Id, _ => new()).Enqueue((occasion.Moment, occasion.Round));
        Looking(occasion);
        return _failing.GetValueOrDefault((occasion.Initiative.Id, occasion.Moment))
            ? Task.FromException(new StorageUnavailableException())
            : Task.CompletedTask;
    }

    private Task HearMorning(Morning morning, string who, bool mayFail)
    {
        _mornings.GetOrAdd(morning.Initiative.Id, _ => new()).Enqueue($"{who} {string.Join(' ', morning.Times.Select(t => t.Zone))}");
        return mayFail && _failingMornings.GetValueOrDefault(morning.Initiative.Id) ? Task.FromException(new StorageUnavailableException()) : Task.CompletedTask;
    }

    internal sealed class Mornings(Listening listening) : IMorningListener
    {
        public Task Handle(Morning morning, CancellationToken cancel) => listening.HearMorning(morning, "first", mayFail: true);
    }

    internal sealed class OtherMornings(Listening listening) : IMorningListener
    {
        public Task Handle(Morning morning, CancellationToken cancel) => listening.HearMorning(morning, "second", mayFail: false);
    }

    internal sealed class Opens(Listening listening) : IClockListener
    {
        public Task Handle(Occasion occasion, CancellationToken cancel) => listening.Hear(occasion);
    }

    internal sealed class Reminds(Listening listening) : IClockListener
    {
        public Task Handle(Occasion occasion, CancellationToken cancel) => listening.Hear(occasion);
    }

    internal sealed class Tells(Listening listening) : IClockListener
    {
        public Task Handle(Occasion occasion, CancellationToken cancel) => listening.Hear(occasion);
    }

    internal sealed class Closes(Listening listening) : IClockListener
    {
        public Task Handle(Occasion occasion, CancellationToken cancel) => listening.Hear(occasion);
    }

    internal sealed class Digests(Listening listening) : IClockListener
    {
        public Task Handle(Occasion occasion, CancellationToken cancel) => listening.Hear(occasion);
    }
}

/// <summary>Writes to a chat that is named like the recipient, unless it was told otherwise.</summary>
internal sealed class Letters : IWriter
{
    public const string Kind = "test";

    private readonly ConcurrentDictionary<string, Func<Letter>> _letters = new();

    public IReadOnlyCollection<string> Kinds => [Kind];

    public void Write(string recipient, Func<Letter> letter) => _letters[recipient] = letter;

    public static ConversationAddress AddressOf(string recipient, PlaceKind place = PlaceKind.Personal) =>
        new("https://teams.test", "chat-" + recipient, recipient[..recipient.IndexOf(':', StringComparison.Ordinal)], "bot", place);

    public Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel) =>
        Task.FromResult(_letters.TryGetValue(recipient, out var letter) ? letter() : new Letter.To(AddressOf(recipient), "{}", ""));
}

/// <summary>Teams as the post office sees it: each conversation answers as it was told to, and else takes the message.</summary>
internal sealed class Teams : IMessenger
{
    private readonly ConcurrentDictionary<string, Func<int, Task<SendOutcome>>> _answers = new();
    private readonly ConcurrentDictionary<string, int> _sends = new();

    public void Answer(string conversation, Func<int, Task<SendOutcome>> nth) => _answers[conversation] = nth;

    public int Sends(string conversation) => _sends.GetValueOrDefault(conversation);

    public Task<SendOutcome> Send(ConversationAddress to, string card, string summary, CancellationToken cancel)
    {
        var nth = _sends.AddOrUpdate(to.ConversationId, 1, (_, before) => before + 1);
        return _answers.TryGetValue(to.ConversationId, out var answer)
            ? answer(nth)
            : Task.FromResult<SendOutcome>(new SendOutcome.Sent($"message-{to.ConversationId}"));
    }

    public Task<SendOutcome> Replace(ConversationAddress to, string messageId, string card, CancellationToken cancel) => Send(to, card, "", cancel);
}

/// <summary>An engine that no other test shares: its time may be advanced.</summary>
public sealed class OwnEngine() : Engine(isShared: false);
