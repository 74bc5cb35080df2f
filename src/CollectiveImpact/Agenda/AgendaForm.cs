using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>Draws the form of the agenda, and reads it back: the names of its fields exist in this file only.</summary>
public static class AgendaForm
{
    public const string EditVerb = "agenda.edit";
    public const string SaveVerb = "agenda.save";
    public const string LinkVerb = "agenda.link";
    public const string SaveLinksVerb = "agenda.savelinks";

    private const string VisionField = "vision";
    private const string ProblemField = "problem";
    private const string EvidenceField = "evidence";
    private const string GoalsField = "goals";
    private const string ActionsField = "actions";
    private const string ReadField = "read";

    // Many indicators under many goals: what can be read shrinks before what can be chosen.
    private static readonly int[] LengthsOfQuestions = [80, 40, 20];

    /// <summary>The revision of the book that the form began with.</summary>
    public static int ReadOf(Form form) => form.Number(ReadField) ?? -1;

    /// <summary>Reads the draft; without one, the faults say why, by field.</summary>
    public static (CommonAgenda? Draft, IReadOnlyDictionary<string, string> Faults) Read(Form form, AgendaBook book, CultureInfo culture)
    {
        var faults = new Dictionary<string, string>();
        var before = book.Next ?? book.InForce;
        foreach (var field in new[] { VisionField, ProblemField, EvidenceField })
        {
            if (form[field].Length > CommonAgenda.LongestText)
            {
                faults[field] = $"Please keep it to {CommonAgenda.LongestText.ToString("#,0", culture)} characters; this has {form[field].Length.ToString("#,0", culture)}.";
            }
        }

        if (!form.Has(VisionField))
        {
            faults[VisionField] = "What will be true when you have succeeded?";
        }

        var goals = new List<AgendaGoal>();
        foreach (var line in Lines(form[GoalsField]))
        {
            if (line.Length > CommonAgenda.LongestLine)
            {
                faults[GoalsField] = $"“{PeoplesWords.Shorten(line, 40)}” is longer than {CommonAgenda.LongestLine} characters. One goal a line.";
            }

            // What keeps its words keeps its numbers and activities.
            goals.Add(before.Goals.FirstOrDefault(g => g.Text == line) ?? book.InForce.Goals.FirstOrDefault(g => g.Text == line) ?? new AgendaGoal("goal-" + Codes.NewId(), line, []));
        }

        if (goals.Count > CommonAgenda.MostGoals)
        {
            faults[GoalsField] = $"At most {CommonAgenda.MostGoals} goals; these are {goals.Count}. Fewer get reached.";
        }

        var actions = new List<AgreedAction>();
        foreach (var line in Lines(form[ActionsField]))
        {
            if (ReadAction(line, culture) is { } action)
            {
                actions.Add(action);
            }
            else
            {
                faults[ActionsField] = $"I can't read “{PeoplesWords.Shorten(line, 60)}”. Write what, who and by when with semicolons between, such as: Open two homework clubs; City Library; 2027-03-31";
            }
        }

        if (actions.Count > CommonAgenda.MostActions)
        {
            faults[ActionsField] = $"At most {CommonAgenda.MostActions} actions; these are {actions.Count}.";
        }

        return (faults.Count > 0 ? null : new CommonAgenda(0, form[VisionField], form[ProblemField], form[EvidenceField], goals, actions), faults);
    }

    public static AdaptiveCard Of(Here here, AgendaBook book)
    {
        var agenda = book.Next ?? book.InForce;
        return Draw(here, book, new Form(new Dictionary<string, string>
        {
            [VisionField] = agenda.Vision,
            [ProblemField] = agenda.Problem,
            [EvidenceField] = agenda.Evidence,
            [GoalsField] = string.Join('\n', agenda.Goals.Select(g => g.Text)),
            [ActionsField] = string.Join('\n', agenda.Actions.Select(InWords)),
        }), new Dictionary<string, string>());
    }

    public static AdaptiveCard Again(Here here, AgendaBook book, Form typed, IReadOnlyDictionary<string, string> faults, string? news = null) => Draw(here, book, typed, faults, news);

    /// <summary>For each goal, the indicators that show how it moves.</summary>
    public static AdaptiveCard Links(Here here, CommonAgenda draft, IReadOnlyList<Indicator> indicators, AgendaBook book)
    {
        var current = indicators.Where(i => !i.Retired && Kind.Of(i.Kind).IsNumeric).ToArray();
        return CardJson.FirstThatFits(LengthsOfQuestions.Select(longest => new AdaptiveCard
        {
            FallbackText = "Which numbers show each goal?",
            Body =
            [
                new TextBlock("Which numbers show each goal?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
                .. current.Length == 0 ? new[] { new TextBlock("There are no indicators yet. Say **indicators** to add the first.") } : [],
                .. current.Length == 0 ? [] : draft.Goals.Select(g => new ChoiceInput([.. current.Select(i => new Choice(PeoplesWords.Plain(PeoplesWords.Shorten(i.Question, longest)), i.Id))])
                {
                    Id = LinkField(g.Id),
                    Label = PeoplesWords.Plain(PeoplesWords.Shorten(g.Text, Math.Max(longest, 60))),
                    Value = string.Join(',', g.Indicators),
                    IsMultiSelect = true,
                    Style = ChoiceStyle.Compact,
                }),
            ],
            Actions = current.Length == 0 ? null : [new Execute(SaveLinksVerb, Data(here, book)) { Title = "Save" }],
        }));
    }

    /// <summary>The draft with what was chosen; null when something was chosen that isn't there.</summary>
    public static CommonAgenda? ReadLinks(Form form, CommonAgenda draft, IReadOnlyList<Indicator> indicators)
    {
        var faults = new Dictionary<string, string>();
        var linked = draft with
        {
            Goals = [.. draft.Goals.Select(g => g with { Indicators = form.Several(LinkField(g.Id), indicators.Select(i => i.Id).Concat(g.Indicators), faults) })],
        };
        return faults.Count > 0 ? null : linked;
    }

    /// <summary>An action in one line, as the form reads it.</summary>
    public static string InWords(AgreedAction action) => string.Join("; ", new[] { action.Text, action.Owner, action.By is { } by ? NodaTime.Text.LocalDatePattern.Iso.Format(by) : "" }.Where((t, i) => i < 2 || t.Length > 0)).TrimEnd(' ', ';');

    private static AdaptiveCard Draw(Here here, AgendaBook book, Form fields, IReadOnlyDictionary<string, string> faults, string? news = null)
    {
        var body = new List<Element>
        {
            new TextBlock("The common agenda") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{here.Initiative.Name} · {(book.Next is null ? "a new draft" : book.IsPutForward ? "put forward: what you change here is asked about anew" : "the draft")}", isSubtle: true),
        };
        if (news is not null)
        {
            body.Add(new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Attention });
        }

        Add(new TextInput { Id = VisionField, Label = "Vision", Value = fields[VisionField], Placeholder = "What will be true when you have succeeded", IsMultiline = true, IsRequired = true, ErrorMessage = "What will be true when you have succeeded?" });
        Add(new TextInput { Id = ProblemField, Label = "The problem", Value = fields[ProblemField], IsMultiline = true });
        Add(new TextInput { Id = EvidenceField, Label = "The evidence", Value = fields[EvidenceField], Placeholder = "Figures, and where they come from", IsMultiline = true });
        Add(new TextInput { Id = GoalsField, Label = "Goals, one a line", Value = fields[GoalsField], IsMultiline = true });
        Add(new TextInput { Id = ActionsField, Label = "Agreed actions, one a line: what; who; by when", Value = fields[ActionsField], Placeholder = "Open two homework clubs; City Library; 2027-03-31", IsMultiline = true });
        return new AdaptiveCard
        {
            FallbackText = "The common agenda",
            Body = body,
            Actions = [new Execute(SaveVerb, Data(here, book)) { Title = "Save the draft" }],
        };

        void Add(TextInput input)
        {
            body.Add(input);
            body.AddRange(FieldFaults.At(input.Id!, faults));
        }
    }

    private static Dictionary<string, string> Data(Here here, AgendaBook book) => new() { [Conversation.InitiativeField] = here.Initiative.Id, [ReadField] = book.Revision.ToString(CultureInfo.InvariantCulture) };

    private static AgreedAction? ReadAction(string line, CultureInfo culture)
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

        var iso = NodaTime.Text.LocalDatePattern.Iso.Parse(parts[2]);
        LocalDate? by = iso.Success ? iso.Value : DateTime.TryParse(parts[2], culture, DateTimeStyles.None, out var day) ? LocalDate.FromDateTime(day) : null;
        return by is { } known && Choices.IsUsable(known) ? new AgreedAction(parts[0], parts[1], known) : null;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string LinkField(string goal) => "numbers." + goal;
}
