using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>Draws the form of a working group, and reads it back: the names of its fields exist in this file only.</summary>
public static class GroupForm
{
    public const string WriteVerb = "groups.write";
    public const string SaveVerb = "groups.save";
    public const string PeopleVerb = "groups.people";

    private const string NewField = "new";
    private const string NameField = "name";
    private const string PurposeField = "purpose";
    private const string GoalsField = "goals";
    private const string LeadField = "lead";
    private const string Nobody = "nobody";

    // So many members to choose from, so much of each name; the others are found by typing.
    private static readonly (int People, int Longest)[] Sizes = [(60, 60), (40, 40), (20, 30), (8, 20)];

    public static readonly IReadOnlyDictionary<string, string> NameTaken = new Dictionary<string, string> { [NameField] = "Another group is called so. Please choose a name of its own." };

    /// <summary>Which group the form is of, and whether it is being added.</summary>
    public static (string Id, bool IsNew) About(Form form) => (GroupCard.IdOf(form), form.IsOn(NewField));

    /// <summary>Reads the form; without a group, the faults say why, by field. Who is in it isn't the form's to say.</summary>
    public static (WorkingGroup? Group, IReadOnlyDictionary<string, string> Faults) Read(Form form, Here here, CommonAgenda agenda, CultureInfo culture)
    {
        var faults = new Dictionary<string, string>();
        TooLong(NameField, WorkingGroup.LongestName);
        TooLong(PurposeField, WorkingGroup.LongestPurpose);
        if (!form.Has(NameField))
        {
            faults[NameField] = "What is the group called?";
        }
        else if (here.Initiative.Groups.Any(g => g.Id != GroupCard.IdOf(form) && g.IsCalled(form[NameField])))
        {
            faults[NameField] = NameTaken[NameField];
        }

        var lead = form[LeadField] is { Length: > 0 } chosen && chosen != Nobody ? here.Initiative.Members.FirstOrDefault(m => m.Person.ToString() == chosen) : null;
        if (lead is null && form.Has(LeadField) && form[LeadField] != Nobody)
        {
            faults[LeadField] = "This person is not in the initiative any more. Please choose another.";
        }

        // A goal that went out of the agenda since the group chose it says nothing, and is no fault of who saves.
        var before = here.Initiative.Group(GroupCard.IdOf(form))?.Goals ?? [];
        string[] goals = [.. form.Several(GoalsField, agenda.Goals.Select(g => g.Id).Concat(before), faults).Where(g => agenda.Goals.Any(a => a.Id == g))];
        return (faults.Count > 0 ? null : new WorkingGroup(
            GroupCard.IdOf(form),
            form[NameField],
            form[PurposeField],
            goals,
            [])
        {
            Lead = lead?.Person,
        }, faults);

        void TooLong(string field, int longest)
        {
            if (form[field].Length > longest)
            {
                faults[field] = $"Please keep it to {longest} characters; this has {form[field].Length.ToString("#,0", culture)}.";
            }
        }
    }

    /// <param name="group">The one to change; null for a new one.</param>
    public static AdaptiveCard Of(Here here, WorkingGroup? group, CommonAgenda agenda) => Draw(here, agenda, new Form(new Dictionary<string, string>
    {
        [GroupCard.IdField] = group?.Id ?? Codes.NewId(),
        [NewField] = group is null ? "true" : "false",
        [NameField] = group?.Name ?? "",
        [PurposeField] = group?.Purpose ?? "",
        [GoalsField] = string.Join(',', group?.Goals.Where(id => agenda.Goals.Any(g => g.Id == id)) ?? []),
        [LeadField] = group?.Lead?.ToString() ?? Nobody,
    }), new Dictionary<string, string>());

    public static AdaptiveCard Again(Here here, CommonAgenda agenda, Form typed, IReadOnlyDictionary<string, string> faults) => Draw(here, agenda, typed, faults);

    /// <summary>A member who can be chosen as a lead, found by typing.</summary>
    public static Finding Found(Initiative initiative, Member member) => new(
        member.Person.ToString(), InWords(initiative, member, 60), "", new AdaptiveCard { FallbackText = "A person", Body = [RichTextBlock.Of(member.Name)] });

    private static AdaptiveCard Draw(Here here, CommonAgenda agenda, Form fields, IReadOnlyDictionary<string, string> faults) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var (id, isNew) = About(fields);
        var body = new List<Element>
        {
            new TextBlock(isNew ? "A new working group" : "The working group") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        Add(new TextInput { Id = NameField, Label = "Name", Value = Kept(NameField), Placeholder = "For example: Early readers", IsRequired = true, ErrorMessage = "What is the group called?" });
        Add(new TextInput { Id = PurposeField, Label = "Purpose", Value = Kept(PurposeField), Placeholder = "What for, in a sentence", IsMultiline = true });
        if (agenda.Goals.Count > 0)
        {
            Add(new ChoiceInput([.. agenda.Goals.Select(g => new Choice(PeoplesWords.Plain(PeoplesWords.Shorten(g.Text, 100)), g.Id))]) { Id = GoalsField, Label = "Goals", Value = Kept(GoalsField), IsMultiSelect = true, Style = ChoiceStyle.Expanded });
        }

        // Who is in the group and who leads it now come first, so that they are among the choices.
        var group = here.Initiative.Group(id);
        var people = here.Initiative.Members
            .OrderBy(m => m.Person.ToString() != fields[LeadField])
            .ThenBy(m => group?.Has(m.Person) != true)
            .ThenBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase)
            .ToArray();
        Add(new ChoiceInput([
            new Choice("Nobody: the backbone leads it", Nobody),
            .. people.Take(size.People).Select(m => new Choice(PeoplesWords.Plain(InWords(here.Initiative, m, size.Longest)), m.Person.ToString())),
        ])
        {
            Id = LeadField,
            Label = "Lead",
            Value = people.Any(m => m.Person.ToString() == fields[LeadField]) ? fields[LeadField] : Nobody,
            Style = people.Length > size.People ? ChoiceStyle.Filtered : ChoiceStyle.Compact,
            More = people.Length > size.People ? new ChoiceQuery($"{PeopleVerb}:{here.Initiative.Id}") : null,
        });
        return new AdaptiveCard
        {
            FallbackText = "A working group",
            Body = body,
            Actions =
            [
                new Execute(SaveVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [GroupCard.IdField] = id, [NewField] = isNew ? "true" : "false" }) { Title = "Save" },
            ],
        };

        string? Kept(string field) => fields.Has(field) ? fields[field] : null;

        void Add(Input input)
        {
            body.Add(input);
            body.AddRange(FieldFaults.At(input.Id!, faults));
        }
    }));

    private static string InWords(Initiative initiative, Member member, int longest) =>
        $"{PeoplesWords.Shorten(member.Name, longest)} ({PeoplesWords.Shorten(initiative.Partner(member.PartnerId)?.Name ?? (member.Role == Role.Backbone ? "backbone" : "observer"), longest)})";
}
