using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

/// <summary>What a choice of numbers is made from.</summary>
/// <param name="Rounds">The check-ins that can be chosen, the newest first, each as it is called.</param>
public sealed record ExportGround(Initiative Initiative, IReadOnlyList<Indicator> Indicators, IReadOnlyList<(RoundId Id, string Name)> Rounds);

/// <summary>The form in which backbone staff choose which numbers they want as a file.</summary>
public static class ExportChoiceForm
{
    public const string WriteVerb = "exchange.choose";
    public const string ReadVerb = "exchange.chosen";

    private const string ToField = "to";
    private const int LongestName = 80;

    public static (ExportChoice Choice, IReadOnlyDictionary<string, string> Faults) Read(Form form, ExportGround ground, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (choice, faults) = Fields(ground, t).Read(form, ExportChoice.Everything);
        if (choice.To < choice.From)
        {
            faults[ToField] = t.ToBeforeFrom;
        }

        return (choice, faults);
    }

    public static AdaptiveCard Of(ExportGround ground, CultureInfo culture, string? news = null) => Again(ground, Form.Empty, new Dictionary<string, string>(), culture, news);

    public static AdaptiveCard Again(ExportGround ground, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture, string? news = null) => SizeLadder.Fit(room =>
    {
        var t = new Texts(culture);
        var drawn = Fields(ground, t).Draw(typed, faults, room);
        return new AdaptiveCard
        {
            FallbackText = t.WhichNumbers,
            Body =
            [
                Heading.Of(t.WhichNumbers),
                RichTextBlock.Of(ground.Initiative.Name, isSubtle: true),
                .. news is null ? [] : new Element[] { new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Warning } },
                .. drawn.Body,
            ],
            Actions = [new Execute(ReadVerb, drawn.With((Conversation.InitiativeField, ground.Initiative.Id))) { Title = t.ShowFiles, Style = ActionStyle.Positive }],
        };
    });

    /// <summary>What was chosen, a sentence each.</summary>
    internal static IReadOnlyList<string> InWords(ExportChoice choice, ExportGround ground, Texts t)
    {
        var lines = new[]
        {
            (choice.From, choice.To) switch
            {
                ({ } from, { } to) => t.ChosenFromTo(Day(from), Day(to)),
                ({ } from, null) => t.ChosenFrom(Day(from)),
                (null, { } to) => t.ChosenTo(Day(to)),
                _ => "",
            },
            choice.Partner is { } partner ? t.ChosenPartner(PeoplesWords.Shorten(ground.Initiative.Partner(partner)?.Name ?? partner.Value, LongestName)) : "",
            choice.Indicator is { } indicator ? t.ChosenIndicator(PeoplesWords.Shorten(ground.Indicators.FirstOrDefault(i => i.Id == indicator)?.Question ?? indicator, LongestName)) : "",
            choice.Round is { } round ? t.ChosenRound(ground.Rounds.FirstOrDefault(r => r.Id == round).Name ?? round.Value) : "",
        }.Where(l => l.Length > 0).ToArray();
        return lines.Length > 0 ? lines : [t.ChosenEverything];

        string Day(LocalDate day) => day.OnDayOfYear(t.Culture);
    }

    private static Form<ExportChoice> Fields(ExportGround ground, Texts t) => new(t.Culture,
    [
        new DateField<ExportChoice>("from", t.FromDay, c => c.From, (c, day) => c with { From = day }),
        new DateField<ExportChoice>(ToField, t.ToDay, c => c.To, (c, day) => c with { To = day }),
        new ChoiceField<ExportChoice>(
            "partner", t.OnlyPartner, [.. ground.Initiative.OwnPartners.Select(p => new Choice(p.Name, p.Id))], c => c.Partner, (c, partner) => c with { Partner = partner is null ? null : new PartnerId(partner) })
        { Style = ChoiceStyle.Compact },
        new ChoiceField<ExportChoice>(
            "indicator", t.OnlyIndicator, [.. ground.Indicators.Select(i => new Choice(i.Question, i.Id))], c => c.Indicator, (c, indicator) => c with { Indicator = indicator })
        { Style = ChoiceStyle.Compact },
        new ChoiceField<ExportChoice>(
            "round", t.OnlyRound, [.. ground.Rounds.Select(r => new Choice(r.Name, r.Id))], c => c.Round, (c, round) => c with { Round = round is null ? null : new RoundId(round) })
        { Style = ChoiceStyle.Compact },
    ]);
}
