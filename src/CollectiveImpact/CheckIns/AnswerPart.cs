using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;

namespace CollectiveImpact.CheckIns;

/// <summary>One indicator on the form of a check-in: its question, its fields, what it was last time, what counts, and why there may be no number.</summary>
internal sealed record AnswerPart(Indicator Indicator) : FormPart<Answers>
{
    private const int LongestDefinition = 500;
    private const int LongestHeard = 40;
    private const int LongestWord = 300;

    /// <summary>What it is drawn for; not needed to read it.</summary>
    public CheckInForm? Asked { get; init; }

    public bool IsNumeric => Kind.Of(Indicator.Kind).IsNumeric;

    public override IEnumerable<string> Names => AnswerFields.All(Indicator);

    private string Id => Indicator.Id;

    /// <summary>Fills in what the fields hold of a value, or of why there is none.</summary>
    public static void Put(Indicator indicator, ReportedValue value, IDictionary<string, string> fields, CultureInfo culture)
    {
        if (value is ReportedValue.Missing missing)
        {
            fields[AnswerFields.Missing(indicator.Id)] = missing.Why.ToString();
        }
        else
        {
            Kind.Of(indicator.Kind).Put(value, indicator.Id, fields, culture);
        }
    }

    public override Answers ReadInto(Form typed, Answers subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        var (value, answer) = TypedAnswer.Read(typed, Indicator, culture);
        return subject with
        {
            Values = value is null ? subject.Values : With(subject.Values, value),
            Readings = value is null || answer.Readings.Count == 0 ? subject.Readings : With(subject.Readings, [.. answer.Readings.Select(r => new Reading(r.Typed, r.Value))]),
            Unreadable = [.. subject.Unreadable, .. answer.Faults.Select(f => Fault.Of(Id, f))],
            Notes = typed.Has(AnswerFields.Note(Id)) ? With(subject.Notes, typed[AnswerFields.Note(Id)]) : subject.Notes,
            Acknowledged = typed.IsOn(AnswerFields.Meaning(Id)) ? [.. subject.Acknowledged, Id] : subject.Acknowledged,
        };
    }

    public override void PutInto(IDictionary<string, string> fields, Answers subject, CultureInfo culture)
    {
        if (subject.Values.GetValueOrDefault(Id) is { } value)
        {
            Put(Indicator, value, fields, culture);
        }

        if (subject.Acknowledged.Contains(Id))
        {
            fields[AnswerFields.Meaning(Id)] = "true";
        }

        if (subject.Notes.GetValueOrDefault(Id) is { } note)
        {
            fields[AnswerFields.Note(Id)] = note;
        }
    }

    public override void Draw(DrawnForm to)
    {
        if (Asked!.Changed.Contains(Id))
        {
            to.Add(new Container(to.Within(() => NewMeaning(to))) { Style = ContainerStyle.Emphasis, Separator = true });
        }

        var question = new AskedQuestion(Indicator, Label(PeoplesWords.Shorten(Indicator.Question, to.Room.Hints ? Math.Max(to.Room.Letters, 100) : 60)), new Indicators.Texts(to.Culture));
        // A question stands nearer to the row under the one before than Teams would put it: that row is its border.
        foreach (var (element, index) in to.Within(() => Kind.Of(Indicator.Kind).Draw(to, question)).Select((e, i) => (e, i)))
        {
            to.Add(index == 0 ? element with { Spacing = Spacing.Small } : element);
        }

        Around(to);
        Doubts(to);
    }

    private Texts T => Asked!.T;

    private string Label(string question)
    {
        var round = Asked!.View.Round;
        var unit = AskedQuestion.UnitOf(Indicator);
        var period = round.PeriodOf(Indicator);
        string[] details = [.. new[] { unit, period == round.Period ? "" : period.InWords(T.Culture) }.Where(d => d.Length > 0)];
        return details.Length == 0 ? question : $"{question} ({string.Join(", ", details)})";
    }

    private void NewMeaning(DrawnForm to)
    {
        to.Add(new TextBlock(T.WhatCountsHasChanged) { Weight = TextWeight.Bolder });
        foreach (var text in new[] { Indicator.WhatChanged, to.Room.Letters < 100 ? "" : Indicator.Definition }.Where(w => w.Length > 0))
        {
            to.Add(RichTextBlock.Of(PeoplesWords.Shorten(text, to.Room.Letters)));
        }

        var field = AnswerFields.Meaning(Id);
        to.Add(new ToggleInput { Id = field, Label = PeoplesWords.Plain(T.WhatCountsNow(Short(to))), Title = T.IHaveReadIt, Value = to.Shown.IsOn(field) ? "true" : "false" });
    }

    // What it was last time, what a reporter may want to know before they answer, and why there may be no number: one quiet row. A reason
    // that is given already stays in sight.
    private void Around(DrawnForm to)
    {
        var (meaning, reasons, missing) = ("what." + Id, "none." + Id, AnswerFields.Missing(Id));
        var explained = to.Room.Folds ? Explained() : [];
        var asksWhy = IsNumeric && (to.Room.Folds || to.Shown.Has(missing) || to.Faults.ContainsKey(missing));
        var past = Asked!.View.Past.GetValueOrDefault(Id) is { Count: > 0 } before ? before[^1] : null;
        var same = Asked.Repeats is null ? null : Asked.SameOf(Indicator);
        CardAction[] actions =
        [
            .. same is not null ? [Asked.Repeats!(Indicator, PeoplesWords.Plain(T.SameAgain(same.InShort(Indicator, to.Culture))))] : Array.Empty<CardAction>(),
            .. explained.Count > 0 ? [new ToggleVisibility([meaning]) { Title = T.WhatCounts }] : Array.Empty<CardAction>(),
            .. to.Room.Folds && IsNumeric ? [new ToggleVisibility([reasons]) { Title = T.WhyNoNumber }] : Array.Empty<CardAction>(),
        ];
        if (past is not null && same is null)
        {
            to.Add(RichTextBlock.Of(T.LastTime(PeoplesWords.Shorten(past.Value.InWords(Indicator, to.Culture), 80)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
        }

        if (actions.Length > 0)
        {
            to.Add(QuietActions.About(PeoplesWords.Shorten(Indicator.Question, Math.Min(to.Room.Letters, LongestHeard)), actions));
        }

        if (explained.Count > 0)
        {
            to.Add(new Container(explained) { Id = meaning, IsVisible = false, Style = ContainerStyle.Emphasis });
        }

        if (asksWhy)
        {
            to.Add(new Container(to.Within(() => WhyNone(to))) { Id = reasons, IsVisible = to.Shown.Has(missing) || to.Faults.ContainsKey(missing) });
        }
    }

    private void WhyNone(DrawnForm to)
    {
        var missing = AnswerFields.Missing(Id);
        to.Add(new ChoiceInput([.. Enum.GetValues<MissingBecause>().Select(m => new Choice(Capital(ReportedValue.InWords(m, to.Culture)), m.ToString()))])
        {
            Id = missing,
            Label = PeoplesWords.Plain(T.WhyNoNumberFor(Short(to))),
            Value = to.Kept(missing),
            Placeholder = to.Room.Hints ? T.NumberAfterAll : null,
            Style = ChoiceStyle.Compact,
        });
    }

    private List<Element> Explained()
    {
        var (lines, culture) = (new List<Element>(), T.Culture);
        if (Indicator.Definition.Length > 0)
        {
            lines.Add(Line(PeoplesWords.Shorten(Indicator.Definition, LongestDefinition)));
        }

        if (Indicator.Least is not null || Indicator.Most is not null)
        {
            lines.Add(Line((Indicator.Least, Indicator.Most) switch
            {
                ({ } least, { } most) => T.FromTo(Figures.Plain(least, culture), Figures.Plain(most, culture)),
                ({ } least, null) => T.AtLeast(Figures.Plain(least, culture)),
                (_, { } most) => T.AtMost(Figures.Plain(most, culture)),
                _ => "",
            }));
        }

        foreach (var word in Asked!.View.Words.GetValueOrDefault(Id, []).Select(w => w.In(w.LanguageFor(culture, Asked.Own))))
        {
            lines.Add(new RichTextBlock(
            [
                TextRun.Plain(word.Name) with { Weight = TextWeight.Bolder, Size = TextSize.Small },
                TextRun.Plain(": " + PeoplesWords.Shorten(word.Definition, LongestWord)) with { Size = TextSize.Small },
            ]));
        }

        return lines;

        static RichTextBlock Line(string text) => RichTextBlock.Of(text, size: TextSize.Small);
    }

    private void Doubts(DrawnForm to)
    {
        var its = Asked!.Doubts.Where(d => d.Indicator == Id).ToArray();
        if (its.Length == 0)
        {
            // A note too long to be kept is asked for again without the doubt.
            if (to.Faults.ContainsKey(AnswerFields.Note(Id)))
            {
                to.Add(Note(to));
            }

            return;
        }

        to.Add(new Container(to.Within(() =>
        {
            foreach (var doubt in its)
            {
                to.Add(RichTextBlock.Of(FaultLine.Sign + doubt.InWords(Indicator, Asked.View.Indicators, to.Culture), TextWeight.Bolder));
            }

            if (!Array.TrueForAll(its, d => d.Kind == DoubtKind.ReadFromWords))
            {
                to.Add(Note(to));
            }
        }))
        {
            Style = ContainerStyle.Warning,
        });
    }

    private TextInput Note(DrawnForm to)
    {
        var note = AnswerFields.Note(Id);
        return new()
        {
            Id = note,
            Label = Asked!.Doubted > 1 ? PeoplesWords.About(T.Note, PeoplesWords.Shorten(Indicator.Question, Math.Min(to.Room.Letters, LongestHeard))) : T.Note,
            Placeholder = to.Room.Hints ? T.NoteExample : null,
            Value = to.Kept(note),
        };
    }

    private string Short(DrawnForm to) => PeoplesWords.Shorten(Indicator.Question, to.Room.Letters);

    private Dictionary<string, TOne> With<TOne>(IReadOnlyDictionary<string, TOne> all, TOne one) => new(all) { [Id] = one };

    private static string Capital(string text) => text[..1].ToUpperInvariant() + text[1..];
}
