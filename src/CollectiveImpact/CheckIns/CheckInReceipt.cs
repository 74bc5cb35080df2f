using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
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
            if (CheckInForm.ReadAudience(form[AudienceField(kind)]) is { } audience && form.Word<Attribution>(SignedField(kind)) is { } signed)
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
        var t = new Texts(culture);
        var entry = view.Entry!;
        var closed = view.Round.ClosedAt is not null;
        var body = new List<Element>
        {
            Heading.Of(entry.SkippedBecause is null ? t.ThankYou : t.SkippedThisTime),
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
            var questions = string.Join(", ", open.Select(o => CheckInCard.Short(o, Math.Min(longest, 80))));
            var answered = view.Indicators.Count - open.Length;
            body.Add(RichTextBlock.Of(closed ? t.AnsweredInAll(answered, view.Indicators.Count, questions) : t.AnsweredSoFar(answered, view.Indicators.Count, questions), isSubtle: true));
        }

        if (entry.Status is { } status)
        {
            body.Add(new TextBlock(t.StatusIs(CheckInForm.InWords(status, t))) { Separator = true });
        }

        body.AddRange(LearningOf(entry, partner, initiative, view.Round, longest, panel, t));
        if (entry.Kept is { } kept)
        {
            body.Add(Said($"{CommitmentsCard.InWords(kept.Outcome, culture)}: ", CheckInCard.Short(kept.Text, longest) + (kept.Why.Length == 0 ? "" : $" ({CheckInCard.Short(kept.Why, longest)})")));
        }

        if (entry.Commitment.Length > 0)
        {
            body.Add(Said(t.WhatYouWillDo, CheckInCard.Short(entry.Commitment, longest)));
        }

        body.Add(ByWhomAndUntilWhen(entry, view.Round, zone, longest, t));
        return new AdaptiveCard
        {
            FallbackText = t.CheckInIsIn(view.Round.InWords(culture)),
            Body = body,
            Actions = view.Round switch
            {
                { ClosedAt: null } round => [CheckInCard.Press(CheckInCard.ChangeVerb, t.ChangeMyAnswer, initiative, round) with { AssociatedInputs = AssociatedInputs.None }],
                { SignedOff: null } round => [CheckInCard.Press(CheckInCard.CorrectVerb, t.CorrectIt, initiative, round) with { AssociatedInputs = AssociatedInputs.None }],
                _ => null,
            },
        };
    }

    private static RichTextBlock ByWhomAndUntilWhen(Entry entry, Round round, DateTimeZone zone, int longest, Texts t)
    {
        return RichTextBlock.Of(
            string.Join(" ", new[]
            {
                entry.SkippedBecause is null ? t.AnsweredBy(entry.ByName, When(entry.At)) : t.SkippedBy(entry.ByName, When(entry.At)),
                entry.CorrectedBecause is not { } because ? ""
                    : round.ClosedAt is { } late && entry.At > late ? t.CorrectedBecause(CheckInCard.Short(because, longest).TrimEnd('.'))
                    : t.EnteredBecause(CheckInCard.Short(because, longest).TrimEnd('.')),
                round switch
                {
                    { ClosedAt: null } => t.CanChangeUntil(CheckInCard.When(round.ClosesAt, zone, t.Culture)),
                    { SignedOff: not null } => t.ClosedAndSignedOff,
                    { ClosedAt: { } at } => t.ClosedCorrectUntil((at + Round.CorrectableFor).InZone(zone).ToString("d MMMM", t.Culture)),
                },
            }.Where(s => s.Length > 0)),
            isSubtle: true,
            size: TextSize.Small);

        string When(Instant at) => at.InZone(zone).ToString("ddd d MMM HH:mm", t.Culture);
    }

    private static IEnumerable<Element> Line(Indicator indicator, Entry entry, IReadOnlyList<PastValue> past, Period period, CultureInfo culture, int longest, bool charts)
    {
        var (kind, t) = (Kind.Of(indicator.Kind), new Texts(culture));
        var value = entry.Values[indicator.Id];
        var comparable = past.Where(p => p.Version >= indicator.ComparesFrom).ToArray();
        var last = comparable.LastOrDefault(p => p.Value.AsNumber is not null);
        var trend = kind.HasTrend && last?.Version == entry.Versions.GetValueOrDefault(indicator.Id, 1)
            ? Trend.InWords(value.AsNumber, last.Value.AsNumber, indicator, culture)
            : "";
        yield return new RichTextBlock(
        [
            TextRun.Plain(indicator.Question + ": "),
            TextRun.Plain(CheckInCard.Short(value.InWords(indicator, culture), longest)) with { Weight = TextWeight.Bolder },
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
            yield return RichTextBlock.Of(note.Length == 0 ? t.YouSaidItIsRight : t.YouSaid(CheckInCard.Short(note, longest)), isSubtle: true, size: TextSize.Small);
        }

        if (charts && kind.HasTrend && value.AsNumber is not null && comparable.Length > 0)
        {
            yield return TrendChart.Of(
                indicator,
                [.. comparable.Select(p => new TrendPoint(p.Period, p.Value.AsNumber, p.Version)), new TrendPoint(period, value.AsNumber, entry.Versions.GetValueOrDefault(indicator.Id, 1))],
                culture);
        }
    }

    // Each lesson as it will stand in the digest, and who will read it.
    private static IEnumerable<Element> LearningOf(Entry entry, Partner partner, Initiative initiative, Round round, int longest, bool panel, Texts t)
    {
        var partners = round.Partners.Count;
        if (entry.Learning.IsEmpty)
        {
            yield break;
        }

        yield return new TextBlock(t.HowOthersReadIt) { Weight = TextWeight.Bolder, Separator = true };
        foreach (var lesson in entry.Learning.Lessons)
        {
            var audience = entry.Learning.AudienceOf(lesson);
            yield return new RichTextBlock(
            [
                TextRun.Plain(CheckInForm.LabelOf(Answers.PlaceOf(lesson.Kind), t) + " · ") with { IsSubtle = true },
                TextRun.Plain(lesson.SignedAs(partner.Name, entry.Learning.By, t.Culture) + ": ") with { Weight = TextWeight.Bolder },
                TextRun.Plain(CheckInCard.Short(lesson.Text, longest)),
                TextRun.Plain("  " + CheckInForm.InWords(audience, t)) with { IsSubtle = true },
            ])
            {
                Spacing = Spacing.Small,
            };
        }

        if (!panel)
        {
            yield break;
        }

        yield return new ActionSet([new ToggleVisibility([Panel]) { Title = t.WhoReadsIt }]) { Spacing = Spacing.Small };
        var signatures = partners < Lesson.FewestUnattributed ? [Attribution.Named, Attribution.Partner] : Enum.GetValues<Attribution>();
        var inputs = new List<Element>();
        foreach (var lesson in entry.Learning.Lessons)
        {
            var label = CheckInForm.LabelOf(Answers.PlaceOf(lesson.Kind), t);
            inputs.Add(new ChoiceInput([.. CheckInForm.Audiences.Select(a => new Choice(CheckInForm.InWords(a, t), a.ToString()))])
            {
                Id = AudienceField(lesson.Kind),
                Label = t.LessonRead(label),
                Value = entry.Learning.AudienceOf(lesson).ToString(),
                Style = ChoiceStyle.Compact,
            });
            inputs.Add(new ChoiceInput([.. signatures.Select(a => new Choice(PeoplesWords.Plain((lesson with { Signature = a }).SignedAs(CheckInCard.Short(partner.Name), CheckInCard.Short(entry.Learning.By), t.Culture)), a.ToString()))])
            {
                Id = SignedField(lesson.Kind),
                Label = t.LessonSigned(label),
                Value = lesson.Signature.ToString(),
                Style = ChoiceStyle.Compact,
            });
        }

        inputs.Add(new TextBlock(partners < Lesson.FewestUnattributed ? t.WithoutNameFrom(Lesson.FewestUnattributed) : t.OneOfUsFrom(Lesson.FewestUnattributed))
        { IsSubtle = true, Size = TextSize.Small });
        inputs.Add(new ActionSet([CheckInCard.Press(ReadersVerb, t.SaveWhoReads, initiative, round)]));
        yield return new Container(inputs) { Id = Panel, IsVisible = false, Style = ContainerStyle.Emphasis };
    }

    private static RichTextBlock Said(string label, string text) =>
        new([TextRun.Plain(label) with { Weight = TextWeight.Bolder }, TextRun.Plain(text)]) { Separator = true };

    private static string AudienceField(LessonKind kind) => "audience." + kind;

    private static string SignedField(LessonKind kind) => "signed." + kind;
}
