using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Pages;

/// <summary>
/// Lets somebody do in a browser what they do in the chat, through the same doors: what they say and press there is a turn as any other,
/// and comes to the same listeners.
/// </summary>
public sealed class Desk(Conversation conversation, IGrainFactory grains)
{
    /// <summary>The one of <see cref="Places"/> that people leave open, to see what others do.</summary>
    public const string Live = "status";

    /// <summary>What has an address of its own, by its last part: commands that only show something, for whoever follows a link has pressed nothing.</summary>
    public static IReadOnlyDictionary<string, Command> Places { get; } = new Dictionary<string, Command>
    {
        ["check-in"] = Spoken.CheckIn,
        [Live] = Spoken.Status,
        ["digests"] = Spoken.Digests,
        ["summary"] = Spoken.Summary,
        ["agenda"] = Spoken.Agenda,
        ["asks"] = Spoken.Asks,
        ["commitments"] = Spoken.Commitments,
        ["partners"] = Spoken.Partners,
        ["people"] = Spoken.People,
        ["invites"] = Spoken.Invites,
        ["indicators"] = Spoken.Indicators,
        ["schedule"] = Spoken.Schedule,
        ["channels"] = Spoken.Channels,
        ["initiative"] = Spoken.Initiative,
        ["set-up"] = Spoken.SetUpList,
    };

    /// <summary>What can be done here.</summary>
    public Task<Reply> Opens(Reader reader, Instant now, CancellationToken cancel) => Says(reader, Spoken.Help, now, cancel);

    public Task<Reply> Says(Reader reader, Command command, Instant now, CancellationToken cancel) => Presses(
        reader,
        new Press(Conversation.SayVerb, new(new Dictionary<string, string> { [Conversation.SayField] = command.Id, [Conversation.InitiativeField] = reader.Here.Initiative.Id }), MessageId: null),
        now,
        cancel);

    public Task<Reply> Says(Reader reader, string words, Instant now, CancellationToken cancel) => Answer(reader, turn => turn with { Said = words }, now, cancel);

    public Task<Reply> Presses(Reader reader, Press press, Instant now, CancellationToken cancel) => Answer(reader, turn => turn with { Press = press }, now, cancel);

    private async Task<Reply> Answer(Reader reader, Func<Turn, Turn> with, Instant now, CancellationToken cancel)
    {
        var person = reader.Session.Person;
        var known = await grains.GetGrain<IPersonGrain>(person.ToString()).Get();
        var turn = new Turn(person, reader.Here.Member.Name, "", known.Personal ?? Nowhere(person), reader.Culture, reader.Session.TimeZone, now)
        {
            // That somebody reads here doesn't say that a message in the chat would reach them.
            IsElsewhere = true,
            On = reader.Here.Initiative.Id,
        };
        return await conversation.Answer(with(turn), cancel);
    }

    private static ConversationAddress Nowhere(PersonKey person) => new("", "", person.Tenant, "", PlaceKind.Personal);
}
