using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

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
        var t = new Texts(culture);
        var groups = here.Initiative.Groups;
        var body = News(news);
        body.Add(Heading.Of(t.Groups));
        body.Add(RichTextBlock.Of(here.Initiative.Name, isSubtle: true));
        if (groups.Count == 0)
        {
            body.Add(new TextBlock($"{t.NoneYet} {(here.IsBackbone ? t.AddIsTheStart : t.BackboneAdds)}"));
        }

        foreach (var group in groups.Take(size.Groups))
        {
            var goals = agenda.Goals.Select((g, i) => (Goal: g, Place: i + 1)).Where(g => group.Goals.Contains(g.Goal.Id)).Select(g => size.Longest < 60 ? t.Goal(g.Place.InNumerals(culture)) : $"{g.Place.InNumerals(culture)}. {PeoplesWords.Shorten(g.Goal.Text, size.Longest)}");
            body.Add(RichTextBlock.Of(PeoplesWords.Shorten(group.Name, Math.Max(size.Longest, 40)), TextWeight.Bolder) with { Separator = true });
            if (group.Purpose.Length > 0)
            {
                body.Add(RichTextBlock.Of(PeoplesWords.Shorten(group.Purpose, size.Longest)).Marked(culture, group.Purpose) with { Spacing = Spacing.None });
            }

            body.Add(RichTextBlock.Of(
                string.Join(" · ", new[] { string.Join("; ", goals), t.People(group.People.Count), Homes(here.Initiative, group, size.Longest, t) is { Length: > 0 } homes ? t.DigestGoesTo(homes) : "" }.Where(t => t.Length > 0)),
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.None });
            body.Add(QuietActions.About(group.Name, Press(ShowVerb, t.Open, here.Initiative, group)));
        }

        if (groups.Count > size.Groups)
        {
            body.Add(new TextBlock(t.MoreByName(groups.Count - size.Groups)) { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = t.Groups,
            Body = body,
            Actions = here.IsBackbone && isPersonal ? [Press(GroupForm.WriteVerb, t.Add, here.Initiative)] : null,
        };
    }));

    /// <param name="totals">By indicator, where its total stands, as far as the reader may see it.</param>
    /// <param name="isPersonal">Whether only the person reads it: in a channel it has no buttons that are one person's.</param>
    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard Of(Here here, GroupWork work, IReadOnlyDictionary<string, string> totals, CultureInfo culture, bool isPersonal, string? news = null) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var (initiative, group) = (here.Initiative, work.Group);
        var body = News(news);
        body.Add(RichTextBlock.Of(group.Name, TextWeight.Bolder, TextSize.Large));
        body.Add(RichTextBlock.Of(t.WorkingGroupOf(initiative.Name, group.Lead is { } key && initiative.Member(key) is { } lead ? t.LedBy(PeoplesWords.Shorten(lead.Name, LongestName)) : t.LedByBackbone), isSubtle: true));
        if (group.Purpose.Length > 0)
        {
            body.Add(RichTextBlock.Of(PeoplesWords.Shorten(group.Purpose, Math.Max(size.Longest, 100))).Marked(culture, group.Purpose));
        }

        if (work.Goals.Count == 0)
        {
            body.Add(new TextBlock(t.NoGoal) { IsSubtle = true });
        }

        body.AddRange(Goals(initiative, work, totals, size, t));
        body.AddRange(Actions(work, size, t));
        body.AddRange(People(initiative, group, size, t));
        body.AddRange(ItsDigest(initiative, group, size, t));
        return new AdaptiveCard { FallbackText = t.TheGroup(group.Name), Body = body, Actions = Buttons(here, group, isPersonal, t) };
    }));

    private static List<Element> Goals(Initiative initiative, GroupWork work, IReadOnlyDictionary<string, string> totals, (int Lines, int Longest) size, Texts t)
    {
        var body = new List<Element>();
        foreach (var (place, goal) in work.Goals)
        {
            body.Add(RichTextBlock.Of($"{place.InNumerals(t.Culture)}. {PeoplesWords.Shorten(goal.Text, size.Longest)}", TextWeight.Bolder) with { Separator = true });
            body.AddRange(goal.Indicators.Select(totals.GetValueOrDefault).OfType<string>().Take(Math.Min(size.Lines, MostTotals))
                .Select(line => RichTextBlock.Of(PeoplesWords.Shorten(line, Math.Max(size.Longest, 60)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None }));
            var towards = work.Towards(goal).ToArray();
            body.AddRange(towards.Take(size.Lines).Select(a => ActivityCard.LineForOthers(initiative, a, t.Culture, Math.Min(size.Longest, SharedActivity.LongestText))));
            if (towards.Length > size.Lines)
            {
                body.Add(new TextBlock(size.Lines == 0 ? t.Activities(towards.Length) : t.More(towards.Length - size.Lines)) { IsSubtle = true, Spacing = Spacing.None });
            }

            if (towards.Length == 0)
            {
                body.Add(new TextBlock(t.Gap) { Spacing = Spacing.None });
            }
        }

        return body;
    }

    private static List<Element> Actions(GroupWork work, (int Lines, int Longest) size, Texts t)
    {
        var body = new List<Element>();
        if (work.Actions.Count > 0)
        {
            body.Add(Heading.Section(t.Actions));
            body.AddRange(work.Actions.Take(Math.Max(size.Lines, 1)).Select(a => RichTextBlock.Of(AgendaCard.InWords(a, size.Longest, t.Culture)) with { Spacing = Spacing.Small }));
            if (work.Actions.Count > Math.Max(size.Lines, 1))
            {
                body.Add(new TextBlock(t.More(work.Actions.Count - Math.Max(size.Lines, 1))) { IsSubtle = true, Spacing = Spacing.None });
            }
        }

        return body;
    }

    private static List<Element> People(Initiative initiative, WorkingGroup group, (int Lines, int Longest) size, Texts t)
    {
        var body = new List<Element>();
        var people = group.People.Select(initiative.Member).OfType<Member>().OrderBy(m => m.Person != group.Lead).ThenBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase).ToArray();
        body.Add(Heading.Section(t.WhoIsInIt));
        body.Add(people.Length == 0
            ? new TextBlock(t.NobodyYet) { Spacing = Spacing.Small }
            : RichTextBlock.Of(
                string.Join(", ", people.Take(Math.Max(size.Lines * Names, Names)).Select(m => t.Member(PeoplesWords.Shorten(m.Name, Math.Min(size.Longest, LongestName)), PeoplesWords.Shorten(Side(initiative, m, t), Math.Min(size.Longest, LongestName)))))
                + (people.Length > Math.Max(size.Lines * Names, Names) ? " " + t.More(people.Length - Math.Max(size.Lines * Names, Names)) : "")) with
            { Spacing = Spacing.Small });

        return body;
    }

    private static List<Element> ItsDigest(Initiative initiative, WorkingGroup group, (int Lines, int Longest) size, Texts t)
    {
        var body = new List<Element>();
        body.Add(Heading.Section(t.ItsDigest));
        body.Add(RichTextBlock.Of(Homes(initiative, group, size.Longest, t) is { Length: > 0 } homes ? t.ItsDigestGoesTo(homes) : t.ItsDigestGoesNowhere(group.Name)) with
        { Spacing = Spacing.Small });
        body.AddRange(initiative.ChannelsOutOfReach.Where(c => c.Group == group.Id).Take(Names).Select(c =>
            RichTextBlock.Of(t.GetsNothing(PeoplesWords.Shorten(c.CalledIn(t.Culture), Math.Min(size.Longest, LongestName)), c.Fault!.InWords(t.Culture))) with { Spacing = Spacing.None }));

        return body;
    }

    private static List<CardAction> Buttons(Here here, WorkingGroup group, bool isPersonal, Texts t)
    {
        var initiative = here.Initiative;
        var buttons = new List<CardAction>();
        if (!isPersonal || !group.Has(here.Member.Person))
        {
            buttons.Add(Press(JoinVerb, t.Join, initiative, group));
        }

        buttons.Add(Press(DigestVerb, t.LastDigest, initiative, group));
        var runsIt = isPersonal && group.IsRunBy(here.Member);
        if (runsIt)
        {
            buttons.Add(Press(GroupForm.WriteVerb, t.Edit, initiative, group));
        }

        if (isPersonal)
        {
            buttons.Add(Press(ListVerb, t.AllGroups, initiative));
        }

        // What takes away comes last.
        if (!isPersonal || group.Has(here.Member.Person))
        {
            buttons.Add(Press(LeaveVerb, t.Leave, initiative, group));
        }

        if (runsIt)
        {
            buttons.Add(Press(AskEndVerb, t.End, initiative, group));
        }

        return buttons;
    }


    /// <summary>Tells somebody that they lead it.</summary>
    public static AdaptiveCard YouLead(Initiative initiative, WorkingGroup group, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.YouLeadInShort(group.Name),
            Body =
            [
                RichTextBlock.Of(t.YouLead(group.Name), TextWeight.Bolder, TextSize.Medium),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. group.Purpose.Length == 0 ? (IEnumerable<Element>)[] : [RichTextBlock.Of(group.Purpose)],
                RichTextBlock.Of(t.WhatALeadCan(group.Name)),
            ],
            Actions = [Press(ShowVerb, t.Show, initiative, group), Press(ListVerb, t.AllGroups, initiative)],
        };
    }

    public static AdaptiveCard AskEnd(Initiative initiative, WorkingGroup group, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.AskEnd(group.Name),
            Body =
            [
                RichTextBlock.Of(t.AskEnd(group.Name), TextWeight.Bolder, TextSize.Large),
                new TextBlock(initiative.Channels.Any(c => c.Group == group.Id) ? t.WhatEndingMeansToChannels : t.WhatEndingMeans),
            ],
            Actions = [Press(EndVerb, t.EndIt, initiative, group) with { Style = ActionStyle.Destructive }, Press(ShowVerb, t.KeepIt, initiative, group)],
        };
    }

    private static List<Element> News(string? news) => news is null ? [] : [new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis }];

    // Where its digest goes: the channels by name, and how many more; Teams doesn't always tell what a channel is called.
    private static string Homes(Initiative initiative, WorkingGroup group, int longest, Texts t)
    {
        var homes = initiative.Channels.Where(c => c.Group == group.Id).ToArray();
        var named = homes.Where(c => c.Name.Length > 0).Take(Names).Select(c => PeoplesWords.Shorten(c.Name, Math.Min(longest, LongestName))).ToArray();
        return named.Length == 0 ? homes.Length == 0 ? "" : t.Channels(homes.Length)
            : homes.Length == named.Length ? string.Join(", ", named)
            : t.And(string.Join(", ", named), t.MoreChannels(homes.Length - named.Length));
    }

    private static string Side(Initiative initiative, Member member, Texts t) =>
        initiative.Partner(member.PartnerId)?.Name ?? (member.Role == Role.Backbone ? t.Backbone : t.Observer);

    private static Execute Press(string verb, string title, Initiative initiative, WorkingGroup? group = null) => Conversation.PressButton(verb, title, initiative.Id, (IdField, group?.Id ?? ""));
}
