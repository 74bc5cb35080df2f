using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>The short cards around a conversation: help, "did you mean", "which initiative".</summary>
public static class ConversationCards
{
    private const int LongestQuoted = 80;

    /// <param name="words">Buttons to shared words that come near, before the commands that do.</param>
    public static AdaptiveCard NotUnderstood(string said, IReadOnlyList<SaidPhrase> guesses, CultureInfo culture, params IReadOnlyList<CardAction> words)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.NotUnderstoodInShort,
            Body = [RichTextBlock.Around(Quoted(PeoplesWords.Something(PeoplesWords.Shorten(said, LongestQuoted)), t), guesses.Count + words.Count > 0 ? t.NotUnderstoodButNear : t.NotUnderstoodAtAll)],
            Actions = [.. words, .. guesses.Select(g => Conversation.SayButton(Capital(g.Phrase.Stem), g.Door.Command)), Conversation.SayButton(t.Help, Spoken.Help)],
        };
    }

    /// <param name="personal">Whether it is said in the person's own chat; before others, nobody is offered to begin something.</param>
    public static AdaptiveCard NotInAnInitiative(bool personal, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = personal ? t.InNoneInShort : t.NotKnownInShort(t.HowToJoin),
            Body =
            [
                new TextBlock(personal ? t.InNone : t.NotKnown) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
                new TextBlock(personal ? t.HowToBeginInOwnChat : t.HowToJoin),
            ],
            Actions = personal ? [Conversation.SayButton(t.SetUp, Spoken.SetUp), Conversation.SayButton(t.TakeTour, Spoken.TakeATour)] : null,
        };
    }

    /// <summary>What a home channel's initiative tells everybody there, and how to become a member of it.</summary>
    /// <param name="said">What wasn't understood, if anything.</param>
    public static AdaptiveCard ForVisitors(Initiative initiative, IReadOnlyList<SayDoor> doors, CultureInfo culture, string? said = null)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WhatICanTell(initiative.Name),
            Body =
            [
                .. said is null ? [] : new[] { RichTextBlock.Around(Quoted(PeoplesWords.Shorten(said, LongestQuoted), t), t.NotUnderstood) },
                RichTextBlock.Of(initiative.Name, TextWeight.Bolder, TextSize.Medium),
                new TextBlock(t.NotKnownHere),
                new TextBlock(t.HowToJoin) { IsSubtle = true },
            ],
            Actions = [.. doors.Select(d => Conversation.SayButton(Capital(d.Command.In(culture)), d.Command, initiative.Id))],
        };
    }

    /// <param name="say">What is said again after the choice: a command's id, or what was said.</param>
    /// <param name="words">What stands in the places of the command.</param>
    public static AdaptiveCard WhichInitiative(IReadOnlyList<Initiative> initiatives, string say, CultureInfo culture, IReadOnlyDictionary<string, string>? words = null)
    {
        var t = new Texts(culture);
        const int mostButtons = 6;
        const int longestSaid = 4000;
        // What was said waits on the card; what no definition is as long as is said again after the choice.
        Dictionary<string, string> data = (words?.Values.Sum(w => w.Length) ?? 0) + say.Length > longestSaid
            ? new() { [Conversation.SayField] = Spoken.Agenda.Id }
            : new(words ?? new Dictionary<string, string>()) { [Conversation.SayField] = say };
        var names = Initiative.NamesApart(initiatives);
        var card = new AdaptiveCard
        {
            FallbackText = t.WhichInitiative,
            Body = [Heading.Small(t.WhichInitiative)],
        };
        var buttons = card with { Actions = [.. initiatives.Select(i => Choose(PeoplesWords.Plain(names[i.Id]), data, i.Id) with { AssociatedInputs = AssociatedInputs.None })] };
        var choice = card with
        {
            Body =
            [
                .. card.Body,
                new ChoiceInput([.. initiatives.Select(i => new Choice(PeoplesWords.Plain(names[i.Id]), i.Id))]) { Id = Conversation.InitiativeField, Label = t.Initiative, IsRequired = true, ErrorMessage = t.ChooseOne },
            ],
            Actions = [Choose(t.Choose, data, null)],
        };
        return CardJson.FirstThatFits(initiatives.Count <= mostButtons ? [buttons, choice] : [choice]);
    }

    /// <summary>An answer to somebody who is in several initiatives: it says of which it speaks, and leads to the others.</summary>
    /// <param name="isSaid">Whether it answers something said: what takes a card's place leads where the card did.</param>
    internal static Reply Naming(Initiative initiative, Reply reply, bool isSaid, CultureInfo culture) => reply switch
    {
        Reply.Words words when !words.Text.Contains(initiative.Name, StringComparison.OrdinalIgnoreCase) => Reply.Says(new Texts(culture).InInitiative(initiative.Name, words.Text)),
        Reply.NewCard shown => shown with { Card = CardJson.FirstThatFits([Naming(initiative, shown.Card, isSaid, culture), shown.Card]) },
        _ => reply,
    };

    private static AdaptiveCard Naming(Initiative initiative, AdaptiveCard card, bool isSaid, CultureInfo culture)
    {
        const int mostActions = 6;
        var isNamed = card.Body.Any(e => e switch
        {
            RichTextBlock block => block.Inlines.Any(i => i.Text.Contains(PeoplesWords.Plain(initiative.Name), StringComparison.OrdinalIgnoreCase)),
            TextBlock block => block.Text.Contains(initiative.Name, StringComparison.OrdinalIgnoreCase),
            _ => false,
        });
        return card with
        {
            Body = isNamed ? card.Body : [RichTextBlock.Of(initiative.Name, isSubtle: true), .. card.Body],
            Actions = isSaid && (card.Actions?.Count ?? 0) < mostActions ? [.. card.Actions ?? [], Conversation.SayButton(new Texts(culture).OtherInitiative, Spoken.Initiatives)] : card.Actions,
        };
    }

    private static TextRun Quoted(string said, Texts t) => TextRun.Plain(t.Quoted(said)) with { Italic = true };

    private static Execute Choose(string title, IReadOnlyDictionary<string, string> data, InitiativeId? initiative) =>
        new(Conversation.ChooseVerb, initiative is { } its ? new Dictionary<string, string>(data) { [Conversation.InitiativeField] = its } : data) { Title = title };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
