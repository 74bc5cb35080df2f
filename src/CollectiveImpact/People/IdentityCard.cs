using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Draws which accounts are one person's.</summary>
public static class IdentityCard
{
    public const string UndoVerb = "membership.notme";

    private const string OtherField = "other";
    private const int LongestName = 80;

    public static string OtherOf(Form form) => form[OtherField];

    /// <param name="code">With which one more can be added; null to offer none.</param>
    public static AdaptiveCard Of(IReadOnlyList<KnownPerson> others, string? code, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = code is null ? t.YourAccounts : t.YourCode(code),
            Body =
            [
                Heading.Of(t.YourAccounts),
                .. others.Count == 0 ? [new TextBlock(t.KnownFromHereOnly)] : (IEnumerable<Element>)[new TextBlock(t.TheseSpeakForYou), .. others.Select(o => Line(o, t))],
                .. code is null ? [] : (IEnumerable<Element>)
                [
                    new TextBlock(t.WhereToSayIt) { Separator = true },
                    RichTextBlock.Of(t.WhatToSay(code), TextWeight.Bolder, TextSize.Large),
                    new TextBlock(t.TellItToNobody) { IsSubtle = true },
                ],
            ],
        };
    }

    /// <summary>What the person is told when an account of theirs was added.</summary>
    public static AdaptiveCard Linked(string name, string place, PersonKey other, CultureInfo culture)
    {
        var t = new Texts(culture);
        var known = PeoplesWords.Shorten(name, LongestName);
        return new AdaptiveCard
        {
            FallbackText = t.AnotherSpeaksForYouInShort,
            Body =
            [
                new TextBlock(t.AnotherSpeaksForYou) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(place.Length > 0 ? t.AccountIn(known, PeoplesWords.Shorten(place, LongestName)) : known),
                new TextBlock(t.IfThatWasntYou),
            ],
            Actions = [Undo(other, t)],
        };
    }

    private static ColumnSet Line(KnownPerson other, Texts t)
    {
        var name = other.Name.Length > 0 ? PeoplesWords.Shorten(other.Name, LongestName) : t.NamelessAccount;
        return new(
        [
            new Column([RichTextBlock.Of(name)]) { VerticalContentAlignment = VerticalAlignment.Center },
            new Column([QuietActions.About(name, Undo(other.Key, t))], "auto") { VerticalContentAlignment = VerticalAlignment.Center },
        ]);
    }

    private static Execute Undo(PersonKey other, Texts t) => new(UndoVerb, new Dictionary<string, string> { [OtherField] = other.ToString() }) { Title = t.Undo, AssociatedInputs = AssociatedInputs.None };
}
