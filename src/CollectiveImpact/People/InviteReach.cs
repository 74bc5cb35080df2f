using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Finds out how far those invites have come that are for one person each.</summary>
public sealed class InviteReach(IGrainFactory grains, InvitationPost post, IDirectory directory)
{
    internal async Task<Known> Of(InitiativeId initiative, IReadOnlyList<Invite> invites)
    {
        var people = invites.Select(i => i.For).OfType<PersonKey>().Distinct().Take(InvitesCard.Most);
        var known = await Task.WhenAll(people.Select(p => grains.GetGrain<IPersonGrain>(p.ToString()).Get()));
        // Whether a mail arrives is known only once it has gone: an address may be mistyped.
        var mailed = await Task.WhenAll(invites.Where(i => Array.Exists(known, p => p.Key == i.For && p.IsByMail)).Take(InvitesCard.Most).Select(async i => (i.Key, Sent: await post.Sent(initiative, i))));
        return new Known(known, directory.ConsentPage) { Mailed = mailed.Where(m => m.Sent is not null).ToDictionary(m => m.Key, m => m.Sent!) };
    }

    /// <summary>What is known of those people.</summary>
    /// <param name="ConsentPage">Where an administrator lets the app come to people; null where there is nothing to allow.</param>
    public sealed record Known(IReadOnlyList<KnownPerson> People, Uri? ConsentPage)
    {
        /// <summary>What became of the mails, by the keys of their invites.</summary>
        public IReadOnlyDictionary<string, Delivery> Mailed { get; init; } = new Dictionary<string, Delivery>();

        /// <summary>Whom an invite is for and whether they have it, in sentences; nothing for one with a code.</summary>
        internal string InWords(Invite invite, int longest, Texts t)
        {
            if (invite.For is null)
            {
                return "";
            }

            var person = People.FirstOrDefault(p => p.Key == invite.For);
            string[] unnamed = [.. People.Where(p => p.Name.Length == 0).Select(p => p.Key.ToString())];
            var whom = person?.Name is { Length: > 0 } name ? t.InviteIsFor(PeoplesWords.Shorten(name, longest))
                : unnamed.Length > 1 && person is not null ? t.InviteIsForOneOf(Array.IndexOf(unnamed, person.Key.ToString()) + 1)
                : t.InviteIsForChosen;
            if (person is { IsByMail: true, Mailbox: { } mailbox })
            {
                return $"{whom} {ByMail(PeoplesWords.Shorten(mailbox, longest), Mailed.GetValueOrDefault(invite.Key), person.Unreachable, t)}";
            }

            return $"{whom} {Reached(invite, person?.Contact ?? Contact.Unknown, t)}";
        }

        /// <summary>Leads to what an administrator can do, while somebody waits for that.</summary>
        internal IEnumerable<CardAction> ForAdministrators(IReadOnlyList<Invite> invites, Texts t) =>
            ConsentPage is { } page && invites.Any(i => i.App == AddOutcome.NotAllowed && People.Any(p => p.Key == i.For && p.Contact.WhyNot == Reasons.NeverOpened))
                ? [new OpenUrl(page.AbsoluteUri) { Title = t.ForAdministrators }]
                : [];

        private static string ByMail(string mailbox, Delivery? sent, string? whyNot, Texts t) => sent switch
        {
            // It was taken, and came back later.
            { State: DeliveryState.Sent } when whyNot is not (null or Reasons.NoMail) => t.InviteMailFailed(mailbox, Reasons.InWords(whyNot!, t.Culture)),
            { State: DeliveryState.Sent } => t.InviteArrived(mailbox),
            { State: DeliveryState.Unreachable or DeliveryState.Failed or DeliveryState.InDoubt, Reason: { } why } => t.InviteMailFailed(mailbox, Reasons.InWords(why, t.Culture)),
            { Reason: { } why } => t.InviteWaitsBecause(mailbox, Reasons.InWords(why, t.Culture)),
            _ => t.InviteWaits(mailbox),
        };

        private static string Reached(Invite invite, Contact contact, Texts t) => contact.WhyNot switch
        {
            null => t.InviteIsThere,
            Reasons.NeverOpened => invite.App switch
            {
                AddOutcome.Added => t.InviteComes,
                AddOutcome.NotAllowed => t.InviteNotAllowed,
                AddOutcome.NoSuchPerson => t.InviteNoSuchPerson,
                AddOutcome.NoSuchApp => t.InviteNoSuchApp,
                AddOutcome.Later => t.InviteLater,
                _ => t.InviteNotOpened,
            },
            var why => t.InviteOutOfReach(Reasons.InWords(why, t.Culture)),
        };
    }
}
