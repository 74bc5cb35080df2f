using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Onboarding;

/// <summary>Says what this person can do: what matters now, and everything else behind a few groups; in a channel, what makes sense before everybody.</summary>
public sealed class ShowHelp(Listeners listeners, Standings standings, IGrainFactory grains, WhatIsUp up) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        if (!turn.IsPersonal)
        {
            return await InChannel(turn, known);
        }

        Here[] memberships = [.. (await standings.Memberships(turn, known)).Where(h => h.Initiative.Ended is null)];
        if (await up.Of(memberships, known, turn.Now) is not { } now)
        {
            return Reply.Shows(ConversationCards.NotInAnInitiative(personal: true, turn.Culture));
        }

        var most = memberships.Max(h => h.IsBackbone ? Audience.Backbone : h.Partner is not null ? Audience.Reporters : Audience.Members);
        // Backbone staff who report for no partner would be refused a reporter's door.
        var reports = memberships.Any(h => h.Partner is not null);
        var offers = listeners.Said
            .Where(d => d.Help is not null && d.Who <= most && (reports || d.Who != Audience.Reporters))
            .DistinctBy(d => d.Listener);
        return Reply.Shows(HelpCard.Of(memberships, now, listeners, [.. offers], now.Here.Zone(turn), turn.Culture));
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
                return Reply.Shows(HelpCard.InChannel(turn.Homes.Count > 0 ? (standing as Standing.In)?.Here.Initiative : null, listeners.ForChannels(Audience.Backbone), turn.Culture));
        }
    }
}

/// <summary>Draws what can be done.</summary>
public static class HelpCard
{
    private const int MostNames = 6;
    private const int LongestName = 60;

    // What Teams draws side by side; the rest would go behind three dots.
    private const int MostButtons = 6;

    /// <param name="doors">Where the words of a command are found.</param>
    /// <param name="offers">What the person may do, each once.</param>
    public static AdaptiveCard Of(IReadOnlyList<Here> memberships, UpNow now, Listeners doors, IReadOnlyList<SayDoor> offers, DateTimeZone zone, CultureInfo culture)
    {
        return CardJson.FirstThatFits([Drawn(explains: true), Drawn(explains: false)]);

        AdaptiveCard Drawn(bool explains)
        {
            var t = new Texts(culture);
            return new AdaptiveCard
            {
                FallbackText = t.HelpWhatYouCanDo,
                Body =
                [
                    Heading.Of(t.HelpWhatYouCanDo),
                    .. now.Matter == Matter.SettingUp && memberships.Count == 1 ? [] : Names(memberships, t),
                    .. now.Matter == Matter.SettingUp ? [Steps(now.Here.Initiative, now.SetUp!, t)] : ToDos(now, doors, zone, culture),
                    .. Groups(offers, explains, t),
                    new TextBlock(now.Here.IsBackbone ? t.HelpJustWriteBackbone : now.Here.Partner is not null ? t.HelpJustWriteReporter : t.HelpJustWriteObserver) { IsSubtle = true, Size = TextSize.Small },
                ],
            };
        }
    }

    /// <param name="home">The initiative whose home it is; null where it is none's.</param>
    public static AdaptiveCard InChannel(Initiative? home, IReadOnlyList<SayDoor> offers, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.HelpWhatYouCanDo,
            Body =
            [
                Heading.Of(t.HelpWhatYouCanDo),
                .. home is null ? [] : new[] { RichTextBlock.Of(home.Name, isSubtle: true) },
                new TextBlock(t.HelpMention),
                .. home is null ? [new TextBlock(t.HelpDigestHere)] : Array.Empty<Element>(),
                .. offers.Select(d => Row(Button(d, null, culture), d.Help!.InWords(culture))),
            ],
        };
    }

    private static IEnumerable<Element> Names(IReadOnlyList<Here> memberships, Texts t)
    {
        var names = memberships.Select(h => PeoplesWords.Shorten(h.Initiative.Name, LongestName)).ToArray();
        if (names.Length > MostNames)
        {
            names = [.. names.Take(MostNames), t.More(names.Length - MostNames)];
        }

        yield return RichTextBlock.Of(string.Join(" · ", names), isSubtle: true) with { Spacing = Spacing.None };
        if (memberships.Count > 1)
        {
            yield return new TextBlock(t.HelpSeveral) { Size = TextSize.Small, Spacing = Spacing.Small };
        }
    }

    private static IEnumerable<Element> ToDos(UpNow now, Listeners doors, DateTimeZone zone, CultureInfo culture)
    {
        yield return RichTextBlock.Of(now.InWords(zone, culture), TextWeight.Bolder);
        foreach (var toDo in now.ToDo(culture))
        {
            if (doors.Said.FirstOrDefault(d => d.Command == toDo.Command) is { } door)
            {
                yield return Row(Conversation.SayButton(toDo.Title ?? Title(door, culture), door.Command, now.Here.Initiative.Id), toDo.Words ?? door.Help?.InWords(culture) ?? "");
            }
        }
    }

    private static Container Steps(Initiative initiative, SetUpList list, Texts t) => new(
    [
        RichTextBlock.Of(t.SetUpListInShort(PeoplesWords.Shorten(initiative.Name, LongestName)), TextWeight.Bolder),
        .. SetUpListCard.Lines(list, t.Culture),
        new ActionSet([.. SetUpListCard.Buttons(initiative, list, t.Culture)]) { Spacing = Spacing.Small },
    ])
    {
        Style = ContainerStyle.Emphasis,
    };

    // A button for each group, and below them what they unfold: whoever looks for something finds it in two presses.
    private static IEnumerable<Element> Groups(IReadOnlyList<SayDoor> offers, bool explains, Texts t)
    {
        var groups = offers.GroupBy(d => d.Help!.Group).OrderBy(g => g.Key).ToArray();
        yield return new ActionSet([.. groups.Select(g => new ToggleVisibility([Panel(g.Key)]) { Title = InWords(g.Key, t) })]) { Separator = true };
        foreach (var group in groups)
        {
            yield return new Container(
            [
                Heading.Small(InWords(group.Key, t)) with { Size = TextSize.Small },
                .. group.Chunk(MostButtons).Select(some => new ActionSet([.. some.Select(d => Button(d, explains ? d.Help!.InWords(t.Culture) : null, t.Culture))]) { Spacing = Spacing.Small }),
            ])
            {
                Id = Panel(group.Key),
                IsVisible = false,
            };
        }
    }

    private static string Panel(HelpGroup group) => "help." + group;

    private static string InWords(HelpGroup group, Texts t) => group switch
    {
        HelpGroup.CheckIns => t.HelpCheckIns,
        HelpGroup.Numbers => t.HelpNumbers,
        HelpGroup.Words => t.HelpWords,
        HelpGroup.People => t.HelpPeople,
        HelpGroup.Together => t.HelpTogether,
        _ => t.HelpSettings,
    };

    private static ColumnSet Row(CardAction button, string words) => new(
    [
        new Column([new ActionSet([button])], "auto"),
        new Column([new TextBlock(words) { IsSubtle = true, Size = TextSize.Small }]) { VerticalContentAlignment = VerticalAlignment.Center },
    ])
    {
        Spacing = Spacing.Small,
    };

    private static Execute Button(SayDoor door, string? explained, CultureInfo culture) => Conversation.SayButton(Title(door, culture), door.Command) with { Tooltip = explained };

    private static string Title(SayDoor door, CultureInfo culture) => ConversationCards.Capital(door.Command.In(culture));
}
