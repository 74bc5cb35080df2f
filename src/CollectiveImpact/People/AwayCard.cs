using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using NodaTime.Text;

namespace CollectiveImpact.People;

/// <summary>Draws the form and the answers of being away, and reads the day back.</summary>
public static class AwayCard
{
    public const string SaveVerb = "membership.away";
    public const string BackVerb = "membership.back";
    public const string StandInVerb = "membership.standin";

    private const string DateField = "back";

    /// <summary>The form as if somebody had typed into it what they said.</summary>
    public static Form Said(string day) => new(new Dictionary<string, string> { [DateField] = day });

    /// <summary>Reads the first day back; without one, the faults say why, by field.</summary>
    public static (LocalDate? Back, IReadOnlyDictionary<string, string> Faults) Read(Form form, LocalDate today, CultureInfo culture) => Fields(today, new Texts(culture)).Read(form, null);

    public static AdaptiveCard Form(Here here, LocalDate today, CultureInfo culture) =>
        Again(here, today, Fields(today, new Texts(culture)).Of(null), new Dictionary<string, string>(), culture);

    public static AdaptiveCard Again(Here here, LocalDate today, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture)
    {
        var t = new Texts(culture);
        return SizeLadder.Fit(room =>
        {
            var drawn = Fields(today, t).Draw(typed, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.WhenBack,
                Body = [Heading.Of(t.WhenBack), new TextBlock(t.UntilThenNotAsked), .. drawn.Body],
                Actions = [new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, here.Initiative.Id))) { Title = t.AwayUntilThen, Style = ActionStyle.Positive }],
            };
        });
    }

    public static AdaptiveCard Away(Initiative initiative, Here here, LocalDate back, CultureInfo culture)
    {
        var t = new Texts(culture);
        var others = initiative.ReportersOf(here.Partner!.Id).Where(m => m.Person != here.Member.Person).ToArray();
        var names = string.Join(", ", others.Select(m => m.Name));
        var day = back.OnWeekdayOfYear(culture);
        return new AdaptiveCard
        {
            FallbackText = t.NotAskedUntilInShort(day),
            Body =
            [
                Heading.Of(t.NotAskedUntil(day)),
                RichTextBlock.Of(others.Length == 0 ? t.NobodyElseReports(here.Partner.Name)
                    : Array.TrueForAll(others, m => m.WhyNot is not null) ? t.OthersOutOfReach(others.Length, names, here.Partner.Name, others[0].Name, Reasons.InWords(others[0].WhyNot!, culture))
                    : t.OthersReport(others.Length, names, here.Partner.Name)),
            ],
            Actions =
            [
                new Execute(BackVerb, Data(here)) { Title = t.ImBack, AssociatedInputs = AssociatedInputs.None },
                new Execute(StandInVerb, Data(here)) { Title = t.SomeoneStandsIn, AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    public static AdaptiveCard Back(Here here, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WelcomeBack,
            Body = [new TextBlock(t.WelcomeBack) { Weight = TextWeight.Bolder }],
            Actions = [Conversation.SayButton(t.MyCheckIn, Spoken.CheckIn, here.Initiative.Id)],
        };
    }

    public static AdaptiveCard StandIn(Here here, Invite invite, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.StandInCodeInShort,
            Body =
            [
                RichTextBlock.AroundBold(here.Partner!.Name, t.StandInCode),
                RichTextBlock.Of(invite.Code, TextWeight.Bolder, TextSize.ExtraLarge),
                new TextBlock(t.PassOnToStandIn(invite.Code, invite.Until!.Value.PlusDays(-1).OnWeekday(culture))),
            ],
            Actions = [new Execute(BackVerb, Data(here)) { Title = t.ImBack, AssociatedInputs = AssociatedInputs.None }],
        };
    }

    private static Form<LocalDate?> Fields(LocalDate today, Texts t) => new(t.Culture, [new BackField(DateField, t.FirstDayBack, today) { Required = t.DayMissing }]);

    private static Dictionary<string, string> Data(Here here) => new() { [Conversation.InitiativeField] = here.Initiative.Id };

    /// <summary>The first day back: chosen in the client's calendar, or said as people say days, which a calendar can't show again.</summary>
    private sealed record BackField(string Name, string Label, LocalDate Today) : Field<LocalDate?>(Name, Label)
    {
        private const int LongestShown = 100;

        public override string Put(LocalDate? subject, CultureInfo culture) => subject is { } day ? LocalDatePattern.Iso.Format(day) : "";

        public override LocalDate? Read(Form typed, LocalDate? subject, IDictionary<string, string> faults, CultureInfo culture)
        {
            var t = new Texts(culture);
            if (!typed.Has(Name))
            {
                faults[Name] = t.DayMissing;
                return null;
            }

            var day = SpokenDays.Day(typed[Name], Today, culture);
            var fault = day is null ? t.NoDay(Today.PlusDays(14).OnDay(culture), LocalDatePattern.Iso.Format(Today.PlusDays(14)))
                : day <= Today ? t.DayHasCome
                : day > Today.PlusYears(1) ? t.DayTooFar
                : null;
            if (fault is null)
            {
                return day;
            }

            faults[Name] = IsChosen(typed[Name]) ? fault : t.FaultOf(PeoplesWords.Shorten(typed[Name], LongestShown), fault);
            return null;
        }

        public override Input Input(Form shown, Room room, CultureInfo culture) => new DateInput
        {
            Id = Name,
            Label = Label,
            Value = IsChosen(shown[Name]) ? shown[Name] : null,
            Min = LocalDatePattern.Iso.Format(Today.PlusDays(1)),
        };

        private static bool IsChosen(string day) => LocalDatePattern.Iso.Parse(day).Success;
    }
}
