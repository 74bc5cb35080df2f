using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.People;

/// <summary>Draws how a reporter hands over, and reads what they chose.</summary>
public static class HandOverCard
{
    public const string SaveVerb = "membership.handover";

    private const string ThenField = "then";
    private const int LongestName = 100;

    /// <summary>What becomes of who hands over; when they didn't say, the faults say so, by field.</summary>
    public static (AfterHandOver? Then, IReadOnlyDictionary<string, string> Faults) Read(Form form, Here here, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (then, faults) = Fields(here, t).Read(form, null);
        if (then is null)
        {
            faults[ThenField] = t.WhatBecomesOfYou;
        }

        return (then, faults);
    }

    public static AdaptiveCard Form(Here here, CultureInfo culture) => Again(here, Fields(here, new Texts(culture)).Of(null), new Dictionary<string, string>(), culture);

    public static AdaptiveCard Again(Here here, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture)
    {
        var t = new Texts(culture);
        return SizeLadder.Fit(room =>
        {
            var drawn = Fields(here, t).Draw(typed, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.HandOver,
                Body =
                [
                    Heading.Of(t.HandOver),
                    RichTextBlock.Of($"{here.Initiative.Name} · {PeoplesWords.Shorten(here.Partner!.Name, LongestName)}", isSubtle: true),
                    new TextBlock(t.WhatHandingOverMeans),
                    .. drawn.Body,
                ],
                Actions = [new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, here.Initiative.Id))) { Title = t.GetTheCode, Style = ActionStyle.Positive }],
            };
        });
    }

    public static AdaptiveCard Code(Here here, Invite invite, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.HandOverCodeInShort,
            Body =
            [
                RichTextBlock.AroundBold(here.Partner!.Name, invite.Then == AfterHandOver.ReportsAsWell ? t.CodeBesideYou : t.CodeInYourPlace),
                RichTextBlock.Of(invite.Code, TextWeight.Bolder, TextSize.ExtraLarge),
                new TextBlock(t.PassOnToColleague(invite.Code)),
                new TextBlock(t.CodeWorksUntil(invite.Expires.InZone(zone).OnDayOfYear(culture))) { IsSubtle = true },
            ],
        };
    }

    /// <summary>Tells who handed over.</summary>
    /// <param name="member">What they are now; null when they have left.</param>
    public static AdaptiveCard Done(Initiative initiative, string partner, Member successor, Member? member, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.ReportsNowInShort(successor.Name, partner),
            Body =
            [
                RichTextBlock.Of(t.ReportsNow(successor.Name, partner), TextWeight.Bolder, TextSize.Medium),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(member switch
                {
                    null => t.YouHaveLeft,
                    { PartnerId: not null } => t.YouReportBeside,
                    { Role: Role.Backbone } => t.YouAreBackbone,
                    _ => t.YouReadOn,
                }),
            ],
            Actions = member is null ? null : [Conversation.SayButton(t.LastDigest, Spoken.Digest, initiative.Id), Conversation.SayButton(t.Help, Spoken.Help)],
        };
    }

    private static Form<AfterHandOver?> Fields(Here here, Texts t) => new(t.Culture,
    [
        new ChoiceField<AfterHandOver?>(
            ThenField,
            t.OnceTheyHaveJoined,
            [
                new Choice(here.IsBackbone ? t.StayBackbone : t.ReadOn, nameof(AfterHandOver.LooksOn)),
                // Backbone staff leave by a way of their own, which makes sure that somebody is left who runs the initiative.
                .. here.IsBackbone ? (IEnumerable<Choice>)[] : [new Choice(t.LeaveTheInitiative, nameof(AfterHandOver.Leaves))],
                new Choice(t.ReportAsWell, nameof(AfterHandOver.ReportsAsWell)),
            ],
            then => then?.ToString(),
            (_, chosen) => chosen is null ? null : EnumNames.Read<AfterHandOver>(chosen))
        {
            Usual = nameof(AfterHandOver.LooksOn),
            Style = ChoiceStyle.Expanded,
        },
    ]);
}
