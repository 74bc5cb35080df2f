using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>A reporter says "away" without a day, and gets the form for it.</summary>
public sealed class WriteAway : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(turn.IsPersonal
        ? Reply.Shows(AwayCard.Form(here, GoAway.Today(turn, here), turn.Culture))
        : GoAway.NotHere(turn.Culture));
}

/// <summary>A reporter is not asked until they are back, in any of their initiatives.</summary>
public sealed class GoAway(IGrainFactory grains) : IMemberListener
{
    internal static Reply NotHere(CultureInfo culture) => Reply.Says(new Texts(culture).SayItInOwnChat);

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return NotHere(turn.Culture);
        }

        var typed = turn.Press is null ? AwayCard.Said(turn.Words["date"]) : turn.Form;
        var today = Today(turn, here);
        var (back, faults) = AwayCard.Read(typed, today, turn.Culture);
        if (back is not { } date)
        {
            var form = AwayCard.Again(here, today, typed, faults, turn.Culture);
            return turn.Press is null ? Reply.Shows(form) : Reply.AsksAgain(form);
        }

        var initiative = await Settle(grains, turn.Person, here.Initiative, date);
        return Reply.Shows(AwayCard.Away(initiative, here, date, turn.Culture));
    }

    internal static LocalDate Today(Turn turn, Here here) => turn.Now.InZone(here.Zone(turn)).Date;

    /// <summary>Settles it in every initiative that the person reports in.</summary>
    internal static async Task<Initiative> Settle(IGrainFactory grains, PersonKey person, Initiative here, LocalDate? back)
    {
        var known = await grains.GetGrain<IPersonGrain>(person.ToString()).Get();
        foreach (var other in known.Initiatives.Where(i => i != here.Id))
        {
            await grains.GetGrain<IInitiativeGrain>(other).Away(person, back);
        }

        return await grains.GetGrain<IInitiativeGrain>(here.Id).Away(person, back) ?? here;
    }
}

/// <summary>A reporter is back before the day that they named.</summary>
public sealed class ComeBack(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return GoAway.NotHere(turn.Culture);
        }

        await GoAway.Settle(grains, turn.Person, here.Initiative, null);
        return Reply.Shows(AwayCard.Back(here, turn.Culture));
    }
}

/// <summary>A reporter who is away passes a code on to somebody who reports meanwhile.</summary>
public sealed class InviteStandIn(IGrainFactory grains, InviteLetter letter, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return GoAway.NotHere(turn.Culture);
        }

        if (here.Member.AwayUntil is not { } back || back <= GoAway.Today(turn, here))
        {
            return Reply.Says(new Texts(turn.Culture).NotAwayNow);
        }

        var expires = back.AtStartOfDayInZone(here.Zone(turn)).ToInstant();
        var invite = InviteReporter.New(turn, here.Initiative.Id, here.Partner!.Id) with { Expires = expires, Until = back };
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Invites = [invite] });
        await audit.Keep(turn, here, ActKind.Invited, here.Partner.Id, here.Partner.Name, cancel: cancel);
        return new Reply.NewCard(AwayCard.StandIn(here, invite, turn.Culture)) { Apart = letter.WithoutTeams(invite, turn.Culture) };
    }
}
