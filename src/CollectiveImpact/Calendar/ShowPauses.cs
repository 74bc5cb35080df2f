using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Calendar;

/// <summary>Backbone staff see the days on which nothing opens.</summary>
public sealed class ShowPauses(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Shows(PausesCard.Show(here.Initiative, (await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get()).Pauses, Today(here.Initiative, turn.Now), turn.Culture));

    internal static LocalDate Today(Initiative initiative, Instant now) => now.InZone(TimeZones.Of(initiative.TimeZone)).Date;
}

/// <summary>Adds days on which nothing opens.</summary>
public sealed class AddPause(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var (pauses, today) = ((await clock.Get()).Pauses, ShowPauses.Today(here.Initiative, turn.Now));
        var (pause, faults) = PausesCard.Read(turn.Form, today);
        if (pause is null)
        {
            return Reply.AsksAgain(PausesCard.Show(here.Initiative, pauses, today, turn.Culture, turn.Form, faults));
        }

        var (kept, said) = Keep(pauses, [pause], today);
        await clock.Pause(kept);
        return Reply.Shows(PausesCard.Show(here.Initiative, kept, today, turn.Culture, said: said));
    }

    /// <summary>What is over goes, what is there already isn't added twice, and there is an end to it.</summary>
    internal static (IReadOnlyList<Pause> Pauses, string Said) Keep(IReadOnlyList<Pause> before, IReadOnlyList<Pause> added, LocalDate today)
    {
        var coming = before.Where(p => p.Last >= today).ToArray();
        var known = coming.Select(c => (c.First, c.Last)).ToHashSet();
        var wanted = added.Where(a => known.Add((a.First, a.Last))).ToArray();
        var fresh = wanted.Take(Math.Max(0, Holidays.MostPauses - coming.Length)).ToArray();
        return ([.. coming.Concat(fresh).OrderBy(p => p.First)], (fresh.Length switch
        {
            0 when wanted.Length == 0 => "All of these were there already.",
            0 => "",
            1 => "Added.",
            _ => $"Added {fresh.Length} pauses.",
        } + (wanted.Length > fresh.Length ? $" There is room for {Holidays.MostPauses} pauses: {Counted.Of(wanted.Length - fresh.Length, "later one")} left out." : "")).Trim());
    }
}

/// <summary>Removes the pauses that were ticked.</summary>
public sealed class RemovePause(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var (before, today) = ((await clock.Get()).Pauses, ShowPauses.Today(here.Initiative, turn.Now));
        var kept = PausesCard.Without(before, turn.Form);
        if (kept.Count == before.Count)
        {
            return Reply.Says("Nothing is ticked, so I removed nothing.");
        }

        await clock.Pause(kept);
        return Reply.Shows(PausesCard.Show(here.Initiative, kept, today, turn.Culture, said: $"Removed {Counted.Of(before.Count - kept.Count, "pause")}."));
    }
}

/// <summary>Adds the public holidays of a country, or of one of its regions, for the next two years.</summary>
public sealed class AddPublicHolidays(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var (pauses, today) = ((await clock.Get()).Pauses, ShowPauses.Today(here.Initiative, turn.Now));
        var (country, region, faults) = PausesCard.ReadHolidays(turn.Form);
        if (country is null || PublicHolidays.Coming(country, region, today) is not { } coming)
        {
            return Reply.AsksAgain(PausesCard.Show(here.Initiative, pauses, today, turn.Culture, turn.Form, country is null ? faults : PausesCard.NotReckoned));
        }

        var (kept, said) = AddPause.Keep(pauses, coming, today);
        await clock.Pause(kept);
        return Reply.Shows(PausesCard.Show(here.Initiative, kept, today, turn.Culture, said: $"{country.Name}{(region is null ? "" : $", {region}")}: {said} Please look through them: what a town or an office keeps is not among them."));
    }
}

/// <summary>Adds the days of a calendar file that was pasted.</summary>
public sealed class ImportHolidays(IGrainFactory grains, TimeProvider time) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var (pauses, today) = ((await clock.Get()).Pauses, ShowPauses.Today(here.Initiative, turn.Now));
        var file = PausesCard.FileOf(turn.Form);
        var limit = Holidays.LimitOf(file);
        IReadOnlyList<Pause>? read = null;
        try
        {
            read = file.Length == 0 || limit is not null ? null : Holidays.Read(file, today, TimeZones.Of(here.Initiative.TimeZone), time);
        }
        catch (TimeoutException)
        {
            limit = "The rules in this calendar take me longer than a few seconds to follow. Please keep the days off only, each as an event.";
        }

        if (read is null or { Count: 0 })
        {
            var fault = file.Length switch
            {
                0 => "Nothing is pasted yet.",
                _ when limit is not null => limit,
                _ when read is null => "I can't read this as a calendar file. It begins with BEGIN:VCALENDAR and ends with END:VCALENDAR.",
                _ => "There is no day in it from today on, for the next two years.",
            };
            var again = PausesCard.Show(here.Initiative, pauses, today, turn.Culture, turn.Form, PausesCard.FileFault(fault));
            // Too long to be drawn again: the form in front of the person keeps it.
            return file.Length <= 4000 ? Reply.AsksAgain(again) : Reply.Says(fault);
        }

        var (kept, said) = AddPause.Keep(pauses, read, today);
        await clock.Pause(kept);
        return Reply.Shows(PausesCard.Show(here.Initiative, kept, today, turn.Culture, said: said));
    }
}
