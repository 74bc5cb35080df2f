using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Onboarding;

/// <summary>Says what this person can do here, as buttons; in a channel, what makes sense before everybody.</summary>
public sealed class ShowHelp(Listeners listeners, Standings standings, IGrainFactory grains, Unfinished unfinished) : IListener
{
    private const int MostNames = 6;
    private const int LongestName = 60;
    private const int ButtonsBesideEachOther = 3;

    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        if (!turn.IsPersonal)
        {
            return await InChannel(turn, known);
        }

        var most = Audience.Anyone;
        // Backbone staff who report for no partner would be refused a reporter's door.
        var reports = false;
        var names = new List<string>();
        var memberships = await standings.Memberships(turn, known);
        foreach (var here in memberships.Where(h => h.Initiative.Ended is null))
        {
            names.Add(here.Initiative.Name);
            reports |= here.Partner is not null;
            var may = here.IsBackbone ? Audience.Backbone : here.Partner is not null ? Audience.Reporters : Audience.Members;
            most = may > most ? may : most;
        }

        if (names.Count == 0)
        {
            return Reply.Shows(ConversationCards.NotInAnInitiative(personal: true, turn.Culture));
        }

        var t = new Texts(turn.Culture);
        var offers = listeners.Said
            .Where(d => d.Help is not null && d.Who <= most && (reports || d.Who != Audience.Reporters))
            .DistinctBy(d => d.Listener);
        return Reply.Shows(Card(
            t,
            string.Join(" · ", names.Take(MostNames).Select(n => PeoplesWords.Shorten(n, LongestName)).Concat(names.Count > MostNames ? [t.More(names.Count - MostNames)] : [])),
            t.HelpPress,
            names.Count < 2 ? null : t.HelpSeveral,
            offers,
            await unfinished.Of(memberships, known)));
    }

    // Nothing of what else its people are in is said before the others.
    private async Task<Reply> InChannel(Turn turn, KnownPerson known)
    {
        switch (await standings.Of(turn, known, null))
        {
            case Standing.Visiting visiting:
                return Reply.Shows(ConversationCards.ForVisitors(visiting.Here.Initiative, listeners.ForChannels(Audience.Visitors), turn.Culture));
            case Standing.Out:
                return Reply.Shows(ConversationCards.NotInAnInitiative(personal: false, turn.Culture));
            case var standing:
                var home = turn.Homes.Count > 0 ? (standing as Standing.In)?.Here.Initiative : null;
                var t = new Texts(turn.Culture);
                return Reply.Shows(Card(
                    t,
                    home?.Name,
                    t.HelpMention,
                    home is null ? t.HelpDigestHere : null,
                    listeners.ForChannels(Audience.Backbone)));
        }
    }

    private static AdaptiveCard Card(Texts t, string? name, string how, string? note, IEnumerable<SayDoor> offers, (Initiative Initiative, SetUpList List)? unfinished = null)
    {
        var all = offers.ToArray();
        Element[] steps = unfinished is { } going ? [Steps(going.Initiative, going.List, t)] : [];
        return CardJson.FirstThatFits(
        [
            Card(t, name, how, note, steps, all.Select(d => Row(d, t.Culture))),
            Card(t, name, how, note, steps, all.Chunk(ButtonsBesideEachOther).Select(d => Row(d, t.Culture))),
            Card(t, name, how, note, [], all.Chunk(ButtonsBesideEachOther).Select(d => Row(d, t.Culture))),
        ]);
    }

    private static AdaptiveCard Card(Texts t, string? name, string how, string? note, IEnumerable<Element> steps, IEnumerable<Element> offers) => new()
    {
        FallbackText = t.HelpWhatYouCanDo,
        Body =
        [
            .. steps,
            Heading.Of(t.HelpWhatYouCanDo),
            .. name is null ? [] : new[] { RichTextBlock.Of(name, isSubtle: true) },
            new TextBlock(how),
            .. note is null ? [] : new[] { new TextBlock(note) },
            .. offers,
        ],
    };

    private static Container Steps(Initiative initiative, SetUpList list, Texts t) => new(
    [
        RichTextBlock.Of(t.SetUpListInShort(PeoplesWords.Shorten(initiative.Name, LongestName)), TextWeight.Bolder),
        .. SetUpListCard.Lines(list, t.Culture),
        new ActionSet([.. SetUpListCard.Buttons(initiative, list, t.Culture)]) { Spacing = Spacing.Small },
    ])
    {
        Style = ContainerStyle.Emphasis,
    };

    private static ColumnSet Row(SayDoor door, CultureInfo culture) => new(
    [
        new Column([new ActionSet([Button(door, culture)])], "auto"),
        new Column([new TextBlock(door.Help!(culture)) { IsSubtle = true }]) { VerticalContentAlignment = VerticalAlignment.Center },
    ]);

    // For whoever may do so much that a line for each takes too much room.
    private static ActionSet Row(SayDoor[] doors, CultureInfo culture) => new([.. doors.Select(d => Button(d, culture))]);

    private static Execute Button(SayDoor door, CultureInfo culture) => Conversation.SayButton(ConversationCards.Capital(door.Command.In(culture)), door.Command);
}
