using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Activities;

/// <summary>Draws asks and offers, and what may fit.</summary>
public static class NoticeCard
{
    public const string PostVerb = "activities.post";
    public const string EndVerb = "activities.end";
    public const string ConnectVerb = "activities.connect";
    public const string SettleVerb = "activities.settle";

    private const string KindField = "kind";
    private const string TextField = "text";
    private const string PlaceField = "place";
    private const string UntilField = "until";
    private const string IdField = "notice";
    private const string AskField = "ask";
    private const string OfferField = "offer";
    private const string YesField = "yes";
    private const string OutcomeField = "outcome";

    private const int MostReasons = 3;

    private static readonly (int Lines, int Longest)[] Sizes = [(12, PartnersNotice.LongestText), (8, 150), (4, 80)];

    public static string IdOf(Form form) => form[IdField];

    public static (string Ask, string Offer, bool Yes, string Outcome) FitOf(Form form) => (form[AskField], form[OfferField], form.IsOn(YesField), form[OutcomeField]);

    public static (NoticeKind Kind, string Text, string Place, LocalDate? Until, IReadOnlyDictionary<string, string> Faults) Read(Form form)
    {
        var faults = new Dictionary<string, string>();
        var kind = form.One<NoticeKind>(KindField, faults, "Do you need something, or can you give it?");
        var until = form.Day(UntilField, faults);
        return (kind ?? NoticeKind.Ask, form[TextField], form[PlaceField], until, faults);
    }

    public static IReadOnlyDictionary<string, string> FaultsOf(NoticeKind kind, string text, string place)
    {
        var faults = new Dictionary<string, string>();
        if (text.Length is 0 or > PartnersNotice.LongestText)
        {
            faults[TextField] = text.Length == 0
                ? kind == NoticeKind.Ask ? "What do you need?" : "What can you give?"
                : $"Please keep it to {PartnersNotice.LongestText} characters; this has {text.Length.ToString("#,0", CultureInfo.InvariantCulture)}.";
        }

        if (place.Length > SharedActivity.LongestText)
        {
            faults[PlaceField] = $"Please keep it to {SharedActivity.LongestText} characters.";
        }

        return faults;
    }

    /// <summary>The open asks and offers, and the form for one more.</summary>
    public static AdaptiveCard List(Here here, IReadOnlyList<PartnersNotice> all, LocalDate today, CultureInfo culture, NoticeKind kind = NoticeKind.Ask, string text = "", string place = "", IReadOnlyDictionary<string, string>? faults = null, string? news = null) =>
        CardJson.FirstThatFits(Sizes.Select(size => List(here, all, today, culture, kind, text, place, faults ?? new Dictionary<string, string>(), news, size)));

    private static AdaptiveCard List(
        Here here, IReadOnlyList<PartnersNotice> all, LocalDate today, CultureInfo culture, NoticeKind kind, string text, string place, IReadOnlyDictionary<string, string> faults, string? news, (int Lines, int Longest) size)
    {
        var open = all.Where(n => n.IsOpen(today)).ToArray();
        var body = new List<Element>
        {
            new TextBlock("Asks and offers") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (news is not null)
        {
            body.Add(new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis });
        }

        foreach (var (title, some) in new[] { ("Needed", open.Where(n => n.Kind == NoticeKind.Ask).ToArray()), ("On offer", open.Where(n => n.Kind == NoticeKind.Offer).ToArray()) })
        {
            body.Add(new TextBlock(some.Length == 0 ? $"{title}: nothing now." : title) { Weight = TextWeight.Bolder, Separator = true });
            foreach (var notice in some.Take(size.Lines))
            {
                var line = Line(here.Initiative, notice, culture, size.Longest);
                body.Add(notice.Partner == here.Partner?.Id
                    ? new ColumnSet([new Column([line]), new Column([new ActionSet([new Execute(EndVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [IdField] = notice.Id }) { Title = "Done with it", AssociatedInputs = AssociatedInputs.None }])], "auto")])
                    : line);
            }

            if (some.Length > size.Lines)
            {
                body.Add(new TextBlock($"and {(some.Length - size.Lines).ToString(culture)} more") { IsSubtle = true });
            }
        }

        if (here.Partner is not null)
        {
            body.Add(new ChoiceInput([new Choice("We need something", nameof(NoticeKind.Ask)), new Choice("We can give something", nameof(NoticeKind.Offer))]) { Id = KindField, Label = "Something of yours?", Value = kind.ToString(), Style = ChoiceStyle.Expanded, Separator = true });
            body.AddRange(FieldFaults.At(KindField, faults));
            body.Add(new TextInput { Id = TextField, Label = "What?", Value = text.Length > 0 ? text : null, Placeholder = "For example: two volunteers on Thursday afternoons", IsMultiline = true });
            body.AddRange(FieldFaults.At(TextField, faults));
            body.Add(new TextInput { Id = PlaceField, Label = "Where?", Value = place.Length > 0 ? place : null, Placeholder = "Empty for anywhere" });
            body.AddRange(FieldFaults.At(PlaceField, faults));
            body.Add(new DateInput { Id = UntilField, Label = "Until when?" });
            body.AddRange(FieldFaults.At(UntilField, faults));
        }

        return new AdaptiveCard
        {
            FallbackText = "Asks and offers",
            Body = body,
            Actions = here.Partner is null ? null : [new Execute(PostVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id }) { Title = "Tell the others" }],
        };
    }

    /// <summary>Suggests a connection to one of the two, who see of each other only what the notices say.</summary>
    /// <param name="why">What made them fit; null when that can't be said.</param>
    public static AdaptiveCard Suggestion(Initiative initiative, PartnersNotice own, PartnersNotice other, Fit fit, Match? why, CultureInfo culture) => new()
    {
        FallbackText = "Something may fit",
        Body =
        [
            new TextBlock("Something may fit") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            new TextBlock(own.Kind == NoticeKind.Ask ? "You need:" : "You offer:") { Weight = TextWeight.Bolder },
            RichTextBlock.Of(own.Text) with { Spacing = Spacing.None },
            new TextBlock(other.Kind == NoticeKind.Ask ? "Somebody needs:" : "Somebody offers:") { Weight = TextWeight.Bolder },
            Line(initiative, other, culture, PartnersNotice.LongestText) with { Spacing = Spacing.None },
            .. why is null ? [] : new Element[] { RichTextBlock.Of(Reason(why, own.Kind), isSubtle: true) },
            RichTextBlock.Of(
                $"Nobody hears whether you said yes or no, unless both say yes: then I bring you together{(fit.ReachedIn(initiative) is { } channel ? $", and introduce you to each other in {Named(channel)}" : "")}.",
                isSubtle: true) with
            { Spacing = Spacing.Small },
        ],
        Actions = [Press(ConnectVerb, "Yes, connect us", initiative, fit, yes: true), Press(ConnectVerb, "Not this time", initiative, fit, yes: false)],
    };

    // The words of the ask as they were written: who reads them sees at once when something else was meant.
    private static string Reason(Match why, NoticeKind own)
    {
        var words = string.Join(", ", why.SharedWords.Take(MostReasons).Select(w => $"“{PeoplesWords.Shorten(w, 40)}”"));
        return $"Why: {(own == NoticeKind.Ask ? "you" : "they")} wrote {words}, and the offer has that or something near it{(why.SamePlace ? ", in the same place" : "")}{(why.SameTime ? ", at that time" : "")}.";
    }

    /// <summary>What stands there after one side has said yes or no.</summary>
    /// <param name="both">The ask and the offer, as far as they are still there.</param>
    public static AdaptiveCard Heard(Here here, Fit fit, bool yes, IReadOnlyList<PartnersNotice> both) => new()
    {
        FallbackText = "Thank you",
        Body =
        [
            new TextBlock(
                !yes ? "Thank you, then not. Nobody is told."
                : fit.IsAgreed ? "You both said yes: I have written to both of you."
                : "Thank you. When the other side says yes as well, you hear from me.") { Weight = TextWeight.Bolder },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
            .. both.OrderBy(n => n.Partner != here.Partner?.Id).Select(n => Side(here.Initiative, n, n.Kind == NoticeKind.Ask ? "needs" : "offers")),
        ],
        Actions = yes ? null : [Press(ConnectVerb, "Yes, connect us after all", here.Initiative, fit, yes: true)],
    };

    /// <summary>Tells one of the two who the other is.</summary>
    public static AdaptiveCard Connected(Initiative initiative, PartnersNotice own, PartnersNotice other, Fit fit) => new()
    {
        FallbackText = $"You are connected with {other.ByName}",
        Body =
        [
            RichTextBlock.Of($"You are connected with {other.ByName}", TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of($"{initiative.Name} · {initiative.Partner(other.Partner)?.Name}", isSubtle: true),
            RichTextBlock.Of(own.Kind == NoticeKind.Ask ? $"They offer: {other.Text}" : $"They need: {other.Text}"),
            RichTextBlock.Of(
                $"They know of you too. {(fit.ReachedIn(initiative) is { } channel ? $"I introduce you to each other in {Named(channel)}, where you can settle the rest." : $"Look for {other.ByName} in Teams and write to each other; if you can't find them, ask {PeoplesWords.Shorten(string.Join(", ", initiative.Backbone.Select(m => m.Name)), 120)} of the backbone.")} In two weeks I ask what came of it.") with
            { Spacing = Spacing.Small },
        ],
    };

    /// <summary>Introduces the two to each other where both can read it.</summary>
    public static AdaptiveCard Introduction(Initiative initiative, PartnersNotice ask, PartnersNotice offer) => new()
    {
        FallbackText = $"{ask.ByName} and {offer.ByName}, meet each other",
        Body =
        [
            RichTextBlock.Of($"{PeoplesWords.Shorten(ask.ByName, 80)} and {PeoplesWords.Shorten(offer.ByName, 80)}, meet each other", TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            Side(initiative, ask, "needs"),
            Side(initiative, offer, "offers"),
            new TextBlock("Both said yes to being connected. You can settle the rest right here.") { IsSubtle = true, Spacing = Spacing.Small },
        ],
        Actions = [Conversation.SayButton("What else is needed", "asks", initiative.Id)],
    };

    /// <summary>Asks what came of a connection.</summary>
    public static AdaptiveCard FollowUp(Initiative initiative, PartnersNotice own, PartnersNotice other, Fit fit) => new()
    {
        FallbackText = "What came of it?",
        Body =
        [
            RichTextBlock.Of($"What came of it with {initiative.Partner(other.Partner)?.Name ?? other.ByName}?", TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of($"{initiative.Name} · {own.Text}", isSubtle: true),
            new TextInput { Id = OutcomeField, Label = "In a few words", IsMultiline = true, Placeholder = "For example: two of their volunteers come on Thursdays now" },
        ],
        Actions = [Press(SettleVerb, "Send", initiative, fit, yes: true) with { AssociatedInputs = null }],
    };

    // Teams tells no name of a team's first channel.
    private static string Named(HomeChannel channel) => channel.Name.Length > 0 ? $"the channel {PeoplesWords.Shorten(channel.Name, 80)}" : "the channel of the digests";

    private static RichTextBlock Side(Initiative initiative, PartnersNotice notice, string does) => new(
    [
        TextRun.Plain($"{PeoplesWords.Shorten(initiative.Partner(notice.Partner)?.Name ?? notice.ByName, 80)} {does}: ") with { Weight = TextWeight.Bolder },
        TextRun.Plain(notice.Text),
    ]);

    private static RichTextBlock Line(Initiative initiative, PartnersNotice notice, CultureInfo culture, int longest) => new(
    [
        TextRun.Plain((initiative.Partner(notice.Partner)?.Name ?? notice.Partner) + ": ") with { Weight = TextWeight.Bolder },
        TextRun.Plain($"{PeoplesWords.Shorten(notice.Text, longest)}{(notice.Place.Length > 0 ? $" · {PeoplesWords.Shorten(notice.Place, 60)}" : "")}{(notice.Until is { } until ? $" · until {until.ToString("d MMMM", culture)}" : "")}"),
    ])
    {
        Spacing = Spacing.Small,
    };

    private static Execute Press(string verb, string title, Initiative initiative, Fit fit, bool yes) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative.Id,
        [AskField] = fit.Ask,
        [OfferField] = fit.Offer,
        [YesField] = yes ? "true" : "false",
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };
}
