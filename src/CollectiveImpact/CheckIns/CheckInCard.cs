using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws the check-in's form and receipt, and reads the form back: the names of its fields exist in this file only.</summary>
public static class CheckInCard
{
    public const string SubmitVerb = "checkin.submit";
    public const string ChangeVerb = "checkin.change";
    public const string SkipVerb = "checkin.skip";

    private const string RoundField = "round";
    private const string StatusField = "status";
    private const string WorkedField = "worked";
    private const string DidNotField = "didnot";
    private const string NeededField = "needed";
    private const string ForAllField = "forall";
    private const string SkipReasonField = "skipreason";

    // The clock wakes every minute: what is later than this was missed.
    private static readonly Duration Late = Duration.FromHours(1);

    /// <summary>The round that a card says it belongs to.</summary>
    public static string RoundOf(Form form) => form[RoundField];

    public static string SkipReasonOf(Form form) => form[SkipReasonField];

    /// <summary>Reads the form in the person's own number format. What can't be read is a fault at its field.</summary>
    public static Answers Read(Form form, IReadOnlyList<Indicator> asked, CultureInfo culture)
    {
        var values = new Dictionary<string, ReportedValue>();
        var faults = new List<Fault>();
        foreach (var indicator in asked)
        {
            if (ReadValue(form, indicator, culture, faults) is { } value)
            {
                values[indicator.Id] = value;
            }
        }

        return new Answers(
            values,
            Enum.TryParse<Status>(form[StatusField], out var status) && Enum.IsDefined(status) ? status : null,
            new Learning(form[WorkedField], form[DidNotField], form[NeededField], form[ForAllField] != "false"),
            faults);
    }

    /// <summary>The form: one labelled input for each indicator, with last time's value beside it.</summary>
    public static AdaptiveCard Form(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Purpose purpose = Purpose.Open) =>
        Draw(initiative, view, partner, culture, zone, FieldsOf(view.Entry, culture), [], purpose);

    /// <summary>The same form, with everything that was typed and each fault at its field.</summary>
    public static AdaptiveCard FormAgain(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form typed, IReadOnlyList<Fault> faults) =>
        Draw(initiative, view, partner, culture, zone, typed, faults, Purpose.Open);

    /// <summary>What was kept, with a small trend.</summary>
    public static AdaptiveCard Receipt(Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(
        // The numbers always stay; charts go first, then the tails of long texts, which are kept all the same.
        new[] { (Answers.LongestText, true), (Answers.LongestText, false), (300, false), (60, false) }
            .Select(size => Receipt(initiative, view, partner, culture, zone, size.Item1, size.Item2)));

    private static AdaptiveCard Receipt(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, int longest, bool charts)
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
            body.AddRange(Line(indicator, entry.Values[indicator.Id], view.Past.GetValueOrDefault(indicator.Id, []), view.Round.Period, culture, longest, charts));
        }

        if (entry.Status is { } status)
        {
            body.Add(new TextBlock($"Status: **{InWords(status)}**") { Separator = true });
        }

        body.AddRange(LearningOf(entry.Learning, longest));
        body.Add(RichTextBlock.Of(
            $"{(entry.SkippedBecause is null ? "Answered" : "Skipped")} by {entry.ByName}, {entry.At.InZone(zone).ToString("ddd d MMM HH:mm", culture)}. "
            + (closed ? "This check-in is closed." : $"You can change it until {When(view.Round.ClosesAt, zone, culture)}."),
            isSubtle: true,
            size: TextSize.Small));
        return new AdaptiveCard
        {
            FallbackText = $"Your check-in for {view.Round.InWords(culture)} is in.",
            Body = body,
            Actions = closed ? null : [Press(ChangeVerb, "Change my answer", initiative, view.Round)],
        };
    }

    /// <summary>The status in words.</summary>
    public static string InWords(Status status) => status switch
    {
        Status.OnTrack => "On track",
        Status.AtRisk => "At risk",
        _ => "Stuck",
    };

    /// <summary>The faults as one sentence, for a client whose card can't be drawn again.</summary>
    public static string InOneSentence(IReadOnlyList<Fault> faults, IReadOnlyList<Indicator> asked) => string.Join(
        " ",
        faults.Select(f => $"{asked.FirstOrDefault(i => i.Id == f.Indicator)?.Question ?? LabelOf(f.Place)}: {f.Message}")) + " What you typed is still in the form.";

    // What was answered last time makes room for what is asked and typed now.
    private static AdaptiveCard Draw(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form fields, IReadOnlyList<Fault> faults, Purpose purpose) =>
        CardJson.FirstThatFits(new[] { view, view with { Past = new Dictionary<string, IReadOnlyList<PastValue>>() } }
            .Select(v => DrawWhole(initiative, v, partner, culture, zone, fields, faults, purpose)));

    private static AdaptiveCard DrawWhole(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form fields, IReadOnlyList<Fault> faults, Purpose purpose)
    {
        var round = view.Round;
        var title = purpose == Purpose.Open ? "Your check-in" : "A reminder: your check-in is still open";
        var body = new List<Element>
        {
            new TextBlock(title) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · {partner.Name} · {round.Subtitle(culture)} · open until {When(round.ClosesAt, zone, culture)}", isSubtle: true),
        };
        var opens = round.OpensIn(zone);
        if (purpose == Purpose.Open && round.OpenedAt - opens > Late)
        {
            body.Add(new TextBlock($"This comes later than it should: your time was {When(opens, zone, culture)}. It is open all the same.") { IsSubtle = true });
        }

        if (faults.Count > 0)
        {
            body.Add(new Container([new TextBlock(faults.Count == 1 ? "One thing needs another look; all that you typed is still here." : $"{faults.Count} things need another look; all that you typed is still here.") { Weight = TextWeight.Bolder }])
            {
                Style = ContainerStyle.Attention,
            });
        }

        foreach (var indicator in view.Indicators)
        {
            body.AddRange(InputsOf(indicator, fields, view, culture, faults));
        }

        body.Add(new ChoiceInput([.. Enum.GetValues<Status>().Select(s => new Choice(InWords(s), s.ToString()))])
        {
            Id = StatusField,
            Label = LabelOf(FaultPlace.Status),
            Value = fields.Has(StatusField) ? fields[StatusField] : null,
            // Not required of the client: it would hold back "Skip" too, which needs no status. The bot asks for it.
            Style = ChoiceStyle.Expanded,
            Separator = true,
        });
        body.AddRange(FaultLines(faults, null, FaultPlace.Status));
        foreach (var (field, place) in new[] { (WorkedField, FaultPlace.Worked), (DidNotField, FaultPlace.DidNot), (NeededField, FaultPlace.Needed) })
        {
            body.Add(new TextInput { Id = field, Label = LabelOf(place), Value = fields.Has(field) ? fields[field] : null, IsMultiline = true });
            body.AddRange(FaultLines(faults, null, place));
        }

        body.Add(new ToggleInput
        {
            Id = ForAllField,
            Label = "Who may read this?",
            Title = "Share what we learned with all partners (off: the backbone only)",
            Value = fields.Has(ForAllField) ? fields[ForAllField] : "true",
        });
        if (faults.Count > 0)
        {
            // The buttons are below the fields on a small screen: whoever pressed must see here that it wasn't sent.
            body.Add(FieldFaults.Line(faults.Count == 1 ? "Not sent yet: one thing above needs another look." : $"Not sent yet: {faults.Count} things above need another look."));
        }

        return new AdaptiveCard
        {
            FallbackText = $"{title}: {initiative.Name}, {round.InWords(culture)}",
            Body = body,
            Actions =
            [
                Press(SubmitVerb, "Submit check-in", initiative, round) with { Style = ActionStyle.Positive },
                new ShowCard(new InnerCard(
                [
                    new TextInput { Id = SkipReasonField, Label = LabelOf(FaultPlace.SkipReason), Placeholder = "For example: school holidays", Value = fields.Has(SkipReasonField) ? fields[SkipReasonField] : null },
                    .. FaultLines(faults, null, FaultPlace.SkipReason),
                ])
                {
                    Actions = [Press(SkipVerb, "Skip", initiative, round)],
                })
                {
                    Title = "Skip this time",
                },
            ],
        };
    }

    private static IEnumerable<Element> InputsOf(Indicator indicator, Form fields, PartnerView view, CultureInfo culture, IReadOnlyList<Fault> faults)
    {
        var last = view.Past.GetValueOrDefault(indicator.Id) is { Count: > 0 } past ? past[^1] : null;
        var before = last is null ? null : $"Last time: {Short(last.Value.InWords(indicator.Unit, culture))}";
        var field = ValueField(indicator);
        var value = fields.Has(field) ? fields[field] : null;
        switch (indicator.Kind)
        {
            case IndicatorKind.YesNo:
                yield return new ChoiceInput([new Choice("Yes", "yes"), new Choice("No", "no")])
                {
                    Id = field,
                    Label = PeoplesWords.Plain(indicator.Question),
                    Value = value,
                    Style = ChoiceStyle.Expanded,
                };
                break;
            case IndicatorKind.Text:
                yield return new TextInput { Id = field, Label = PeoplesWords.Plain(indicator.Question), Value = value, IsMultiline = true };
                break;
            default:
                yield return new TextInput
                {
                    Id = field,
                    Label = PeoplesWords.Plain(WithUnit(indicator)),
                    Value = value,
                    Placeholder = indicator.Kind == IndicatorKind.Percentage ? "How many: a number, not a percentage" : null,
                };
                break;
        }

        foreach (var line in FaultLines(faults, indicator.Id, FaultPlace.Value))
        {
            yield return line;
        }

        if (indicator.Kind == IndicatorKind.Percentage)
        {
            var whole = WholeField(indicator);
            yield return new TextInput
            {
                Id = whole,
                Label = PeoplesWords.Plain($"{indicator.Question}: out of how many?"),
                Value = fields.Has(whole) ? fields[whole] : null,
            };
            foreach (var line in FaultLines(faults, indicator.Id, FaultPlace.Whole))
            {
                yield return line;
            }
        }

        if (before is not null)
        {
            yield return RichTextBlock.Of(before, isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
        }
    }

    private static IEnumerable<Element> FaultLines(IReadOnlyList<Fault> faults, string? indicator, FaultPlace place) => faults
        .Where(f => f.Indicator == indicator && f.Place == place)
        .Select(f => FieldFaults.Line(f.Message));

    private static ReportedValue? ReadValue(Form form, Indicator indicator, CultureInfo culture, List<Fault> faults)
    {
        var typed = form[ValueField(indicator)];
        switch (indicator.Kind)
        {
            case IndicatorKind.YesNo:
                return typed switch
                {
                    "yes" => new ReportedValue.YesNo(Yes: true),
                    "no" => new ReportedValue.YesNo(Yes: false),
                    _ => null,
                };
            case IndicatorKind.Text:
                return typed.Length == 0 ? null : new ReportedValue.Words(typed);
            case IndicatorKind.Number:
                return Number(typed, FaultPlace.Value) is { } number ? new ReportedValue.Number(number) : null;
            default:
                var whole = form[WholeField(indicator)];
                if (typed.Length == 0 && whole.Length == 0)
                {
                    return null;
                }

                if (typed.Length == 0 || whole.Length == 0)
                {
                    faults.Add(new Fault(indicator.Id, typed.Length == 0 ? FaultPlace.Value : FaultPlace.Whole, "Both numbers are needed: the part, and out of how many."));
                    return null;
                }

                var part = Number(typed, FaultPlace.Value);
                var all = Number(whole, FaultPlace.Whole);
                return part is { } p && all is { } a ? new ReportedValue.Ratio(p, a) : null;
        }

        decimal? Number(string text, FaultPlace place)
        {
            if (text.Length == 0)
            {
                return null;
            }

            var number = Figures.Read(text, culture);
            if (number is null)
            {
                faults.Add(new Fault(indicator.Id, place, text.EndsWith('%')
                    ? "Write how many, and below out of how many; I work the percentage out."
                    : $"“{Short(text)}” isn't a number that I can read. Write it like {Figures.Example(culture)}."));
            }

            return number;
        }
    }

    private static Form FieldsOf(Entry? entry, CultureInfo culture)
    {
        var fields = new Dictionary<string, string>();
        if (entry is not { SkippedBecause: null })
        {
            return new Form(fields);
        }

        foreach (var (indicator, value) in entry.Values)
        {
            fields[ValueFieldOf(indicator)] = value switch
            {
                ReportedValue.Number n => Figures.ForInput(n.Value, culture),
                ReportedValue.Ratio r => Figures.ForInput(r.Part, culture),
                ReportedValue.YesNo y => y.Yes ? "yes" : "no",
                ReportedValue.Words w => w.Text,
                _ => "",
            };
            if (value is ReportedValue.Ratio ratio)
            {
                fields[WholeFieldOf(indicator)] = Figures.ForInput(ratio.Whole, culture);
            }
        }

        fields[StatusField] = entry.Status?.ToString() ?? "";
        fields[WorkedField] = entry.Learning.Worked;
        fields[DidNotField] = entry.Learning.DidNot;
        fields[NeededField] = entry.Learning.Needed;
        fields[ForAllField] = entry.Learning.ForAll ? "true" : "false";
        return new Form(fields);
    }

    private static IEnumerable<Element> Line(Indicator indicator, ReportedValue value, IReadOnlyList<PastValue> past, Period period, CultureInfo culture, int longest, bool charts)
    {
        var trend = Trend.InWords(value.AsNumber, past.Count > 0 ? past[^1].Value.AsNumber : null, indicator, culture);
        yield return new RichTextBlock(
        [
            TextRun.Plain(indicator.Question + ": "),
            TextRun.Plain(Short(value.InWords(indicator.Unit, culture), longest)) with { Weight = TextWeight.Bolder },
            TextRun.Plain(trend.Length == 0 ? "" : $"  {trend}") with { IsSubtle = true },
        ])
        {
            Separator = true,
        };
        if (charts && indicator.Kind is IndicatorKind.Number or IndicatorKind.Percentage && past.Count > 0)
        {
            yield return TrendChart.Of(
                indicator, [.. past.Select(p => (p.Period, p.Value.AsNumber)), (period, value.AsNumber)], culture);
        }
    }

    private static IEnumerable<Element> LearningOf(Learning learning, int longest)
    {
        foreach (var (label, text) in new[] { (FaultPlace.Worked, learning.Worked), (FaultPlace.DidNot, learning.DidNot), (FaultPlace.Needed, learning.Needed) })
        {
            if (text.Length > 0)
            {
                yield return new RichTextBlock([TextRun.Plain(LabelOf(label) + ": ") with { Weight = TextWeight.Bolder }, TextRun.Plain(Short(text, longest))]);
            }
        }

        if (!learning.IsEmpty)
        {
            yield return new TextBlock(learning.ForAll ? "Shared with all partners" : "For the backbone only") { IsSubtle = true, Size = TextSize.Small, Spacing = Spacing.None };
        }
    }

    private static Execute Press(string verb, string title, Initiative initiative, Round round) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative.Id,
        [RoundField] = round.Id,
    })
    {
        Title = title,
    };

    private static string LabelOf(FaultPlace place) => place switch
    {
        FaultPlace.Status => "How is it going?",
        FaultPlace.Worked => "What worked",
        FaultPlace.DidNot => "What did not",
        FaultPlace.Needed => "What do you need",
        FaultPlace.SkipReason => "Why do you skip this time?",
        _ => "Value",
    };

    private static string WithUnit(Indicator indicator) =>
        indicator.Kind == IndicatorKind.Number && indicator.Unit.Length > 0 && !indicator.Question.Contains(indicator.Unit, StringComparison.OrdinalIgnoreCase)
            ? $"{indicator.Question} ({indicator.Unit})"
            : indicator.Question;

    private static string When(Instant instant, DateTimeZone zone, CultureInfo culture) => instant.InZone(zone).ToString("dddd d MMMM HH:mm", culture);

    private static string Short(string text, int longest = 80) => text.Length > longest ? text[..longest] + "…" : text;

    private static string ValueField(Indicator indicator) => ValueFieldOf(indicator.Id);

    private static string ValueFieldOf(string indicator) => "value." + indicator;

    private static string WholeField(Indicator indicator) => WholeFieldOf(indicator.Id);

    private static string WholeFieldOf(string indicator) => "whole." + indicator;
}
