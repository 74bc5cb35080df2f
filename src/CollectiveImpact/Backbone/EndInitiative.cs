using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Backbone;

/// <summary>Backbone staff read what deleting an initiative means, or are asked to confirm what another of them wants.</summary>
public sealed class WriteEnd : IMemberListener
{
    internal static Reply NotHere => Reply.Says("Say \"delete initiative\" in our own chat.");

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        !turn.IsPersonal ? NotHere
        : here.Initiative.IsLastOfBackbone(turn.Person) ? Alone(here.Initiative)
        : here.Initiative.EndingAt(turn.Now) is not { } ending ? Reply.Shows(EndCard.Form(here.Initiative))
        : ending.By == turn.Person ? Reply.Shows(EndCard.Asked(here.Initiative, ending, turn.Culture, here.Zone(turn)))
        : Reply.Shows(EndCard.Confirm(here.Initiative, ending, turn.Culture, here.Zone(turn))));

    internal static Reply Alone(Initiative initiative) => Reply.Says(
        $"Deleting an initiative takes two of its backbone, and you are the only one in {initiative.Name}. Make somebody else backbone staff first: say \"people\", or say \"partners\" and press \"Invite backbone staff\".");
}

/// <summary>One of the backbone wants to delete the initiative; the others are asked to confirm.</summary>
public sealed class AskToEnd(IGrainFactory grains, EndPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return WriteEnd.NotHere;
        }

        var typed = EndCard.NameOf(turn.Form);
        if (EndCard.FaultOf(typed, here.Initiative) is { } fault)
        {
            return Reply.AsksAgain(EndCard.Form(here.Initiative, typed, fault));
        }

        if (await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).AskToEnd(turn.Person, turn.Name, turn.Now) is not { } asked)
        {
            return WriteEnd.Alone(here.Initiative);
        }

        var ending = asked.Ending!;
        if (ending.By != turn.Person)
        {
            // Another one was first, and waits for this one.
            return Reply.Shows(EndCard.Confirm(asked, ending, turn.Culture, here.Zone(turn)));
        }

        await post.Ask(asked, ending);
        return Reply.Shows(EndCard.Asked(asked, ending, turn.Culture, here.Zone(turn)));
    }
}

/// <summary>Another of the backbone confirms, and the initiative ends.</summary>
/// <remarks>Open to anyone: once it has ended no other door is open, and pressing again finishes what a crash left undone.</remarks>
public sealed class ConfirmEnd(IGrainFactory grains, EndPost post) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return WriteEnd.NotHere;
        }

        var id = EndCard.InitiativeOf(turn.Form);
        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        if (!known.Initiatives.Contains(id) || await grains.GetGrain<IInitiativeGrain>(id).ConfirmEnd(turn.Person, turn.Name, turn.Now) is not { Ended: { } ended } over)
        {
            return Reply.Says("There is nothing to confirm any more: it was kept, a week has passed, or it takes another of the backbone than who asked. Say \"delete initiative\" to begin anew.");
        }

        await grains.GetGrain<IClockGrain>(id).End();
        await post.Tell(over, ended);
        return Reply.Shows(EndCard.Ended(over, ended, turn.Culture, over.ZoneOf(over.Member(turn.Person)!)));
    }
}

/// <summary>One of the backbone keeps the initiative after all.</summary>
public sealed class KeepInitiative(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Keep();
        return Reply.Shows(EndCard.Kept(here.Initiative));
    }
}
