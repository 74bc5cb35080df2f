using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;
using CollectiveImpact.Time;

namespace CollectiveImpact.Activities;

/// <summary>Draws asks and offers, and what may fit.</summary>
public static class NoticeCard
{
    public const string PostVerb = "activities.post";
    public const string EndVerb = "activities.end";
    public const string ConnectVerb = "activities.connect";
    public const string SettleVerb = "activities.settle";

    public const string ReplyVerb = "activities.reply";

    private const string OwnPart = "notices.own";
    private const string IdField = "notice";
    private const string AskField = "ask";
    private const string OfferField = "offer";
    private const string YesField = "yes";

    private const int MostReasons = 3;
    private const int LongestChannel = 80;

    private static readonly (int Lines, int Longest)[] Sizes = [(12, PartnersNotice.LongestText), (8, 150), (4, 80)];

    public static string IdOf(Form form) => form[IdField];

    public static (string Ask, string Offer, bool Yes) FitOf(Form form) => (form[AskField], form[OfferField], form.IsOn(YesField));

    /// <summary>The open asks and offers, and the form for one more.</summary>
    /// <param name="typed">What stands in the form; null for nothing yet.</param>
    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard List(
        Here here, IReadOnlyList<PartnersNotice> all, LocalDate today, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null, string? news = null) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var open = all.Where(n => n.IsOpen(today)).ToArray();
        var body = new List<Element> { Heading.Of(t.AsksAndOffers), RichTextBlock.Of(here.Initiative.Name, isSubtle: true) };
        if (news is not null)
        {
            body.Add(new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis });
        }

        foreach (var (title, nothing, kind) in new[] { (t.Needed, t.NothingNeeded, NoticeKind.Ask), (t.OnOffer, t.NothingOnOffer, NoticeKind.Offer) })
        {
            var some = open.Where(n => n.Kind == kind).ToArray();
            body.Add(Heading.Section(some.Length == 0 ? nothing : title));
            foreach (var notice in some.Take(size.Lines))
            {
                body.Add(LineForOthers(here.Initiative, notice, t, size.Longest));
                if (here.Partner is not null)
                {
                    body.Add(QuietActions.About(
                        notice.Text,
                        notice.Partner == here.Partner.Id ? About(EndVerb, t.Done) : About(ReplyVerb, notice.Kind == NoticeKind.Ask ? t.WeCanHelp : t.WeNeedThis)));
                }

                Execute About(string verb, string title) => Conversation.PressButton(verb, title, here.Initiative.Id, (IdField, notice.Id));
            }

            if (some.Length > size.Lines)
            {
                body.Add(new TextBlock(t.More(some.Length - size.Lines)) { IsSubtle = true });
            }
        }

        if (here.Partner is not null)
        {
            body.Add(new Container(
            [
                .. NoticeForm.Draw(typed ?? Form.Empty, faults ?? new Dictionary<string, string>(), culture),
                new ActionSet([Conversation.PressButton(PostVerb, t.Tell, here.Initiative.Id) with { AssociatedInputs = null, Style = ActionStyle.Positive }]),
            ])
            {
                Id = OwnPart,
                IsVisible = typed is not null,
                Separator = true,
            });
        }

        return new AdaptiveCard
        {
            FallbackText = t.AsksAndOffers,
            Body = body,
            Actions = here.Partner is null || typed is not null ? null : [new ToggleVisibility([OwnPart]) { Title = t.AskOrOffer }],
        };
    }));

    /// <summary>Suggests a connection to one of the two, who see of each other only what the notices say.</summary>
    /// <param name="why">What made them fit; null when that can't be said.</param>
    public static AdaptiveCard Suggestion(Initiative initiative, PartnersNotice own, PartnersNotice other, Fit fit, Match? why, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.MayFit,
            Body =
            [
                Heading.Of(t.MayFit),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                Heading.Small(own.Kind == NoticeKind.Ask ? t.YouNeed : t.YouOffer),
                RichTextBlock.Of(own.Text) with { Spacing = Spacing.None },
                Heading.Small(other.Kind == NoticeKind.Ask ? t.SomebodyNeeds : t.SomebodyOffers),
                LineForOthers(initiative, other, t, PartnersNotice.LongestText) with { Spacing = Spacing.None },
                .. why is null ? [] : new Element[] { RichTextBlock.Of(Reason(why, own.Kind, t), isSubtle: true) },
                RichTextBlock.Of(
                    fit.ReachedIn(initiative) is not { } channel ? t.OnlyIfBoth
                        : channel.Name.Length > 0 ? t.OnlyIfBothInChannel(PeoplesWords.Shorten(channel.Name, LongestChannel))
                        : t.OnlyIfBothWithDigests,
                    isSubtle: true) with
                { Spacing = Spacing.Small },
            ],
            Actions = [Press(ConnectVerb, t.YesConnect, initiative, fit, yes: true), Press(ConnectVerb, t.NotThisTime, initiative, fit, yes: false)],
        };
    }

    // The words of the ask as they were written: who reads them sees at once when something else was meant.
    private static string Reason(Match why, NoticeKind own, Texts t)
    {
        var words = string.Join(", ", why.SharedWords.Take(MostReasons).Select(w => t.Quoted(PeoplesWords.Shorten(w, 40))));
        return (own, why.SamePlace, why.SameTime) switch
        {
            (NoticeKind.Ask, false, false) => t.YouWrote(words),
            (NoticeKind.Ask, true, false) => t.YouWroteSamePlace(words),
            (NoticeKind.Ask, false, true) => t.YouWroteSameTime(words),
            (NoticeKind.Ask, true, true) => t.YouWroteSamePlaceAndTime(words),
            (_, false, false) => t.TheyWrote(words),
            (_, true, false) => t.TheyWroteSamePlace(words),
            (_, false, true) => t.TheyWroteSameTime(words),
            (_, true, true) => t.TheyWroteSamePlaceAndTime(words),
        };
    }

    /// <summary>What stands there after one side has said yes or no.</summary>
    /// <param name="both">The ask and the offer, as far as they are still there.</param>
    public static AdaptiveCard Heard(Here here, Fit fit, bool yes, IReadOnlyList<PartnersNotice> both, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.ThankYou,
            Body =
            [
                new TextBlock(!yes ? t.ThenNot : fit.IsAgreed ? t.BothSaidYes : t.YouHear) { Weight = TextWeight.Bolder },
                RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
                .. both.OrderBy(n => n.Partner != here.Partner?.Id).Select(n => n.Partner == here.Partner?.Id ? Side(here.Initiative, n, t) : SideForOthers(here.Initiative, n, t)),
            ],
            Actions = yes ? null : [Press(ConnectVerb, t.ConnectAfterAll, here.Initiative, fit, yes: true)],
        };
    }

    /// <summary>Tells one of the two who the other is.</summary>
    public static AdaptiveCard Connected(Initiative initiative, PartnersNotice own, PartnersNotice other, Fit fit, CultureInfo culture)
    {
        var t = new Texts(culture);
        // Teams tells no name of a team's first channel.
        var where = fit.ReachedIn(initiative) is not { } channel ? t.LookFor(other.ByName, PeoplesWords.Shorten(string.Join(", ", initiative.Backbone.Select(m => m.Name)), 120))
            : channel.Name.Length > 0 ? t.IIntroduceInChannel(PeoplesWords.Shorten(channel.Name, LongestChannel))
            : t.IIntroduceWithDigests;
        return new AdaptiveCard
        {
            FallbackText = t.Connected(other.ByName),
            Body =
            [
                RichTextBlock.Of(t.Connected(other.ByName), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of($"{initiative.Name} · {initiative.Partner(other.Partner)?.Name}", isSubtle: true),
                RichTextBlock.Of(own.Kind == NoticeKind.Ask ? t.TheyOffer(other.Text) : t.TheyNeed(other.Text)).Marked(culture, other.Text),
                RichTextBlock.Of($"{t.TheyKnow} {where} {t.InTwoWeeks}") with { Spacing = Spacing.Small },
            ],
        };
    }

    /// <summary>Introduces the two to each other where both can read it.</summary>
    public static AdaptiveCard Introduction(Initiative initiative, PartnersNotice ask, PartnersNotice offer, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.Meet(ask.ByName, offer.ByName),
            Body =
            [
                RichTextBlock.Of(t.Meet(PeoplesWords.Shorten(ask.ByName, 80), PeoplesWords.Shorten(offer.ByName, 80)), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                SideForOthers(initiative, ask, t),
                SideForOthers(initiative, offer, t),
                new TextBlock(t.BothSaidYesHere) { IsSubtle = true, Spacing = Spacing.Small },
            ],
            Actions = [Conversation.SayButton(t.WhatElse, Spoken.Asks, initiative.Id)],
        };
    }

    /// <summary>Asks what came of a connection.</summary>
    /// <param name="typed">What stands in the form; null for nothing yet.</param>
    public static AdaptiveCard FollowUp(
        Initiative initiative, PartnersNotice own, PartnersNotice other, Fit fit, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WhatCame,
            Body =
            [
                RichTextBlock.Of(t.WhatCameWith(initiative.Partner(other.Partner)?.Name ?? other.ByName), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of($"{initiative.Name} · {own.Text}", isSubtle: true),
                .. NoticeForm.DrawOutcome(typed ?? Form.Empty, faults ?? new Dictionary<string, string>(), culture),
            ],
            Actions = [Press(SettleVerb, t.Send, initiative, fit, yes: true) with { AssociatedInputs = null }],
        };
    }

    private static RichTextBlock Side(Initiative initiative, PartnersNotice notice, Texts t)
    {
        var name = PeoplesWords.Shorten(initiative.Partner(notice.Partner)?.Name ?? notice.ByName, 80);
        return new RichTextBlock(
        [
            TextRun.Plain((notice.Kind == NoticeKind.Ask ? t.PartnerNeeds(name) : t.PartnerOffers(name)) + " ") with { Weight = TextWeight.Bolder },
            TextRun.Plain(notice.Text),
        ]);
    }

    private static RichTextBlock SideForOthers(Initiative initiative, PartnersNotice notice, Texts t) => Side(initiative, notice, t).Marked(t.Culture, notice.Text);

    /// <summary>What it says, where, and until when.</summary>
    public static string InWords(PartnersNotice notice, CultureInfo culture, int longest = PartnersNotice.LongestText) => string.Join(" · ", new[]
    {
        PeoplesWords.Shorten(notice.Text, longest),
        notice.Place.Length > 0 ? PeoplesWords.Shorten(notice.Place, 60) : null,
        notice.Until is { } until ? new Texts(culture).Until(until.OnDay(culture)) : null,
    }.OfType<string>());

    private static RichTextBlock LineForOthers(Initiative initiative, PartnersNotice notice, Texts t, int longest) => new RichTextBlock(
    [
        TextRun.Plain((initiative.Partner(notice.Partner)?.Name ?? notice.Partner) + ": ") with { Weight = TextWeight.Bolder },
        TextRun.Plain(InWords(notice, t.Culture, longest)),
    ])
    {
        Spacing = Spacing.Small,
    }.Marked(t.Culture, notice.Text);

    private static Execute Press(string verb, string title, Initiative initiative, Fit fit, bool yes) => Conversation.PressButton(verb, title, initiative.Id, (AskField, fit.Ask), (OfferField, fit.Offer), (YesField, yes ? "true" : "false"));
}
