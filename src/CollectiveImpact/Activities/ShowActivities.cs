using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Activities;

/// <summary>Shows who does what towards which goal.</summary>
public sealed class ShowMap(ReadWorkMap map) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Shows(ActivityCard.Map(here, await map.Of(here.Initiative, turn.Now.InZone(here.Zone(turn)).Date, turn.Culture), turn.Culture));
}

/// <summary>Shows a reporter what their own partner does.</summary>
public sealed class ShowOwnActivities(IGrainFactory grains) : IMemberListener
{
    /// <summary>What a reporter says to the bot to add what their partner does.</summary>
    public static string SaidAs(CultureInfo culture) => Spoken.OurActivities.In(culture);

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => List(grains, turn, here);

    internal static async Task<Reply> List(IGrainFactory grains, Turn turn, Here here) =>
        Reply.Shows(ActivityCard.Own(here, await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Activities(), turn.Now, turn.Culture));
}

/// <summary>A reporter opens the form of an activity.</summary>
public sealed class WriteActivity(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var agenda = (await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()).In(turn.Culture, here.Initiative).InForce;
        return Reply.Shows(ActivityForm.Of(here, agenda, await OwnActivity.Of(grains, turn, here), turn.Culture));
    }
}

/// <summary>A reporter says what their partner does.</summary>
public sealed class SaveActivity(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var agenda = (await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()).In(turn.Culture, here.Initiative).InForce;
        var grain = grains.GetGrain<IActivitiesGrain>(here.Initiative.Id);
        var before = await OwnActivity.Of(grains, turn, here);
        var (activity, faults) = ActivityForm.Read(turn.Form, here, agenda, before, turn.Now, turn.Culture);
        if (activity is null)
        {
            return Reply.AsksAgain(ActivityForm.Again(here, agenda, turn.Form, faults, turn.Culture));
        }

        var own = (await grain.Activities()).Where(a => a.Partner == here.Partner!.Id).ToArray();
        if (before is null && own.Length >= SharedActivity.MostOfAPartner)
        {
            return Reply.Says(new Texts(turn.Culture).Full(SharedActivity.MostOfAPartner));
        }

        // Sent again by an impatient finger, it is one.
        if (before is not null || !Array.Exists(own, a => a.What == activity.What && a.Place == activity.Place))
        {
            await grain.Save(activity);
            await audit.Keep(
                turn,
                here,
                before is null ? ActKind.ActivityAdded : ActKind.ActivityChanged,
                AuditLog.About("activity", activity.Id),
                activity.What,
                before is null || before.What == activity.What ? "" : before.What,
                cancel: cancel);
        }

        return await ShowOwnActivities.List(grains, turn, here);
    }
}

/// <summary>A reporter says that an activity is still as it was, in one press.</summary>
public sealed class ConfirmActivity(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (await OwnActivity.Of(grains, turn, here) is { } activity)
        {
            await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Save(activity with { CheckedAt = turn.Now });
        }

        return await ShowOwnActivities.List(grains, turn, here);
    }
}

/// <summary>A reporter takes an activity away.</summary>
public sealed class RemoveActivity(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (await OwnActivity.Of(grains, turn, here) is { } activity)
        {
            await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Remove(activity.Id, activity.Partner);
            await audit.Keep(turn, here, ActKind.ActivityRemoved, AuditLog.About("activity", activity.Id), activity.What, cancel: cancel);
        }

        return await ShowOwnActivities.List(grains, turn, here);
    }
}

internal static class OwnActivity
{
    /// <summary>The activity that a card names, when it is the person's own partner's.</summary>
    public static async Task<SharedActivity?> Of(IGrainFactory grains, Turn turn, Here here)
    {
        var id = ActivityCard.IdOf(turn.Form);
        return id.Length == 0 ? null : (await grains.GetGrain<IActivitiesGrain>(here.Initiative.Id).Activities()).FirstOrDefault(a => a.Id == id && a.Partner == here.Partner!.Id);
    }
}
