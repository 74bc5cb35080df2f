using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Mail;

/// <summary>What somebody settles about their mails who holds a link from one.</summary>
public sealed class OwnMailbox(IGrainFactory grains, IPersonStore people)
{
    /// <summary>What to say for a code with which somebody is known elsewhere.</summary>
    public static string ThisIsMeToo(CultureInfo culture) => Spoken.ThisIsMeToo.In(culture);

    /// <summary>Somebody has opened the link that was sent to an address: it is theirs, and mails come there from now on.</summary>
    /// <returns>False when it is another person's already.</returns>
    public async Task<bool> Confirm(MailLink link, string mailbox, CancellationToken cancel)
    {
        if (await people.TakeMailbox(mailbox, link.Person, cancel) != link.Person)
        {
            return false;
        }

        var person = grains.GetGrain<IPersonGrain>(link.Person.ToString());
        var before = (await person.Get()).Mailbox;
        await person.WriteByMail(mailbox, "", null);
        if (before is not null && Mailboxes.KeyOf(before) != Mailboxes.KeyOf(mailbox))
        {
            await people.FreeMailbox(before, link.Person, cancel);
        }

        return true;
    }

    public Task Stop(MailLink link) => Person(link).Reachable(reachable: false, Reasons.NoMail);

    public Task Again(MailLink link) => Person(link).Reachable(reachable: true, null);

    public async Task<bool> IsStopped(MailLink link) => (await Person(link).Get()).Unreachable == Reasons.NoMail;

    public Task Digests(MailLink link, bool wants) => grains.GetGrain<IInitiativeGrain>(link.Initiative).WantsDigests(link.Person, wants);

    private IPersonGrain Person(MailLink link) => grains.GetGrain<IPersonGrain>(link.Person.ToString());
}
