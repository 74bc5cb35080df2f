using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws whom a reminder would go to, with room for a line to them.</summary>
public static class NudgeCard
{
    public const string NudgeVerb = "checkin.nudge";

    private const string LineField = "line";
    private const int LongestNames = 600;

    internal static AdaptiveCard Look(Initiative initiative, Whom whom, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null)
    {
        var t = new Texts(culture);
        var title = t.AskNudge(PeoplesWords.Plain(whom.Board.Round.Title(culture)));
        var drawn = Fields(t).Draw(typed ?? Form.Empty, faults ?? new Dictionary<string, string>(), SizeLadder.Forms[0]);
        var reachable = whom.Fresh.Where(m => m.WhyNot is null).ToArray();
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. Names(t.WouldBeReminded, reachable),
                .. Names(t.CantBeReminded, [.. whom.Fresh.Concat(whom.Before).Where(m => m.WhyNot is not null)]),
                .. Names(t.WereReminded, [.. whom.Before.Where(m => m.WhyNot is null)]),
                .. drawn.Body,
            ],
            Actions =
            [
                .. reachable.Length > 0 ? [CheckInCard.Press(NudgeVerb, t.RemindPeople(reachable.Length), initiative, whom.Board.Round) with { Style = ActionStyle.Positive }] : Array.Empty<CardAction>(),
                Conversation.SayButton(t.StatusButton, Spoken.Status, initiative.Id),
            ],
        };

        IEnumerable<Element> Names(Func<string, string> words, IReadOnlyList<Member> people) => people.Count == 0 ? [] :
        [
            RichTextBlock.Of(words(PeoplesWords.Shorten(string.Join("; ", people.Select(m => t.NamedAt(m.Name, initiative.Partner(m.PartnerId)?.Name ?? ""))), LongestNames))),
        ];
    }

    internal static AdaptiveCard Done(Initiative initiative, string words, Texts t) => new()
    {
        FallbackText = words,
        Body = [new TextBlock(words)],
        Actions = [Conversation.SayButton(t.StatusButton, Spoken.Status, initiative.Id)],
    };

    public static (string Line, IReadOnlyDictionary<string, string> Faults) Read(Form form, CultureInfo culture)
    {
        var (line, faults) = Fields(new Texts(culture)).Read(form, "");
        return (line.Trim(), faults);
    }

    private static Form<string> Fields(Texts t) => new(t.Culture,
    [
        new TextField<string>(LineField, t.LineOfYours, l => l, (_, line) => line) { Longest = NudgeLine.Longest, Placeholder = t.LineOfYoursExample },
    ]);
}
