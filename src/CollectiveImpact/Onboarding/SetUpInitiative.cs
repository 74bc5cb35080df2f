using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Onboarding;

/// <summary>Shows the form that sets an initiative up.</summary>
public sealed class WriteSetUp(Standings standings, IGrainFactory grains, Unfinished unfinished) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).SetUpNotHere);
        }

        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        return Reply.Shows(SetUpCard.Form(Codes.NewId(), turn.TimeZone, turn.Culture, await unfinished.Of(await standings.Memberships(turn, known), known)));
    }
}

/// <summary>Someone saves that form, and becomes backbone staff of the new initiative.</summary>
public sealed class SetUpInitiative(IGrainFactory grains, ReadSetUpList read, AuditLog audit) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var (initiative, faults) = SetUpCard.Read(turn.Form, turn.Culture);
        if (initiative is null)
        {
            return Reply.AsksAgain(SetUpCard.FormAgain(turn.Form, Codes.NewId(), faults, turn.Culture));
        }

        // The form's id is only a hint: nobody walks into somebody else's initiative with it.
        if (!Codes.IsId(initiative.Id) || (await grains.GetGrain<IInitiativeGrain>(initiative.Id).Get() is { } there && there.Member(turn.Person) is null))
        {
            initiative = initiative with { Id = new(Codes.NewId()) };
        }

        var isNew = await grains.GetGrain<IInitiativeGrain>(initiative.Id).Get() is null;
        var saved = await grains.GetGrain<IInitiativeGrain>(initiative.Id).SetUp(initiative, new Member(turn.Person, turn.Name, Role.Backbone, null));
        await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Joined(saved.Id);
        if (isNew)
        {
            await audit.Keep(turn, saved.Id, ActKind.SetUp, "initiative", saved.Name, cancel: cancel);
        }

        // Nobody waits for it: an initiative that isn't woken now is when the service next starts, or gets a schedule.
        grains.GetGrain<IClockGrain>(saved.Id).Wake().Ignore();
        return Reply.Shows(SetUpCard.Welcome(saved, founded: true, await read.Of(saved), turn.Culture));
    }
}
