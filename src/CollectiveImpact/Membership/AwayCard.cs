using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Membership;

/// <summary>Draws the form and the answers of being away, and reads the day back.</summary>
public static class AwayCard
{
    public const string SaveVerb = "membership.away";
    public const string BackVerb = "membership.back";
    public const string StandInVerb = "membership.standin";

    private const string DateField = "back";
    private const int LongestShown = 100;

    public static string DateOf(Form form) => form[DateField];

    /// <summary>Reads the first day back: a date as people write it, with or without a year, the name of a weekday, or "next week".</summary>
    public static (LocalDate? Back, string? Fault) Read(string typed, LocalDate today, CultureInfo culture)
    {
        if (typed.Length == 0)
        {
            return (null, "On which day are you back?");
        }

        if (SpokenDays.Day(typed, today, culture) is not { } date)
        {
            return (null, $"I can't read that as a day. Write it like {today.PlusDays(14).ToString("d MMMM", culture)}, “next week” or {LocalDatePattern.Iso.Format(today.PlusDays(14))}.");
        }

        return date <= today ? (null, "That day has come already.")
            : date > today.PlusYears(1) ? (null, "That is more than a year from now. Ask the backbone staff to have somebody else report instead.")
            : (date, null);
    }

    public static AdaptiveCard Form(Here here, LocalDate today, string typed, string? fault)
    {
        var body = new List<Element>
        {
            new TextBlock("When are you back?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            new TextBlock("Until then I don't ask you, and I don't remind you."),
            new DateInput
            {
                Id = DateField,
                Label = "First day back",
                Value = LocalDatePattern.Iso.Parse(typed) is { Success: true } ? typed : null,
                Min = LocalDatePattern.Iso.Format(today.PlusDays(1)),
                IsRequired = true,
                ErrorMessage = "On which day are you back?",
            },
        };
        if (fault is not null)
        {
            body.Add(FieldFaults.Line(LocalDatePattern.Iso.Parse(typed).Success || typed.Length == 0 ? fault : $"{(typed.Length > LongestShown ? typed[..LongestShown] + "…" : typed)}: {fault}"));
        }

        return new AdaptiveCard
        {
            FallbackText = "When are you back?",
            Body = body,
            Actions = [new Execute(SaveVerb, Data(here)) { Title = "I am away until then", Style = ActionStyle.Positive }],
        };
    }

    public static AdaptiveCard Away(Initiative initiative, Here here, LocalDate back, CultureInfo culture)
    {
        var others = initiative.ReportersOf(here.Partner!.Id).Where(m => m.Person != here.Member.Person).ToArray();
        var when = back.ToString("dddd d MMMM yyyy", culture);
        return new AdaptiveCard
        {
            FallbackText = $"I won't ask you until {when}.",
            Body =
            [
                new TextBlock($"I won't ask you until {when}") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(others.Length == 0
                    ? $"Nobody else reports for {here.Partner.Name}, so it is not asked meanwhile, unless somebody stands in for you."
                    : Array.TrueForAll(others, m => m.WhyNot is not null)
                    ? $"{string.Join(", ", others.Select(m => m.Name))} {(others.Length == 1 ? "reports" : "report")} for {here.Partner.Name} too, but {others[0].Name} {Reasons.InWords(others[0].WhyNot!, culture)}. So nobody is asked meanwhile, unless somebody stands in for you."
                    : $"{string.Join(", ", others.Select(m => m.Name))} {(others.Length == 1 ? "goes" : "go")} on reporting for {here.Partner.Name}."),
            ],
            Actions =
            [
                new Execute(BackVerb, Data(here)) { Title = "I'm back", AssociatedInputs = AssociatedInputs.None },
                new Execute(StandInVerb, Data(here)) { Title = "Someone stands in for me", AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    public static AdaptiveCard Back(Here here) => new()
    {
        FallbackText = "Welcome back. I ask you again from now on.",
        Body = [new TextBlock("Welcome back. I ask you again from now on.") { Weight = TextWeight.Bolder }],
        Actions = [Conversation.SayButton("My check-in", "check in", here.Initiative.Id)],
    };

    public static AdaptiveCard StandIn(Here here, Invite invite, CultureInfo culture) => new()
    {
        FallbackText = "A code for your stand-in",
        Body =
        [
            new RichTextBlock([TextRun.Plain("A code for who stands in for you at "), TextRun.Plain(here.Partner!.Name) with { Weight = TextWeight.Bolder }]),
            RichTextBlock.Of(invite.Code, TextWeight.Bolder, TextSize.ExtraLarge),
            new TextBlock($"Pass it on. They open a chat with me, in any tenant, and say **join {invite.Code}**. They report until {invite.Until!.Value.PlusDays(-1).ToString("dddd d MMMM", culture)}, and then no more."),
        ],
        Actions = [new Execute(BackVerb, Data(here)) { Title = "I'm back", AssociatedInputs = AssociatedInputs.None }],
    };

    private static Dictionary<string, string> Data(Here here) => new() { [Conversation.InitiativeField] = here.Initiative.Id };
}
