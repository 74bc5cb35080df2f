using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Backbone staff see the invites that nobody has used yet: all of them, or those for one partner.</summary>
public sealed class ShowInvites(IInitiativeStore store, InviteReach reach) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(await Draw(store, reach, turn, here, null, cancel))
        : ShowPartners.NotHere(turn.Culture);

    /// <param name="news">What has just been done.</param>
    internal static async Task<AdaptiveCard> Draw(IInitiativeStore store, InviteReach reach, Turn turn, Here here, string? news, CancellationToken cancel)
    {
        var partner = here.Initiative.Partner(PartnerCard.PartnerOf(turn.Form));
        Invite[] waiting = [.. (await store.Invites(here.Initiative.Id, cancel))
            .Where(i => i.IsWaiting && i.Expires > turn.Now - InviteLetter.Lasts && (partner is null || i.PartnerId == partner.Id))
            .OrderByDescending(i => i.MadeAt ?? Instant.MinValue)
            .ThenBy(i => i.Expires)];
        return InvitesCard.List(here.Initiative, partner, waiting, turn.Now, turn.Culture, here.Zone(turn), news, await reach.Of(here.Initiative.Id, waiting));
    }

    /// <summary>The invite that a button names, while it can be renewed or withdrawn.</summary>
    internal static async Task<Invite?> Find(IInitiativeStore store, Turn turn, Here here, CancellationToken cancel) =>
        (await store.Invites(here.Initiative.Id, cancel)).FirstOrDefault(i => i.Key == InvitesCard.KeyOf(turn.Form));

    /// <summary>Why nothing was done, with what is open now.</summary>
    internal static async Task<Reply> NotDone(IInitiativeStore store, InviteReach reach, Turn turn, Here here, WithdrawOutcome outcome, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        return Reply.Shows(await Draw(store, reach, turn, here, outcome switch
        {
            WithdrawOutcome.Used(var by) => t.InviteIsUsed(NameOf(by)),
            WithdrawOutcome.Already(var invite) when invite.IsRenewed => t.InviteWasRenewed(NameOf(invite.WithdrawnBy)),
            WithdrawOutcome.Already(var invite) => t.InviteWasWithdrawn(NameOf(invite.WithdrawnBy)),
            _ => t.InviteGone,
        }, cancel));

        string NameOf(PersonKey? person) => person == turn.Person ? t.InviteByYou
            : (person is null ? null : here.Initiative.Member(person)?.Name) is { Length: > 0 } name ? name
            : t.InviteBySomebody;
    }
}

/// <summary>Backbone staff renew an invite: thirty more days, with another code, because the first one is known to nobody but whom it was shown to.</summary>
public sealed class RenewInvite(IGrainFactory grains, IInitiativeStore store, InviteReach reach, InvitationPost post, InviteLetter letter, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return ShowPartners.NotHere(turn.Culture);
        }

        var invite = await ShowInvites.Find(store, turn, here, cancel);
        // A reporter's own invite ends with what they made it for: they make another.
        if (invite is null or { IsOfReporter: true })
        {
            return await ShowInvites.NotDone(store, reach, turn, here, new WithdrawOutcome.NoSuchInvite(), cancel);
        }

        var partner = here.Initiative.Partner(invite.PartnerId);
        if (invite.PartnerId is not null && partner is null or { LeftAt: not null })
        {
            return Reply.Says(new Texts(turn.Culture).PartnersGone);
        }

        var fresh = InviteReporter.New(turn, here.Initiative.Id, invite.PartnerId) with { ForObserver = invite.ForObserver };
        if (await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Withdraw(invite.Key, fresh, turn.Person, turn.Now) is not WithdrawOutcome.Withdrawn and var outcome)
        {
            return await ShowInvites.NotDone(store, reach, turn, here, outcome, cancel);
        }

        await post.Ended(here.Initiative.Id, invite);
        await audit.Keep(turn, here, ActKind.InviteRenewed, InvitesCard.About(invite), InvitesCard.WhomPlain(here.Initiative, invite), at: turn.Now, cancel: cancel);
        return Reply.Shows(
            await ShowInvites.Draw(store, reach, turn, here, invite.For is null ? InvitesCard.IsRenewed(fresh, partner, turn.Culture, here.Zone(turn)) : InvitesCard.IsBelow(fresh, partner, turn.Culture, here.Zone(turn)), cancel),
            apart: await letter.Write(turn, here, partner, fresh));
    }
}

/// <summary>Before an invite is withdrawn, backbone staff read what that means.</summary>
public sealed class AskToWithdraw(IInitiativeStore store, InviteReach reach) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        !turn.IsPersonal ? ShowPartners.NotHere(turn.Culture)
        : await ShowInvites.Find(store, turn, here, cancel) is not { } invite ? await ShowInvites.NotDone(store, reach, turn, here, new WithdrawOutcome.NoSuchInvite(), cancel)
        : invite.UsedBy is { } used ? await ShowInvites.NotDone(store, reach, turn, here, new WithdrawOutcome.Used(used), cancel)
        : invite.WithdrawnAt is not null ? await ShowInvites.NotDone(store, reach, turn, here, new WithdrawOutcome.Already(invite), cancel)
        : Reply.Shows(InvitesCard.AskWithdraw(here.Initiative, invite, turn.Culture));
}

/// <summary>Backbone staff withdraw an invite: whoever tries its code reads that it works no more.</summary>
public sealed class WithdrawInvite(IGrainFactory grains, IInitiativeStore store, InviteReach reach, InvitationPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return ShowPartners.NotHere(turn.Culture);
        }

        var outcome = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Withdraw(InvitesCard.KeyOf(turn.Form), null, turn.Person, turn.Now);
        // Pressed again after a crash in between, it is kept who did it.
        if (outcome is WithdrawOutcome.Already { Invite: { IsRenewed: false } before } && before.WithdrawnBy == turn.Person)
        {
            outcome = new WithdrawOutcome.Withdrawn(before);
        }

        if (outcome is not WithdrawOutcome.Withdrawn(var invite))
        {
            return await ShowInvites.NotDone(store, reach, turn, here, outcome, cancel);
        }

        await post.Ended(here.Initiative.Id, invite);
        await audit.Keep(turn, here, ActKind.InviteWithdrawn, InvitesCard.About(invite), InvitesCard.WhomPlain(here.Initiative, invite), at: invite.WithdrawnAt, cancel: cancel);
        return Reply.Shows(await ShowInvites.Draw(store, reach, turn, here, new Texts(turn.Culture).InviteIsWithdrawn(InvitesCard.Whom(here.Initiative, invite, turn.Culture)), cancel));
    }
}
