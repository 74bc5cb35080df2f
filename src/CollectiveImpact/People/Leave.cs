using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>A member asks to leave, and reads what that means first.</summary>
public sealed class AskToLeave : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        !turn.IsPersonal ? GoAway.NotHere(turn.Culture)
        : here.Initiative.IsLastOfBackbone(turn.Person) ? Reply.Says(LeaveCard.CantLeave([here.Initiative], turn.Culture))
        : Reply.Shows(LeaveCard.Ask(here, turn.Culture)));
}

/// <summary>A member leaves.</summary>
/// <remarks>Open to anyone: who pressed it once is no member, and pressing it again finishes what a crash left undone.</remarks>
public sealed class Leave(IGrainFactory grains, Leaving leaving, AuditLog audit) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var id = LeaveCard.InitiativeOf(turn.Form);
        var person = grains.GetGrain<IPersonGrain>(turn.Person.ToString());
        if (!(await person.Get()).Initiatives.Contains(id) || await grains.GetGrain<IInitiativeGrain>(id).Get() is not { } initiative)
        {
            return Reply.Says(new Texts(turn.Culture).NotInItAnyMore);
        }

        var outcome = await leaving.Go(turn.Person, id);
        if (outcome == MembershipOutcome.LastOfBackbone)
        {
            return Reply.Says(LeaveCard.CantLeave([initiative], turn.Culture));
        }

        if (outcome == MembershipOutcome.Changed)
        {
            await audit.Keep(turn, id, ActKind.Left, turn.Person.ToString(), initiative.Partner(initiative.Member(turn.Person)?.PartnerId)?.Name ?? "", cancel: cancel);
        }

        await leaving.ForgetIfNobody(turn.Person);

        return Reply.Shows(LeaveCard.Left(initiative.Name, turn.Culture));
    }
}

/// <summary>Ends memberships, whoever ends them.</summary>
public sealed class Leaving(IGrainFactory grains, IEnumerable<IMemberTraces> traces)
{
    /// <summary>Ends a membership on both sides: first the initiative's, so that nothing is asked or read from then on.</summary>
    public async Task<MembershipOutcome> Go(PersonKey person, InitiativeId initiative)
    {
        var outcome = await grains.GetGrain<IInitiativeGrain>(initiative).Remove(person);
        if (outcome != MembershipOutcome.LastOfBackbone)
        {
            foreach (var kept in traces)
            {
                await kept.Forget(initiative, person, CancellationToken.None);
            }

            await grains.GetGrain<IPersonGrain>(person.ToString()).Left(initiative);
        }

        return outcome;
    }

    /// <summary>Forgets somebody by mail who is in nothing: an address is kept for what it is written to for.</summary>
    public async Task ForgetIfNobody(PersonKey person)
    {
        var grain = grains.GetGrain<IPersonGrain>(person.ToString());
        if (person.CameByMail && await grain.Get() is { Initiatives.Count: 0, Others.Count: 0 })
        {
            await grain.Forget();
        }
    }
}

/// <summary>Somebody asks to be forgotten, and reads first what is deleted and what stays.</summary>
public sealed class AskToForget(IGrainFactory grains) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return GoAway.NotHere(turn.Culture);
        }

        var initiatives = await ForgetMe.Initiatives(grains, turn.Person);
        return initiatives.Where(i => i.IsLastOfBackbone(turn.Person)).ToArray() is { Length: > 0 } alone
            ? Reply.Says(LeaveCard.CantBeForgotten(alone, turn.Culture))
            : Reply.Shows(LeaveCard.AskToForget(initiatives, turn.Culture));
    }
}

/// <summary>Somebody leaves all initiatives, and what is kept of them alone is deleted.</summary>
public sealed class ForgetMe(IGrainFactory grains, Leaving leaving) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return GoAway.NotHere(turn.Culture);
        }

        var initiatives = await Initiatives(grains, turn.Person);
        if (initiatives.Where(i => i.IsLastOfBackbone(turn.Person)).ToArray() is { Length: > 0 } alone)
        {
            return Reply.Says(LeaveCard.CantBeForgotten(alone, turn.Culture));
        }

        foreach (var initiative in initiatives)
        {
            if (await leaving.Go(turn.Person, initiative.Id) == MembershipOutcome.LastOfBackbone)
            {
                // Somebody else left it in this very moment.
                return Reply.Says(LeaveCard.CantBeForgotten([initiative], turn.Culture));
            }
        }

        // The second accounts first: after a crash the person is still known, and can ask for it again.
        var person = grains.GetGrain<IPersonGrain>(turn.Person.ToString());
        foreach (var other in (await person.Get()).Others)
        {
            await grains.GetGrain<IPersonGrain>(other.ToString()).Forget();
        }

        await person.Forget();
        return Reply.Shows(LeaveCard.Forgotten(turn.Culture));
    }

    /// <summary>The initiatives that somebody is a member of.</summary>
    internal static async Task<IReadOnlyList<Initiative>> Initiatives(IGrainFactory grains, PersonKey person)
    {
        var known = await grains.GetGrain<IPersonGrain>(person.ToString()).Get();
        var initiatives = await Task.WhenAll(known.Initiatives.Select(i => grains.GetGrain<IInitiativeGrain>(i).Get()));
        return [.. initiatives.OfType<Initiative>().Where(i => i.Member(person) is not null)];
    }
}

/// <summary>Somebody thought better of it.</summary>
public sealed class Stay : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Shows(LeaveCard.Stays(turn.Culture)));
}
