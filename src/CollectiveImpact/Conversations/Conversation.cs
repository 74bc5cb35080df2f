using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Conversations;

/// <summary>Finds the door for a turn, checks that the person may come in, and lets the listener answer.</summary>
public sealed class Conversation(Listeners listeners, Standings standings, IGrainFactory grains, IServiceProvider services)
{
    /// <summary>The verb of buttons that say something for the person.</summary>
    public const string SayVerb = "conversation.say";

    /// <summary>The verb of the buttons that choose between the initiatives of one person.</summary>
    public const string ChooseVerb = "conversation.choose";

    /// <summary>The field that names the initiative on every card; a hint, checked against the person's memberships.</summary>
    public const string InitiativeField = "initiative";

    /// <summary>The field that holds what a button says: a command's id, or what somebody said and is asked about.</summary>
    internal const string SayField = "say";

    // More than these aren't drawn (Teams).
    private const int MostButtons = 6;

    // What cards of earlier versions say is in English, whoever presses on them.
    private static readonly CultureInfo EarlierCards = Languages.CultureOf(Command.English);

    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        (turn, var known) = await standings.WhoSpeaks(turn);
        var reply = turn.Press switch
        {
            { Verb: SayVerb } press => await HearButton(turn, known, press.Form, EarlierCards, cancel),
            { Verb: ChooseVerb } press => await Choose(turn, known, press.Form, cancel),
            { } press => await Pressed(turn, press, known, cancel),
            null => await Hear(turn, known, listeners.Hear(turn.Said, turn.Culture), turn.On, cancel),
        };

        // What is too long to be drawn again is still on the screen of whoever wrote it: then what was wrong is said beside it.
        return reply is Reply.SameForm(var form) && CardJson.SizeOf(CardJson.Write(form)) > CardJson.Budget
            ? Reply.Says(FieldFaults.InOneSentence(form, turn.Culture))
            : reply.In(turn.Culture);
    }

    /// <summary>A button that says something for the person.</summary>
    /// <param name="words">What stands in the places of the command's phrases.</param>
    public static Execute SayButton(string title, Command command, InitiativeId? initiative = null, params ReadOnlySpan<(string Place, string Words)> words)
    {
        var data = new Dictionary<string, string> { [SayField] = command.Id, [InitiativeField] = initiative ?? "" };
        foreach (var (place, said) in words)
        {
            data[place] = said;
        }

        return new Execute(SayVerb, data) { Title = title, AssociatedInputs = AssociatedInputs.None };
    }

    /// <summary>A button that is about something of an initiative; what is typed on its card isn't sent along.</summary>
    /// <param name="about">The fields that it carries.</param>
    public static Execute PressButton(string verb, string title, InitiativeId initiative, params ReadOnlySpan<(string Field, string Value)> about)
    {
        var data = new Dictionary<string, string> { [InitiativeField] = initiative };
        foreach (var (field, value) in about)
        {
            data[field] = value;
        }

        return new Execute(verb, data) { Title = title, AssociatedInputs = AssociatedInputs.None };
    }

    /// <summary>Whether a button needs a field for something else than the words of a place.</summary>
    internal static bool IsField(string name) => name is SayField or InitiativeField;

    /// <summary>Why somebody else may not do that.</summary>
    public static Reply OnlyBackbone(Initiative initiative, CultureInfo culture) => Reply.Says(new Texts(culture).OnlyBackbone(NamesOf(initiative)));

    private static InitiativeId? InitiativeOf(Form form) => form.Has(InitiativeField) ? new(form[InitiativeField]) : null;

    private static string NamesOf(Initiative initiative) => string.Join(", ", initiative.Backbone.Select(m => m.Name));

    // What a button says for a person is as if they had said it.
    private Task<Reply> HearButton(Turn turn, KnownPerson known, Form form, CultureInfo culture, CancellationToken cancel)
    {
        var heard = listeners.Named(form[SayField], form);
        turn = turn with { Press = null, Said = heard is null ? form[SayField] : "" };
        return Hear(turn, known, heard ?? listeners.Hear(turn.Said, culture), InitiativeOf(form), cancel);
    }

    private async Task<Reply> Hear(Turn turn, KnownPerson known, Heard? heard, InitiativeId? initiative, CancellationToken cancel)
    {
        if (heard is null)
        {
            return await NotUnderstood(turn, known, cancel);
        }

        turn = turn with { Words = heard.Words };
        if (heard.Door.Who == Audience.Anyone)
        {
            return await ((IListener)services.GetRequiredService(heard.Door.Listener)).Answer(turn, cancel);
        }

        return await standings.Of(turn, known, initiative) switch
        {
            Standing.In @in => WithItsPage(turn, heard, @in.Here, await Enter(turn, heard.Door.Who, heard.Door.Listener, @in.Here, known, cancel)),
            Standing.Visiting visiting => heard.Door.Who == Audience.Visitors
                ? await Enter(turn, heard.Door.Who, heard.Door.Listener, visiting.Here, known, cancel)
                : Reply.Shows(ConversationCards.ForVisitors(visiting.Here.Initiative, listeners.ForChannels(Audience.Visitors), turn.Culture)),
            Standing.Which which => Choice(turn, which, heard),
            Standing.Elsewhere => OfAnother(turn),
            _ => Reply.Shows(ConversationCards.NotInAnInitiative(turn.IsPersonal, turn.Culture)),
        };
    }

    private static Reply Choice(Turn turn, Standing.Which which, Heard heard) => turn.IsPersonal
        ? Reply.Shows(turn.Said.Length > 0
            ? ConversationCards.WhichInitiative(which.Initiatives, turn.Said, turn.Culture)
            : ConversationCards.WhichInitiative(which.Initiatives, heard.Door.Command.Id, turn.Culture, heard.Words))
        // Which ones they are is nobody else's business.
        : Reply.Says(new Texts(turn.Culture).InSeveral);

    private static Reply OfAnother(Turn turn) => Reply.Says(new Texts(turn.Culture).OfAnother);

    private async Task<Reply> Pressed(Turn turn, Press press, KnownPerson known, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (listeners.Find(press.Verb) is not { } door)
        {
            return Reply.Says(t.OfEarlierVersion);
        }

        if (door.Who == Audience.Anyone)
        {
            return await ((IListener)services.GetRequiredService(door.Listener)).Answer(turn, cancel);
        }

        if (door.Everywhere)
        {
            var everywhere = (await standings.Memberships(turn, known)).Where(h => h.Initiative.Ended is null).ToArray();
            if (everywhere.Length == 0 && door.Who == Audience.Visitors)
            {
                everywhere = [.. turn.Homes.Select(h => Here.Visiting(h, turn))];
            }

            return everywhere.Length > 0
                ? await ((IEverywhereListener)services.GetRequiredService(door.Listener)).Answer(turn, everywhere, cancel)
                : Reply.Says(turn.Homes.Count > 0 ? t.HowToJoin : t.InNoneSoJoin);
        }

        // A card names its initiative; whether the person belongs to it is looked up, never believed.
        return await standings.Of(turn, known, InitiativeOf(press.Form)) switch
        {
            Standing.In @in => await LeadOn(turn, door, @in.Here, await Enter(turn, door.Who, door.Listener, @in.Here, known, cancel)),
            Standing.Visiting visiting when door.Who == Audience.Visitors => await Enter(turn, door.Who, door.Listener, visiting.Here, known, cancel),
            Standing.Visiting => Reply.Says(t.OnlyMembers(t.HowToJoin)),
            Standing.Elsewhere => OfAnother(turn),
            _ => Reply.Says(t.NotAMemberOfIts),
        };
    }

    private async Task<Reply> Enter(Turn turn, Audience who, Type listener, Here here, KnownPerson known, CancellationToken cancel)
    {
        if (here.Initiative.Ended is not null)
        {
            return HasEnded(turn, here);
        }

        var t = new Texts(turn.Culture);
        var backbone = NamesOf(here.Initiative);
        return who switch
        {
            Audience.Backbone when !here.IsBackbone =>
                OnlyBackbone(here.Initiative, turn.Culture),
            Audience.Reporters when here.Initiative.IsOver(here.Member, turn.Now) =>
                Reply.Says(t.StandInIsOver(here.Partner?.Name ?? "", here.Member.Until!.Value.PlusDays(-1).OnDay(turn.Culture), backbone)),
            Audience.Reporters when here.Partner is { LeftAt: { } left } partner =>
                Reply.Says(t.PartnerHasLeft(partner.Name, left.InZone(here.Zone(turn)).OnDay(turn.Culture), backbone)),
            Audience.Reporters when here.Partner is null =>
                Reply.Says(t.OnlyReporters(backbone)),
            _ => await ((IMemberListener)services.GetRequiredService(listener)).Answer(turn, here, cancel) is var reply && turn.IsPersonal && known.Initiatives.Count > 1
                ? ConversationCards.Naming(here.Initiative, reply, turn.Press is null, turn.Culture)
                : reply,
        };
    }

    // Not from a form that is shown again: there the next step is to put right what was wrong.
    private async Task<Reply> LeadOn(Turn turn, PressDoor door, Here here, Reply reply)
    {
        if (!door.SetsUp || !turn.IsPersonal || !here.IsBackbone || reply is not Reply.NewCard { Card: { } card } shown || card.Actions?.Count >= MostButtons
            || await services.GetRequiredService<INextStep>().After(here.Initiative, turn) is not { } next)
        {
            return reply;
        }

        return shown with { Card = CardJson.FirstThatFits([card with { Actions = [.. card.Actions ?? [], next] }, card]) };
    }

    // Behind the card's other buttons. What was asked with words besides, such as a month, the page doesn't show.
    private Reply WithItsPage(Turn turn, Heard heard, Here here, Reply reply) =>
        turn is { IsPersonal: true, IsOnPage: false, IsElsewhere: false }
        && heard.Words.Count == 0
        && reply is Reply.NewCard { Card: { } card } shown
        && (card.Actions?.Count ?? 0) < MostButtons
        && services.GetRequiredService<IPageOf>().Of(heard.Door.Command, here, turn.Culture) is { } page
            ? shown with { Card = CardJson.FirstThatFits([card with { Actions = [.. card.Actions ?? [], page with { Mode = "secondary" }] }, card]) }
            : reply;

    private static Reply HasEnded(Turn turn, Here here)
    {
        var ended = here.Initiative.Ended!;
        return Reply.Says(new Texts(turn.Culture).HasEnded(here.Initiative.Name, ended.AskedBy, ended.ConfirmedBy, ended.At.InZone(here.Zone(turn)).Date.OnDayOfYear(turn.Culture)));
    }

    private async Task<Reply> Choose(Turn turn, KnownPerson known, Form form, CancellationToken cancel)
    {
        if (InitiativeOf(form) is not { } chosen || !known.Initiatives.Contains(chosen))
        {
            return Reply.Says(new Texts(turn.Culture).NotAMember);
        }

        await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Choose(chosen);
        return await HearButton(turn, known with { Current = chosen }, form, turn.Culture, cancel);
    }

    private async Task<Reply> NotUnderstood(Turn turn, KnownPerson known, CancellationToken cancel)
    {
        var standing = await standings.Of(turn, known, turn.On);
        if (standing is Standing.In { Here: { Initiative.Ended: not null } over })
        {
            return HasEnded(turn, over);
        }

        var most = standing switch
        {
            Standing.In { Here.IsBackbone: true } => Audience.Backbone,
            Standing.In { Here.Partner: not null } => Audience.Reporters,
            Standing.In or Standing.Which => Audience.Members,
            Standing.Visiting => Audience.Visitors,
            _ => Audience.Anyone,
        };

        var here = standing switch
        {
            Standing.In @in => @in.Here,
            Standing.Visiting visiting => visiting.Here,
            _ => null,
        };
        var guesses = listeners.Guess(turn.Said, turn.Culture, most, inChannel: !turn.IsPersonal);
        var mayBeCommand = Listeners.IsMisspelled(turn.Said, guesses);
        var answering = services.GetServices<IAnswerWords>().ToArray();
        foreach (var words in answering)
        {
            if (await words.TryAnswer(turn, here, mayBeCommand, cancel) is { } answer)
            {
                return answer;
            }
        }

        if (standing is Standing.Visiting { Here.Initiative: var home })
        {
            return Reply.Shows(ConversationCards.ForVisitors(home, listeners.ForChannels(most), turn.Culture, turn.Said));
        }

        var near = new List<CardAction>();
        foreach (var words in answering)
        {
            near.AddRange(await words.NotUnderstood(turn, here));
        }

        return Reply.Shows(ConversationCards.NotUnderstood(turn.Said, guesses, turn.Culture, near));
    }
}

/// <summary>Tries to answer words that are no command.</summary>
public interface IAnswerWords
{
    /// <param name="here">Null for whoever is in no initiative, or hasn't said which they mean.</param>
    /// <param name="mayBeCommand">Whether it is nearly a command: what is only a guess is then no answer.</param>
    /// <returns>Null when it is nothing that this one knows.</returns>
    Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel);

    /// <summary>Nobody knew what it was.</summary>
    /// <returns>Buttons to what comes near.</returns>
    Task<IReadOnlyList<CardAction>> NotUnderstood(Turn turn, Here? here) => Task.FromResult<IReadOnlyList<CardAction>>([]);
}
