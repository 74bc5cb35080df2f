using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws the check-in's form and receipt, and reads the form back: the names of its fields exist in this file only.</summary>
public static class CheckInCard
{
    public const string SubmitVerb = "checkin.submit";
    public const string ChangeVerb = "checkin.change";
    public const string SkipVerb = "checkin.skip";
    public const string CorrectVerb = "checkin.correct";
    public const string SaveCorrectionVerb = "checkin.savecorrection";

    private const string RoundField = "round";
    private const string PartnerField = "partner";
    private const string ConfirmedField = "confirmed";
    private const string ReasonField = "reason";
    private const string StatusField = "status";
    private const string AudienceField = "audience";
    private const string CommitmentField = "commitment";
    private const string OutcomeField = "outcome";
    private const string OutcomeWhyField = "outcomewhy";
    private const string SkipReasonField = "skipreason";

    private const int HighestRating = 5;

    // The clock wakes every minute: what is later than this was missed.
    private static readonly Duration Late = Duration.FromHours(1);

    /// <summary>The round that a card says it belongs to.</summary>
    public static string RoundOf(Form form) => form[RoundField];

    public static string SkipReasonOf(Form form) => form[SkipReasonField];

    /// <summary>The partner whose answers backbone staff correct; empty on a reporter's own card.</summary>
    public static string PartnerOf(Form form) => form[PartnerField];

    /// <summary>Reads the form in the person's own number format. What can't be read is a fault at its field.</summary>
    public static Answers Read(Form form, IReadOnlyList<Indicator> asked, CultureInfo culture)
    {
        var values = new Dictionary<string, ReportedValue>();
        var readings = new Dictionary<string, IReadOnlyList<Reading>>();
        var faults = new List<Fault>();
        foreach (var indicator in asked)
        {
            var words = new List<Reading>();
            if (ReadValue(form, indicator, culture, faults, words) is { } value)
            {
                values[indicator.Id] = value;
                readings[indicator.Id] = words;
            }
        }

        if (form.Has(AudienceField) && ReadAudience(form[AudienceField]) is null)
        {
            faults.Add(new Fault(null, FaultPlace.Audience, Choices.NotOffered));
        }

        if (form.Has(OutcomeField) && form.Word<CommitmentOutcome>(OutcomeField) is null)
        {
            faults.Add(new Fault(null, FaultPlace.Outcome, Choices.NotOffered));
        }

        return new Answers(
            values,
            form.Word<Status>(StatusField),
            Learning.Of(Enum.GetValues<LessonKind>().Select(k => (k, form[LessonField(k)])), ReadAudience(form[AudienceField]) ?? Sharing.Partners),
            faults)
        {
            Confirmed = form.Several(ConfirmedField),
            Format = culture.Name,
            Readings = readings.Where(r => r.Value.Count > 0).ToDictionary(),
            Notes = asked.Where(i => form.Has(NoteField(i))).ToDictionary(i => i.Id, i => form[NoteField(i)]),
            Acknowledged = [.. asked.Where(i => form.IsOn(MeaningField(i))).Select(i => i.Id)],
            Commitment = form[CommitmentField],
            Outcome = form.Word<CommitmentOutcome>(OutcomeField),
            OutcomeWhy = form[OutcomeWhyField],
        };
    }

    /// <summary>Why a closed round's answers are corrected, as the form says.</summary>
    public static Correction CorrectionOf(Form form, bool byBackbone) => new(form[ReasonField], byBackbone);

    /// <summary>The form: one labelled input for each indicator, with last time's value beside it.</summary>
    public static AdaptiveCard Form(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Purpose purpose = Purpose.Open) =>
        Draw(initiative, view, partner, culture, zone, new Form(FieldsOf(view, culture)), [], [], purpose);

    /// <summary>The same form, with numbers that the person wrote in a message.</summary>
    /// <param name="left">What of them has no question.</param>
    public static AdaptiveCard FilledIn(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, IReadOnlyList<(Indicator Indicator, Typed Typed)> read, IReadOnlyList<string> left)
    {
        var fields = FieldsOf(view, culture);
        foreach (var (indicator, typed) in read)
        {
            fields.Remove(MissingField(indicator));
            switch (typed)
            {
                case Typed.Figure(var value, _):
                    fields[ValueField(indicator)] = Figures.ForInput(value, culture);
                    break;
                case Typed.OutOf(var part, var whole, _):
                    (fields[ValueField(indicator)], fields[WholeField(indicator)]) = (Figures.ForInput(part, culture), Figures.ForInput(whole, culture));
                    break;
                case Typed.Percent(var percent, _):
                    fields[ValueField(indicator)] = $"{Figures.ForInput(percent, culture)} %";
                    break;
            }
        }

        return Draw(initiative, view, partner, culture, zone, new Form(fields), [], [], Purpose.FilledIn, left);
    }

    /// <summary>The same form, with everything that was typed and each fault at its field.</summary>
    public static AdaptiveCard FormAgain(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form typed, IReadOnlyList<Fault> faults) =>
        Draw(initiative, view, partner, culture, zone, typed, faults, [], view.Round.ClosedAt is null ? Purpose.Open : Purpose.Correct);

    /// <summary>The same form, asking whether what looks unusual is right.</summary>
    public static AdaptiveCard Confirm(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form typed, IReadOnlyList<Doubt> doubts) =>
        Draw(initiative, view, partner, culture, zone, typed, [], doubts, view.Round.ClosedAt is null ? Purpose.Open : Purpose.Correct);

    /// <summary>The form for a round that is closed already, with the reason to give.</summary>
    public static AdaptiveCard Correct(Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone) =>
        Draw(initiative, view, partner, culture, zone, new Form(FieldsOf(view, culture)), [], [], Purpose.Correct);

    /// <summary>The closed rounds that can still be corrected, each a button.</summary>
    public static AdaptiveCard ChooseCorrection(Initiative initiative, Partner partner, IReadOnlyList<Round> rounds, CultureInfo culture) => new()
    {
        FallbackText = "Which check-in do you correct?",
        Body =
        [
            new TextBlock("Which check-in do you correct?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · {partner.Name}", isSubtle: true),
            .. rounds.Count == 0 ? new[] { new TextBlock("None can be corrected now: either none has closed yet, or they are signed off or too long ago. The backbone can still correct those.") } : [],
        ],
        Actions = rounds.Count == 0 ? null : [.. rounds.Select(r => Press(CorrectVerb, PeoplesWords.Plain(r.Title(culture)), initiative, r, new Dictionary<string, string> { [PartnerField] = partner.Id }) with { AssociatedInputs = AssociatedInputs.None })],
    };

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

    // What was answered last time makes room for what is asked and typed now, and so do the folds, whose words can be typed too.
    private static AdaptiveCard Draw(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form fields, IReadOnlyList<Fault> faults, IReadOnlyList<Doubt> doubts, Purpose purpose,
        IReadOnlyList<string>? left = null)
    {
        var without = view with { Past = new Dictionary<string, IReadOnlyList<PastValue>>() };
        var wordless = view with { Words = new Dictionary<string, IReadOnlyList<Wording>>() };
        var bare = without with { Words = wordless.Words };
        return CardJson.FirstThatFits(new[] { (view, true, 500), (without, true, 500), (wordless, true, 500), (bare, true, 500), (view, false, 500), (bare, false, 500), (bare, false, 40), (bare, false, 16) }
            .Select(v => DrawWhole(initiative, v.Item1, partner, culture, zone, fields, faults, doubts, purpose, left ?? [], Answers.ChangedMeaning(view), v.Item2, v.Item3)));
    }

    private static AdaptiveCard DrawWhole(
        Initiative initiative,
        PartnerView view,
        Partner partner,
        CultureInfo culture,
        DateTimeZone zone,
        Form fields,
        IReadOnlyList<Fault> faults,
        IReadOnlyList<Doubt> doubts,
        Purpose purpose,
        IReadOnlyList<string> left,
        IReadOnlySet<string> changed,
        bool folds,
        int longest)
    {
        var round = view.Round;
        var corrects = purpose == Purpose.Correct;
        var title = purpose switch
        {
            Purpose.Open => "Your check-in",
            Purpose.Correct => "Correct a check-in",
            Purpose.FilledIn => "Your check-in, with what you wrote",
            _ => "A reminder: your check-in is still open",
        };
        var body = new List<Element>
        {
            new TextBlock(title) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{Short(initiative.Name, Math.Max(longest, 40))} · {Short(partner.Name, Math.Max(longest, 40))} · {round.Subtitle(culture)} · {(corrects ? "closed" : $"open until {When(round.ClosesAt, zone, culture)}")}", isSubtle: true),
        };
        var opens = round.OpensIn(zone);
        if (purpose == Purpose.Open && round.OpenedAt - opens > Late)
        {
            body.Add(new TextBlock($"This comes later than it should: your time was {When(opens, zone, culture)}. It is open all the same.") { IsSubtle = true });
        }

        if (purpose == Purpose.FilledIn)
        {
            body.Add(new Container(
            [
                new TextBlock("Nothing is kept yet. Please look, say how it is going, and press **Submit check-in**."),
                .. left.Take(3).Select(l => RichTextBlock.Of($"No question is left for “{Short(l)}”.", isSubtle: true)),
            ])
            {
                Style = ContainerStyle.Emphasis,
            });
        }

        if (faults.Count > 0)
        {
            body.Add(new Container([new TextBlock(faults.Count == 1 ? "One thing needs another look; all that you typed is still here." : $"{faults.Count} things need another look; all that you typed is still here.") { Weight = TextWeight.Bolder }])
            {
                Style = ContainerStyle.Attention,
            });
        }

        if (doubts.Count > 0)
        {
            body.Add(new Container([new TextBlock(
                doubts.All(d => d.Kind == DoubtKind.ReadFromWords) ? "Did I read this right?"
                : doubts.Count == 1 ? "One number looks unusual. Is it right?"
                : $"{doubts.Count.ToString(culture)} numbers need another look. Are they right?") { Weight = TextWeight.Bolder }])
            {
                Style = ContainerStyle.Warning,
            });
        }

        foreach (var indicator in view.Indicators)
        {
            if (changed.Contains(indicator.Id))
            {
                body.AddRange(NewMeaning(indicator, fields, longest));
                body.AddRange(FaultLines(faults, indicator.Id, FaultPlace.Meaning));
            }

            body.AddRange(InputsOf(indicator, fields, view, initiative.Language, culture, faults, folds, longest));
            if (doubts.Where(d => d.Indicator == indicator.Id).ToArray() is { Length: > 0 } its)
            {
                body.Add(new Container(
                [
                    .. its.Select(d => RichTextBlock.Of("⚠ " + d.InWords(indicator, view.Indicators, culture), TextWeight.Bolder)),
                    .. its.All(d => d.Kind == DoubtKind.ReadFromWords) ? (IEnumerable<Element>)[]
                        : [new TextInput { Id = NoteField(indicator), Label = LabelOf(FaultPlace.Note), Placeholder = longest < 40 ? null : "For example: a summer camp with 40 more children", Value = Kept(NoteField(indicator)) }],
                ])
                {
                    Style = ContainerStyle.Warning,
                });
            }

            body.AddRange(FaultLines(faults, indicator.Id, FaultPlace.Note));
        }

        body.Add(new ChoiceInput([.. Enum.GetValues<Status>().Select(s => new Choice(InWords(s), s.ToString()))])
        {
            Id = StatusField,
            Label = LabelOf(FaultPlace.Status),
            Value = Kept(StatusField),
            // Not required of the client: it would hold back "Skip" too, which needs no status. The bot asks for it.
            Style = ChoiceStyle.Expanded,
            Separator = true,
        });
        body.AddRange(FaultLines(faults, null, FaultPlace.Status));
        if (view.Committed.Length > 0)
        {
            body.Add(RichTextBlock.Of($"Last time you said: {Short(view.Committed, longest)}") with { Separator = true });
            body.Add(new ChoiceInput([.. Enum.GetValues<CommitmentOutcome>().Select(o => new Choice(CommitmentsCard.InWords(o), o.ToString()))]) { Id = OutcomeField, Label = LabelOf(FaultPlace.Outcome), Value = Kept(OutcomeField), Style = ChoiceStyle.Compact });
            body.AddRange(FaultLines(faults, null, FaultPlace.Outcome));
            body.Add(new TextInput { Id = OutcomeWhyField, Label = LabelOf(FaultPlace.OutcomeWhy), Value = Kept(OutcomeWhyField) });
            body.AddRange(FaultLines(faults, null, FaultPlace.OutcomeWhy));
        }

        foreach (var kind in Enum.GetValues<LessonKind>())
        {
            body.Add(new TextInput { Id = LessonField(kind), Label = LabelOf(Answers.PlaceOf(kind)), Value = Kept(LessonField(kind)), IsMultiline = true });
            body.AddRange(FaultLines(faults, null, Answers.PlaceOf(kind)));
        }

        body.Add(new ChoiceInput([.. Audiences.Select(a => new Choice(InWords(a), a.ToString()))])
        {
            Id = AudienceField,
            Label = LabelOf(FaultPlace.Audience),
            Value = fields.Has(AudienceField) ? fields[AudienceField] : nameof(Sharing.Partners),
            Style = ChoiceStyle.Compact,
        });
        body.AddRange(FaultLines(faults, null, FaultPlace.Audience));
        body.Add(new TextInput { Id = CommitmentField, Label = LabelOf(FaultPlace.Commitment), Placeholder = longest < 40 ? null : "I ask you about it next time", Value = Kept(CommitmentField) });
        body.AddRange(FaultLines(faults, null, FaultPlace.Commitment));
        if (corrects)
        {
            body.Add(new TextInput { Id = ReasonField, Label = LabelOf(FaultPlace.Reason), Placeholder = "For example: two sessions were counted twice", Value = Kept(ReasonField), Separator = true });
            body.AddRange(FaultLines(faults, null, FaultPlace.Reason));
        }

        if (faults.Count > 0 || doubts.Count > 0)
        {
            // The buttons are below the fields on a small screen: whoever pressed must see here that it wasn't sent.
            body.Add(FieldFaults.Line(
                doubts.Count > 0 ? "Not sent yet: please look at what is marked above. Correct it, or say that it is right."
                : faults.Count == 1 ? "Not sent yet: one thing above needs another look."
                : $"Not sent yet: {faults.Count} things above need another look."));
        }

        return new AdaptiveCard
        {
            FallbackText = $"{title}: {Short(initiative.Name)}, {round.InWords(culture)}",
            Body = body,
            Actions = Buttons(),
        };

        string? Kept(string field) => fields.Has(field) ? fields[field] : null;

        IReadOnlyList<CardAction> Buttons()
        {
            // Whose answers are corrected goes along, for backbone staff have none of their own; who may is checked on the way in.
            var about = corrects ? new Dictionary<string, string> { [PartnerField] = partner.Id } : [];
            foreach (var indicator in view.Indicators.Where(i => i.Kind == IndicatorKind.Percentage))
            {
                if (view.Past.GetValueOrDefault(indicator.Id) is { Count: > 0 } past && past[^1].Value is ReportedValue.Ratio ratio)
                {
                    about[StillField(indicator.Id)] = Figures.ForInput(ratio.Whole, culture);
                }
            }

            var confirmed = new Dictionary<string, string>(about) { [ConfirmedField] = string.Join(',', doubts.Select(d => d.Key)) };
            var send = Press(
                corrects ? SaveCorrectionVerb : SubmitVerb,
                doubts.Count > 0 ? "Yes, that is right" : corrects ? "Save the correction" : "Submit check-in",
                initiative,
                round,
                doubts.Count > 0 ? confirmed : about) with
            { Style = ActionStyle.Positive };
            return corrects
                ? [send]
                : [
                    send,
                    new ShowCard(new InnerCard(
                    [
                        new TextInput { Id = SkipReasonField, Label = LabelOf(FaultPlace.SkipReason), Placeholder = "For example: school holidays", Value = Kept(SkipReasonField) },
                        .. FaultLines(faults, null, FaultPlace.SkipReason),
                    ])
                    {
                        Actions = [Press(SkipVerb, "Skip", initiative, round)],
                    })
                    {
                        Title = "Skip this time",
                    },
                ];
        }
    }

    private static IEnumerable<Element> NewMeaning(Indicator indicator, Form fields, int longest)
    {
        var lines = new List<Element> { new TextBlock("What counts here has changed.") { Weight = TextWeight.Bolder } };
        foreach (var text in new[] { indicator.WhatChanged, longest < 100 ? "" : indicator.Definition }.Where(t => t.Length > 0))
        {
            lines.Add(RichTextBlock.Of(Short(text, longest)));
        }

        lines.Add(new ToggleInput { Id = MeaningField(indicator), Label = PeoplesWords.Plain($"{Short(indicator.Question, longest)}: what counts now"), Title = "I have read it and answer by it", Value = fields.IsOn(MeaningField(indicator)) ? "true" : "false" });
        yield return new Container(lines) { Style = ContainerStyle.Emphasis, Separator = true };
    }

    private static IEnumerable<Element> InputsOf(Indicator indicator, Form fields, PartnerView view, string own, CultureInfo culture, IReadOnlyList<Fault> faults, bool folds, int longest)
    {
        var last = view.Past.GetValueOrDefault(indicator.Id) is { Count: > 0 } past ? past[^1] : null;
        var field = ValueField(indicator);
        var label = PeoplesWords.Plain(Label(indicator, Short(indicator.Question, longest < 40 ? 60 : Math.Max(longest, 100)), view.Round, culture));
        yield return indicator.Kind switch
        {
            IndicatorKind.YesNo => new ChoiceInput([new Choice("Yes", "yes"), new Choice("No", "no")]) { Id = field, Label = label, Value = Kept(field), Style = ChoiceStyle.Expanded },
            IndicatorKind.Rating => new ChoiceInput([.. Enumerable.Range(1, HighestRating).Select(r => new Choice(Stars(r), r.ToString(CultureInfo.InvariantCulture)))]) { Id = field, Label = label, Value = Kept(field), Style = ChoiceStyle.Compact },
            IndicatorKind.Text => new TextInput { Id = field, Label = label, Value = Kept(field), IsMultiline = true },
            _ => new TextInput { Id = field, Label = label, Value = Kept(field), Placeholder = indicator.Kind == IndicatorKind.Percentage && longest >= 40 ? "How many; or a percentage, such as 75 %" : null },
        };
        foreach (var line in FaultLines(faults, indicator.Id, FaultPlace.Value))
        {
            yield return line;
        }

        if (indicator.Kind == IndicatorKind.Percentage)
        {
            var whole = WholeField(indicator);
            yield return new TextInput { Id = whole, Label = PeoplesWords.Plain($"{Short(indicator.Question, longest)}: out of how many?"), Value = Kept(whole) };
            foreach (var line in FaultLines(faults, indicator.Id, FaultPlace.Whole))
            {
                yield return line;
            }
        }

        if (indicator.Breakdown is { } breakdown)
        {
            foreach (var category in breakdown.Categories)
            {
                yield return new TextInput
                {
                    Id = PartField(indicator.Id, category.Id),
                    Label = PeoplesWords.Plain(longest < 100 ? $"{Short(indicator.Question, longest)}: {category.Name}" : $"{Short(indicator.Question)}: {breakdown.Name} {category.Name}"),
                    Value = Kept(PartField(indicator.Id, category.Id)),
                };
            }

            foreach (var line in FaultLines(faults, indicator.Id, FaultPlace.Parts))
            {
                yield return line;
            }
        }

        if (last is not null)
        {
            yield return RichTextBlock.Of($"Last time: {Short(last.Value.InWords(indicator.Unit, culture))}", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
        }

        var missing = MissingField(indicator);
        var asksWhy = faults.Any(f => f.Indicator == indicator.Id && f.Place == FaultPlace.WhyMissing);
        if (!folds && !fields.Has(missing) && !asksWhy)
        {
            yield break;
        }

        // A reason that is given already stays in sight.
        var (meaning, reasons) = ("what." + indicator.Id, "none." + indicator.Id);
        var explained = folds ? Explained(indicator, view.Words.GetValueOrDefault(indicator.Id, []), culture, own) : [];
        var toggles = new List<CardAction>();
        if (explained.Count > 0)
        {
            toggles.Add(new ToggleVisibility([meaning]) { Title = "What counts?" });
        }

        if (folds && indicator.Kind != IndicatorKind.Text)
        {
            toggles.Add(new ToggleVisibility([reasons]) { Title = "Why is there no number?" });
        }

        if (toggles.Count > 0)
        {
            yield return new ActionSet(toggles) { Spacing = Spacing.Small };
        }

        if (explained.Count > 0)
        {
            yield return new Container([.. explained]) { Id = meaning, IsVisible = false, Style = ContainerStyle.Emphasis };
        }

        if (indicator.Kind != IndicatorKind.Text)
        {
            yield return new Container(
            [
                .. FaultLines(faults, indicator.Id, FaultPlace.WhyMissing),
                new ChoiceInput([.. Enum.GetValues<MissingBecause>().Select(m => new Choice(Capital(ReportedValue.InWords(m)), m.ToString()))])
                {
                    Id = missing,
                    Label = PeoplesWords.Plain($"{Short(indicator.Question, longest)}: why is there no number?"),
                    Value = Kept(missing),
                    Placeholder = longest < 40 ? null : "I have a number after all",
                    Style = ChoiceStyle.Compact,
                },
            ])
            {
                Id = reasons,
                IsVisible = fields.Has(missing) || asksWhy,
            };
        }

        string? Kept(string name) => fields.Has(name) ? fields[name] : null;
    }

    // What a reporter may want to know before they answer, as short lines.
    private static List<Element> Explained(Indicator indicator, IReadOnlyList<Wording> words, CultureInfo culture, string own)
    {
        var lines = new List<Element>();
        if (indicator.Definition.Length > 0)
        {
            lines.Add(Line(Short(indicator.Definition, 500)));
        }

        if (indicator.Least is not null || indicator.Most is not null)
        {
            lines.Add(Line((indicator.Least, indicator.Most) switch
            {
                ({ } least, { } most) => $"From {Figures.Plain(least, culture)} to {Figures.Plain(most, culture)}.",
                ({ } least, null) => $"At least {Figures.Plain(least, culture)}.",
                (_, { } most) => $"At most {Figures.Plain(most, culture)}.",
                _ => "",
            }));
        }

        foreach (var word in words.Select(w => w.In(w.LanguageFor(culture, own))))
        {
            lines.Add(new RichTextBlock(
            [
                TextRun.Plain(word.Name) with { Weight = TextWeight.Bolder, Size = TextSize.Small },
                TextRun.Plain(": " + Short(word.Definition, 300)) with { Size = TextSize.Small },
            ]));
        }

        return lines;

        static RichTextBlock Line(string text) => RichTextBlock.Of(text, size: TextSize.Small);
    }

    private static IEnumerable<Element> FaultLines(IReadOnlyList<Fault> faults, string? indicator, FaultPlace place) => faults
        .Where(f => f.Indicator == indicator && f.Place == place)
        .Select(f => FieldFaults.Line(f.Message));

    private static ReportedValue? ReadValue(Form form, Indicator indicator, CultureInfo culture, List<Fault> faults, List<Reading> readings)
    {
        var (field, missing) = (form[ValueField(indicator)], form.Word<MissingBecause>(MissingField(indicator)));
        if (form.Has(MissingField(indicator)) && missing is null)
        {
            faults.Add(new Fault(indicator.Id, FaultPlace.Value, Choices.NotOffered));
            return null;
        }

        var typed = ReadTyped(field);
        return indicator.Kind switch
        {
            IndicatorKind.YesNo => field switch
            {
                "yes" => new ReportedValue.YesNo(Yes: true),
                "no" => new ReportedValue.YesNo(Yes: false),
                _ => Chosen(),
            },
            IndicatorKind.Rating => form.Number(ValueField(indicator)) is { } stars and >= 1 and <= HighestRating ? new ReportedValue.Number(stars) : Chosen(),
            IndicatorKind.Text => field.Length == 0 ? null : new ReportedValue.Words(field),
            // A number that was typed counts, whatever reason still stands from last time.
            _ when typed is Typed.NoNumber or Typed.Nothing && (indicator.Breakdown is null || !HasParts()) && (missing is not null || typed is Typed.NoNumber) => NoNumber(),
            IndicatorKind.Percentage => ReadRatio(),
            _ when indicator.Breakdown is { } breakdown => ReadSplit(breakdown),
            _ => Number(field, FaultPlace.Value) is { } number ? new ReportedValue.Number(number) : null,
        };

        Typed ReadTyped(string text) => Typed.Read(text, culture, indicator.Kind == IndicatorKind.Number ? indicator.Unit : "", indicator.Kind == IndicatorKind.Money ? indicator.Unit : "");

        bool HasParts() => indicator.Breakdown!.Categories.Any(c => form.Has(PartField(indicator.Id, c.Id)));

        // Nothing, or why there is nothing; all else isn't among what can be chosen.
        ReportedValue? Chosen()
        {
            if (typed is Typed.NoNumber)
            {
                return NoNumber();
            }

            if (field.Length > 0)
            {
                faults.Add(new Fault(indicator.Id, FaultPlace.Value, Choices.NotOffered));
            }

            return missing is { } why ? new ReportedValue.Missing(why) : null;
        }

        ReportedValue.Missing? NoNumber()
        {
            if ((missing ?? (typed as Typed.NoNumber)?.Why) is { } why)
            {
                return new ReportedValue.Missing(why);
            }

            faults.Add(new Fault(indicator.Id, FaultPlace.WhyMissing, $"“{Short(field)}” can mean three things. Which is it?"));
            return null;
        }

        ReportedValue.Ratio? ReadRatio()
        {
            var whole = form[WholeField(indicator)];
            var isStill = whole.Length == 0 || whole == form[StillField(indicator.Id)];
            if (typed is Typed.OutOf(var of, var outOf, var isPlain))
            {
                // "36 of 46" says both; the whole that still stands from last time says nothing.
                if (!isStill && Number(whole, FaultPlace.Whole) is { } said && said != outOf)
                {
                    faults.Add(new Fault(indicator.Id, FaultPlace.Whole, $"You wrote “{Short(field)}” and {Figures.Plain(said, culture)} here. Which is right?"));
                    return null;
                }

                if (!isPlain)
                {
                    readings.Add(new Reading(field, of));
                }

                return new ReportedValue.Ratio(of, outOf);
            }

            if (field.Length == 0 && isStill)
            {
                // A whole that stands there from last time is no answer by itself.
                return null;
            }

            if (field.Length == 0 || whole.Length == 0)
            {
                faults.Add(new Fault(indicator.Id, field.Length == 0 ? FaultPlace.Value : FaultPlace.Whole, "Both numbers are needed: the part, and out of how many."));
                return null;
            }

            var all = Number(whole, FaultPlace.Whole);
            var part = typed is Typed.Percent(var percent, var isPlainPercent) ? OfAll(percent, isPlainPercent) : Number(field, FaultPlace.Value);
            return part is { } p && all is { } a ? new ReportedValue.Ratio(p, a) : null;

            decimal? OfAll(decimal share, bool plain)
            {
                if (!plain && all is not null)
                {
                    readings.Add(new Reading(field, share));
                }

                return share * all / 100m;
            }
        }

        ReportedValue.Split? ReadSplit(Breakdown breakdown)
        {
            var given = breakdown.Categories.Where(c => form.Has(PartField(indicator.Id, c.Id))).ToArray();
            if (given.Length == 0)
            {
                return Number(field, FaultPlace.Value) is { } alone ? new ReportedValue.Split(alone, new Dictionary<string, decimal>()) : null;
            }

            if (given.Length < breakdown.Categories.Count)
            {
                var open = breakdown.Categories.Except(given).Select(c => c.Name);
                faults.Add(new Fault(indicator.Id, FaultPlace.Parts, $"Please give all parts, with a zero where there was nothing, or none of them. Still open: {string.Join(", ", open)}."));
                return null;
            }

            var parts = new Dictionary<string, decimal>();
            foreach (var category in given)
            {
                if (Number(form[PartField(indicator.Id, category.Id)], FaultPlace.Parts) is { } part)
                {
                    parts[category.Id] = part;
                }
            }

            // Without a whole, the parts make it up.
            var whole = field.Length == 0 ? parts.Values.Sum() : Number(field, FaultPlace.Value);
            return whole is { } all && parts.Count == given.Length ? new ReportedValue.Split(all, parts) : null;
        }

        decimal? Number(string text, FaultPlace place)
        {
            switch (ReadTyped(text))
            {
                case Typed.Nothing:
                    return null;
                case Typed.Figure(var value, var isPlain):
                    return isPlain ? value : Read(value);
                case Typed.OutOf(var part, _, _):
                    return Read(part);
                case Typed.Percent(var percent, var isPlain) when indicator.Unit is "%" or "percent":
                    return isPlain ? percent : Read(percent);
                case Typed.Percent:
                    return Fails("Write how many here, not a percentage.");
                case Typed.OtherCurrency:
                    return Fails($"This is asked in {indicator.Unit}. Please give the amount in {indicator.Unit}.");
                default:
                    return Fails($"“{Short(text)}” isn't a number that I can read. Write it like {Figures.Example(culture)}.");
            }

            decimal Read(decimal value)
            {
                readings.Add(new Reading(text, value));
                return value;
            }

            decimal? Fails(string why)
            {
                faults.Add(new Fault(indicator.Id, place, why));
                return null;
            }
        }
    }

    private static Dictionary<string, string> FieldsOf(PartnerView view, CultureInfo culture)
    {
        var fields = new Dictionary<string, string>();
        if (view.Entry is not { SkippedBecause: null } entry)
        {
            return StillTrue(view, culture);
        }

        foreach (var (indicator, value) in entry.Values)
        {
            Put(fields, indicator, value, culture);
            if (entry.Versions.TryGetValue(indicator, out var version) && view.Indicators.Any(i => i.Id == indicator && i.Version == version))
            {
                fields[MeaningFieldOf(indicator)] = "true";
            }
        }

        foreach (var (indicator, note) in entry.Notes)
        {
            fields[NoteFieldOf(indicator)] = note;
        }

        fields[StatusField] = entry.Status?.ToString() ?? "";
        fields[AudienceField] = entry.Learning.Audience.ToString();
        foreach (var lesson in entry.Learning.Lessons)
        {
            fields[LessonField(lesson.Kind)] = lesson.Text;
        }

        fields[CommitmentField] = entry.Kept?.Outcome == CommitmentOutcome.StillOn && entry.Commitment == entry.Kept.Text ? "" : entry.Commitment;
        fields[OutcomeField] = entry.Kept?.Outcome.ToString() ?? "";
        fields[OutcomeWhyField] = entry.Kept?.Why ?? "";
        return fields;
    }

    // From last time: what is a state rather than a count of the week, what a percentage is out of, and what doesn't concern the partner.
    private static Dictionary<string, string> StillTrue(PartnerView view, CultureInfo culture)
    {
        var fields = new Dictionary<string, string>();
        foreach (var indicator in view.Indicators)
        {
            if (view.Past.GetValueOrDefault(indicator.Id) is not { Count: > 0 } past || past[^1].Version != indicator.Version)
            {
                continue;
            }

            switch (past[^1].Value)
            {
                case ReportedValue.Missing { Why: MissingBecause.NotApplicable } missing:
                    Put(fields, indicator.Id, missing, culture);
                    break;
                case ReportedValue.Ratio ratio:
                    fields[WholeFieldOf(indicator.Id)] = Figures.ForInput(ratio.Whole, culture);
                    break;
                case { } value and not ReportedValue.Missing when indicator.RollUp == RollUp.Latest:
                    Put(fields, indicator.Id, value, culture);
                    break;
            }
        }

        return fields;
    }

    private static void Put(Dictionary<string, string> fields, string indicator, ReportedValue value, CultureInfo culture)
    {
        switch (value)
        {
            case ReportedValue.Number number:
                fields[ValueFieldOf(indicator)] = Figures.ForInput(number.Value, culture);
                break;
            case ReportedValue.Ratio ratio:
                fields[ValueFieldOf(indicator)] = Figures.ForInput(ratio.Part, culture);
                fields[WholeFieldOf(indicator)] = Figures.ForInput(ratio.Whole, culture);
                break;
            case ReportedValue.YesNo answer:
                fields[ValueFieldOf(indicator)] = answer.Yes ? "yes" : "no";
                break;
            case ReportedValue.Words words:
                fields[ValueFieldOf(indicator)] = words.Text;
                break;
            case ReportedValue.Split split:
                fields[ValueFieldOf(indicator)] = Figures.ForInput(split.Whole, culture);
                foreach (var (category, part) in split.Parts)
                {
                    fields[PartField(indicator, category)] = Figures.ForInput(part, culture);
                }

                break;
            case ReportedValue.Missing missing:
                fields[MissingFieldOf(indicator)] = missing.Why.ToString();
                break;
        }
    }

    /// <summary>Who may read what a partner writes, from all partners to the backbone alone.</summary>
    internal static readonly Sharing[] Audiences = [Sharing.Partners, Sharing.Steering, Sharing.Backbone];

    internal static Sharing? ReadAudience(string text) => Names.Read<Sharing>(text) is { } audience && Audiences.Contains(audience) ? audience : null;

    internal static string InWords(Sharing audience) => audience switch
    {
        Sharing.Backbone => "The backbone only",
        Sharing.Steering => "The backbone and the steering committee",
        _ => "All partners",
    };

    internal static Execute Press(string verb, string title, Initiative initiative, Round round, IReadOnlyDictionary<string, string>? more = null) => new(
        verb,
        new Dictionary<string, string>(more ?? new Dictionary<string, string>())
        {
            [Conversation.InitiativeField] = initiative.Id,
            [RoundField] = round.Id,
        })
    {
        Title = title,
    };

    internal static string LabelOf(FaultPlace place) => place switch
    {
        FaultPlace.Status => "How is it going?",
        FaultPlace.Worked => "What worked",
        FaultPlace.DidNot => "What did not",
        FaultPlace.WouldChange => "What would you change",
        FaultPlace.Needed => "What do you need",
        FaultPlace.Commitment => "What will you do next?",
        FaultPlace.OutcomeWhy => "Why it changed or was dropped",
        FaultPlace.SkipReason => "Why do you skip this time?",
        FaultPlace.Note => "Is there something to know about it?",
        FaultPlace.Reason => "Why does it change?",
        FaultPlace.Audience => "Who may read this?",
        FaultPlace.Outcome => "What came of it?",
        FaultPlace.WhyMissing => "Why there is no number",
        _ => "Value",
    };

    private static string Label(Indicator indicator, string question, Round round, CultureInfo culture)
    {
        var unit = indicator.Kind is IndicatorKind.Number or IndicatorKind.Money && indicator.Unit.Length > 0 && !indicator.Question.Contains(indicator.Unit, StringComparison.OrdinalIgnoreCase) ? indicator.Unit : "";
        var period = round.PeriodOf(indicator);
        string[] details = [.. new[] { unit, period == round.Period ? "" : period.InWords(culture) }.Where(d => d.Length > 0)];
        return details.Length == 0 ? question : $"{question} ({string.Join(", ", details)})";
    }

    private static string Stars(int rating) => rating switch
    {
        1 => "1 (lowest)",
        HighestRating => "5 (highest)",
        _ => rating.ToString(CultureInfo.InvariantCulture),
    };

    private static string Capital(string text) => text[..1].ToUpperInvariant() + text[1..];

    internal static string When(Instant instant, DateTimeZone zone, CultureInfo culture) => instant.InZone(zone).ToString("dddd d MMMM HH:mm", culture);

    internal static string Short(string text, int longest = 80) => PeoplesWords.Shorten(text, longest);

    private static string LessonField(LessonKind kind) => kind.ToString().ToLowerInvariant();

    private static string ValueField(Indicator indicator) => ValueFieldOf(indicator.Id);

    private static string ValueFieldOf(string indicator) => "value." + indicator;

    private static string WholeField(Indicator indicator) => WholeFieldOf(indicator.Id);

    private static string WholeFieldOf(string indicator) => "whole." + indicator;

    private static string StillField(string indicator) => "still." + indicator;

    private static string PartField(string indicator, string category) => $"part.{indicator}.{category}";

    private static string MissingField(Indicator indicator) => MissingFieldOf(indicator.Id);

    private static string MissingFieldOf(string indicator) => "missing." + indicator;

    private static string NoteField(Indicator indicator) => NoteFieldOf(indicator.Id);

    private static string NoteFieldOf(string indicator) => "note." + indicator;

    private static string MeaningField(Indicator indicator) => MeaningFieldOf(indicator.Id);

    private static string MeaningFieldOf(string indicator) => "meaning." + indicator;
}
