using CollectiveImpact.Agenda;
using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Settings;

/// <summary>Every member reads what holds for the whole initiative; backbone staff change it from there.</summary>
public sealed class ShowSettings(SettingsPage page) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => page.Of(turn, here);
}

/// <summary>Every member reads who may do what, as the doors say it.</summary>
public sealed class ShowRoles(Listeners listeners) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(Reply.Shows(RolesCard.Of(here.Initiative, listeners.Said, turn.Culture)));
}

/// <summary>Gathers what the settings' card shows.</summary>
public sealed class SettingsPage(IGrainFactory grains)
{
    /// <param name="news">What has just happened, a sentence each.</param>
    public async Task<Reply> Of(Turn turn, Here here, params IReadOnlyList<string> news) => Reply.Shows(SettingsCard.Of(
        here,
        (await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()).In(turn.Culture, here.Initiative).InForce,
        await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get(),
        turn.Now,
        turn.Culture,
        news));
}
