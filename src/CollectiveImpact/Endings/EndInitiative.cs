using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Endings;

/// <summary>Backbone staff read what deleting an initiative means, or are asked to confirm what another of them wants.</summary>
public sealed class WriteEnd : IMemberListener
{
    internal static Reply NotHere(CultureInfo culture) => Reply.Says(new Texts(culture).EndNotHere);

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        !turn.IsPersonal ? NotHere(turn.Culture)
        : here.Initiative.IsLastOfBackbone(turn.Person) ? Alone(here.Initiative, turn.Culture)
        : here.Initiative.EndingAt(turn.Now) is not { } ending ? Reply.Shows(EndCard.Form(here.Initiative, turn.Culture))
        : ending.By == turn.Person ? Reply.Shows(EndCard.Asked(here.Initiative, ending, turn.Culture, here.Zone(turn)))
        : Reply.Shows(EndCard.Confirm(here.Initiative, ending, turn.Culture, here.Zone(turn))));

    internal static Reply Alone(Initiative initiative, CultureInfo culture) => Reply.Says(new Texts(culture).EndAlone(initiative.Name));
}

/// <summary>One of the backbone wants to delete the initiative; the others are asked to confirm.</summary>
public sealed class AskToEnd(IGrainFactory grains, EndPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return WriteEnd.NotHere(turn.Culture);
        }

        if (EndCard.FaultsOf(turn.Form, here.Initiative, turn.Culture) is { Count: > 0 } faults)
        {
            return Reply.AsksAgain(EndCard.FormAgain(here.Initiative, turn.Form, faults, turn.Culture));
        }

        if (await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).AskToEnd(turn.Person, turn.Name, turn.Now) is not { } asked)
        {
            return WriteEnd.Alone(here.Initiative, turn.Culture);
        }

        var ending = asked.Ending!;
        if (ending.By != turn.Person)
        {
            // Another one was first, and waits for this one.
            return Reply.Shows(EndCard.Confirm(asked, ending, turn.Culture, here.Zone(turn)));
        }

        await audit.Keep(turn, here, ActKind.EndAsked, "initiative", here.Initiative.Name, at: ending.At, cancel: cancel);
        await post.Ask(asked, ending);
        return Reply.Shows(EndCard.Asked(asked, ending, turn.Culture, here.Zone(turn)));
    }
}

/// <summary>Another of the backbone confirms, and the initiative ends.</summary>
/// <remarks>Open to anyone: once it has ended no other door is open, and pressing again finishes what a crash left undone.</remarks>
public sealed class ConfirmEnd(IGrainFactory grains, EndPost post, AuditLog audit) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return WriteEnd.NotHere(turn.Culture);
        }

        var id = EndCard.InitiativeOf(turn.Form);
        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        if (!known.Initiatives.Contains(id) || await grains.GetGrain<IInitiativeGrain>(id).ConfirmEnd(turn.Person, turn.Name, turn.Now) is not { Ended: { } ended } over)
        {
            return Reply.Says(new Texts(turn.Culture).EndNothingToConfirm);
        }

        if (ended.By == turn.Person)
        {
            await audit.Keep(turn, id, ActKind.EndConfirmed, "initiative", over.Name, at: ended.At, cancel: cancel);
        }

        await grains.GetGrain<IClockGrain>(id).End();
        await post.Tell(over, ended);
        return Reply.Shows(EndCard.Ended(over, ended, turn.Culture, over.ZoneOf(over.Member(turn.Person)!)));
    }
}

/// <summary>One of the backbone keeps the initiative after all.</summary>
public sealed class KeepInitiative(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Keep();
        if (here.Initiative.EndingAt(turn.Now) is not null)
        {
            await audit.Keep(turn, here, ActKind.EndKept, "initiative", here.Initiative.Name, cancel: cancel);
        }

        return Reply.Shows(EndCard.Kept(here.Initiative, turn.Culture));
    }
}
