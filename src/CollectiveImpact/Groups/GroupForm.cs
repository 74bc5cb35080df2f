using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>The form of a working group.</summary>
public static class GroupForm
{
    public const string WriteVerb = "groups.write";
    public const string SaveVerb = "groups.save";
    public const string PeopleVerb = "groups.people";

    private const string NewField = "new";
    private const string NameField = "name";
    private const string Nobody = "nobody";
    private const int LongestPerson = 60;

    /// <summary>What is said when the name was taken while the form was open.</summary>
    public static IReadOnlyDictionary<string, string> NameTaken(CultureInfo culture) => new Dictionary<string, string> { [NameField] = new Texts(culture).NameTaken };

    /// <summary>Which group the form is of, and whether it is being added.</summary>
    public static (string Id, bool IsNew) About(Form form) => (GroupCard.IdOf(form), form.IsOn(NewField));

    /// <summary>Reads the form; without a group, the faults say why, by field. Who is in it isn't the form's to say.</summary>
    public static (WorkingGroup? Group, IReadOnlyDictionary<string, string> Faults) Read(Form form, Here here, CommonAgenda agenda, CultureInfo culture)
    {
        var id = GroupCard.IdOf(form);
        var (group, faults) = Fields(here, id, agenda, new Texts(culture)).Read(form, new WorkingGroup(id, "", "", [], []));
        if (!faults.ContainsKey(NameField) && here.Initiative.Groups.Any(g => g.Id != id && g.IsCalled(group.Name)))
        {
            faults[NameField] = new Texts(culture).NameTaken;
        }

        return (faults.Count > 0 ? null : group, faults);
    }

    /// <param name="group">The one to change; null for a new one.</param>
    /// <param name="id">Of the group, or of the one to come.</param>
    public static AdaptiveCard Of(Here here, WorkingGroup? group, string id, CommonAgenda agenda, CultureInfo culture)
    {
        return Draw(
            here,
            agenda,
            Fields(here, id, agenda, new Texts(culture)).Of(group ?? new WorkingGroup(id, "", "", [], []), new Dictionary<string, string> { [GroupCard.IdField] = id, [NewField] = group is null ? "true" : "false" }),
            new Dictionary<string, string>(),
            culture);
    }

    public static AdaptiveCard Again(Here here, CommonAgenda agenda, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => Draw(here, agenda, typed, faults, culture);

    /// <summary>A member who can be chosen as a lead, found by typing.</summary>
    public static Finding Found(Initiative initiative, Member member, CultureInfo culture) => new(
        member.Person.ToString(), InWords(initiative, member, new Texts(culture)), "", new AdaptiveCard { FallbackText = new Texts(culture).APerson, Body = [RichTextBlock.Of(member.Name)] });

    private static Form<WorkingGroup> Fields(Here here, string id, CommonAgenda agenda, Texts t)
    {
        var before = here.Initiative.Group(id);

        // Who leads it and who is in it now come first, so that they are among the choices.
        var people = here.Initiative.Members
            .OrderBy(m => m.Person != before?.Lead)
            .ThenBy(m => before?.Has(m.Person) != true)
            .ThenBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase);
        return new Form<WorkingGroup>(t.Culture,
        [
            new TextField<WorkingGroup>(NameField, t.Name, g => g.Name, (g, name) => g with { Name = name }) { Longest = WorkingGroup.LongestName, Required = t.NameMissing, Placeholder = t.NameExample },
            new TextField<WorkingGroup>("purpose", t.Purpose, g => g.Purpose, (g, purpose) => g with { Purpose = purpose }) { Longest = WorkingGroup.LongestPurpose, Placeholder = t.PurposeExample, IsMultiline = true },
            new MultiChoiceField<WorkingGroup>("goals", t.Goals, [.. agenda.Goals.Select(g => new Choice(g.Text, g.Id))], g => g.Goals, (g, goals) => g with { Goals = [.. goals.Where(id => agenda.Goals.Any(a => a.Id == id))] })
            {
                // A goal that went out of the agenda since the group chose it says nothing, and is no fault of who saves.
                Accepts = goal => before?.Goals.Contains(goal) == true,
                Style = ChoiceStyle.Expanded,
            },
            new ChoiceField<WorkingGroup>(
                "lead",
                t.Lead,
                [new Choice(t.Nobody, Nobody), .. people.Select(m => new Choice(InWords(here.Initiative, m, t), m.Person.ToString()))],
                g => g.Lead?.ToString(),
                (g, lead) => g with { Lead = lead is null or Nobody ? null : PersonKey.Parse(lead) })
            {
                Usual = Nobody,
                NotOffered = t.LeadGone,
                Style = ChoiceStyle.Compact,
                More = new ChoiceQuery($"{PeopleVerb}:{here.Initiative.Id}"),
            },
        ]);
    }

    private static AdaptiveCard Draw(Here here, CommonAgenda agenda, Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (id, isNew) = About(shown);
        var form = Fields(here, id, agenda, t);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.FormInShort,
                Body = [Heading.Of(isNew ? t.NewGroup : t.EditedGroup), RichTextBlock.Of(here.Initiative.Name, isSubtle: true), .. drawn.Body],
                Actions = [new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, here.Initiative.Id), (GroupCard.IdField, id), (NewField, isNew ? "true" : "false"))) { Title = t.Save }],
            };
        });
    }

    private static string InWords(Initiative initiative, Member member, Texts t) => t.Member(
        PeoplesWords.Shorten(member.Name, LongestPerson),
        PeoplesWords.Shorten(initiative.Partner(member.PartnerId)?.Name ?? (member.Role == Role.Backbone ? t.Backbone : t.Observer), LongestPerson));
}
