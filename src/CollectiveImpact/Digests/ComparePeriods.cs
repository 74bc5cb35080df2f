using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Digests;

/// <summary>Members set the numbers of two periods side by side, as far as they may see them: at first the last two of one check-in.</summary>
public sealed class ComparePeriods(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.ForYouAlone);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        RoundId[] closed = [.. timetable.Told(here.IsBackbone).Where(r => r.Period.IsReal)];
        if (closed.Length < 2)
        {
            return Reply.Says(t.NothingToCompare);
        }

        var (chosen, faults) = ComparisonCard.Read(turn.Form, here.Initiative, timetable, closed, turn.Culture);
        if (turn.Press is not null && faults.Count > 0)
        {
            return Reply.AsksAgain(ComparisonCard.Of(here.Initiative, timetable, closed, turn.Form, faults, null, turn.Culture));
        }

        // What was said leads to the last time and the one before it of the same check-in.
        var (first, second) = turn.Press is not null ? chosen : (Array.Find(closed[1..], c => c.Schedule == closed[0].Schedule) ?? closed[1], closed[0]);
        if (string.CompareOrdinal(first.Value, second.Value) > 0)
        {
            (first, second) = (second, first);
        }

        var boards = await Task.WhenAll(new[] { first, second }.Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, r)).Board()));
        return boards is [{ } before, { } after]
            ? Reply.Shows(ComparisonCard.Of(here.Initiative, timetable, closed, ComparisonCard.FormOf(first, second), new Dictionary<string, string>(), Comparison.Of(here.Initiative, before, after, here.Sees()), turn.Culture))
            : Reply.Says(t.CheckInGone);
    }
}

/// <summary>The totals of two closed rounds, those that somebody may see.</summary>
/// <param name="Lines">Each with the earlier total before it.</param>
/// <param name="OnlyIn">What was asked in one of them alone.</param>
public sealed record Comparison(Board Before, Board After, IReadOnlyList<(DigestLine Line, Total Earlier)> Lines, IReadOnlyList<(Indicator Indicator, Total Total)> OnlyIn)
{
    /// <summary>How an indicator moved at the partners that gave a number both times, where the totals themselves don't compare; empty where there is nothing to say.</summary>
    public string AtTheSamePartners(string indicator, CultureInfo culture) =>
        Lines.FirstOrDefault(l => l.Line.Indicator.Id == indicator) is { Line: { SameBefore: not null } line, Earlier: var earlier } && !line.Total.ComparesWith(earlier, line.Indicator)
            ? DigestNumbers.ChangeIn(line, new Texts(culture))
            : "";

    /// <summary>Sets them side by side. Pure.</summary>
    public static Comparison Of(Initiative initiative, Board before, Board after, Sharing sees)
    {
        var digest = Digest.Of(initiative, after, new Dictionary<string, IReadOnlyList<Total>>(), [], before);
        var earlier = before.Round.Totals(before.Counting, before.Indicators).ToDictionary(t => t.Indicator);
        var definitions = before.Indicators.ToDictionary(i => i.Id);
        var both = digest.Lines.Where(l => earlier.ContainsKey(l.Indicator.Id)).Select(l => (Line: l with { Before = [earlier[l.Indicator.Id]] }, Earlier: earlier[l.Indicator.Id])).ToArray();
        return new Comparison(
            before,
            after,
            [.. both.Where(b => b.Line.IsFor(sees) && SmallCells.MaySee(sees, b.Line.Indicator, b.Earlier))],
            [
                .. digest.Lines.Where(l => !earlier.ContainsKey(l.Indicator.Id) && l.IsFor(sees)).Select(l => (l.Indicator, l.Total)),
                .. earlier.Values.Where(e => digest.Lines.All(l => l.Indicator.Id != e.Indicator) && definitions.TryGetValue(e.Indicator, out var d) && SmallCells.MaySee(sees, d, e)).Select(e => (definitions[e.Indicator], e)),
            ]);
    }
}

/// <summary>Draws two periods side by side, with the choice of others.</summary>
public static class ComparisonCard
{
    public const string CompareVerb = "digests.compare";

    private const string FirstField = "first";
    private const string SecondField = "second";

    private static readonly (int Lines, int Longest, int Periods)[] Sizes = [(30, 200, 60), (30, 100, 40), (12, 80, 20), (5, 60, 8)];

    public static Form FormOf(RoundId first, RoundId second) => new(new Dictionary<string, string> { [FirstField] = first, [SecondField] = second });

    public static ((RoundId First, RoundId Second) Chosen, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, Timetable timetable, IReadOnlyList<RoundId> closed, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (chosen, faults) = Fields(timetable, closed, closed.Count, t).Read(form, (new(""), new("")));
        if (faults.Count == 0 && chosen.First == chosen.Second)
        {
            faults[SecondField] = t.CompareTheSame;
        }

        return (chosen, faults);
    }

    /// <param name="comparison">Null when what was chosen can't be compared.</param>
    public static AdaptiveCard Of(
        Initiative initiative, Timetable timetable, IReadOnlyList<RoundId> closed, Form shown, IReadOnlyDictionary<string, string> faults, Comparison? comparison, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var drawn = Fields(timetable, closed, size.Periods, t).Draw(shown, faults, new Room(size.Periods, 60));
        return new AdaptiveCard
        {
            FallbackText = t.CompareTitle,
            Body =
            [
                Heading.Of(t.CompareTitle),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. comparison is null ? [] : Lines(comparison, size.Lines, size.Longest, t),
                .. drawn.Body.Select((e, i) => i == 0 ? e with { Separator = true } : e),
            ],
            Actions = [new Execute(CompareVerb, drawn.With((Conversation.InitiativeField, initiative.Id))) { Title = t.Compare }],
        };
    }));

    private static IEnumerable<Element> Lines(Comparison comparison, int most, int longest, Texts t)
    {
        var (before, after) = (comparison.Before, comparison.After);
        yield return RichTextBlock.Of(t.ComparedRounds(
            before.Round.Subtitle(t.Culture), StatusCard.Answered(before), StatusCard.Asked(before), after.Round.Subtitle(t.Culture), StatusCard.Answered(after), StatusCard.Asked(after)));
        if (comparison.Lines.Count == 0)
        {
            yield return new TextBlock(t.NothingInBoth);
        }

        foreach (var (line, earlier) in comparison.Lines.Take(most))
        {
            yield return RichTextBlock.Of(PeoplesWords.Shorten(line.Indicator.Question, longest), TextWeight.Bolder) with { Separator = true };
            yield return RichTextBlock.Of(t.SideBySide(
                earlier.InWords(line.Indicator, t.Culture), earlier.Coverage(t.Culture), line.Total.InWords(line.Indicator, t.Culture), line.Total.Coverage(t.Culture))) with
            { Spacing = Spacing.None };
            if (DigestNumbers.ChangeIn(line, t) is { Length: > 0 } change)
            {
                yield return RichTextBlock.Of(change, isSubtle: true) with { Spacing = Spacing.None };
            }
        }

        if (comparison.Lines.Count > most)
        {
            yield return new TextBlock(t.More(comparison.Lines.Count - most)) { IsSubtle = true };
        }

        if (comparison.OnlyIn.Count > 0)
        {
            yield return Heading.Section(t.AskedInOneAlone);
            foreach (var (indicator, total) in comparison.OnlyIn.Take(most))
            {
                yield return RichTextBlock.Of(t.InOneAlone(PeoplesWords.Shorten(indicator.Question, longest), total.Period.InWords(t.Culture), total.InWords(indicator, t.Culture)), isSubtle: true) with { Spacing = Spacing.Small };
            }
        }
    }

    private static Form<(RoundId First, RoundId Second)> Fields(Timetable timetable, IReadOnlyList<RoundId> closed, int most, Texts t)
    {
        Choice[] offered = [.. closed.Take(most).Select(r => new Choice(PreviewDigest.InWords(timetable, r, t.Culture), r))];
        return new(t.Culture,
        [
            Field(FirstField, t.CompareFirst, c => c.First, (c, id) => (id, c.Second)),
            Field(SecondField, t.CompareWith, c => c.Second, (c, id) => (c.First, id)),
        ]);

        // What a card of an earlier day shows is still there, though it is older now than what is offered.
        ChoiceField<(RoundId First, RoundId Second)> Field(string name, string label, Func<(RoundId First, RoundId Second), RoundId> get, Func<(RoundId First, RoundId Second), RoundId, (RoundId First, RoundId Second)> set) =>
            new(name, label, offered, c => get(c), (c, chosen) => set(c, new(chosen!)))
            {
                Required = t.CompareMissing,
                NotOffered = t.CheckInGone,
                Accepts = v => closed.Contains(new RoundId(v)),
                Style = ChoiceStyle.Compact,
                AreNames = false,
            };
    }
}
