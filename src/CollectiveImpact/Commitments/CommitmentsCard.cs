using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Commitments;

/// <summary>Draws what the backbone said it will do.</summary>
public static class CommitmentsCard
{
    public const string CommitVerb = "commitments.commit";
    public const string SettleVerb = "commitments.settle";

    /// <summary>The most that are shown at once; the open ones come first.</summary>
    public const int MostShown = 20;

    private const string TextField = "text";
    private const string IdField = "commitment";
    private const string OutcomeField = "outcome";

    public static (string Id, CommitmentOutcome? Outcome, string Why) Read(Form form) => (
        form[IdField],
        form.Word<CommitmentOutcome>(OutcomeField) is { } outcome and not CommitmentOutcome.StillOn ? outcome : null,
        form[WhyField(form[IdField])]);

    /// <summary>The form with what somebody says they will do.</summary>
    public static Form Typed(string text) => new(new Dictionary<string, string> { [TextField] = text });

    /// <summary>What somebody says they will do; with faults, it isn't to be kept.</summary>
    public static (string Text, IReadOnlyDictionary<string, string> Faults) ReadText(Form form, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (text, faults) = Fields(t).Read(form, "");
        if (!form.Has(TextField))
        {
            faults[TextField] = t.Missing;
        }

        return (text, faults);
    }

    public static AdaptiveCard Of(Here here, IReadOnlyList<Commitment> commitments, CultureInfo culture, DateTimeZone zone) =>
        Again(here, commitments, culture, zone, Form.Empty, new Dictionary<string, string>());

    public static AdaptiveCard Again(Here here, IReadOnlyList<Commitment> commitments, CultureInfo culture, DateTimeZone zone, Form typed, IReadOnlyDictionary<string, string> faults) =>
        CardJson.FirstThatFits(new[] { MostShown, 8, 3 }.Select(most => Draw(here, Listed(here, [.. commitments.OrderBy(c => !c.IsOpen)], most, culture, zone), culture, typed, faults)));

    /// <summary>What came of something, in a word or two.</summary>
    public static string InWords(CommitmentOutcome outcome, CultureInfo culture)
    {
        var t = new Texts(culture);
        return outcome switch
        {
            CommitmentOutcome.Done => t.Done,
            CommitmentOutcome.StillOn => t.StillOn,
            CommitmentOutcome.Changed => t.Changed,
            _ => t.Dropped,
        };
    }

    // Not required by the client: the buttons of what is there already would be held up by it.
    private static Form<string> Fields(Texts t) => new(t.Culture,
    [
        new TextField<string>(TextField, t.WhatWillYouDo, text => text, (_, text) => text) { Longest = Commitment.LongestText, Placeholder = t.WhatWillYouDoExample },
    ]);

    private static AdaptiveCard Draw(Here here, IEnumerable<Element> listed, CultureInfo culture, Form typed, IReadOnlyDictionary<string, string> faults)
    {
        var t = new Texts(culture);
        var body = new List<Element>
        {
            Heading.Of(t.WhatBackboneWillDo),
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        body.AddRange(listed);
        if (here.IsBackbone)
        {
            body.AddRange(Fields(t).Draw(typed, faults, SizeLadder.Forms[0]).Body.Select((e, i) => i == 0 ? e with { Separator = true } : e));
        }

        return new AdaptiveCard
        {
            FallbackText = t.WhatBackboneWillDo,
            Body = body,
            Actions = here.IsBackbone ? [new Execute(CommitVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id }) { Title = t.Add, Style = ActionStyle.Positive }] : null,
        };
    }

    private static IEnumerable<Element> Listed(Here here, IReadOnlyList<Commitment> commitments, int most, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        if (commitments.Count == 0)
        {
            yield return new TextBlock(here.IsBackbone ? t.NothingYetForBackbone : t.NothingYet);
        }

        foreach (var commitment in commitments.Take(most))
        {
            var state = State(commitment, t, zone);
            yield return RichTextBlock.Of(commitment.Text, TextWeight.Bolder).Marked(culture, commitment.Text) with { Separator = true };
            yield return RichTextBlock.Of(commitment.Why.Length == 0 ? state : t.Because(state, commitment.Why), isSubtle: true, size: TextSize.Small).Marked(culture, commitment.Why) with { Spacing = Spacing.None };
            if (here.IsBackbone && commitment.IsOpen)
            {
                yield return QuietActions.About(
                    commitment.Text,
                    Settle(here, commitment, CommitmentOutcome.Done, t.Done) with { AssociatedInputs = AssociatedInputs.None },
                    new ToggleVisibility(["other." + commitment.Id]) { Title = t.ChangedOrDropped });
                yield return new Container(
                [
                    new TextInput { Id = WhyField(commitment.Id), Label = PeoplesWords.About(t.Why, commitment.Text) },
                    QuietActions.About(commitment.Text, Settle(here, commitment, CommitmentOutcome.Changed, t.Changed), Settle(here, commitment, CommitmentOutcome.Dropped, t.WasDropped)),
                ])
                { Id = "other." + commitment.Id, IsVisible = false, Style = ContainerStyle.Emphasis };
            }
        }

        if (commitments.Count > most)
        {
            yield return new TextBlock(t.More(commitments.Count - most)) { IsSubtle = true };
        }
    }

    private static string State(Commitment commitment, Texts t, DateTimeZone zone)
    {
        var day = (commitment.IsOpen ? commitment.At : commitment.SettledAt ?? commitment.At).InZone(zone).OnDay(t.Culture);
        return commitment.Outcome switch
        {
            null or CommitmentOutcome.StillOn => t.SaidOn(commitment.ByName, day),
            CommitmentOutcome.Done => t.DoneOn(day),
            CommitmentOutcome.Changed => t.ChangedOn(day),
            _ => t.DroppedOn(day),
        };
    }

    private static Execute Settle(Here here, Commitment commitment, CommitmentOutcome outcome, string title) => new(SettleVerb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = here.Initiative.Id,
        [IdField] = commitment.Id,
        [OutcomeField] = outcome.ToString(),
    })
    {
        Title = title,
    };

    private static string WhyField(string commitment) => "why." + commitment;
}
