using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>Draws the form of an indicator, and reads it back: the names of its fields exist in this file only.</summary>
public static class IndicatorForm
{
    public const string SaveVerb = "indicators.save";

    internal const string IdField = "indicator";

    private const string QuestionField = "question";
    private const string DefinitionField = "definition";
    private const string KindField = "kind";
    private const string UnitField = "unit";
    private const string DirectionField = "direction";
    private const string RollUpField = "rollup";
    private const string TermsField = "terms";
    private const string ChosenTermsField = "chosenterms";
    private const string EveryField = "every";
    private const string PartnersField = "partners";
    private const string LeastField = "least";
    private const string MostField = "most";
    private const string ChangeField = "change";
    private const string AtMostField = "atmost";
    private const string BreakdownField = "breakdown";
    private const string CategoriesField = "categories";
    private const string BreakdownSharingField = "breakdownsharing";
    private const string FormulaField = "formula";
    private const string TargetField = "target";
    private const string TargetByField = "targetby";
    private const string BaselineField = "baseline";
    private const string BaselineOnField = "baselineon";
    private const string PathField = "path";
    private const string SharingField = "sharing";
    private const string PartnerSharingField = "partnersharing";
    private const string EditField = "edit";
    private const string WhatChangedField = "whatchanged";

    private static readonly string[] NumberFields = [LeastField, MostField, ChangeField, TargetField, BaselineField];

    private const string Always = "Always";
    private const string NoLimit = "nothing";

    private const int LongestQuestion = 200;
    private const int MostTerms = 20;
    private const int LongestName = 40;
    private const int LongestText = 1_000;
    internal const int MostIndicators = 18;
    private const int MostFields = 28;

    // Up to how many partners they can be chosen from: the first that fits.
    private static readonly int[] PartnersShown = [60, 20, 0];

    private static readonly Breakdown NoBreakdown = new("", [], Sharing.Partners);

    /// <summary>Reads the form; without an indicator, the faults say why, by field.</summary>
    /// <param name="terms">Of the glossary's terms that the form names, those that are there.</param>
    public static (Indicator? Indicator, Edit Edit, IReadOnlyDictionary<string, string> Faults) Read(
        Form form, Initiative initiative, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyCollection<string>? terms = null)
    {
        var faults = new Dictionary<string, string>();
        var editing = known.FirstOrDefault(i => i.Id == form[IdField]);
        var id = editing?.Id ?? NewId(form[QuestionField], known);
        var question = form[QuestionField];
        Length(QuestionField, LongestQuestion);
        Length(DefinitionField, LongestText);
        Length(UnitField, LongestName);
        Length(BreakdownField, LongestName);
        Length(WhatChangedField, LongestText);
        if (form.Has(IdField) && editing is null)
        {
            faults[QuestionField] = "The indicator that this form is about isn't there any more. Say \"indicators\" to add it anew.";
        }
        else if (question.Length == 0)
        {
            faults[QuestionField] = "What do you ask the partners?";
        }
        else if (known.Any(i => !i.Retired && i.Id != id && string.Equals(i.Question, question, StringComparison.OrdinalIgnoreCase)))
        {
            faults[QuestionField] = "There is an indicator with this question already.";
        }
        else if (known.Where(i => !i.Retired && i.Id != id).Sum(Fields) + (1 + Several(form, CategoriesField).Length) > MostFields)
        {
            faults[CategoriesField] = $"All indicators together would have more than {MostFields} fields to fill in. Fewer parts get answered.";
        }
        else if (editing is null && known.Count(i => !i.Retired) >= MostIndicators)
        {
            faults[QuestionField] = $"A check-in holds at most {MostIndicators} indicators. Retire one first; shorter check-ins get answered.";
        }

        var kind = form.One<IndicatorKind>(KindField, faults, "Please choose what kind of answer it is.");
        if (editing is not null && kind is { } k && k != editing.Kind)
        {
            faults[KindField] = "The kind can't change, or its history would mean nothing. Retire it and add a new one.";
        }

        if (kind == IndicatorKind.Money && !IsCurrency(form[UnitField]))
        {
            faults[UnitField] = "For money, write the currency as its three letters, such as EUR or USD.";
        }

        var direction = form.One<GoodDirection>(DirectionField, faults, "Please choose which way is good.");
        var formula = ReadFormula();
        RollUp? rollUp = formula.Length > 0 ? RollUp.Calculated : null;
        if (rollUp is null && kind is { } chosen)
        {
            var possible = Indicator.RollUpsOf(chosen);
            rollUp = form.Word<RollUp>(RollUpField) is { } asked && possible.Contains(asked) ? asked : null;
            // A kind with one meaningful way needs no question.
            rollUp ??= form[RollUpField].Length == 0 || (possible.Count == 1 && form.Word<RollUp>(RollUpField) is not null) ? possible[0] : null;
            if (rollUp is null)
            {
                faults[RollUpField] = $"For this kind the ways are: {string.Join(", ", possible.Select(IndicatorCard.InWords))}.";
            }
        }

        var (least, most) = (Number(LeastField, -Figures.Largest), Number(MostField, -Figures.Largest));
        if (least > most)
        {
            faults[MostField] = "The largest value that is possible can't be less than the smallest.";
        }

        var breakdown = ReadBreakdown();
        if (breakdown is not null && kind is not IndicatorKind.Number and not IndicatorKind.Money)
        {
            faults[BreakdownField] = "Only numbers and money can be divided into parts.";
        }

        if (breakdown is not null && formula.Length > 0)
        {
            faults[BreakdownField] = "What is calculated has no parts of its own.";
        }

        var (target, targetBy) = (Number(TargetField, 0), Date(TargetByField));
        var (baseline, baselineOn) = (Number(BaselineField, 0), Date(BaselineOnField));
        if (targetBy is not null && target is null && !faults.ContainsKey(TargetField))
        {
            faults[TargetField] = "Which number is to be reached by then?";
        }

        if (baseline is not null && targetBy is null && !faults.ContainsKey(TargetByField))
        {
            faults[TargetByField] = "By when is the target to be reached? The way there can't be drawn without.";
        }

        if (baseline is null != baselineOn is null && !faults.ContainsKey(BaselineField) && !faults.ContainsKey(BaselineOnField))
        {
            faults[baseline is null ? BaselineField : BaselineOnField] = "A baseline is a number and the day on which it was so.";
        }

        if (baselineOn >= targetBy)
        {
            faults[TargetByField] = "The target lies after the baseline.";
        }

        var edit = form.One<Edit>(EditField, faults) ?? Edit.Wording;
        string[] words = [.. form.Several(ChosenTermsField, (terms ?? []).Concat(editing?.Terms ?? []), faults).Concat(Several(form, TermsField).Select(Codes.Slug)).Distinct()];
        if (words.Length > MostTerms)
        {
            faults[TermsField] = $"At most {MostTerms} words; these are {words.Length.ToString("#,0", culture)}.";
        }

        Length(TermsField, LongestText);
        Length(CategoriesField, LongestText);
        var indicator = new Indicator(
            id,
            question,
            kind == IndicatorKind.Money ? form[UnitField].ToUpperInvariant() : form[UnitField],
            kind ?? default,
            direction ?? default,
            rollUp ?? default,
            target,
            words,
            editing?.Version ?? 1,
            Retired: false)
        {
            Definition = form[DefinitionField],
            Least = least,
            Most = most,
            ExpectedChange = Number(ChangeField, 0),
            AtMost = form.One(AtMostField, known.Select(i => i.Id).Where(i => i != id).Append(NoLimit), faults) is { } limit and not NoLimit ? limit : null,
            Breakdown = breakdown,
            Formula = formula,
            Every = form.One(EveryField, [Always, .. Enum.GetNames<Frequency>()], faults) is { } every and not Always ? Names.Read<Frequency>(every) : null,
            Partners = form.Several(PartnersField, initiative.Partners.Select(p => p.Id), faults),
            Baseline = baseline,
            BaselineOn = baselineOn,
            TargetBy = targetBy,
            ByStep = form.One<TargetPath>(PathField, faults) == TargetPath.ByStep,
            Sharing = Shared(SharingField),
            PartnerSharing = Shared(PartnerSharingField),
            WhatChanged = edit == Edit.Wording ? editing?.WhatChanged ?? "" : form[WhatChangedField],
            ComparesFrom = editing?.ComparesFrom ?? 1,
        };
        if (faults.Count == 0 && editing is not null && edit == Edit.Wording && !indicator.CountsAs(editing))
        {
            faults[EditField] = "What you changed gives the numbers another meaning. Please choose one of the other two.";
        }

        return (faults.Count == 0 ? indicator : null, edit, faults);

        string ReadFormula()
        {
            if (!form.Has(FormulaField))
            {
                return "";
            }

            var others = known.Where(i => i.Id != id && i.Kind is not IndicatorKind.Text and not IndicatorKind.YesNo).ToArray();
            if (Formula.Read(form[FormulaField], [.. others.Select(i => (i.Id, i.Question))], out var fault) is not { } read)
            {
                faults[FormulaField] = fault;
                return "";
            }

            if (kind is not null and not IndicatorKind.Number and not IndicatorKind.Money)
            {
                faults[FormulaField] = "Only a number or money can be calculated; for a percentage, multiply by 100.";
            }
            else if (Formula.Circle(id, read, i => Formula.Of(known.FirstOrDefault(o => o.Id == i))) is { } circle)
            {
                faults[FormulaField] = $"This would go round in a circle: {string.Join(", ", circle.Select(c => known.FirstOrDefault(i => i.Id == c)?.Question ?? question))}.";
            }

            return read.Text;
        }

        Breakdown? ReadBreakdown()
        {
            var names = Several(form, CategoriesField);
            if (names.Length == 0 && !form.Has(BreakdownField))
            {
                return null;
            }

            var categories = names.Select(n => editing?.Breakdown?.Categories.FirstOrDefault(c => string.Equals(c.Name, n, StringComparison.OrdinalIgnoreCase)) ?? new Category(Codes.Slug(n), n)).ToArray();
            if (form[BreakdownField].Length == 0)
            {
                faults[BreakdownField] = "What divides the whole? For example: Neighbourhood.";
            }
            else if (categories.Length is < 2 or > Breakdown.MostCategories)
            {
                faults[CategoriesField] = $"Please give 2 to {Breakdown.MostCategories} parts, separated by commas.";
            }
            else if (Array.Find(names, n => n.Length > LongestName) is not null)
            {
                faults[CategoriesField] = $"A part's name has at most {LongestName} characters.";
            }
            else if (categories.DistinctBy(c => c.Id).Count() < categories.Length)
            {
                faults[CategoriesField] = "Two of the parts have the same name.";
            }

            return new Breakdown(form[BreakdownField], categories, Shared(BreakdownSharingField));
        }

        void Length(string field, int longest)
        {
            if (form[field].Length > longest)
            {
                faults[field] = $"Please keep it to {longest.ToString("#,0", culture)} characters; this has {form[field].Length.ToString("#,0", culture)}.";
            }
        }

        Sharing Shared(string field) => form.One<Sharing>(field, faults) ?? Sharing.Partners;

        decimal? Number(string field, decimal smallest)
        {
            if (!form.Has(field))
            {
                return null;
            }

            if (ReadNumber(form, field, culture) is not (var value, var isPlain) || value < smallest || value > Figures.Largest)
            {
                faults[field] = $"This isn't a number that I can use. Write it like {Figures.Example(culture)}, or leave it empty.";
                return null;
            }

            if (!isPlain)
            {
                faults[field] = $"You wrote “{PeoplesWords.Shorten(form[field], LongestName)}”, and I read {Figures.Exact(value, culture)}. If that's right, save again.";
            }

            return value;
        }

        LocalDate? Date(string field) => form.Day(field, faults);
    }

    /// <summary>The form as it was read: a number that was written in words is written as a number, to be saved so when it's right.</summary>
    public static Form AsRead(Form form, CultureInfo culture) =>
        form.With(NumberFields
            .Select(f => (Field: f, Read: form.Has(f) ? ReadNumber(form, f, culture) : null))
            .Where(f => f.Read is { IsPlain: false })
            .ToDictionary(f => f.Field, f => Figures.ForInput(f.Read!.Value.Value, culture)));

    private static (decimal Value, bool IsPlain)? ReadNumber(Form form, string field, CultureInfo culture)
    {
        var isMoney = form.Word<IndicatorKind>(KindField) == IndicatorKind.Money && IsCurrency(form[UnitField]);
        return Typed.Read(form[field], culture, isMoney ? "" : form[UnitField], isMoney ? form[UnitField].ToUpperInvariant() : "") switch
        {
            Typed.Figure(var figure, var isPlain) => (figure, isPlain),
            Typed.Percent(var percent, var isPlain) => (percent, isPlain),
            _ => null,
        };
    }

    /// <param name="terms">Of the glossary's terms, those that the form names and some more to choose from.</param>
    public static AdaptiveCard Of(Initiative initiative, Indicator? indicator, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyList<Term> terms) =>
        Draw(initiative, FieldsOf(indicator, culture, terms), new Dictionary<string, string>(), known, terms);

    public static AdaptiveCard Again(Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> known, IReadOnlyList<Term> terms) =>
        Draw(initiative, typed, faults, known, terms);

    /// <summary>The terms that a form names, in whichever state.</summary>
    public static IReadOnlyList<string> TermsIn(Form form) => form.Several(ChosenTermsField) is { Count: <= MostTerms } few ? few : [];

    private static AdaptiveCard Draw(Initiative initiative, Form fields, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> known, IReadOnlyList<Term> terms) =>
        CardJson.FirstThatFits(PartnersShown.Select(most => Draw(initiative, fields, faults, known, terms, most)));

    private static AdaptiveCard Draw(Initiative initiative, Form fields, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> known, IReadOnlyList<Term> terms, int mostPartners)
    {
        var editing = fields.Has(IdField);
        var body = new List<Element>
        {
            new TextBlock(editing ? "Edit indicator" : "Add indicator") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
        };
        Add(body, Words(QuestionField, "Question", "For example: Children reading at grade level") with { IsRequired = true, ErrorMessage = "What do you ask the partners?" });
        Add(body, Words(DefinitionField, "What counts, and what doesn't", "Partners unfold it under the question") with { IsMultiline = true });
        Add(body, Choices(KindField, "Kind of answer", Enum.GetValues<IndicatorKind>().Select(k => (IndicatorCard.InWords(k), k.ToString()))) with { IsRequired = true, ErrorMessage = "Please choose what kind of answer it is." });
        Add(body, Words(UnitField, "Unit", "For example: children; for money its currency: EUR"));
        Add(body, Choices(DirectionField, "Which way is good?", [("More is good", nameof(GoodDirection.Up)), ("Less is good", nameof(GoodDirection.Down))]) with { IsRequired = true, ErrorMessage = "Please choose which way is good." });
        Add(body, Choices(RollUpField, "How partners' answers become one", Enum.GetValues<RollUp>().Where(r => r != RollUp.Calculated).Select(r => (IndicatorCard.InWords(r), r.ToString()))) with { Placeholder = "The usual way for this kind of answer" });
        if (terms.Count > 0)
        {
            var chosen = TermsIn(fields);
            Add(body, new ChoiceInput([.. TermChoices.Of(terms, chosen, mostPartners)])
            {
                Id = ChosenTermsField,
                Label = "Choose from our glossary",
                Value = Kept(ChosenTermsField),
                IsMultiSelect = true,
                Style = ChoiceStyle.Filtered,
                More = terms.Count > mostPartners ? new ChoiceQuery(TermChoices.Dataset(initiative.Id)) : null,
            });
        }

        Add(body, Words(TermsField, "Glossary words it relies on", terms.Count > 0 ? "Those that it hasn't yet; it is asked once all are agreed" : "Separated by commas; it is asked once all are agreed"));

        Add(body, Words(TargetField, "Target", "The number that the whole initiative aims for"));

        Section("The way to the target", "targets", [
            new DateInput { Id = TargetByField, Label = "To be reached by", Value = Kept(TargetByField) },
            Words(BaselineField, "Baseline", "Where it started"),
            new DateInput { Id = BaselineOnField, Label = "The baseline's day", Value = Kept(BaselineOnField) },
            Choices(PathField, "The way there", [("In a straight line", nameof(TargetPath.Linear)), ("In four steps", nameof(TargetPath.ByStep))]),
        ]);
        Section("When and whom to ask", "asking", [
            Choices(EveryField, "How often", [("Whenever the check-in comes", Always), ("Once a month", nameof(Frequency.Monthly)), ("Once a quarter", nameof(Frequency.Quarterly))]),
            .. initiative.Partners.Count <= mostPartners && initiative.Partners.Count > 0
                ? new[] { Choices(PartnersField, "Ask only (none: all partners)", initiative.Partners.Select(p => (Short(p.Name), p.Id))) with { IsMultiSelect = true } }
                : [],
        ]);
        Section("What can be right", "checks", [
            Words(LeastField, "Smallest possible", "Zero, when left empty"),
            Words(MostField, "Largest possible", ""),
            Words(ChangeField, "Ask back when it changes by more than (%)", "In percent of last time's value"),
            Choices(AtMostField, "Never more than", known.Where(i => !i.Retired && i.Id != fields[IdField] && i.Kind is not IndicatorKind.Text and not IndicatorKind.YesNo).Select(i => (Short(i.Question), i.Id)).Prepend(("Nothing", NoLimit))),
        ]);
        Section("Parts of the whole", "parts", [
            Words(BreakdownField, "Divided by", "For example: Neighbourhood"),
            Words(CategoriesField, "Its parts", "For example: East, West, Centre"),
            Choices(BreakdownSharingField, "Who may see the parts", Sharings()),
        ]);
        Section("Calculated from others", "formula", [
            Words(FormulaField, "Formula", "For example: [Cost of the courses] / [Graduates]"),
        ]);
        Section("Who may see it", "sharing", [
            Choices(SharingField, "The initiative's total", Sharings()),
            Choices(PartnerSharingField, "What one partner reported", Sharings()),
        ]);
        if (editing)
        {
            Add(body, Choices(EditField, "What is this change?",
            [
                ("Only the wording: the numbers mean the same", nameof(Edit.Wording)),
                ("A new meaning: mark the break in the trend", nameof(Edit.Meaning)),
                ("A new meaning that can't be compared: begin a new trend", nameof(Edit.NewSeries)),
            ]) with
            { Style = ChoiceStyle.Expanded, Separator = true });
            Add(body, Words(WhatChangedField, "What changes for those who answer?", "They read it once, before they answer") with { IsMultiline = true });
        }

        return new AdaptiveCard
        {
            FallbackText = "An indicator's form",
            Body = body,
            Actions =
            [
                new Execute(SaveVerb, Data()) { Title = "Save", Style = ActionStyle.Positive },
                Conversation.SayButton("Cancel", "indicators", initiative.Id),
            ],
        };

        string? Kept(string field) => fields.Has(field) ? fields[field] : null;

        TextInput Words(string field, string label, string placeholder) => new() { Id = field, Label = label, Placeholder = placeholder.Length == 0 ? null : placeholder, Value = Kept(field) };

        ChoiceInput Choices(string field, string label, IEnumerable<(string Title, string Value)> choices)
        {
            Choice[] all = [.. choices.Select(c => new Choice(PeoplesWords.Plain(c.Title), c.Value))];
            // What isn't among the choices can't be shown as chosen.
            var chosen = Several(fields, field).Where(v => Array.Exists(all, c => c.Value == v)).ToArray();
            return new ChoiceInput(all) { Id = field, Label = label, Value = chosen.Length == 0 ? null : string.Join(',', chosen) };
        }

        // Folded while nothing in it is used: most indicators need none of them.
        void Section(string title, string subject, IReadOnlyList<Input> inputs)
        {
            var name = "section." + subject;
            var items = new List<Element>();
            foreach (var input in inputs)
            {
                Add(items, input);
            }

            var used = inputs.Any(i => faults.ContainsKey(i.Id!) || (fields.Has(i.Id!) && !Usual.Contains(fields[i.Id!])));
            body.Add(new ActionSet([new ToggleVisibility([name]) { Title = title }]));
            body.Add(new Container(items) { Id = name, IsVisible = used, Style = ContainerStyle.Emphasis });
        }

        void Add(List<Element> to, Input input)
        {
            to.Add(input);
            to.AddRange(FieldFaults.At(input.Id!, faults));
        }

        // What there is no room to show stays as it was.
        Dictionary<string, string> Data()
        {
            var data = new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [IdField] = known.Any(i => i.Id == fields[IdField]) ? fields[IdField] : "" };
            if (initiative.Partners.Count > mostPartners && fields.Has(PartnersField))
            {
                data[PartnersField] = string.Join(',', Several(fields, PartnersField).Where(p => initiative.Partner(p) is not null));
            }

            return data;
        }
    }

    // Values of choices that say nothing more than that they were left alone.
    private static readonly HashSet<string> Usual = [Always, NoLimit, nameof(TargetPath.Linear), nameof(Sharing.Partners)];

    private static IEnumerable<(string Title, string Value)> Sharings() => Enum.GetValues<Sharing>().Select(s => (IndicatorCard.InWords(s), s.ToString()));

    private static Form FieldsOf(Indicator? indicator, CultureInfo culture, IReadOnlyList<Term> terms)
    {
        var fields = new Dictionary<string, string>
        {
            [KindField] = (indicator?.Kind ?? IndicatorKind.Number).ToString(),
            [DirectionField] = (indicator?.Direction ?? GoodDirection.Up).ToString(),
            [RollUpField] = indicator?.RollUp.ToString() ?? "",
            [EveryField] = indicator?.Every?.ToString() ?? Always,
            [PathField] = indicator?.ByStep == true ? nameof(TargetPath.ByStep) : nameof(TargetPath.Linear),
            [AtMostField] = indicator?.AtMost ?? NoLimit,
            [SharingField] = (indicator?.Sharing ?? Sharing.Partners).ToString(),
            [PartnerSharingField] = (indicator?.PartnerSharing ?? Sharing.Partners).ToString(),
            [BreakdownSharingField] = (indicator?.Breakdown ?? NoBreakdown).Sharing.ToString(),
        };
        if (indicator is not null)
        {
            fields[IdField] = indicator.Id;
            fields[QuestionField] = indicator.Question;
            fields[DefinitionField] = indicator.Definition;
            fields[UnitField] = indicator.Unit;
            var known = terms.Select(t => t.Slug).ToHashSet();
            fields[ChosenTermsField] = string.Join(',', indicator.Terms.Where(known.Contains));
            fields[TermsField] = string.Join(", ", indicator.Terms.Where(t => !known.Contains(t)));
            fields[PartnersField] = string.Join(',', indicator.Partners);
            fields[LeastField] = Text(indicator.Least);
            fields[MostField] = Text(indicator.Most);
            fields[ChangeField] = Text(indicator.ExpectedChange);
            fields[BreakdownField] = indicator.Breakdown?.Name ?? "";
            fields[CategoriesField] = string.Join(", ", indicator.Breakdown?.Categories.Select(c => c.Name) ?? []);
            fields[FormulaField] = indicator.Formula;
            fields[TargetField] = Text(indicator.Target);
            fields[TargetByField] = indicator.TargetBy is { } by ? NodaTime.Text.LocalDatePattern.Iso.Format(by) : "";
            fields[BaselineField] = Text(indicator.Baseline);
            fields[BaselineOnField] = indicator.BaselineOn is { } on ? NodaTime.Text.LocalDatePattern.Iso.Format(on) : "";
            fields[EditField] = nameof(Edit.Wording);
        }

        return new Form(fields);

        string Text(decimal? number) => number is { } n ? Figures.ForInput(n, culture) : "";
    }

    private static int Fields(Indicator indicator) =>
        indicator.IsCalculated ? 0 : 1 + (indicator.Breakdown?.Categories.Count ?? 0) + (indicator.Kind == IndicatorKind.Percentage ? 1 : 0);

    // ISO 4217, as far as the cultures of this system know it.
    private static bool IsCurrency(string text) => text.Length == 3 && Currencies.Contains(text.ToUpperInvariant());

    private static readonly HashSet<string> Currencies = CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name).ISOCurrencySymbol).ToHashSet();

    private static string NewId(string question, IReadOnlyList<Indicator> known)
    {
        var slug = Codes.Slug(question);
        var id = slug.Length > 40 ? slug[..40].TrimEnd('-') : slug;
        // An indicator that was retired keeps its id, and so its history.
        return known.Any(i => i.Id == id) ? $"{id}-{Codes.NewId()}" : id;
    }

    private static string[] Several(Form form, string field) =>
        form[field].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Short(string text) => PeoplesWords.Shorten(text, 60);
}

/// <summary>What a change of an indicator does to its numbers.</summary>
[GenerateSerializer]
public enum Edit
{
    /// <summary>Other words for the same thing.</summary>
    Wording,

    /// <summary>A new version; the trend shows the break.</summary>
    Meaning,

    /// <summary>A new version, whose values are set beside no earlier ones.</summary>
    NewSeries,
}
