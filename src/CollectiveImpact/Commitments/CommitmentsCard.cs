using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Commitments;

/// <summary>Draws what the backbone said it will do.</summary>
public static class CommitmentsCard
{
    public const string CommitVerb = "commitments.commit";
    public const string SettleVerb = "commitments.settle";

    /// <summary>How many are kept in sight.</summary>
    public const int MostShown = 20;

    internal const string TextField = "text";

    private const string IdField = "commitment";
    private const string OutcomeField = "outcome";

    public static (string Id, CommitmentOutcome? Outcome, string Why) Read(Form form) => (
        form[IdField],
        form.Word<CommitmentOutcome>(OutcomeField) is { } outcome and not CommitmentOutcome.StillOn ? outcome : null,
        form[WhyField(form[IdField])]);

    public static AdaptiveCard Of(Here here, IReadOnlyList<Commitment> commitments, CultureInfo culture, DateTimeZone zone) => Again(here, commitments, culture, zone, "", null);

    public static AdaptiveCard Again(Here here, IReadOnlyList<Commitment> commitments, CultureInfo culture, DateTimeZone zone, string typed, string? fault) =>
        CardJson.FirstThatFits(new[] { MostShown, 8, 3 }.Select(most => Draw(here, [.. commitments.OrderBy(c => !c.IsOpen).Take(most)], culture, zone, typed, fault)));

    /// <summary>What came of something, in a word or two.</summary>
    public static string InWords(CommitmentOutcome outcome) => outcome switch
    {
        CommitmentOutcome.Done => "Done",
        CommitmentOutcome.StillOn => "Still on it",
        CommitmentOutcome.Changed => "It changed",
        _ => "Dropped",
    };

    private static AdaptiveCard Draw(Here here, IReadOnlyList<Commitment> commitments, CultureInfo culture, DateTimeZone zone, string typed, string? fault)
    {
        var body = new List<Element>
        {
            new TextBlock("What the backbone said it will do") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (commitments.Count == 0)
        {
            body.Add(new TextBlock(here.IsBackbone ? "Nothing yet. What partners need stands in the digest; say here what you will do about it." : "Nothing yet."));
        }

        foreach (var commitment in commitments)
        {
            body.Add(RichTextBlock.Of(commitment.Text, TextWeight.Bolder) with { Separator = true });
            body.Add(RichTextBlock.Of(
                $"{(commitment.IsOpen ? $"{commitment.ByName}, {Day(commitment.At)}" : $"{InWords(commitment.Outcome!.Value)}, {Day(commitment.SettledAt ?? commitment.At)}")}{(commitment.Why.Length == 0 ? "" : $": {commitment.Why}")}",
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.None });
            if (here.IsBackbone && commitment.IsOpen)
            {
                body.Add(new ActionSet(
                [
                    Settle(commitment, CommitmentOutcome.Done, "Done") with { AssociatedInputs = AssociatedInputs.None },
                    new ToggleVisibility(["other." + commitment.Id]) { Title = "Changed or dropped" },
                ])
                { Spacing = Spacing.Small });
                body.Add(new Container(
                [
                    new TextInput { Id = WhyField(commitment.Id), Label = "Why?" },
                    new ActionSet([Settle(commitment, CommitmentOutcome.Changed, "It changed"), Settle(commitment, CommitmentOutcome.Dropped, "It was dropped")]),
                ])
                { Id = "other." + commitment.Id, IsVisible = false, Style = ContainerStyle.Emphasis });
            }
        }

        if (here.IsBackbone)
        {
            body.Add(new TextInput { Id = TextField, Label = "What will you do?", Placeholder = "For example: find two volunteers for the library", Value = typed.Length == 0 ? null : typed, Separator = true });
            if (fault is not null)
            {
                body.Add(FieldFaults.Line(fault));
            }
        }

        return new AdaptiveCard
        {
            FallbackText = "What the backbone said it will do",
            Body = body,
            Actions = here.IsBackbone ? [new Execute(CommitVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id }) { Title = "Add", Style = ActionStyle.Positive }] : null,
        };

        string Day(Instant at) => at.InZone(zone).ToString("d MMMM", culture);

        Execute Settle(Commitment commitment, CommitmentOutcome outcome, string title) => new(SettleVerb, new Dictionary<string, string>
        {
            [Conversation.InitiativeField] = here.Initiative.Id,
            [IdField] = commitment.Id,
            [OutcomeField] = outcome.ToString(),
        })
        {
            Title = title,
        };
    }

    private static string WhyField(string commitment) => "why." + commitment;
}
