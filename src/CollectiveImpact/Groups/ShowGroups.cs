using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>Shows the working groups of the initiative.</summary>
public sealed class ShowGroups(GroupPage page) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => page.List(turn, here);
}

/// <summary>Shows one working group: named by who asks, or by a button.</summary>
public sealed class ShowGroup(GroupPage page, AnswerTermAlone words) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (turn.Press is not null && !turn.Words.ContainsKey("group"))
        {
            return here.Initiative.Group(GroupCard.IdOf(turn.Form)) is { } pressed ? await page.Of(turn, here, pressed.Id, cancel) : GroupPage.Gone(turn.Culture);
        }

        var name = turn.Words["group"];
        return here.Initiative.Groups.FirstOrDefault(g => g.IsCalled(name)) is { } named ? await page.Of(turn, here, named.Id, cancel)
            // "group work" may be a word of the glossary, said alone.
            : await words.TryAnswer(turn, here, mayBeCommand: true, cancel) ?? GroupPage.NotThere(here.Initiative, name, turn.Culture);
    }
}

/// <summary>Brings together what the cards of working groups show.</summary>
public sealed class GroupPage(IGrainFactory grains, GoalProgress progress)
{
    internal static Reply Gone(CultureInfo culture) => Reply.Says(new Texts(culture).Gone);

    internal static Reply NotThere(Initiative initiative, string name, CultureInfo culture) => Reply.Says(initiative.Groups.Count == 0
        ? new Texts(culture).NoGroups
        : new Texts(culture).NotThere(Cards.PeoplesWords.Shorten(name, WorkingGroup.LongestName), initiative.Groups.Count, string.Join(", ", initiative.Groups.Select(g => g.Name))));

    public async Task<Reply> List(Turn turn, Here here, string? news = null)
    {
        var now = await Now(here);
        return Reply.Shows(GroupCard.List(now, await Agenda(turn, now), turn.Culture, turn.IsPersonal, news));
    }

    /// <summary>One group as it is now; what a press has changed is in it.</summary>
    public async Task<Reply> Of(Turn turn, Here here, string id, CancellationToken cancel, string? news = null)
    {
        var now = await Now(here);
        if (now.Initiative.Group(id) is not { } group)
        {
            return Gone(turn.Culture);
        }

        var today = turn.Now.InZone(here.Zone(turn)).Date;
        var work = GroupWork.Of(group, now.Initiative, await Agenda(turn, now), await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Activities(), today);
        var sees = here.Sees(turn);
        var totals = await progress.Of(now.Initiative, work.Goals.Select(g => g.Goal), sees, today, turn.Culture, cancel);
        return Reply.Shows(GroupCard.Of(now, work, totals.ToDictionary(t => t.Key, t => t.Value.Words), turn.Culture, turn.IsPersonal, news));
    }

    internal async Task<CommonAgenda> Agenda(Turn turn, Here here) => (await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()).In(turn.Culture, here.Initiative).InForce;

    private async Task<Here> Now(Here here) =>
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Get() is { } now ? new Here(now, now.Member(here.Member.Person) ?? here.Member) : here;
}
