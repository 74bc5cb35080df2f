using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Backbone;

/// <summary>Says what this person can do here, as buttons; in a channel, what makes sense before everybody.</summary>
public sealed class ShowHelp(Listeners listeners, Standings standings, IGrainFactory grains) : IListener
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
        foreach (var here in (await standings.Memberships(turn, known)).Where(h => h.Initiative.Ended is null))
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

        var offers = listeners.Said
            .Where(d => d.Help is not null && d.Who <= most && (reports || d.Who != Audience.Reporters))
            .DistinctBy(d => d.Listener);
        return Reply.Shows(Card(
            string.Join(" · ", names.Take(MostNames).Select(n => PeoplesWords.Shorten(n, LongestName))) + (names.Count > MostNames ? $" · and {names.Count - MostNames} more" : ""),
            "Press, or just say it. Ask “what is …?” for any of our shared words.",
            names.Count < 2 ? null : "You are in several initiatives: say **initiatives** to choose the one that you speak of.",
            offers));
    }

    // Nothing of what else its people are in is said before the others.
    private async Task<Reply> InChannel(Turn turn, KnownPerson known)
    {
        switch (await standings.Of(turn, known, ""))
        {
            case Standing.Visiting visiting:
                return Reply.Shows(ConversationCards.ForVisitors(visiting.Here.Initiative, listeners.ForChannels(Audience.Visitors), turn.Culture));
            case Standing.Out:
                return Reply.Shows(ConversationCards.NotInAnInitiative(personal: false, turn.Culture));
            case var standing:
                var home = turn.Homes.Count > 0 ? (standing as Standing.In)?.Here.Initiative : null;
                return Reply.Shows(Card(
                    home?.Name,
                    "Mention me and say it, or press. Ask “what is …?” for any of our shared words. All else is for our own chat.",
                    home is null ? "Backbone staff: say **digest here** to have digests posted in this channel." : null,
                    listeners.ForChannels(Audience.Backbone)));
        }
    }

    private static AdaptiveCard Card(string? name, string how, string? note, IEnumerable<SayDoor> offers)
    {
        var all = offers.ToArray();
        return CardJson.FirstThatFits([Card(name, how, note, all.Select(Row)), Card(name, how, note, all.Chunk(ButtonsBesideEachOther).Select(Row))]);
    }

    private static AdaptiveCard Card(string? name, string how, string? note, IEnumerable<Element> offers) => new()
    {
        FallbackText = "What you can do here",
        Body =
        [
            new TextBlock("What you can do here") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            .. name is null ? [] : new[] { RichTextBlock.Of(name, isSubtle: true) },
            new TextBlock(how),
            .. note is null ? [] : new[] { new TextBlock(note) },
            .. offers,
        ],
    };

    private static Element Row(SayDoor door) => new ColumnSet(
    [
        new Column([new ActionSet([Button(door)])], "auto"),
        new Column([new TextBlock(door.Help!) { IsSubtle = true }]) { VerticalContentAlignment = VerticalAlignment.Center },
    ]);

    // For whoever may do so much that a line for each takes too much room.
    private static Element Row(SayDoor[] doors) => new ActionSet([.. doors.Select(Button)]);

    private static CardAction Button(SayDoor door) => Conversation.SayButton(ConversationCards.Capital(door.Phrase.Stem), door.Phrase.Stem);
}
