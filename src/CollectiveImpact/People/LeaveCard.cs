using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Draws what leaving and being forgotten mean, before and after.</summary>
public static class LeaveCard
{
    public const string LeaveVerb = "membership.leave";
    public const string ForgetVerb = "membership.forget";
    public const string StayVerb = "membership.stay";

    // Of a person in more initiatives than that, a card names the first.
    private const int MostNamed = 12;
    private const int LongestName = 80;

    public static InitiativeId InitiativeOf(Form form) => new(form[Conversation.InitiativeField]);

    public static AdaptiveCard Ask(Here here, CultureInfo culture)
    {
        var t = new Texts(culture);
        var reportsAlone = here.Partner is { } partner && here.Initiative.ReportersOf(partner.Id).All(m => m.Person == here.Member.Person);
        return new AdaptiveCard
        {
            FallbackText = t.AskLeave(here.Initiative.Name),
            Body =
            [
                RichTextBlock.Of(t.AskLeave(here.Initiative.Name), TextWeight.Bolder, TextSize.Large),
                new TextBlock(t.WhatLeavingMeans),
                RichTextBlock.Of(here.Partner is null ? t.WhatYouSaidStays : t.WhatYouReportedStays(here.Partner.Name)),
                .. reportsAlone ? (IEnumerable<Element>)[RichTextBlock.Of(t.NobodyElseSoTell(here.Partner!.Name, string.Join(", ", here.Initiative.Backbone.Select(m => m.Name).Take(MostNamed))))] : [],
                new TextBlock(t.JoinAgain) { IsSubtle = true },
            ],
            Actions =
            [
                Conversation.PressButton(LeaveVerb, t.Leave, here.Initiative.Id) with { Style = ActionStyle.Destructive },
                Stay(t.Stay),
            ],
        };
    }

    public static AdaptiveCard Left(string name, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.HaveLeftInShort(name),
            Body = [RichTextBlock.Of(t.HaveLeft(name), TextWeight.Bolder, TextSize.Large), new TextBlock(t.HowToComeBack)],
        };
    }

    /// <param name="initiatives">Those that the person leaves with it.</param>
    public static AdaptiveCard AskToForget(IReadOnlyList<Initiative> initiatives, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.AskForget,
            Body =
            [
                Heading.Of(t.AskForget),
                .. initiatives.Count == 0 ? (IEnumerable<Element>)[] : [RichTextBlock.Of(t.YouLeave(Named(initiatives, t)))],
                new TextBlock(t.WhatIsDeleted),
                new TextBlock(t.WhatStays),
                new TextBlock(t.ReportsStay),
                new TextBlock(t.NameStays),
                new TextBlock(t.LogStays),
                new TextBlock(t.KnownAnew) { IsSubtle = true },
            ],
            Actions =
            [
                new Execute(ForgetVerb) { Title = t.ForgetMe, Style = ActionStyle.Destructive, AssociatedInputs = AssociatedInputs.None },
                Stay(t.Dont),
            ],
        };
    }

    public static AdaptiveCard Forgotten(CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard { FallbackText = t.ForgottenInShort, Body = [Heading.Of(t.Forgotten), new TextBlock(t.Goodbye)] };
    }

    public static AdaptiveCard Stays(CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard { FallbackText = t.EverythingStays, Body = [new TextBlock(t.EverythingStays)] };
    }

    /// <summary>Why somebody can't leave yet, and what to do about it.</summary>
    /// <param name="alone">The initiatives that nobody else runs.</param>
    public static string CantLeave(IReadOnlyList<Initiative> alone, CultureInfo culture)
    {
        var t = new Texts(culture);
        return HaveOthers(alone) ? t.OnlyBackboneCantLeave(Named(alone, t)) : t.AloneCantLeave(Named(alone, t));
    }

    /// <summary>Why somebody can't be forgotten yet, and what to do about it.</summary>
    /// <param name="alone">The initiatives that nobody else runs.</param>
    public static string CantBeForgotten(IReadOnlyList<Initiative> alone, CultureInfo culture)
    {
        var t = new Texts(culture);
        return HaveOthers(alone) ? t.OnlyBackboneCantBeForgotten(Named(alone, t)) : t.AloneCantBeForgotten(Named(alone, t));
    }

    private static bool HaveOthers(IReadOnlyList<Initiative> alone) => alone.Any(i => i.Members.Count > 1);

    private static string Named(IReadOnlyList<Initiative> initiatives, Texts t)
    {
        var names = string.Join(", ", initiatives.Take(MostNamed).Select(i => PeoplesWords.Shorten(i.Name, LongestName)));
        return initiatives.Count > MostNamed ? t.AndMore(names, initiatives.Count - MostNamed) : names;
    }

    private static Execute Stay(string title) => new(StayVerb) { Title = title, AssociatedInputs = AssociatedInputs.None };
}
