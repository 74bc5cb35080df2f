using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Backbone staff want to invite people whom they choose by their names.</summary>
public sealed class WriteInviteByName : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        !turn.IsPersonal ? ShowPartners.NotHere(turn.Culture)
        // Only Teams knows people by their names.
        : turn.IsOnPage ? Reply.Says(new Texts(turn.Culture).ByNameInTeams)
        : Reply.Shows(InviteByNameCard.Draw(here.Initiative, PartnerCard.PartnerOf(turn.Form), turn.Culture)));
}

/// <summary>Backbone staff invite people whom they have chosen by their names: each is asked in their own chat, and says yes or no there.</summary>
public sealed class InviteByName(IGrainFactory grains, IInitiativeStore store, InviteReach reach, InvitationPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return ShowPartners.NotHere(turn.Culture);
        }

        var (chosen, faults) = InviteByNameCard.Read(turn.Form, here.Initiative, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(InviteByNameCard.Again(here.Initiative, turn.Form, faults, turn.Culture));
        }

        var partner = here.Initiative.PartnerNow(new(chosen.As!));
        var wanted = InviteReporter.New(turn, here.Initiative.Id, partner?.Id) with { ForObserver = chosen.As == PartnersCard.ObserverInvite };
        // They are of the organisation in which Teams found them: that of the account which the person wrote from.
        var tenant = (turn.SaidAs ?? turn.Person).Tenant;
        var people = await Task.WhenAll(chosen.People.Select(async id => await grains.GetGrain<IPersonGrain>(new PersonKey(tenant, id).ToString()).Get() is var known ? known.SpeaksFor ?? known.Key : null!));
        var open = (await store.Invites(here.Initiative.Id, cancel)).Where(i => i.IsOpen(turn.Now)).ToArray();
        Invite[] fresh = [.. people.Distinct().Where(p => !IsThere(here.Initiative, p, wanted) && !Array.Exists(open, i => IsFor(i, p, wanted))).Select(p => wanted with { Code = Codes.NewInvite(here.Initiative.Id), For = p })];
        if (fresh.Length > 0)
        {
            await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Invites = fresh });
            await audit.Keep(turn, here, ActKind.Invited, chosen.As!, InvitesCard.WhomPlain(here.Initiative, wanted), cancel: cancel);
        }

        // Also those of a try that was broken off: nobody is told twice.
        foreach (var invite in fresh.Concat(open.Where(i => people.Contains(i.For) && IsFor(i, i.For!, wanted))))
        {
            await post.Bring(here.Initiative.Id, invite);
        }

        return Reply.Shows(await ShowInvites.Draw(store, reach, turn, here, InviteByNameCard.Done(fresh.Length, chosen.People.Count - fresh.Length, turn.Culture), cancel));
    }

    private static bool IsThere(Initiative initiative, PersonKey person, Invite wanted) => initiative.Member(person) is { } member
        && (wanted.ForObserver || (wanted.PartnerId is { } partner ? member.PartnerId == partner && member.Until is null : member.Role == Role.Backbone));

    private static bool IsFor(Invite open, PersonKey person, Invite wanted) => open.For == person && open.PartnerId == wanted.PartnerId && open.ForObserver == wanted.ForObserver;
}
