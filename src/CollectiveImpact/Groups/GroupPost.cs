using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>Tells somebody in their own chat that they lead a working group now; once for each group.</summary>
public sealed class GroupPost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter
{
    private const string Kind = "group-lead";
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>Nobody is told what they did themselves.</summary>
    public Task TellLead(Initiative initiative, WorkingGroup group, PersonKey by) => group.Lead is not { } lead || lead == by
        ? Task.CompletedTask
        : grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, "group", group.Id).ToString()).Post(Kind, [Recipient.Of(lead)], clock.GetCurrentInstant() + OfUse);

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var person = PersonKey.Parse(recipient);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative
            || initiative.Group(about.Id) is not { } group
            || group.Lead != person
            || initiative.Member(person) is not { } member)
        {
            return new Letter.NotNeeded("leads-no-more");
        }

        return Letter.For(initiative, member, culture => GroupCard.YouLead(initiative, group, culture));
    }
}
