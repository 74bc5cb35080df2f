using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Mail;

/// <summary>Notes that mails to somebody come back, so that the backbone sees it and nobody waits for their answer.</summary>
public sealed class ReturnedMail(IPersonStore people, IGrainFactory grains)
{
    /// <summary>A mail to an address came back. Noting it again changes nothing.</summary>
    public async Task Note(string mailbox, string why, CancellationToken cancel)
    {
        if (await people.OwnerOf(mailbox, cancel) is not { } owner)
        {
            return;
        }

        var person = grains.GetGrain<IPersonGrain>(owner.ToString());
        // Whoever has moved to Teams or to another mailbox is reached there; and somebody's own word stands before the mailbox's.
        if (await person.Get() is { IsByMail: true, Mailbox: { } current, Unreachable: not Reasons.NoMail } && Mailboxes.KeyOf(current) == Mailboxes.KeyOf(mailbox))
        {
            await person.Reachable(reachable: false, why);
        }
    }
}
