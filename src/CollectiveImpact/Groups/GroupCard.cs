using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>Draws the working groups, and one of them with its goals, actions, activities, people and the home of its digest.</summary>
public static class GroupCard
{
    public const string ListVerb = "groups.list";
    public const string ShowVerb = "groups.show";
    public const string JoinVerb = "groups.join";
    public const string LeaveVerb = "groups.leave";
    public const string AskEndVerb = "groups.askend";
    public const string EndVerb = "groups.end";

    /// <summary>The verb of the button that shows the group's last digest; the digests answer it.</summary>
    public const string DigestVerb = "groups.digest";

    internal const string IdField = "group";

    private const int MostTotals = 3;
    private const int LongestName = 60;
    private const int Names = 3;

    // The fullest drawing that fits: so many lines of each kind, so much of each text.
    private static readonly (int Lines, int Longest)[] Sizes = [(12, WorkingGroup.LongestPurpose), (8, 150), (4, 100), (2, 60), (1, 30), (0, 30)];
    private static readonly (int Groups, int Longest)[] ListSizes = [(WorkingGroup.MostInAnInitiative, WorkingGroup.LongestPurpose), (20, 120), (20, 60), (20, 20), (10, 20)];

    public static string IdOf(Form form) => form[IdField];

    /// <param name="agenda">The one in force.</param>
    /// <param name="isPersonal">Whether only the person reads it: in a channel it has no buttons that are one person's.</param>
    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard List(Here here, CommonAgenda agenda, CultureInfo culture, bool isPersonal, string? news = null) => CardJson.FirstThatFits(ListSizes.Select(size =>
    {
        var groups = here.Initiative.Groups;
        var body = News(news);
        body.Add(new TextBlock("Working groups") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading });
        body.Add(RichTextBlock.Of(here.Initiative.Name, isSubtle: true));
        if (groups.Count == 0)
        {
            body.Add(new TextBlock($"There are none yet. A group works towards some of our goals, with a channel and a digest of its own.{(here.IsBackbone ? " *Add a group* is the start." : " The backbone adds them.")}"));
        }

        foreach (var group in groups.Take(size.Groups))
        {
            var goals = agenda.Goals.Select((g, i) => (Goal: g, Place: i + 1)).Where(g => group.Goals.Contains(g.Goal.Id)).Select(g => size.Longest < 60 ? $"goal {g.Place.ToString(culture)}" : $"{g.Place.ToString(culture)}. {PeoplesWords.Shorten(g.Goal.Text, size.Longest)}");
            body.Add(RichTextBlock.Of(PeoplesWords.Shorten(group.Name, Math.Max(size.Longest, 40)), TextWeight.Bolder) with { Separator = true });
            if (group.Purpose.Length > 0)
            {
                body.Add(RichTextBlock.Of(PeoplesWords.Shorten(group.Purpose, size.Longest)) with { Spacing = Spacing.None });
            }

            body.Add(RichTextBlock.Of(
                string.Join(" · ", new[] { string.Join("; ", goals), Counted.Of(group.People.Count, "person", "people"), Homes(here.Initiative, group, size.Longest) is { Length: > 0 } homes ? "digest: " + homes : "" }.Where(t => t.Length > 0)),
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.None });
            body.Add(new ActionSet([Press(ShowVerb, "Open", here.Initiative, group)]) { Spacing = Spacing.Small });
        }

        if (groups.Count > size.Groups)
        {
            body.Add(new TextBlock($"and {(groups.Count - size.Groups).ToString(culture)} more: say **group** and its name.") { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = "Working groups",
            Body = body,
            Actions = here.IsBackbone && isPersonal ? [Press(GroupForm.WriteVerb, "Add a group", here.Initiative)] : null,
        };
    }));

    /// <param name="totals">By indicator, where its total stands, as far as the reader may see it.</param>
    /// <param name="isPersonal">Whether only the person reads it: in a channel it has no buttons that are one person's.</param>
    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard Of(Here here, GroupWork work, IReadOnlyDictionary<string, string> totals, CultureInfo culture, bool isPersonal, string? news = null) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var (initiative, group) = (here.Initiative, work.Group);
        var body = News(news);
        body.Add(RichTextBlock.Of(group.Name, TextWeight.Bolder, TextSize.Large));
        body.Add(RichTextBlock.Of($"Working group of {initiative.Name} · {(group.Lead is { } key && initiative.Member(key) is { } lead ? $"led by {PeoplesWords.Shorten(lead.Name, LongestName)}" : "led by the backbone")}", isSubtle: true));
        if (group.Purpose.Length > 0)
        {
            body.Add(RichTextBlock.Of(PeoplesWords.Shorten(group.Purpose, Math.Max(size.Longest, 100))));
        }

        if (work.Goals.Count == 0)
        {
            body.Add(new TextBlock("It has no goal of the agenda in force.") { IsSubtle = true });
        }

        foreach (var (place, goal) in work.Goals)
        {
            body.Add(RichTextBlock.Of($"{place.ToString(culture)}. {PeoplesWords.Shorten(goal.Text, size.Longest)}", TextWeight.Bolder) with { Separator = true });
            body.AddRange(goal.Indicators.Select(totals.GetValueOrDefault).OfType<string>().Take(Math.Min(size.Lines, MostTotals))
                .Select(line => RichTextBlock.Of(PeoplesWords.Shorten(line, Math.Max(size.Longest, 60)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None }));
            var towards = work.Towards(goal).ToArray();
            body.AddRange(towards.Take(size.Lines).Select(a => ActivityCard.Line(initiative, a, culture, Math.Min(size.Longest, SharedActivity.LongestText))));
            if (towards.Length > size.Lines)
            {
                body.Add(new TextBlock(size.Lines == 0 ? Counted.Of(towards.Length, "activity", "activities") : $"and {(towards.Length - size.Lines).ToString(culture)} more") { IsSubtle = true, Spacing = Spacing.None });
            }

            if (towards.Length == 0)
            {
                body.Add(new TextBlock("A gap: nobody works on this goal yet.") { Spacing = Spacing.None });
            }
        }

        if (work.Actions.Count > 0)
        {
            body.Add(new TextBlock("Agreed actions of who is in it") { Weight = TextWeight.Bolder, Separator = true });
            body.AddRange(work.Actions.Take(Math.Max(size.Lines, 1)).Select(a => RichTextBlock.Of(AgendaCard.InWords(a, size.Longest, culture)) with { Spacing = Spacing.Small }));
            if (work.Actions.Count > Math.Max(size.Lines, 1))
            {
                body.Add(new TextBlock($"and {(work.Actions.Count - Math.Max(size.Lines, 1)).ToString(culture)} more") { IsSubtle = true, Spacing = Spacing.None });
            }
        }

        var people = group.People.Select(initiative.Member).OfType<Member>().OrderBy(m => m.Person != group.Lead).ThenBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase).ToArray();
        body.Add(new TextBlock("Who is in it") { Weight = TextWeight.Bolder, Separator = true });
        body.Add(people.Length == 0
            ? new TextBlock("Nobody yet. *Join* is the start.") { Spacing = Spacing.Small }
            : RichTextBlock.Of(
                string.Join(", ", people.Take(Math.Max(size.Lines * Names, Names)).Select(m => $"{PeoplesWords.Shorten(m.Name, Math.Min(size.Longest, LongestName))} ({PeoplesWords.Shorten(Side(initiative, m), Math.Min(size.Longest, LongestName))})"))
                + (people.Length > Math.Max(size.Lines * Names, Names) ? $" and {(people.Length - Math.Max(size.Lines * Names, Names)).ToString(culture)} more" : "")) with
            { Spacing = Spacing.Small });

        body.Add(new TextBlock("Its digest") { Weight = TextWeight.Bolder, Separator = true });
        body.Add(RichTextBlock.Of(Homes(initiative, group, size.Longest) is { Length: > 0 } homes
            ? $"It goes to {homes}."
            : $"No channel gets it yet. The backbone or the group's lead @mentions me in the group's channel and says “digest here for {group.Name}”.") with
        { Spacing = Spacing.Small });
        body.AddRange(initiative.ChannelsOutOfReach.Where(c => c.Group == group.Id).Take(Names).Select(c =>
            RichTextBlock.Of($"{PeoplesWords.Shorten(c.Called, Math.Min(size.Longest, LongestName))} gets nothing at present: {c.Fault!.InWords}.") with { Spacing = Spacing.None }));

        var buttons = new List<CardAction>();
        if (!isPersonal || !group.Has(here.Member.Person))
        {
            buttons.Add(Press(JoinVerb, "Join", initiative, group));
        }

        if (!isPersonal || group.Has(here.Member.Person))
        {
            buttons.Add(Press(LeaveVerb, "Leave", initiative, group));
        }

        buttons.Add(Press(DigestVerb, "The group's last digest", initiative, group));
        if (isPersonal && group.IsRunBy(here.Member))
        {
            buttons.Add(Press(GroupForm.WriteVerb, "Edit", initiative, group));
            buttons.Add(Press(AskEndVerb, "End the group", initiative, group));
        }

        if (isPersonal)
        {
            buttons.Add(Press(ListVerb, "All groups", initiative));
        }

        return new AdaptiveCard { FallbackText = $"The working group {group.Name}", Body = body, Actions = buttons };
    }));

    /// <summary>Tells somebody that they lead it.</summary>
    public static AdaptiveCard YouLead(Initiative initiative, WorkingGroup group) => new()
    {
        FallbackText = $"You lead the working group {group.Name} now.",
        Body =
        [
            RichTextBlock.Of($"You lead the working group {group.Name} now", TextWeight.Bolder, TextSize.Medium),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            .. group.Purpose.Length == 0 ? (IEnumerable<Element>)[] : [RichTextBlock.Of(group.Purpose)],
            RichTextBlock.Of($"You can change what it is about, hand it on, and end it. To have its digest posted in its channel, @mention me there and say “digest here for {group.Name}”."),
        ],
        Actions = [Press(ShowVerb, "Show the group", initiative, group), Press(ListVerb, "All groups", initiative)],
    };

    public static AdaptiveCard AskEnd(Initiative initiative, WorkingGroup group) => new()
    {
        FallbackText = $"End the group {group.Name}?",
        Body =
        [
            RichTextBlock.Of($"End the group {group.Name}?", TextWeight.Bolder, TextSize.Large),
            new TextBlock($"I forget the group, and who is in it.{(Homes(initiative, group, LongestName).Length > 0 ? " No channel gets its digest any more." : "")} Nothing that was reported or learned is touched, and everyone stays in the initiative."),
        ],
        Actions = [Press(EndVerb, "End it", initiative, group) with { Style = ActionStyle.Destructive }, Press(ShowVerb, "Keep it", initiative, group)],
    };

    private static List<Element> News(string? news) => news is null ? [] : [new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis }];

    // Where its digest goes: the channels by name, and how many more; Teams doesn't always tell what a channel is called.
    private static string Homes(Initiative initiative, WorkingGroup group, int longest)
    {
        var homes = initiative.Channels.Where(c => c.Group == group.Id).ToArray();
        var named = homes.Where(c => c.Name.Length > 0).Take(Names).Select(c => PeoplesWords.Shorten(c.Name, Math.Min(longest, LongestName))).ToArray();
        return string.Join(" and ", new[] { string.Join(", ", named), homes.Length > named.Length ? Counted.Of(homes.Length - named.Length, named.Length > 0 ? "more channel" : "channel") : "" }.Where(t => t.Length > 0));
    }

    private static string Side(Initiative initiative, Member member) =>
        initiative.Partner(member.PartnerId)?.Name ?? (member.Role == Role.Backbone ? "backbone" : "observer");

    private static Execute Press(string verb, string title, Initiative initiative, WorkingGroup? group = null) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative.Id,
        [IdField] = group?.Id ?? "",
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };
}
