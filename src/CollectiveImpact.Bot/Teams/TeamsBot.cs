using System.Globalization;
using System.Net;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Digests;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using NodaTime;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Brings what people say and press in Teams to the conversation, and its reply back to them.</summary>
public sealed partial class TeamsBot(
    Conversation conversation,
    Listeners listeners,
    IGrainFactory grains,
    IClock clock,
    TimeProvider time,
    TeamsPatience patience,
    TeamsRoster roster,
    TeamsPlaces places,
    ChannelTrouble channels,
    InvitationPost invitations,
    TeamsErrors errors,
    ILogger<TeamsBot> log) : IBot
{
    // Under which the adapter keeps what an invoke is answered with.
    private const string InvokeAnswer = "BotFrameworkAdapter.InvokeResponse";

    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        // The adapter sets the person's culture for the whole flow; ours travels in the turn, and nothing else may depend on it.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var measured = TeamsTelemetry.Turn();
        var activity = turnContext.Activity;
        try
        {
            switch (activity.Type)
            {
                case ActivityTypes.Message when TeamsTurns.IsSubmit(activity):
                    await Submitted(turnContext, measured, cancellationToken);
                    break;
                case ActivityTypes.Message:
                    await Said(turnContext, measured, cancellationToken);
                    break;
                case ActivityTypes.Invoke when activity.Name == "adaptiveCard/action":
                    await Executed(turnContext, measured, cancellationToken);
                    break;
                case ActivityTypes.Invoke when activity.Name == "fileConsent/invoke":
                    await FileAllowed(turnContext, measured, cancellationToken);
                    break;
                case ActivityTypes.Invoke when TeamsWriting.Is(activity.Name):
                    await WhileWriting(turnContext, measured, cancellationToken);
                    break;
                case ActivityTypes.InstallationUpdate or ActivityTypes.ConversationUpdate:
                    await Installed(turnContext, measured, cancellationToken);
                    break;
                default:
                    // Left unanswered, an unknown invoke gets 501 from the adapter.
                    measured.Outcome = "ignored";
                    break;
            }
        }
#pragma warning disable CA1031 // Whoever called can do nothing about it: the turn has had its effect, only the answer is lost.
        catch (Exception e)
#pragma warning restore CA1031
        {
            measured.Outcome = "failed";
            LogNotAnswered(e.GetType().Name, (e as NotAnsweredException)?.Why ?? (e as ErrorResponseException)?.Response?.StatusCode.ToString());

            // A client that waits for an answer must not be left with an error of its own.
            if (activity.Type == ActivityTypes.Invoke && turnContext.TurnState.Get<Activity>(InvokeAnswer) is null)
            {
                await turnContext.SendActivityAsync(
                    new Activity { Type = ActivityTypesEx.InvokeResponse, Value = TeamsWriting.Patience(activity.Name, TextsFor(activity).AnswerLost) }, cancellationToken);
            }
        }
    }

    private async Task Said(ITurnContext context, TeamsTelemetry.Measured measured, CancellationToken cancel)
    {
        measured.Kind = "say";
        var said = TeamsTurns.Said(context.Activity);
        var file = TeamsFiles.Sent(context.Activity);

        // A bare mention, or a picture, asks what I can do.
        var reply = await Answer(context, turn => turn with { Said = said.Length > 0 || file is not null ? said : "help", File = file }, measured, cancel);
        await context.SendActivityAsync(Message(reply, context), cancel);
        await SendApart(reply, context, cancel);
    }

    private async Task Executed(ITurnContext context, TeamsTelemetry.Measured measured, CancellationToken cancel)
    {
        var press = Pressed(TeamsTurns.Execute(context.Activity), measured);
        var reply = await Answer(context, turn => turn with { Press = press }, measured, cancel);
        var answer = reply switch
        {
            Reply.NewCard(var card) => Answered(Card, new JRaw(card.ToJson())),
            Reply.SameForm(var card) => Answered(Card, new JRaw(card.ToJson())),
            Reply.Words(var text) => Answered(Words, text),
            Reply.Findings => Answered(Words, TextsFor(context.Activity).ForWriters),
            // A file is a message of its own; the card that was pressed stays.
            _ => Answered(Words, TextsFor(context.Activity).FileComes),
        };
        if (reply is Reply.FileOffer or Reply.FileGift)
        {
            await context.SendActivityAsync(Message(reply, context), cancel);
        }

        await SendApart(reply, context, cancel);

        await context.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = answer }, cancel);

        // The answer reaches only the client that pressed; the message is what other devices and a reopened chat show.
        if (reply is Reply.NewCard fresh && press.MessageId is { Length: > 0 } message
            && TeamsTurns.Read(context.Activity, Now) is { IsPersonal: true, Address: var address })
        {
            context.TurnState.Get<AfterTheAnswer>()?.Do(() =>
                grains.GetGrain<IPostOfficeGrain>(address.Tenant).Replace(address, message, fresh.Card.ToJson()));
        }
    }

    private async Task WhileWriting(ITurnContext context, TeamsTelemetry.Measured measured, CancellationToken cancel)
    {
        var press = Pressed(TeamsWriting.Read(context.Activity), measured);
        var reply = await Answer(context, turn => turn with { Press = press, IsElsewhere = true }, measured, cancel);
        await context.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = TeamsWriting.Answer(context.Activity.Name, reply, TeamsTurns.CultureOf(context.Activity)) }, cancel);
    }

    // The person allowed a file, or didn't: where it goes comes along.
    private async Task FileAllowed(ITurnContext context, TeamsTelemetry.Measured measured, CancellationToken cancel)
    {
        if (TeamsTurns.FileAllowed(context.Activity) is { } allowed)
        {
            var press = Pressed(allowed, measured);
            var reply = await Answer(context, turn => turn with { Press = press }, measured, cancel);
            await context.SendActivityAsync(Message(reply, context), cancel);
        }
        else
        {
            measured.Outcome = "declined";
        }

        await context.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = (int)HttpStatusCode.OK } }, cancel);
        if (context.Activity.ReplyToId is { Length: > 0 } question)
        {
            try
            {
                // What was asked is answered; left there, it could be pressed again.
                await context.DeleteActivityAsync(question, cancel);
            }
            catch (ErrorResponseException)
            {
                // It can stay.
            }
        }
    }

    private async Task Submitted(ITurnContext context, TeamsTelemetry.Measured measured, CancellationToken cancel)
    {
        var press = Pressed(TeamsTurns.Submit(context.Activity), measured);
        var reply = await Answer(context, turn => turn with { Press = press }, measured, cancel);
        var message = Message(reply, context);
        if (reply is Reply.NewCard && press.MessageId is { Length: > 0 } pressed && TeamsTurns.Read(context.Activity, Now) is { IsPersonal: true })
        {
            try
            {
                message.Id = pressed;
                await context.UpdateActivityAsync(message, cancel);
                await SendApart(reply, context, cancel);
                return;
            }
            catch (ErrorResponseException)
            {
                // Teams sometimes no longer finds a message that is there; a new one will do.
                message = Message(reply, context);
            }
        }

        await context.SendActivityAsync(message, cancel);
        await SendApart(reply, context, cancel);
    }

    private static async Task SendApart(Reply reply, ITurnContext context, CancellationToken cancel)
    {
        if (reply is Reply.NewCard { Apart: { } words })
        {
            await context.SendActivityAsync(new Activity { Type = ActivityTypes.Message, Text = InLines(words), TextFormat = TextFormatTypes.Markdown }, cancel);
        }
    }

    // Teams shows a plain text's lines as one, and in Markdown two breaks as one (MicrosoftDocs/msteams-docs#740). Links stay links.
    private static string InLines(string words) => string.Join(
        "\n\n",
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ').Select(w => IsLink(w) ? w : PeoplesWords.Escape(w)))));

    private static bool IsLink(string word) =>
        (word.StartsWith("https://", StringComparison.Ordinal) || word.StartsWith("http://", StringComparison.Ordinal)) && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or ':' or '.' or '?' or '=' or '&' or '%' or '-' or '_');

    private async Task Installed(ITurnContext context, TeamsTelemetry.Measured measured, CancellationToken cancel)
    {
        measured.Kind = "install";
        measured.Outcome = "ignored";
        if (TeamsTurns.Read(context.Activity, Now) is not { IsPersonal: true } turn)
        {
            await Moved(context.Activity);
            await Greets(context, measured, cancel);
            return;
        }

        var person = grains.GetGrain<IPersonGrain>(turn.Person.ToString());
        if (IsAdded(context.Activity))
        {
            measured.Outcome = "added";

            // Teams tells of one installation twice, and a test client of it at each look.
            if (await person.Met(turn.Address, turn.Name, turn.TimeZone, turn.ToldCulture))
            {
                await context.SendActivityAsync(Message(Reply.Shows(WelcomeCard.Draw(turn.Culture)), context), cancel);
            }

            await invitations.Arrived(turn.Person);
        }
        else if (IsRemoved(context.Activity))
        {
            measured.Outcome = "removed";
            await person.Reachable(reachable: false, Reasons.AppRemoved);
        }
    }

    // In a team or a group chat it says once who it is. A new version of an app that is there already is nothing to be told.
    private async Task Greets(ITurnContext context, TeamsTelemetry.Measured measured, CancellationToken cancel)
    {
        if (context.Activity.Conversation?.Id is not { } place || IsAdded(context.Activity) == IsRemoved(context.Activity))
        {
            return;
        }

        var isNew = await grains.GetGrain<IHomesGrain>(place).IsThere(IsAdded(context.Activity));
        if (isNew && context.Activity.Action != "add-upgrade")
        {
            measured.Outcome = "added";
            await context.SendActivityAsync(Message(Reply.Shows(WelcomeCard.InTeam(TeamsTurns.CultureOf(context.Activity))), context), cancel);
        }
    }

    // Who comes into a channel or leaves it may be another there than before.
    private async Task Moved(Activity activity)
    {
        foreach (var member in (activity.MembersAdded ?? []).Concat(activity.MembersRemoved ?? []).Where(m => m?.Id is not null))
        {
            roster.Changed(TeamsTurns.PlaceOf(activity), member.Id);
        }

        if (activity.Conversation?.Id is { } place && (IsAdded(activity), IsRemoved(activity)) is (var added, var removed) && added != removed)
        {
            await channels.AppIs(added, place);
        }
    }

    private static bool IsAdded(Activity activity) => activity.Type == ActivityTypes.InstallationUpdate
        ? activity.Action is "add" or "add-upgrade"
        : TeamsEntities.HasBot(activity.MembersAdded, activity);

    // An upgrade removes the old version ("remove-upgrade") only to add the new one.
    private static bool IsRemoved(Activity activity) => activity.Type == ActivityTypes.InstallationUpdate
        ? activity.Action is "remove"
        : TeamsEntities.HasBot(activity.MembersRemoved, activity);

    private async Task<Reply> Answer(ITurnContext context, Func<Turn, Turn> with, TeamsTelemetry.Measured measured, CancellationToken cancel)
    {
        if (TeamsTurns.Read(context.Activity, Now) is not { } turn)
        {
            measured.Outcome = "unknown person";
            return Reply.Says(TextsFor(context.Activity).WhoAreYou);
        }

        try
        {
            // Both at once: each may take two of the five seconds that Teams gives an invoke.
            var (known, named) = (roster.Resolve(turn, cancel), places.Resolve(turn, TeamsTurns.TeamOf(context.Activity), cancel));
            turn = (await known) with { PlaceName = (await named).PlaceName };
            var reply = await conversation.Answer(with(turn), cancel).WaitAsync(patience.Longest, time, cancel);
            measured.Outcome = reply switch
            {
                Reply.NewCard => "card",
                Reply.SameForm => "form",
                Reply.Findings => "findings",
                _ => "words",
            };
            return reply;
        }
#pragma warning disable CA1031 // Every fault becomes words here, and nowhere else.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            measured.Outcome = "failed";
            return errors.Explain(fault, pressed: measured.Kind == "press", turn.Culture);
        }
    }

    private Press Pressed(Press press, TeamsTelemetry.Measured measured)
    {
        measured.Kind = "press";

        // Only verbs that we know: a card is written by whoever sends it.
        measured.Verb = press.Verb is Conversation.SayVerb or Conversation.ChooseVerb || listeners.Find(press.Verb) is not null ? press.Verb : "unknown";
        return press;
    }

    private Instant Now => clock.GetCurrentInstant();

    internal const string Card = "application/vnd.microsoft.card.adaptive";

    private const string Words = "application/vnd.microsoft.activity.message";

    private static Texts TextsFor(Activity activity) => new(TeamsTurns.CultureOf(activity));

    private static Activity Message(Reply reply, ITurnContext context) => reply switch
    {
        Reply.NewCard(var card) => CardMessage(card.ToJson(), card.FallbackText),
        Reply.SameForm(var card) => CardMessage(card.ToJson(), card.FallbackText),
        Reply.FileOffer(var file) => TeamsFiles.Message(file),
        Reply.FileGift(var file) => TeamsFiles.Message(file),
        // What is found as one types has no place in a chat.
        _ => new Activity { Type = ActivityTypes.Message, Text = (reply as Reply.Words)?.Text ?? TextsFor(context.Activity).ForWriters, TextFormat = TextFormatTypes.Plain },
    };

    // The summary is what a notification says.
    private static Activity CardMessage(string card, string summary) => new()
    {
        Type = ActivityTypes.Message,
        Summary = summary,
        Attachments = [new Attachment { ContentType = Card, Content = new JRaw(card) }],
    };

    // Teams reads the answer's own status; the outer one must be 200 whatever it is.
    private static InvokeResponse Answered(string type, object value) => new()
    {
        Status = (int)HttpStatusCode.OK,
        Body = new AdaptiveCardInvokeResponse { StatusCode = (int)HttpStatusCode.OK, Type = type, Value = value },
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer could not be delivered: {Kind} {Why}.")]
    private partial void LogNotAnswered(string kind, string? why);
}
