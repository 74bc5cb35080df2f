using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Pulse;

/// <summary>What whoever opens a pulse says of it.</summary>
/// <param name="LastDay">The last day on which it is open.</param>
public sealed record Opening(LocalDate LastDay, bool BySide);

/// <summary>The form that opens a pulse.</summary>
public static class OpenPulseForm
{
    private const string DayField = "day";
    private const string SplitField = "split";

    /// <summary>Reads the form; the faults say what is wrong, by field.</summary>
    /// <param name="maySplit">Whether both sides have people enough to be shown apart.</param>
    public static (Opening Opening, IReadOnlyDictionary<string, string> Faults) Read(Form form, LocalDate today, bool maySplit, CultureInfo culture) =>
        Fields(today, maySplit, null, new Texts(culture)).Read(form, Usual(today));

    /// <param name="reached">How many of those who may answer can be written to now.</param>
    public static AdaptiveCard Of(
        Initiative initiative, LocalDate today, bool maySplit, int reached, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null)
    {
        var t = new Texts(culture);
        var form = Fields(today, maySplit, reached, t);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(typed ?? form.Of(Usual(today)), faults ?? new Dictionary<string, string>(), room);
            return new AdaptiveCard
            {
                FallbackText = t.Open,
                Body = [.. PulseCard.Begin(t.Open, initiative), new TextBlock(t.WhatOpeningMeans), .. drawn.Body],
                Actions = [new Execute(PulseCard.OpenVerb, drawn.With((Conversation.InitiativeField, initiative.Id))) { Title = t.AskEveryone, Style = ActionStyle.Positive }],
            };
        });
    }

    private static Opening Usual(LocalDate today) => new(today.PlusDays(Survey.UsualDays), BySide: false);

    /// <param name="reached">Null where it is only read.</param>
    private static Form<Opening> Fields(LocalDate today, bool maySplit, int? reached, Texts t) => new(t.Culture,
    [
        new LastDayField(t, today) { Required = t.DayMissing },
        .. reached < Disclosure.Fewest ? (FormPart<Opening>[])[new ReadOnly<Opening>(FaultLine.Of(t.FewReached(reached.Value, Disclosure.Fewest)))] : [],
        .. maySplit ? (FormPart<Opening>[])[new BreakdownField(t)] : [],
    ]);

    private sealed record LastDayField(Texts T, LocalDate Today) : Field<Opening>(DayField, T.UntilEndOfDay)
    {
        private LocalDate Latest => Today.PlusDays(Survey.MostDays);

        public override string Put(Opening subject, CultureInfo culture) => LocalDatePattern.Iso.Format(subject.LastDay);

        public override Opening Read(Form typed, Opening subject, IDictionary<string, string> faults, CultureInfo culture)
        {
            var day = DayIn(typed);
            if (day > Today && day <= Latest)
            {
                return subject with { LastDay = day.Value };
            }

            faults[Name] = day is null ? T.DayMissing : day <= Today ? T.DayTooSoon : T.DayTooLate(LocalDatePattern.Iso.Format(Latest));
            return subject;
        }

        public override Input Input(Form shown, Room room, CultureInfo culture) => new DateInput
        {
            Id = Name,
            Label = Label,
            Value = LocalDatePattern.Iso.Format(DayIn(shown) ?? Usual(Today).LastDay),
            Min = LocalDatePattern.Iso.Format(Today.PlusDays(1)),
            Max = LocalDatePattern.Iso.Format(Latest),
        };

        private static LocalDate? DayIn(Form form) => LocalDatePattern.Iso.Parse(form[DayField]) is { Success: true, Value: var day } ? day : null;
    }

    private sealed record BreakdownField(Texts T) : Field<Opening>(SplitField, T.Breakdown)
    {
        public override string Put(Opening subject, CultureInfo culture) => subject.BySide ? "true" : "false";

        public override Opening Read(Form typed, Opening subject, IDictionary<string, string> faults, CultureInfo culture) => subject with { BySide = typed.IsOn(Name) };

        public override Input Input(Form shown, Room room, CultureInfo culture) => new ToggleInput
        {
            Id = Name,
            Label = Label,
            Title = T.BreakdownChosen,
            Value = shown.IsOn(Name) ? "true" : "false",
        };
    }
}
