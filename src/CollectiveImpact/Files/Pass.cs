using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>A permission for one person to fetch or bring an initiative's data by a page, for a short time.</summary>
/// <param name="Key">What is kept of its secret: whoever reads the storage can't use the link.</param>
/// <param name="Culture">How the person writes numbers.</param>
public sealed record Pass(InitiativeId Initiative, string Key, PersonKey Person, string Name, string Culture, Instant Until)
{
    /// <summary>How long a link works: long enough to press it on another device, too short to be of use when it is found.</summary>
    public static readonly Duration Lifetime = Duration.FromMinutes(15);

    /// <summary>How long a file that was offered in the chat can be taken.</summary>
    public static readonly Duration OfferLifetime = Duration.FromHours(1);

    /// <summary>The one file that it is for, to be put into the person's drive once; null for the pages behind links.</summary>
    public ExportFormat? Offers { get; init; }

    /// <summary>What that file holds, as <see cref="ExportChoice.Stored"/> says it.</summary>
    public string Chosen { get; init; } = "";

    /// <summary>A new pass, and the code that stands in its link.</summary>
    public static (Pass Pass, string Code) New(InitiativeId initiative, PersonKey person, string name, CultureInfo culture, Instant now)
    {
        var (code, key) = Secrets.New(initiative);
        return (new Pass(initiative, key, person, name, culture.Name, now + Lifetime), code);
    }
}

/// <summary>Where passes are kept while they are valid.</summary>
public interface IPassStore
{
    /// <summary>Keeps a pass, and forgets those that are over.</summary>
    Task Save(Pass pass, Instant now, CancellationToken cancel);

    Task<Pass?> Find(InitiativeId initiative, string key, CancellationToken cancel);

    /// <summary>Forgets a pass. Of all who try at the same time, one is told that it was there.</summary>
    Task<bool> Use(InitiativeId initiative, string key, CancellationToken cancel);
}

/// <summary>Where the service's own pages are, as people's browsers reach them.</summary>
public interface IPages
{
    /// <param name="path">Below the service's root, without a slash in front.</param>
    Uri To(string path);

    /// <summary>Where a page of an initiative is best opened from a chat: in the app's tab in Teams, where there is one, else in a browser.</summary>
    /// <param name="path">As for <see cref="To"/>.</param>
    Uri FromChat(string path);
}

/// <summary>Lets somebody in who holds a pass that is still valid and may still do what it is for.</summary>
public sealed class Passes(IPassStore store, IGrainFactory grains, IClock clock)
{
    /// <summary>A link for a person.</summary>
    /// <returns>The code that stands in it.</returns>
    public async Task<string> Issue(Initiative initiative, PersonKey person, string name, CultureInfo culture, Instant now, CancellationToken cancel)
    {
        var (pass, code) = Pass.New(initiative.Id, person, name, culture, now);
        await store.Save(pass, now, cancel);
        return code;
    }

    /// <summary>A file offered to a person.</summary>
    /// <returns>The code that the person's answer brings back.</returns>
    public async Task<string> Offer(Turn turn, Initiative initiative, ExportFormat format, ExportChoice choice, CancellationToken cancel)
    {
        var (pass, code) = Pass.New(initiative.Id, turn.Person, turn.Name, turn.Culture, turn.Now);
        await store.Save(pass with { Offers = format, Chosen = choice.Stored, Until = turn.Now + Pass.OfferLifetime }, turn.Now, cancel);
        return code;
    }

    /// <summary>Takes up an offer, once: the file, or null when it was taken or declined before, is over, or was made to somebody else or about another initiative.</summary>
    public async Task<(ExportFormat Format, ExportChoice Choice)?> TakeUp(Turn turn, Initiative initiative, string code, CancellationToken cancel) =>
        Secrets.Read(code) is { } read
        && read.Initiative == initiative.Id
        && await store.Find(read.Initiative, read.Key, cancel) is { Offers: { } format } pass
        && Enum.IsDefined(format)
        && pass.Person == turn.Person
        && await store.Use(read.Initiative, read.Key, cancel)
        && pass.Until > turn.Now
            ? (format, ExportChoice.Read(pass.Chosen))
            : null;

    /// <summary>Whose pass it is and the initiative, or null when it is over, was never given, or its holder is no backbone any more.</summary>
    public async Task<(Pass Pass, Initiative Initiative)?> Check(string code, CancellationToken cancel) =>
        Secrets.Read(code) is { } read
        && await store.Find(read.Initiative, read.Key, cancel) is { } pass
        && pass.Offers is null
        && pass.Until > clock.GetCurrentInstant()
        && await grains.GetGrain<IInitiativeGrain>(read.Initiative).Get() is { } initiative
        && initiative.Member(pass.Person) is { Role: Role.Backbone }
            ? (pass, initiative)
            : null;
}
