using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws what a partner answered, and how the others will read it; reads back who may.</summary>
public static class CheckInReceipt
{
    public const string ReadersVerb = "checkin.readers";

    private const string Panel = "readers";

    /// <summary>Who reads which lesson, as the panel says; what it doesn't say stays as it is. Null when it says what can't be chosen.</summary>
    public static IReadOnlyDictionary<LessonKind, Readers>? Read(Form form)
    {
        var chosen = new Dictionary<LessonKind, Readers>();
        foreach (var kind in Enum.GetValues<LessonKind>().Where(k => form.Has(AudienceField(k)) || form.Has(SignedField(k))))
        {
            if (CheckInCard.ReadAudience(form[AudienceField(kind)]) is { } audience && form.Word<Attribution>(SignedField(kind)) is { } signed)
            {
                chosen[kind] = new Readers(audience, signed);
            }
            else
            {
                return null;
            }
        }

        return chosen;
    }

    /// <summary>What was kept, with a small trend.</summary>
    public static AdaptiveCard Of(Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(
        // The numbers always stay; charts go first, then the tails of long texts, which are kept all the same.
        new[] { (Answers.LongestText, true, true), (Answers.LongestText, false, true), (300, false, true), (60, false, true), (60, false, false) }
            .Select(size => Draw(initiative, view, partner, culture, zone, size.Item1, size.Item2, size.Item3)));

    private static AdaptiveCard Draw(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, int longest, bool charts, bool panel)
    {
        var entry = view.Entry!;
        var closed = view.Round.ClosedAt is not null;
        var body = new List<Element>
        {
            new TextBlock(entry.SkippedBecause is null ? "Thank you, that is in" : "Skipped this time") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · {partner.Name} · {view.Round.Subtitle(culture)}", isSubtle: true),
        };
        if (entry.SkippedBecause is { } why)
        {
            body.Add(RichTextBlock.Of(why));
        }

        foreach (var indicator in view.Indicators.Where(i => entry.Values.ContainsKey(i.Id)))
        {
            body.AddRange(Line(indicator, entry, view.Past.GetValueOrDefault(indicator.Id, []), view.Round.PeriodOf(indicator), culture, longest, charts));
        }

        if (entry.SkippedBecause is null && view.Indicators.Where(i => !entry.Values.ContainsKey(i.Id)).Select(i => i.Question).ToArray() is { Length: > 0 } open)
        {
            body.Add(RichTextBlock.Of(
                $"{(view.Indicators.Count - open.Length).ToString(culture)} of {view.Indicators.Count.ToString(culture)} answered{(closed ? "" : ", the rest can follow")}: {string.Join(", ", open.Select(o => CheckInCard.Short(o, Math.Min(longest, 80))))}",
                isSubtle: true));
        }

        if (entry.Status is { } status)
        {
            body.Add(new TextBlock($"Status: **{CheckInCard.InWords(status)}**") { Separator = true });
        }

        body.AddRange(LearningOf(entry, partner, initiative, view.Round, longest, panel));
        if (entry.Kept is { } kept)
        {
            body.Add(Said($"{CommitmentsCard.InWords(kept.Outcome)}: ", CheckInCard.Short(kept.Text, longest) + (kept.Why.Length == 0 ? "" : $" ({CheckInCard.Short(kept.Why, longest)})")));
        }

        if (entry.Commitment.Length > 0)
        {
            body.Add(Said("What you will do next: ", CheckInCard.Short(entry.Commitment, longest)));
        }

        body.Add(RichTextBlock.Of(
            $"{(entry.SkippedBecause is null ? "Answered" : "Skipped")} by {entry.ByName}, {entry.At.InZone(zone).ToString("ddd d MMM HH:mm", culture)}. "
            + (entry.CorrectedBecause is { } because ? $"Corrected after the close: {CheckInCard.Short(because, longest).TrimEnd('.')}. " : "")
            + (view.Round switch
            {
                { ClosedAt: null } round => $"You can change it until {CheckInCard.When(round.ClosesAt, zone, culture)}.",
                { SignedOff: not null } => "This check-in is closed and signed off; the backbone can still correct it.",
                { ClosedAt: { } at } => $"This check-in is closed; you can correct it until {(at + Round.CorrectableFor).InZone(zone).ToString("d MMMM", culture)}.",
            }),
            isSubtle: true,
            size: TextSize.Small));
        return new AdaptiveCard
        {
            FallbackText = $"Your check-in for {view.Round.InWords(culture)} is in.",
            Body = body,
            Actions = view.Round switch
            {
                { ClosedAt: null } round => [CheckInCard.Press(CheckInCard.ChangeVerb, "Change my answer", initiative, round) with { AssociatedInputs = AssociatedInputs.None }],
                { SignedOff: null } round => [CheckInCard.Press(CheckInCard.CorrectVerb, "Correct it", initiative, round) with { AssociatedInputs = AssociatedInputs.None }],
                _ => null,
            },
        };
    }

    private static IEnumerable<Element> Line(Indicator indicator, Entry entry, IReadOnlyList<PastValue> past, Period period, CultureInfo culture, int longest, bool charts)
    {
        var value = entry.Values[indicator.Id];
        var comparable = past.Where(p => p.Version >= indicator.ComparesFrom).ToArray();
        var last = comparable.LastOrDefault(p => p.Value.AsNumber is not null);
        var trend = indicator.Kind != IndicatorKind.YesNo && last?.Version == entry.Versions.GetValueOrDefault(indicator.Id, 1)
            ? Trend.InWords(value.AsNumber, last.Value.AsNumber, indicator, culture)
            : "";
        yield return new RichTextBlock(
        [
            TextRun.Plain(indicator.Question + ": "),
            TextRun.Plain(CheckInCard.Short(value.InWords(indicator.Unit, culture), longest)) with { Weight = TextWeight.Bolder },
            TextRun.Plain(trend.Length == 0 ? "" : $"  {trend}") with { IsSubtle = true },
        ])
        {
            Separator = true,
        };
        if (value is ReportedValue.Split { Parts.Count: > 0 } split && indicator.Breakdown is { } breakdown)
        {
            yield return RichTextBlock.Of(
                string.Join(" · ", breakdown.Categories.Where(c => split.Parts.ContainsKey(c.Id)).Select(c => $"{c.Name} {Figures.Plain(split.Parts[c.Id], culture)}")),
                isSubtle: true,
                size: TextSize.Small);
        }

        if (entry.Notes.GetValueOrDefault(indicator.Id) is { } note)
        {
            yield return RichTextBlock.Of(note.Length == 0 ? "You said that this unusual number is right." : $"You said: {CheckInCard.Short(note, longest)}", isSubtle: true, size: TextSize.Small);
        }

        if (charts && indicator.Kind is not IndicatorKind.YesNo and not IndicatorKind.Text && value.AsNumber is not null && comparable.Length > 0)
        {
            yield return TrendChart.Of(
                indicator,
                [.. comparable.Select(p => new TrendPoint(p.Period, p.Value.AsNumber, p.Version)), new TrendPoint(period, value.AsNumber, entry.Versions.GetValueOrDefault(indicator.Id, 1))],
                culture);
        }
    }

    // Each lesson as it will stand in the digest, and who will read it.
    private static IEnumerable<Element> LearningOf(Entry entry, Partner partner, Initiative initiative, Round round, int longest, bool panel)
    {
        var partners = round.Partners.Count;
        if (entry.Learning.IsEmpty)
        {
            yield break;
        }

        yield return new TextBlock("How the others will read it") { Weight = TextWeight.Bolder, Separator = true };
        foreach (var lesson in entry.Learning.Lessons)
        {
            var audience = entry.Learning.AudienceOf(lesson);
            yield return new RichTextBlock(
            [
                TextRun.Plain(CheckInCard.LabelOf(Answers.PlaceOf(lesson.Kind)) + " · ") with { IsSubtle = true },
                TextRun.Plain(lesson.SignedAs(partner.Name, entry.Learning.By) + ": ") with { Weight = TextWeight.Bolder },
                TextRun.Plain(CheckInCard.Short(lesson.Text, longest)),
                TextRun.Plain("  " + CheckInCard.InWords(audience)) with { IsSubtle = true },
            ])
            {
                Spacing = Spacing.Small,
            };
        }

        if (!panel)
        {
            yield break;
        }

        yield return new ActionSet([new ToggleVisibility([Panel]) { Title = "Who reads it, and as whose?" }]) { Spacing = Spacing.Small };
        var signatures = partners < Lesson.FewestUnattributed ? [Attribution.Named, Attribution.Partner] : Enum.GetValues<Attribution>();
        var inputs = new List<Element>();
        foreach (var lesson in entry.Learning.Lessons)
        {
            var label = CheckInCard.LabelOf(Answers.PlaceOf(lesson.Kind));
            inputs.Add(new ChoiceInput([.. CheckInCard.Audiences.Select(a => new Choice(CheckInCard.InWords(a), a.ToString()))])
            {
                Id = AudienceField(lesson.Kind),
                Label = $"{label}: who reads it",
                Value = entry.Learning.AudienceOf(lesson).ToString(),
                Style = ChoiceStyle.Compact,
            });
            inputs.Add(new ChoiceInput([.. signatures.Select(a => new Choice(PeoplesWords.Plain((lesson with { Signature = a }).SignedAs(CheckInCard.Short(partner.Name), CheckInCard.Short(entry.Learning.By))), a.ToString()))])
            {
                Id = SignedField(lesson.Kind),
                Label = $"{label}: signed",
                Value = lesson.Signature.ToString(),
                Style = ChoiceStyle.Compact,
            });
        }

        inputs.Add(new TextBlock(partners < Lesson.FewestUnattributed
            ? $"Without a name is possible from {Lesson.FewestUnattributed} partners on: among fewer, the others would guess."
            : $"“One of us” is shown once {Lesson.FewestUnattributed} partners have answered: among fewer, the others would guess.")
        { IsSubtle = true, Size = TextSize.Small });
        inputs.Add(new ActionSet([CheckInCard.Press(ReadersVerb, "Save who reads it", initiative, round)]));
        yield return new Container(inputs) { Id = Panel, IsVisible = false, Style = ContainerStyle.Emphasis };
    }

    private static RichTextBlock Said(string label, string text) =>
        new([TextRun.Plain(label) with { Weight = TextWeight.Bolder }, TextRun.Plain(text)]) { Separator = true };

    private static string AudienceField(LessonKind kind) => "audience." + kind;

    private static string SignedField(LessonKind kind) => "signed." + kind;
}
