using System.Collections.Frozen;
using System.Globalization;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Indicators
{
    /// <summary>How an indicator is answered. What each does stands in one file of <see cref="Kinds"/>.</summary>
    [GenerateSerializer]
    public enum IndicatorKind
    {
        /// <summary>A count or amount that is never negative.</summary>
        Number,

        /// <summary>A part of a whole: both are asked, so that the whole initiative's percentage can be computed.</summary>
        Percentage,
        YesNo,
        Text,

        /// <summary>An amount in the currency that is the indicator's unit.</summary>
        Money,

        /// <summary>One to five.</summary>
        Rating,
    }
}

namespace CollectiveImpact.Indicators.Kinds
{
    /// <summary>
    /// Everything that differs between one kind of indicator and another: how it is asked, read and checked, how it stands in files, what it is
    /// called, and what its values and totals look like. Whoever handles indicators asks the kind, and never which one it is.
    /// </summary>
    public abstract class Kind
    {
        private static readonly TextKind Unknown = new();

        /// <summary>In the order in which they can be chosen.</summary>
        public static IReadOnlyList<Kind> All { get; } = [new NumberKind(), new PercentageKind(), new YesNoKind(), Unknown, new MoneyKind(), new RatingKind()];

        private static readonly FrozenDictionary<IndicatorKind, Kind> ById = All.ToFrozenDictionary(k => k.Id);

        public abstract IndicatorKind Id { get; }

        /// <summary>How partners' values can become one: what means something for the kind. Averages of percentages don't.</summary>
        public abstract IReadOnlyList<RollUp> RollUps { get; }

        /// <summary>Whether its values are numbers that have totals, a good direction and a trend; else they are words.</summary>
        public virtual bool IsNumeric => true;

        /// <summary>Whether a line of its values says something.</summary>
        public virtual bool HasTrend => true;

        /// <summary>Whether a value can stand out from those before.</summary>
        public virtual bool CanBeUnusual => true;

        /// <summary>Whether the whole can be divided into parts.</summary>
        public virtual bool CanBeDivided => false;

        /// <summary>Whether it can be calculated from other indicators.</summary>
        public virtual bool CanBeCalculated => false;

        /// <summary>Whether a formula can use it.</summary>
        public virtual bool CanBeUsed => true;

        /// <summary>Whether small parts could tell whom they count, so that they are kept back.</summary>
        public virtual bool CountsPeople => true;

        /// <summary>Whether its numbers have a unit of the coordinator's own words.</summary>
        public virtual bool HasUnit => false;

        /// <summary>Whether its numbers are amounts of one currency.</summary>
        public virtual bool HasCurrency => false;

        /// <summary>Whether it can be said with how many decimals its numbers are written.</summary>
        public virtual bool HasDecimals => false;

        /// <summary>Whether there can be a smallest and a largest value that is possible.</summary>
        public virtual bool HasRange => false;

        /// <summary>Whether it counts whole ones: nobody meets 5.75 children.</summary>
        public virtual bool IsCount => false;

        /// <summary>Whether it is written as a number in a message: "homes: 12".</summary>
        public virtual bool CanBeSaid => false;

        /// <summary>Whether a share of a whole is meant: "36 of 46", "78 %".</summary>
        public virtual bool IsShare => false;

        /// <summary>The numbers of which each has a row of its own where a row has room for one; none where the value is one number.</summary>
        public virtual IReadOnlyList<FileColumn> Elements => [];

        /// <summary>The code of its unit in SDMX; null for the indicator's own.</summary>
        public virtual string? SdmxUnit => null;

        /// <summary>How many decimals its values have on a chart.</summary>
        public virtual int Decimals => 2;

        public static Kind Of(IndicatorKind id) => ById.GetValueOrDefault(id, Unknown);

        /// <summary>What it is called where it is chosen.</summary>
        internal abstract string Name(Texts t);

        /// <summary>A question of its kind, to tell it by.</summary>
        internal abstract string ExampleQuestion(Texts t);

        /// <summary>What is wrong with an indicator's unit; null for nothing.</summary>
        internal virtual string? UnitFault(string unit, Texts t) => null;

        /// <summary>The unit as it is kept.</summary>
        public virtual string Unit(string typed) => typed;

        /// <summary>The unit that may stand beside a number, and says nothing new there; empty for none.</summary>
        public virtual string UnitBeside(Indicator indicator) => "";

        /// <summary>The currency whose code or sign may stand beside a number; empty for none.</summary>
        public virtual string CurrencyOf(string unit) => "";

        /// <summary>How many fields a partner fills in.</summary>
        public virtual int Fields(Indicator indicator) => 1;

        /// <summary>The inputs by which a partner answers it, each with what is wrong under it.</summary>
        internal abstract void Draw(DrawnForm to, AskedQuestion question);

        /// <summary>The value that was typed; null for none, or when there is something wrong, which the answer then holds.</summary>
        internal abstract ReportedValue? Read(TypedAnswer answer);

        /// <summary>What the fields hold for a value.</summary>
        internal abstract void Put(ReportedValue value, string indicator, IDictionary<string, string> fields, CultureInfo culture);

        /// <summary>What is carried on from last time where nothing was answered yet.</summary>
        internal virtual void PutAgain(ReportedValue last, Indicator indicator, IDictionary<string, string> fields, CultureInfo culture)
        {
            if (indicator.RollUp == RollUp.Latest)
            {
                Put(last, indicator.Id, fields, culture);
            }
        }

        /// <summary>What the fields hold for what somebody wrote in a message.</summary>
        internal virtual void PutTyped(Typed typed, string indicator, IDictionary<string, string> fields, CultureInfo culture)
        {
            if (typed is Typed.Figure(var value, _))
            {
                fields[AnswerFields.Value(indicator)] = Figures.ForInput(value, culture);
            }
        }

        /// <summary>What the form's button carries, so that the next reading knows what stood there from last time.</summary>
        internal virtual void Carry(ReportedValue last, Indicator indicator, IDictionary<string, string> data, CultureInfo culture)
        {
        }

        /// <summary>The value in a row of a file; null when there is something wrong, which the answer then holds or whoever reads the file has told.</summary>
        internal abstract ReportedValue? FromFile(FiledAnswer answer);

        /// <summary>The value as it is written into a file; why there is none stands beside it.</summary>
        public virtual FiledValue ToFile(ReportedValue value) => new(value.AsNumber);

        /// <summary>The value as DHIS2 writes one that is whole; null for none.</summary>
        public virtual string? ToDhis2(ReportedValue value) => value.AsNumber?.ToString(CultureInfo.InvariantCulture);

        /// <summary>A plausible answer of a partner that doesn't exist, for a rehearsal.</summary>
        /// <param name="number">Tells one partner's answer from another's; from 0.</param>
        public abstract ReportedValue Example(Indicator indicator, int number, CultureInfo culture);

        /// <summary>In which column of a file a fault of a value stands.</summary>
        public virtual FileColumn ColumnOf(ValuePart part) => FileColumn.Value;

        /// <summary>What is wrong with a value that could be read.</summary>
        public abstract IEnumerable<ValueFault> FaultsOf(Indicator indicator, ReportedValue value);

        /// <summary>A number of it in words: a value, a total, a target.</summary>
        public virtual string InWords(decimal value, Indicator indicator, CultureInfo culture) => Figures.WithUnit(value, indicator, culture);

        /// <summary>A number of it beside others of the same, without its unit.</summary>
        public virtual string InShort(decimal value, CultureInfo culture) => Figures.Plain(value, culture);

        /// <summary>The initiative's total in words.</summary>
        internal virtual string TotalInWords(decimal value, int covers, Indicator indicator, Texts t) => InWords(value, indicator, t.Culture);

        /// <summary>By how much it moved, without a sign.</summary>
        internal virtual string ChangeInWords(decimal change, Texts t) => Figures.Plain(change, t.Culture);

        /// <summary>The nearest value that is possible.</summary>
        public virtual decimal Bounded(decimal value, Indicator indicator) => indicator.Least is null ? Math.Max(value, 0m) : value;

        /// <summary>How many partners' answers are in a total.</summary>
        public virtual int Covers(IReadOnlyCollection<ReportedValue> values) => values.Count(v => v.AsNumber is not null);

        protected static IEnumerable<ValueFault> Range(decimal number, ValuePart part, decimal least, decimal? most) =>
            number < least ? [new ValueFault(part, ValueFaultKind.LessThan) { Number = least }]
            : number > most ? [new ValueFault(part, ValueFaultKind.MoreThan) { Number = most.Value }]
            : number > Figures.Largest ? [new ValueFault(part, ValueFaultKind.TooLarge)]
            : [];
    }
}
