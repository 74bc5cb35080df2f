using System.Globalization;
using System.Text;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Time;

namespace CollectiveImpact.Onboarding;

/// <summary>Someone is polite, or says it with a thumb: a short word back, and no card.</summary>
public sealed class SayWelcome : IListener, IAnswerWords
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Welcome(turn.Culture));

    // Nothing but emoji: a question mark alone asks for something, though.
    public Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel) =>
        Task.FromResult(turn.Said.Length > 0 && !turn.Said.AsSpan().ContainsAny("?？¿") && turn.Said.EnumerateRunes().All(IsSign) ? Welcome(turn.Culture) : null);

    private static Reply Welcome(CultureInfo culture) => Reply.Says(new Texts(culture).TalkWelcome);

    private static bool IsSign(Rune rune) => !Rune.IsLetterOrDigit(rune);
}

/// <summary>Someone greets: a short word back, what is up now, and the first thing that can be done about it.</summary>
public sealed class SayHello(Standings standings, IGrainFactory grains, WhatIsUp up) : IListener
{
    private const int LongestName = 40;

    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Shows(Card(turn, new TextBlock(t.HelloHere), [Help(t)], t));
        }

        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        return Reply.Shows(await up.Of(await standings.Memberships(turn, known), known, turn.Now) is { } now
            ? Card(turn, RichTextBlock.Of(now.InWords(now.Here.Zone(turn), turn.Culture)), [First(now, t), Help(t)], t)
            : Card(turn, new TextBlock(new Conversations.Texts(turn.Culture).HowToBeginInOwnChat), [Conversation.SayButton(t.SetUp, Spoken.SetUp), Help(t)], t));
    }

    /// <summary>What somebody is called by: the first of their names, however a directory writes them.</summary>
    /// <returns>Empty when nobody has told the name.</returns>
    public static string FirstName(string name)
    {
        // "Silva, Rui" as well as "Rui Silva".
        var given = name.Split(',') is [_, var after, ..] && after.Trim().Length > 0 ? after : name;
        return PeoplesWords.Shorten(given.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "", LongestName);
    }

    private static Execute First(UpNow now, Texts t)
    {
        if (now.Matter == Matter.SettingUp)
        {
            return SetUpListCard.NextButton(now.Here.Initiative, now.SetUp!, t.Culture)!;
        }

        var first = now.ToDo(t.Culture)[0];
        return Conversation.SayButton(first.Title ?? ConversationCards.Capital(first.Command.In(t.Culture)), first.Command, now.Here.Initiative.Id);
    }

    private static Execute Help(Texts t) => Conversation.SayButton(t.Help, Spoken.Help);

    private static AdaptiveCard Card(Turn turn, Element words, IReadOnlyList<CardAction> buttons, Texts t)
    {
        var hello = FirstName(turn.Name) is { Length: > 0 } name ? t.HelloName(name) : t.Hello;
        return new AdaptiveCard
        {
            FallbackText = hello,
            Body = [RichTextBlock.Of(hello, TextWeight.Bolder), words with { Spacing = Spacing.Small }],
            Actions = buttons,
        };
    }
}

/// <summary>Someone asks who speaks here.</summary>
public sealed class SayWhoIAm : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(
        new Texts(turn.Culture).TalkWhoIAm));
}

/// <summary>Someone looks for their settings: most come from Teams.</summary>
public sealed class ExplainSettings : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var language = turn.Culture.NativeName;
        return Task.FromResult(Reply.Says($"{(turn.TimeZone is { } zone ? t.TalkSettings(language, TimeZones.InWords(zone, turn.Culture)) : t.TalkSettingsWithoutTimeZone(language))} {t.TalkSettingsHere}"));
    }
}

/// <summary>Someone wants to be asked no more: for a while, or for good.</summary>
public sealed class ExplainPauses : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(
        new Texts(turn.Culture).TalkPauses));
}

/// <summary>A member wants to speak with the people behind the initiative.</summary>
public sealed class ShowBackbone : IMemberListener
{
    private const int MostNamed = 12;

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var names = here.Initiative.Backbone.Select(m => m.Name).Where(n => n.Length > 0).Take(MostNamed).ToArray();
        var t = new Texts(turn.Culture);
        return Task.FromResult(Reply.Says(names.Length == 0
            ? t.TalkBackboneUnknown(here.Initiative.Name)
            : t.TalkBackbone(here.Initiative.Name, string.Join(", ", names))));
    }
}
