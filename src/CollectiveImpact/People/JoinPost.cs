using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Tells whoever of the backbone made an invite that somebody has joined with it; where that isn't known, all of them.</summary>
public sealed class JoinPost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter
{
    private const string Kind = "joined";
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>Tells it once for each code, however often that is said; nobody is told of themselves.</summary>
    /// <param name="invite">The key of the one that was used.</param>
    /// <param name="invitedBy">Who made it; null when that isn't known.</param>
    public async Task Tell(Initiative initiative, string invite, PersonKey? invitedBy, PersonKey who)
    {
        if (invitedBy == who)
        {
            return;
        }

        var backbone = initiative.Backbone.Select(m => m.Person).Where(p => p != who).ToArray();
        PersonKey[] told = invitedBy is not null && backbone.Contains(invitedBy) ? [invitedBy] : backbone;
        if (told.Length > 0)
        {
            await grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Kind, $"{who}~{invite}").ToString()).Post(Kind, [.. told.Select(Recipient.Of)], clock.GetCurrentInstant() + OfUse);
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { Role: Role.Backbone } member)
        {
            return new Letter.NotNeeded("no-backbone");
        }

        if (initiative.Member(PersonKey.Parse(about.Id[..about.Id.LastIndexOf('~')])) is not { } joined)
        {
            return new Letter.NotNeeded("gone");
        }

        return Letter.For(initiative, member, culture => Card(initiative, joined, culture));
    }

    public static AdaptiveCard Card(Initiative initiative, Member joined, CultureInfo culture)
    {
        const int longest = 80;
        var t = new Texts(culture);
        var name = joined.Name.Length > 0 ? PeoplesWords.Shorten(joined.Name, longest) : t.InviteBySomebody;
        return new AdaptiveCard
        {
            FallbackText = t.HasJoinedInShort(name, initiative.Name),
            Body =
            [
                RichTextBlock.Of(
                    initiative.Partner(joined.PartnerId) is { } partner ? t.HasJoinedForPartner(name, PeoplesWords.Shorten(partner.Name, longest))
                    : joined.Role == Role.Backbone ? t.HasJoinedBackbone(name)
                    : t.HasJoinedToLookOn(name),
                    TextWeight.Bolder,
                    TextSize.Medium),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
            ],
            Actions = [Conversation.SayButton(t.Partners, Spoken.Partners, initiative.Id), InvitesCard.Button(initiative, null, culture)],
        };
    }
}
