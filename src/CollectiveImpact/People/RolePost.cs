using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>What somebody else did with a person's place in an initiative.</summary>
public enum RoleChange
{
    Backbone,
    NoBackbone,
    Removed,
}

/// <summary>Tells a person in their own chat when somebody else changed what they may do.</summary>
public sealed class RolePost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter
{
    private const string Kind = "role";
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>Tells it once for each card that it was pressed on; nobody is told what they did themselves.</summary>
    public Task Tell(InitiativeId initiative, Turn by, PersonKey to, RoleChange change) => to == by.Person
        ? Task.CompletedTask
        : grains.GetGrain<IOutboxGrain>(new Mailing(initiative, Kind, PeopleCard.CardOf(by.Form) ?? Codes.NewId()).ToString())
            .Post($"{Kind}:{change}", [Recipient.Of(to)], clock.GetCurrentInstant() + OfUse);

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var person = PersonKey.Parse(recipient);
        var change = EnumNames.Read<RoleChange>(kind[(Kind.Length + 1)..]);
        if (await initiatives.Get(Mailing.Parse(mailing).Initiative) is not { } initiative)
        {
            return new Letter.NotNeeded("initiative-gone");
        }

        var member = initiative.Member(person);
        if (change != (member is null ? RoleChange.Removed : member.Role == Role.Backbone ? RoleChange.Backbone : RoleChange.NoBackbone))
        {
            return new Letter.NotNeeded("other-role");
        }

        // The initiative knows no more of somebody who was removed.
        var contact = member?.Contact ?? (await grains.GetGrain<IPersonGrain>(recipient).Get()).Contact;
        if (contact.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var culture = Languages.CultureOf(contact.Culture, initiative.Language);
        return Letter.Of(contact.Address!, culture, Card(initiative, member, change.Value, culture));
    }

    public static AdaptiveCard Card(Initiative initiative, Member? member, RoleChange change, CultureInfo culture)
    {
        var t = new Texts(culture);
        var by = string.Join(", ", initiative.Backbone.Where(m => m.Person != member?.Person).Take(6).Select(m => PeoplesWords.Shorten(m.Name, 80)));
        return change switch
        {
            RoleChange.Backbone => new AdaptiveCard
            {
                FallbackText = t.RoleBackboneInShort(initiative.Name),
                Body =
                [
                    RichTextBlock.Of(t.RoleBackbone(initiative.Name), TextWeight.Bolder, TextSize.Medium),
                    new TextBlock(t.RoleBackboneMeans),
                ],
                Actions = [Conversation.SayButton(t.Status, Spoken.Status, initiative.Id), Conversation.SayButton(t.People, Spoken.People, initiative.Id), Conversation.SayButton(t.Help, Spoken.Help)],
            },
            RoleChange.NoBackbone => new AdaptiveCard
            {
                FallbackText = t.RoleNoBackboneInShort(initiative.Name),
                Body =
                [
                    RichTextBlock.Of(t.RoleNoBackbone(initiative.Name), TextWeight.Bolder, TextSize.Medium),
                    RichTextBlock.Of(initiative.Partner(member?.PartnerId) is { } partner ? t.RoleReports(partner.Name) : t.RoleLooksOn),
                    RichTextBlock.Of(t.RoleNoBackboneMistake(by), isSubtle: true),
                ],
                Actions = [Conversation.SayButton(t.Help, Spoken.Help)],
            },
            _ => new AdaptiveCard
            {
                FallbackText = t.RoleRemovedInShort(initiative.Name),
                Body =
                [
                    RichTextBlock.Of(t.RoleRemoved(initiative.Name), TextWeight.Bolder, TextSize.Medium),
                    new TextBlock(t.RoleRemovedMeans),
                    RichTextBlock.Of(t.RoleRemovedMistake(by), isSubtle: true),
                ],
            },
        };
    }
}
