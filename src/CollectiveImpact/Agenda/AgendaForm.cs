using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Agenda;

/// <summary>The form of the agenda, and that of the numbers which show its goals.</summary>
public static class AgendaForm
{
    public const string EditVerb = "agenda.edit";
    public const string SaveVerb = "agenda.save";
    public const string LinkVerb = "agenda.link";
    public const string SaveLinksVerb = "agenda.savelinks";

    private const string ReadField = "read";
    private const int LongestGoal = 80;

    private static readonly CommonAgenda Empty = new(0, "", "", "", [], []);

    // Many indicators under many goals: what can be read shrinks before what can be chosen.
    private static readonly Room[] RoomForLinks = [new(int.MaxValue, 80), new(int.MaxValue, 40), new(int.MaxValue, 20)];

    /// <summary>The revision of the book that the form began with.</summary>
    public static int ReadOf(Form form) => form.Number(ReadField) ?? -1;

    /// <summary>Reads the draft; without one, the faults say why, by field.</summary>
    public static (CommonAgenda? Draft, IReadOnlyDictionary<string, string> Faults) Read(Form form, AgendaBook book, CultureInfo culture)
    {
        var (draft, faults) = Fields(book, new Texts(culture)).Read(form, Empty);
        return (faults.Count > 0 ? null : draft, faults);
    }

    public static AdaptiveCard Of(Here here, AgendaBook book, CultureInfo culture) =>
        Draw(here, book, Fields(book, new Texts(culture)).Of(book.Next ?? book.InForce), new Dictionary<string, string>(), null, culture);

    /// <param name="book">Its revision is what the form goes on from: the one that it began with, so that what somebody else wrote meanwhile is still found out.</param>
    public static AdaptiveCard Again(Here here, AgendaBook book, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture, string? news = null) =>
        Draw(here, book, typed, faults, news, culture);

    /// <summary>For each goal, the indicators that show how it moves.</summary>
    public static AdaptiveCard Links(Here here, CommonAgenda draft, IReadOnlyList<Indicator> indicators, AgendaBook book, CultureInfo culture) =>
        DrawLinks(here, draft, indicators, book, LinkFields(draft, indicators, culture).Of(draft), new Dictionary<string, string>(), culture);

    public static AdaptiveCard LinksAgain(Here here, CommonAgenda draft, IReadOnlyList<Indicator> indicators, AgendaBook book, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) =>
        DrawLinks(here, draft, indicators, book, typed, faults, culture);

    /// <summary>The draft with what was chosen; without one, something was chosen that isn't there, and the faults say where.</summary>
    public static (CommonAgenda? Linked, IReadOnlyDictionary<string, string> Faults) ReadLinks(Form form, CommonAgenda draft, IReadOnlyList<Indicator> indicators, CultureInfo culture)
    {
        var (linked, faults) = LinkFields(draft, indicators, culture).Read(form, draft);
        return (faults.Count > 0 ? null : linked, faults);
    }

    private static Form<CommonAgenda> Fields(AgendaBook book, Texts t) => new(t.Culture,
    [
        new TextField<CommonAgenda>("vision", t.Vision, a => a.Vision, (a, vision) => a with { Vision = vision }) { Longest = CommonAgenda.LongestText, Required = t.VisionMissing, Placeholder = t.VisionExample, IsMultiline = true },
        new TextField<CommonAgenda>("problem", t.TheProblem, a => a.Problem, (a, problem) => a with { Problem = problem }) { Longest = CommonAgenda.LongestText, IsMultiline = true },
        new TextField<CommonAgenda>("evidence", t.TheEvidence, a => a.Evidence, (a, evidence) => a with { Evidence = evidence }) { Longest = CommonAgenda.LongestText, Placeholder = t.EvidenceExample, IsMultiline = true },
        new LinesField<CommonAgenda, AgendaGoal>("goals", t.GoalsByLine, a => a.Goals, (a, goals) => a with { Goals = goals })
        {
            Most = CommonAgenda.MostGoals,
            // A goal that has a semicolon in it stays one.
            Split = typed => KnownGoal(typed, book) is not null ? [typed] : TypedList.Sentences(typed),
            Write = goal => goal.Text,
            Understand = line => line.Length > CommonAgenda.LongestLine ? null : GoalOf(line, book),
            NotUnderstood = line => t.GoalTooLong(PeoplesWords.Shorten(line, 40), CommonAgenda.LongestLine),
            TooMany = count => t.TooManyGoals(CommonAgenda.MostGoals, count),
        },
        new LinesField<CommonAgenda, AgreedAction>("actions", t.ActionsByLine, a => a.Actions, (a, actions) => a with { Actions = actions })
        {
            Most = CommonAgenda.MostActions,
            Split = TypedList.Lines,
            Write = Line,
            Understand = line => ActionOf(line, t.Culture),
            NotUnderstood = line => t.ActionNotRead(PeoplesWords.Shorten(line, 60), t.ActionExample),
            TooMany = count => t.TooManyActions(CommonAgenda.MostActions, count),
            Placeholder = t.ActionExample,
        },
    ]);

    private static Form<CommonAgenda> LinkFields(CommonAgenda draft, IReadOnlyList<Indicator> indicators, CultureInfo culture)
    {
        Choice[] current = [.. indicators.Where(IsCurrent).Select(i => new Choice(i.Question, i.Id))];
        return new Form<CommonAgenda>(culture,
        [
            .. draft.Goals.DistinctBy(g => g.Id).Select(goal => new MultiChoiceField<CommonAgenda>(
                "numbers." + goal.Id,
                PeoplesWords.Plain(PeoplesWords.Shorten(goal.Text, LongestGoal)),
                current,
                a => a.Goals.FirstOrDefault(g => g.Id == goal.Id)?.Indicators ?? [],
                (a, chosen) => a with { Goals = [.. a.Goals.Select(g => g.Id == goal.Id ? g with { Indicators = chosen } : g)] })
            {
                // What went out of use while the form was open is no fault of who saves.
                Accepts = id => indicators.Any(i => i.Id == id) || goal.Indicators.Contains(id),
                Style = ChoiceStyle.Compact,
            }),
        ]);
    }

    private static AdaptiveCard Draw(Here here, AgendaBook book, Form shown, IReadOnlyDictionary<string, string> faults, string? news, CultureInfo culture)
    {
        var t = new Texts(culture);
        var form = Fields(book, t);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.TheAgenda,
                Body =
                [
                    Heading.Of(t.TheAgenda),
                    RichTextBlock.Of($"{here.Initiative.Name} · {(book.Next is null ? t.NewDraft : book.IsPutForward ? t.EditsWhatIsPutForward : t.TheDraft)}", isSubtle: true),
                    .. news is null ? (IEnumerable<Element>)[] : [new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Attention }],
                    .. drawn.Body,
                ],
                Actions = [Save(SaveVerb, t.SaveDraft, here, book, drawn)],
            };
        });
    }

    private static AdaptiveCard DrawLinks(Here here, CommonAgenda draft, IReadOnlyList<Indicator> indicators, AgendaBook book, Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture)
    {
        var t = new Texts(culture);
        var form = LinkFields(draft, indicators, culture);
        var isEmpty = !indicators.Any(IsCurrent);
        return CardJson.FirstThatFits(RoomForLinks.Select(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.WhichNumbers,
                Body = [Heading.Of(t.WhichNumbers), RichTextBlock.Of(here.Initiative.Name, isSubtle: true), .. isEmpty ? [new TextBlock(t.NoIndicators)] : drawn.Body],
                Actions = isEmpty ? null : [Save(SaveLinksVerb, t.Save, here, book, drawn)],
            };
        }));
    }

    private static Execute Save(string verb, string title, Here here, AgendaBook book, DrawnForm drawn) =>
        new(verb, drawn.With((Conversation.InitiativeField, here.Initiative.Id), (ReadField, book.Revision.ToString(CultureInfo.InvariantCulture)))) { Title = title };

    private static bool IsCurrent(Indicator indicator) => !indicator.Retired && Kind.Of(indicator.Kind).IsNumeric;

    // What keeps its words keeps its numbers and activities.
    private static AgendaGoal GoalOf(string line, AgendaBook book) =>
        KnownGoal(line, book) ?? new AgendaGoal("goal-" + Codes.NewId(), line, []);

    private static AgendaGoal? KnownGoal(string line, AgendaBook book) =>
        (book.Next ?? book.InForce).Goals.FirstOrDefault(g => g.Text == line) ?? book.InForce.Goals.FirstOrDefault(g => g.Text == line);

    // An action in one line, as it is read.
    private static string Line(AgreedAction action) => string.Join("; ", new[] { action.Text, action.Owner, action.By is { } by ? LocalDatePattern.Iso.Format(by) : "" }.Where((t, i) => i < 2 || t.Length > 0)).TrimEnd(' ', ';');

    private static AgreedAction? ActionOf(string line, CultureInfo culture)
    {
        var parts = line.Split(';', StringSplitOptions.TrimEntries);
        if (parts.Length > 3 || parts[0].Length == 0 || Array.Exists(parts, p => p.Length > CommonAgenda.LongestLine))
        {
            return null;
        }

        if (parts.Length < 3 || parts[2].Length == 0)
        {
            return new AgreedAction(parts[0], parts.ElementAtOrDefault(1) ?? "", null);
        }

        var iso = LocalDatePattern.Iso.Parse(parts[2]);
        LocalDate? by = iso.Success ? iso.Value : DateTime.TryParse(parts[2], culture, DateTimeStyles.None, out var day) ? LocalDate.FromDateTime(day) : null;
        return by is { } known && DateField.IsUsable(known) ? new AgreedAction(parts[0], parts[1], known) : null;
    }
}
