using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>What counts and money have in common: one number, which may be divided into parts.</summary>
public abstract class AmountKind : Kind
{
    public sealed override IReadOnlyList<RollUp> RollUps { get; } = [RollUp.Sum, RollUp.Mean, RollUp.Latest, RollUp.Max, RollUp.Min];

    public sealed override bool CanBeDivided => true;

    public sealed override bool CanBeCalculated => true;

    public sealed override bool CanBeSaid => true;

    public sealed override bool HasDecimals => true;

    public sealed override bool HasRange => true;

    public sealed override int Fields(Indicator indicator) => 1 + (indicator.Breakdown?.Categories.Count ?? 0);

    internal sealed override void Draw(DrawnForm to, AskedQuestion question)
    {
        to.Add(AskedQuestion.Input(to, AnswerFields.Value(question.Id), question.Label), AnswerFields.Parts(question.Id));
        if (question.Indicator.Breakdown is not { } breakdown)
        {
            return;
        }

        foreach (var category in breakdown.Categories)
        {
            to.Add(AskedQuestion.Input(to, AnswerFields.Part(question.Id, category.Id), to.Room.Letters < 100
                ? $"{question.Short(to.Room)}: {category.Name}"
                : $"{PeoplesWords.Shorten(question.Indicator.Question, 80)}: {breakdown.Name} {category.Name}"));
        }
    }

    internal sealed override ReportedValue? Read(TypedAnswer answer) =>
        answer.SaysWhyNot ? answer.NoNumber()
        : answer.Indicator.Breakdown is { } breakdown ? ReadSplit(answer, breakdown)
        : answer.Number(answer.Value, ValuePart.Value) is { } number ? new ReportedValue.Number(number)
        : null;

    internal sealed override void Put(ReportedValue value, string indicator, IDictionary<string, string> fields, CultureInfo culture)
    {
        switch (value)
        {
            case ReportedValue.Number number:
                fields[AnswerFields.Value(indicator)] = Figures.ForInput(number.Value, culture);
                break;
            case ReportedValue.Split split:
                fields[AnswerFields.Value(indicator)] = Figures.ForInput(split.Whole, culture);
                foreach (var (category, part) in split.Parts)
                {
                    fields[AnswerFields.Part(indicator, category)] = Figures.ForInput(part, culture);
                }

                break;
        }
    }

    internal sealed override ReportedValue? FromFile(FiledAnswer answer) =>
        answer.Number(FileColumn.Value) is not { } number ? null
        : answer.Indicator.Breakdown is null ? new ReportedValue.Number(number)
        : new ReportedValue.Split(number, new Dictionary<string, decimal>());

    // About what it takes to be on the way to the target, and whole: nobody takes it for something that was counted.
    public sealed override ReportedValue Example(Indicator indicator, int number, CultureInfo culture)
    {
        const decimal usual = 20m;
        const decimal partners = 5m;
        var aim = indicator.Target is { } target and > 0 ? indicator.RollUp == RollUp.Sum ? target / partners : target : usual;
        var value = Math.Round(aim * (60 + ((number * 13) % 40)) / 100);
        value = Math.Min(Math.Max(value, indicator.Least ?? 0), indicator.Most ?? Figures.Largest);
        if (indicator.Breakdown is not { Categories: { Count: > 0 } categories })
        {
            return new ReportedValue.Number(value);
        }

        var part = Math.Floor(value / categories.Count);
        return new ReportedValue.Split(value, categories.Select((c, n) => (c.Id, Part: n == 0 ? value - (part * (categories.Count - 1)) : part)).ToDictionary(p => p.Id, p => p.Part));
    }

    public sealed override IEnumerable<ValueFault> FaultsOf(Indicator indicator, ReportedValue value)
    {
        switch (value)
        {
            case ReportedValue.Number number:
                return Range(number.Value, ValuePart.Value, indicator.Least ?? 0, indicator.Most);
            case ReportedValue.Split split:
                var parts = split.Parts.Values.Sum();
                return
                [
                    .. Range(split.Whole, ValuePart.Value, indicator.Least ?? 0, indicator.Most),
                    .. split.Parts.Values.Any(p => p < 0) ? [new ValueFault(ValuePart.Parts, ValueFaultKind.NegativePart)] : Array.Empty<ValueFault>(),
                    .. split.Parts.Count > 0 && parts != split.Whole ? [new ValueFault(ValuePart.Parts, ValueFaultKind.PartsDontAddUp) { Number = parts, Other = split.Whole }] : Array.Empty<ValueFault>(),
                ];
            default:
                return [];
        }
    }

    private static ReportedValue? ReadSplit(TypedAnswer answer, Breakdown breakdown)
    {
        var given = answer.Given;
        if (given.Count == 0)
        {
            return answer.Number(answer.Value, ValuePart.Value) is { } alone ? new ReportedValue.Split(alone, new Dictionary<string, decimal>()) : null;
        }

        if (given.Count < breakdown.Categories.Count)
        {
            return answer.Wrong<ReportedValue>(ValuePart.Parts, ValueFaultKind.PartsOpen, typed: string.Join(", ", breakdown.Categories.Except(given).Select(c => c.Name)));
        }

        var parts = new Dictionary<string, decimal>();
        foreach (var category in given)
        {
            if (answer.Number(answer.Part(category), ValuePart.Parts) is { } part)
            {
                parts[category.Id] = part;
            }
        }

        // Without a whole, the parts make it up.
        var whole = answer.Value.Length == 0 ? parts.Values.Sum() : answer.Number(answer.Value, ValuePart.Value);
        return whole is { } all && parts.Count == given.Count ? new ReportedValue.Split(all, parts) : null;
    }
}
