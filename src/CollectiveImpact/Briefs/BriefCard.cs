using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Briefs;

/// <summary>Draws what waits for the backbone, each with the button that deals with it.</summary>
public static class BriefCard
{
    private static readonly (int Lines, int Length)[] Sizes = [(12, 200), (12, 80), (5, 60), (2, 40)];

    internal const string TimeVerb = "brief.time";
    private const string TimeField = "time";

    // From before the first meeting to after lunch.
    private static readonly LocalTime[] Times = [new(7, 0), new(8, 0), new(9, 0), new(10, 0), new(11, 0), new(12, 0), new(14, 0)];

    /// <summary>The chosen time; null when it is none of those that are offered.</summary>
    public static LocalTime? TimeOf(Form form, CultureInfo culture) => Fields(culture).Read(form, null) is { Subject: { } time, Faults.Count: 0 } ? time : null;

    public static string InWords(LocalTime time, CultureInfo culture) => time.ToString("t", culture).InNumeralsOf(culture);

    private static string IdOf(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What waits, each line with what deals with it; or that nothing does.</summary>
    public static AdaptiveCard Of(Initiative initiative, Brief brief, Member member, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.InShort(initiative.Name),
            Body =
            [
                Heading.Of(t.Title),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. brief.IsEmpty ? [new TextBlock(t.NothingWaits)] : Array.Empty<Element>(),
                .. Summaries(),
                .. Section(t.OpenCheckIns, [.. brief.Open.Select(r => t.OpenUntil(Short(r.Round.Title(culture)), r.Answered, r.Asked, r.Round.ClosesAt.InZone(zone).OnWeekdayAtTime(culture)))], t.SeeStatus, Spoken.Status),
                .. Section(t.ToLookAt, brief.Unusual == 0 ? [] : [t.UnusualNumbers(brief.Unusual)], t.SeeAnswers, Spoken.Answers),
                .. Section(t.OftenMissing, [.. brief.Silent.Select(s => t.MissingTimes(Short(s.Partner.Name), s.Times))], t.WriteToThem, Spoken.MessagePartners),
                .. Section(t.ToAgree(brief.Words.Count), [.. brief.Words.Select(Short)], t.SeeWords, Spoken.Terms),
                .. Section(
                    t.AsksAndConnections,
                    [
                        .. brief.Asks == 0 ? [] : new[] { t.AsksWait(brief.Asks) },
                        .. brief.Connections == 0 ? [] : new[] { t.ConnectionsUnknown(brief.Connections) },
                    ],
                    t.SeeAsks,
                    Spoken.Asks),
                .. Section(
                    t.ActionsDue,
                    [.. brief.Actions.Where(a => a.By is not null).Select(a => a.Owner.Length == 0 ? t.Due(Short(a.Text), Day(a.By!.Value)) : t.DueBy(Short(a.Text), Short(a.Owner), Day(a.By!.Value)))],
                    t.SeeAgenda,
                    Spoken.Agenda),
                .. Section(
                    t.StandInsEnd,
                    [.. brief.StandIns.Select(s => t.StandIn(Short(s.Member.Name), Short(initiative.Partner(s.Member.PartnerId)?.Name ?? ""), Day(s.Last)))],
                    t.SeePeople,
                    Spoken.People),
            ],
            Actions = [AtAnotherTime(initiative, member, culture)],
        };

        string Short(string words) => PeoplesWords.Shorten(words, size.Length);

        string Day(LocalDate day) => day.OnWeekday(culture);

        IEnumerable<Element> Summaries() => brief.Summaries.Count == 0
            ? []
            :
            [
                Heading.Section(t.SummariesReady(brief.Summaries.Count)),
                new TextBlock(t.ReadAndPost) { Spacing = Spacing.Small },
                new ActionSet([.. brief.Summaries.Select(p => SummaryCard.SeeButton(t.SeeSummary(p.InWords(culture)), initiative.Id, p))]) { Spacing = Spacing.Small },
            ];

        IEnumerable<Element> Section(string title, IReadOnlyList<string> lines, string button, Command command)
        {
            if (lines.Count == 0)
            {
                yield break;
            }

            yield return Heading.Section(title);
            foreach (var line in lines.Take(size.Lines))
            {
                yield return RichTextBlock.Of(line) with { Spacing = Spacing.Small };
            }

            if (lines.Count > size.Lines)
            {
                yield return new TextBlock(t.More(lines.Count - size.Lines)) { IsSubtle = true, Spacing = Spacing.Small };
            }

            yield return new ActionSet([Conversation.SayButton(button, command, initiative.Id)]) { Spacing = Spacing.Small };
        }
    }));

    private static ShowCard AtAnotherTime(Initiative initiative, Member member, CultureInfo culture)
    {
        var (t, form) = (new Texts(culture), Fields(culture));
        return new ShowCard(new InnerCard(form.Draw(form.Of(member.BriefAt ?? Morning.Usual), new Dictionary<string, string>(), SizeLadder.Forms[0]).Body)
        {
            Actions = [Conversation.PressButton(TimeVerb, t.SaveTheTime, initiative.Id) with { AssociatedInputs = null }],
        })
        {
            Title = t.AtAnotherTime,
        };
    }

    private static Form<LocalTime?> Fields(CultureInfo culture) => new(culture,
    [
        new ChoiceField<LocalTime?>(
            TimeField, new Texts(culture).WhenItComes, [.. Times.Select(time => new Choice(InWords(time, culture), IdOf(time)))], time => time is { } at ? IdOf(at) : null, (_, id) => id is null ? null : Array.Find(Times, time => IdOf(time) == id))
        {
            AreNames = false,
        },
    ]);
}
