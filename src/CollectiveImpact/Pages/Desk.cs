using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Pages;

/// <summary>
/// Lets somebody do in a browser what they do in the chat, through the same doors: what they say and press there is a turn as any other,
/// and comes to the same listeners.
/// </summary>
public sealed class Desk(Conversation conversation, IGrainFactory grains)
{
    /// <summary>The one of <see cref="Places"/> that people leave open, to see what others do.</summary>
    public const string Live = "status";

    /// <summary>The one of <see cref="Places"/> with the earlier digests; each has an address below it.</summary>
    public const string Archive = "digests";

    /// <summary>What has an address of its own, by its last part: commands that only show something, for whoever follows a link has pressed nothing.</summary>
    public static IReadOnlyDictionary<string, Command> Places { get; } = new Dictionary<string, Command>
    {
        ["check-in"] = Spoken.CheckIn,
        [Live] = Spoken.Status,
        [Archive] = Spoken.Digests,
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

    /// <summary>Where an earlier digest stands, below <see cref="Places"/>' digests.</summary>
    /// <param name="round">The round's id.</param>
    public Task<Reply> Digest(Reader reader, string round, Instant now, CancellationToken cancel) =>
        Says(reader, Spoken.Digest, now, cancel, (WhichRound.Place, round));

    /// <summary>The address of an earlier digest, below the desk's own.</summary>
    public static string PlaceOf(RoundId round) => $"{Archive}/{Uri.EscapeDataString(round.Value)}";

    /// <summary>The address of what a button says, below the desk's own; null where it has none and has to be pressed.</summary>
    public static string? PlaceOf(Execute button, InitiativeId initiative)
    {
        if (button is not { Verb: Conversation.SayVerb, Data: { } data } || (data.GetValueOrDefault(Conversation.InitiativeField) is { Length: > 0 } named && named != initiative.Value))
        {
            return null;
        }

        (string, string)[] words = [.. data.Where(d => !Conversation.IsField(d.Key)).Select(d => (d.Key, d.Value))];
        var said = data.GetValueOrDefault(Conversation.SayField);
        return words switch
        {
            [] => Places.FirstOrDefault(p => p.Value.Id == said).Key,
            [(WhichRound.Place, var round)] when said == Spoken.Digest.Id => PlaceOf(new RoundId(round)),
            _ => null,
        };
    }

    /// <summary>What can be done here.</summary>
    public Task<Reply> Opens(Reader reader, Instant now, CancellationToken cancel) => Says(reader, Spoken.Help, now, cancel);

    public Task<Reply> Says(Reader reader, Command command, Instant now, CancellationToken cancel, params IEnumerable<(string Place, string Words)> words) => Presses(
        reader,
        new Press(
            Conversation.SayVerb,
            new(words.Append((Conversation.SayField, command.Id)).Append((Conversation.InitiativeField, reader.Here.Initiative.Id)).ToDictionary(w => w.Item1, w => w.Item2)),
            MessageId: null),
        now,
        cancel);

    public Task<Reply> Says(Reader reader, string words, Instant now, CancellationToken cancel) => Answer(reader, turn => turn with { Said = words }, now, cancel);

    public Task<Reply> Presses(Reader reader, Press press, Instant now, CancellationToken cancel) => Answer(reader, turn => turn with { Press = press }, now, cancel);

    private async Task<Reply> Answer(Reader reader, Func<Turn, Turn> with, Instant now, CancellationToken cancel)
    {
        var person = reader.Session.Person;
        var known = await grains.GetGrain<IPersonGrain>(person.ToString()).Get();
        var turn = new Turn(person, reader.Here.Member.Name, "", known.WrittenAt ?? Nowhere(person), reader.Culture, reader.Session.TimeZone, now)
        {
            // That somebody reads here doesn't say that a message in the chat would reach them.
            IsElsewhere = true,
            On = reader.Here.Initiative.Id,
        };
        return await conversation.Answer(with(turn), cancel);
    }

    private static ConversationAddress Nowhere(PersonKey person) => new("", "", person.Tenant, "", PlaceKind.Personal);
}
