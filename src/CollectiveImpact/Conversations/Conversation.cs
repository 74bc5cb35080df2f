using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Conversations;

/// <summary>Finds the door for a turn, checks that the person may come in, and lets the listener answer.</summary>
public sealed class Conversation(Listeners listeners, IGrainFactory grains, IServiceProvider services)
{
    /// <summary>The verb of buttons that say something for the person.</summary>
    public const string SayVerb = "conversation.say";

    /// <summary>The verb of the buttons that choose between the initiatives of one person.</summary>
    public const string ChooseVerb = "conversation.choose";

    /// <summary>The field that names the initiative on every card; a hint, checked against the person's memberships.</summary>
    public const string InitiativeField = "initiative";

    private const string SayField = "say";

    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var person = grains.GetGrain<IPersonGrain>(turn.Person.ToString());
        var known = turn.IsElsewhere ? await person.Get() : await person.Heard(turn.Address, turn.Name, turn.TimeZone, turn.Culture.Name);
        return turn.Press switch
        {
            { Verb: SayVerb } press => await Hear(turn with { Said = press.Form[SayField] }, known, press.Form[InitiativeField], cancel),
            { Verb: ChooseVerb } press => await Choose(turn, known, person, press.Form, cancel),
            { } press => await Pressed(turn, press, known, cancel),
            null => await Hear(turn, known, "", cancel),
        };
    }

    /// <summary>A button that says something for the person.</summary>
    public static Execute SayButton(string title, string say, string? initiative = null) => new(SayVerb, new Dictionary<string, string>
    {
        [SayField] = say,
        [InitiativeField] = initiative ?? "",
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    /// <summary>Why somebody else may not do that.</summary>
    public static Reply OnlyBackbone(Initiative initiative) => Reply.Says($"Only backbone staff can do that. In this initiative that is {NamesOf(initiative)}.");

    private static string NamesOf(Initiative initiative) => string.Join(", ", initiative.Backbone.Select(m => m.Name));

    private async Task<Reply> Hear(Turn turn, KnownPerson known, string initiative, CancellationToken cancel)
    {
        if (listeners.Hear(turn.Said) is not { } heard)
        {
            return await NotUnderstood(turn, known, cancel);
        }

        turn = turn with { Words = heard.Words };
        if (heard.Door.Who == Audience.Anyone)
        {
            return await ((IListener)services.GetRequiredService(heard.Door.Listener)).Answer(turn, cancel);
        }

        var member = await WhoIs(turn, known, initiative);
        return member switch
        {
            Standing.In @in => await Enter(turn, heard.Door.Who, heard.Door.Listener, @in.Here, cancel),
            Standing.Which which => Reply.Shows(ConversationCards.WhichInitiative(which.Initiatives, turn.Said)),
            _ => Reply.Shows(ConversationCards.NotInAnInitiative()),
        };
    }

    private async Task<Reply> Pressed(Turn turn, Press press, KnownPerson known, CancellationToken cancel)
    {
        if (listeners.Find(press.Verb) is not { } door)
        {
            return Reply.Says("This card comes from an earlier version of me and no longer works. Say \"help\" to see what I can do now.");
        }

        if (door.Who == Audience.Anyone)
        {
            return await ((IListener)services.GetRequiredService(door.Listener)).Answer(turn, cancel);
        }

        if (door.Everywhere)
        {
            return (await Memberships(turn, known)).Where(h => h.Initiative.Ended is null).ToArray() is { Length: > 0 } everywhere
                ? await ((IEverywhereListener)services.GetRequiredService(door.Listener)).Answer(turn, everywhere, cancel)
                : Reply.Says("You aren't in an initiative yet. Write \"join\" and your invite code to me in our own chat.");
        }

        // A card names its initiative; whether the person belongs to it is looked up, never believed.
        return await WhoIs(turn, known, press.Form[InitiativeField]) is Standing.In @in
            ? await Enter(turn, door.Who, door.Listener, @in.Here, cancel)
            : Reply.Says("This card belongs to an initiative that you are not a member of, so I left everything as it was.");
    }

    private async Task<Reply> Enter(Turn turn, Audience who, Type listener, Here here, CancellationToken cancel)
    {
        if (here.Initiative.Ended is not null)
        {
            return HasEnded(turn, here);
        }

        var backbone = NamesOf(here.Initiative);
        return who switch
        {
            Audience.Backbone when !here.IsBackbone =>
                OnlyBackbone(here.Initiative),
            Audience.Reporters when here.Initiative.IsOver(here.Member, turn.Now) =>
                Reply.Says($"You stood in at {here.Partner?.Name} until {here.Member.Until!.Value.PlusDays(-1).ToString("d MMMM", turn.Culture)}, and that time is over. Ask {backbone} for an invite code if you report again."),
            Audience.Reporters when here.Partner is null =>
                Reply.Says($"Only a partner's reporters can do that, and you don't report for a partner yet. Ask {backbone} for an invite code, then say \"join\" and the code to me."),
            _ => await ((IMemberListener)services.GetRequiredService(listener)).Answer(turn, here, cancel),
        };
    }

    private static Reply HasEnded(Turn turn, Here here)
    {
        var ended = here.Initiative.Ended!;
        return Reply.Says($"{here.Initiative.Name} has ended: {ended.AskedBy} and {ended.ConfirmedBy} of its backbone ended it on {ended.At.InZone(here.Zone(turn)).Date.ToString("d MMMM yyyy", turn.Culture)}. Nothing is asked and nothing can be read in it any more.");
    }

    private async Task<Reply> Choose(Turn turn, KnownPerson known, IPersonGrain person, Form form, CancellationToken cancel)
    {
        if (!known.Initiatives.Contains(form[InitiativeField]))
        {
            return Reply.Says("You are not a member of that initiative.");
        }

        await person.Choose(form[InitiativeField]);
        return await Hear(turn with { Said = form[SayField] }, known with { Current = form[InitiativeField] }, form[InitiativeField], cancel);
    }

    private async Task<Standing> WhoIs(Turn turn, KnownPerson known, string initiative)
    {
        if (initiative.Length > 0)
        {
            return await Find(initiative, turn) is { } named ? new Standing.In(named) : new Standing.Out();
        }

        // What has ended is spoken of only by whoever is in nothing else.
        var memberships = await Memberships(turn, known);
        memberships = memberships.Exists(h => h.Initiative.Ended is null) ? [.. memberships.Where(h => h.Initiative.Ended is null)] : [.. memberships.Take(1)];
        if (memberships.Count > 1 && !turn.IsPersonal
            && memberships.Find(h => h.Initiative.Channels.Any(c => c.Address.ConversationId == turn.Address.ConversationId)) is { } home)
        {
            return new Standing.In(home);
        }

        return memberships switch
        {
            [] => new Standing.Out(),
            [var only] => new Standing.In(only),
            _ when memberships.Find(h => h.Initiative.Id == known.Current) is { } current => new Standing.In(current),
            _ => new Standing.Which([.. memberships.Select(h => h.Initiative)]),
        };
    }

    private async Task<List<Here>> Memberships(Turn turn, KnownPerson known)
    {
        var memberships = new List<Here>();
        foreach (var id in known.Initiatives)
        {
            if (await Find(id, turn) is { } here)
            {
                memberships.Add(here);
            }
        }

        return memberships;
    }

    private async Task<Here?> Find(string id, Turn turn) =>
        await grains.GetGrain<IInitiativeGrain>(id).Get() is { } initiative && initiative.Member(turn.Person) is { } member
            ? new Here(initiative, member)
            : null;

    private async Task<Reply> NotUnderstood(Turn turn, KnownPerson known, CancellationToken cancel)
    {
        var standing = await WhoIs(turn, known, "");
        if (standing is Standing.In { Here: { Initiative.Ended: not null } over })
        {
            return HasEnded(turn, over);
        }

        var most = standing switch
        {
            Standing.In { Here.IsBackbone: true } => Audience.Backbone,
            Standing.In { Here.Partner: not null } => Audience.Reporters,
            Standing.In or Standing.Which => Audience.Members,
            _ => Audience.Anyone,
        };

        // A word alone may be a glossary term: "attendance?"
        if (standing is Standing.In @in && services.GetService<IAnswerWords>() is { } words
            && await words.TryAnswer(turn, @in.Here, cancel) is { } answer)
        {
            return answer;
        }

        return Reply.Shows(ConversationCards.NotUnderstood(turn.Said, listeners.Guess(turn.Said, most)));
    }
}

/// <summary>Tries to answer words that are no command.</summary>
public interface IAnswerWords
{
    Task<Reply?> TryAnswer(Turn turn, Here here, CancellationToken cancel);
}

/// <summary>How a person stands to an initiative.</summary>
internal abstract record Standing
{
    internal sealed record In(Here Here) : Standing;

    internal sealed record Which(IReadOnlyList<Initiative> Initiatives) : Standing;

    internal sealed record Out : Standing;
}
