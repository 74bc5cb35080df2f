using System.Globalization;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Endings;

/// <summary>Asks the others of the backbone to confirm an end, and tells every member once when it has come.</summary>
public sealed class EndPost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter
{
    private const string AskKind = "end-ask";
    private const string EndedKind = "ended";
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [AskKind, EndedKind];

    public Task Ask(Initiative initiative, Ending ending) => grains.GetGrain<IOutboxGrain>(KeyOf(initiative, ending.At))
        .Post(AskKind, [.. initiative.Backbone.Where(m => m.Person != ending.By).Select(m => Recipient.Of(m.Person))], ending.Until);

    /// <summary>Tells everyone but who confirmed it, who reads it at once.</summary>
    public Task Tell(Initiative initiative, Ended ended)
    {
        var recipients = initiative.Members.Where(m => m.Person != ended.By).Select(m => Recipient.Of(m.Person)).ToArray();
        return recipients.Length == 0
            ? Task.CompletedTask
            : grains.GetGrain<IOutboxGrain>(KeyOf(initiative, ended.At)).Post(EndedKind, recipients, clock.GetCurrentInstant() + OfUse);
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        if (await initiatives.Get(Mailing.Parse(mailing).Initiative) is not { } initiative
            || initiative.Member(PersonKey.Parse(recipient)) is not { } member)
        {
            return new Letter.NotNeeded("no-member");
        }

        if (member.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var (culture, zone) = (initiative.CultureOf(member), initiative.ZoneOf(member));
        var card = kind == EndedKind
            ? initiative.Ended is { } ended ? EndCard.Ended(initiative, ended, culture, zone) : null
            : initiative.EndingAt(clock.GetCurrentInstant()) is { } ending && ending.By != member.Person && member.Role == Role.Backbone ? EndCard.Confirm(initiative, ending, culture, zone) : null;
        return card is null ? new Letter.NotNeeded("decided") : Letter.Of(member.Contact!.Address!, culture, card);
    }

    private static string KeyOf(Initiative initiative, Instant at) =>
        new Mailing(initiative.Id, "end", at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)).ToString();
}
