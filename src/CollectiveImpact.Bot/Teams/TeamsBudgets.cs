using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using CollectiveImpact.Bot.Hosting;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// How much one person, one tenant, and callers who haven't shown yet that they are Teams may ask of the service. Teams shows the same
/// token for all people, so that a token that was found good tells its bearer before the next one is checked: who is over their budget
/// costs no check, and nobody without that token can use up somebody else's.
/// </summary>
public sealed class TeamsBudgets : IDisposable
{
    // Teams uses one token for a region and renews it in hours.
    private const int MostKnown = 1_000;
    private const int LongestName = 100;
    private static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<(string Tenant, string Sender)> _senders;
    private readonly PartitionedRateLimiter<string> _tenants;
    private readonly PartitionedRateLimiter<string> _strangers;
    private readonly PartitionedRateLimiter<string> _words;
    private readonly Dictionary<UInt128, DateTimeOffset> _known = [];
    private readonly TimeProvider _time;

    /// <exception cref="CannotStartException">A budget isn't a number above zero.</exception>
    public TeamsBudgets(IConfiguration configuration, TimeProvider time)
    {
        _time = time;
        _senders = Limiter<(string, string)>(configuration, "Sender", 5, 30);
        _tenants = Limiter<string>(configuration, "Tenant", 200, 400);
        _strangers = Limiter<string>(configuration, "Stranger", 50, 200);
        _words = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(1.0 / 30, 1)));
    }

    /// <summary>Whether the caller showed a token not long ago that was found good.</summary>
    public bool Knows(string token)
    {
        var key = KeyOf(token);
        lock (_known)
        {
            return _known.TryGetValue(key, out var until) && until > _time.GetUtcNow();
        }
    }

    /// <summary>The token was found good.</summary>
    public void Remember(string token)
    {
        var key = KeyOf(token);
        lock (_known)
        {
            if (_known.Count >= MostKnown)
            {
                _known.Clear();
            }

            _known[key] = _time.GetUtcNow() + KnownFor;
        }
    }

    /// <summary>The token isn't good any more.</summary>
    public void Forget(string token)
    {
        var key = KeyOf(token);
        lock (_known)
        {
            _known.Remove(key);
        }
    }

    /// <summary>Whether a caller of whom nothing is known may have its token checked.</summary>
    public bool AllowsStranger(HttpContext http) => Take(_strangers, http.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>What becomes of an activity by what its sender and its tenant have asked for lately.</summary>
    public Allowance Of(Activity activity)
    {
        var tenant = Short((activity.ChannelData as JObject)?.SelectToken("tenant.id") is JValue { Value: string id } ? id : activity.Conversation.TenantId);
        var sender = Short(activity.From?.AadObjectId ?? activity.From?.Id);
        var over = !Take(_senders, (tenant, sender)) ? $"{tenant}:{sender}" : !Take(_tenants, tenant) ? tenant : null;
        return over is null ? Allowance.Answered : Take(_words, over) ? Allowance.ToldOnce : Allowance.Dropped;
    }

    public void Dispose()
    {
        _senders.Dispose();
        _tenants.Dispose();
        _strangers.Dispose();
        _words.Dispose();
    }

    private static string Short(string? name) => name is null ? "" : name.Length <= LongestName ? name : name[..LongestName];

    private static bool Take<T>(PartitionedRateLimiter<T> limiter, T of)
    {
        using var lease = limiter.AttemptAcquire(of);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<T> Limiter<T>(IConfiguration configuration, string whose, double perSecond, int burst)
        where T : notnull
    {
        perSecond = Setting(configuration, $"Budgets:{whose}:PerSecond", perSecond);
        burst = (int)Math.Clamp(Setting(configuration, $"Budgets:{whose}:Burst", burst), 1, int.MaxValue);

        // A bucket that is full again is forgotten: what is kept is who was here in the last seconds.
        return PartitionedRateLimiter.Create<T, T>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(perSecond, burst)));
    }

    private static TokenBucketRateLimiterOptions Bucket(double perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1 / perSecond),
        QueueLimit = 0,
    };

    private static double Setting(IConfiguration configuration, string key, double usual) => configuration[key] switch
    {
        null or "" => usual,
        { } text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0.001 and <= 1_000_000 => number,
        _ => throw new CannotStartException($"{key} must be a number above zero, such as {usual.ToString(CultureInfo.InvariantCulture)}."),
    };

    private static UInt128 KeyOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}

/// <summary>What becomes of an activity.</summary>
public enum Allowance
{
    Answered,

    /// <summary>It isn't carried out, and the person is told why.</summary>
    ToldOnce,

    /// <summary>It isn't carried out; the person was told a moment ago.</summary>
    Dropped,
}
