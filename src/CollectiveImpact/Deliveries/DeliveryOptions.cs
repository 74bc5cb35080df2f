using CollectiveImpact.Initiatives;
using Polly;
using Polly.Retry;

namespace CollectiveImpact.Deliveries;

/// <summary>How fast, and how often to try again.</summary>
/// <remarks>
/// Source: "Optimize your bot with rate limiting in Teams". Teams's answers are the truth; these figures only keep clear of it.
/// </remarks>
public sealed class DeliveryOptions
{
    /// <summary>For each tenant, whatever the number of processes; 0 for no limit.</summary>
    public int MessagesPerSecond { get; set; } = 50;

    /// <summary>For each conversation: so many messages in so many seconds.</summary>
    public IList<PaceWindow> PerConversation { get; } =
    [
        new PaceWindow { Messages = 7, Seconds = 1 },
        new PaceWindow { Messages = 8, Seconds = 2 },
        new PaceWindow { Messages = 60, Seconds = 30 },
        new PaceWindow { Messages = 1800, Seconds = 3600 },
    ];

    /// <summary>Messages of one tenant that are on their way at the same time.</summary>
    public int InFlight { get; set; } = 16;

    /// <summary>What is different for mails, which a mail server takes.</summary>
    public MailPace Mail { get; } = new();

    /// <summary>Tries in a row, before a message goes behind the others.</summary>
    public int Tries { get; set; } = 3;

    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long Teams may take for one message.</summary>
    public TimeSpan TimeOut { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The first wait of a message that went behind the others; each further one is longer.</summary>
    public TimeSpan FirstDeferral { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan LongestDeferral { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many messages of a mailing and a tenant may be on their way or not be marked as sent: at most so many are repeated after a crash.</summary>
    public int Unmarked { get; set; } = 16;

    /// <summary>How many of a mailing's tenants together are marked in one write; a transaction of storage takes 100.</summary>
    public int MarkTogether { get; set; } = 100;

    /// <summary>How long the first of them waits for the others. It is longer than <see cref="Unmarked"/> messages take at Teams' pace.</summary>
    public TimeSpan MarkEvery { get; set; } = TimeSpan.FromMilliseconds(180);

    /// <summary>How often what another process left unsent is looked for.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Tries again for as long as storage is away: what was sent and can't be marked must not be sent again.</summary>
    internal ResiliencePipeline UntilStorageIsBack(TimeProvider clock) => new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StorageUnavailableException>(),
            MaxRetryAttempts = int.MaxValue,
            Delay = FirstWait,
            MaxDelay = LongestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();
}

/// <summary>So many messages in so many seconds.</summary>
public sealed class PaceWindow
{
    public int Messages { get; set; }

    public double Seconds { get; set; }
}

/// <summary>How fast mails go: as their server allows.</summary>
public sealed class MailPace
{
    /// <summary>Mails in any minute, whatever the number of processes; 0 for no limit.</summary>
    public int PerMinute { get; set; }

    /// <summary>Mails that are on their way at the same time.</summary>
    public int InFlight { get; set; } = 4;
}
