using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Schedules;

/// <summary>Backbone staff see the days on which nothing opens.</summary>
public sealed class ShowPauses(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Shows(PausesCard.Show(here.Initiative, (await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get()).Pauses, Today(here.Initiative, turn.Now), turn.Culture));

    internal static LocalDate Today(Initiative initiative, Instant now) => now.InZone(TimeZones.Of(initiative.TimeZone)).Date;
}

/// <summary>Adds days on which nothing opens.</summary>
public sealed class AddPause(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var (pauses, today) = ((await clock.Get()).Pauses, ShowPauses.Today(here.Initiative, turn.Now));
        var (pause, faults) = PausesCard.Read(turn.Form, today, turn.Culture);
        if (pause is null)
        {
            return Reply.AsksAgain(PausesCard.Show(here.Initiative, pauses, today, turn.Culture, turn.Form, faults));
        }

        var kept = KeptPauses.Of(pauses, [pause], NamesOf(here.Initiative).Pause, today);
        await clock.Pause(kept.Pauses);
        await audit.Keep(turn, here, ActKind.PausesChanged, "pauses", here.Initiative.Name, cancel: cancel);
        return Reply.Shows(PausesCard.Show(here.Initiative, kept.Pauses, today, turn.Culture, said: kept.InWords(turn.Culture)));
    }

    // All of its backbone read what is kept under a name.
    internal static Texts NamesOf(Initiative initiative) => new(Languages.CultureOf(initiative.Language));
}

/// <summary>The pauses after some were added.</summary>
/// <param name="Added">How many are new.</param>
/// <param name="Left">How many there was no room for.</param>
internal sealed record KeptPauses(IReadOnlyList<Pause> Pauses, int Added, int Left)
{
    /// <summary>What is over goes, what is there already isn't added twice, and there is an end to it.</summary>
    /// <param name="nameless">What those are called that have no name.</param>
    public static KeptPauses Of(IReadOnlyList<Pause> before, IReadOnlyList<Pause> added, string nameless, LocalDate today)
    {
        var coming = before.Where(p => p.Last >= today).ToArray();
        var known = coming.Select(c => (c.First, c.Last)).ToHashSet();
        var wanted = added.Where(a => known.Add((a.First, a.Last))).Select(a => a.Name.Length > 0 ? a : a with { Name = nameless }).ToArray();
        var fresh = wanted.Take(Math.Max(0, Holidays.MostPauses - coming.Length)).ToArray();
        return new KeptPauses([.. coming.Concat(fresh).OrderBy(p => p.First)], fresh.Length, wanted.Length - fresh.Length);
    }

    public string InWords(CultureInfo culture)
    {
        var t = new Texts(culture);
        return (Added, Left) switch
        {
            (0, 0) => t.AllThere,
            (_, 0) => t.Added(Added),
            (0, _) => t.NoRoomForLater(Holidays.MostPauses, Left),
            _ => $"{t.Added(Added)} {t.NoRoomForLater(Holidays.MostPauses, Left)}",
        };
    }
}

/// <summary>Removes the pauses that were ticked.</summary>
public sealed class RemovePause(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var (before, today) = ((await clock.Get()).Pauses, ShowPauses.Today(here.Initiative, turn.Now));
        var kept = PausesCard.Without(before, turn.Form);
        if (kept.Count == before.Count)
        {
            return Reply.Says(t.NothingTicked);
        }

        await clock.Pause(kept);
        await audit.Keep(turn, here, ActKind.PausesChanged, "pauses", here.Initiative.Name, cancel: cancel);
        return Reply.Shows(PausesCard.Show(here.Initiative, kept, today, turn.Culture, said: t.Removed(before.Count - kept.Count)));
    }
}

/// <summary>Adds the public holidays of a country, or of one of its regions, for the next two years.</summary>
public sealed class AddPublicHolidays(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var (pauses, today) = ((await clock.Get()).Pauses, ShowPauses.Today(here.Initiative, turn.Now));
        var (country, region, faults) = PausesCard.ReadHolidays(turn.Form, turn.Culture);
        if (country is null || PublicHolidays.Coming(country, region, today, Languages.OurOf(Languages.CultureOf(here.Initiative.Language)) == Command.English) is not { } coming)
        {
            return Reply.AsksAgain(PausesCard.Show(here.Initiative, pauses, today, turn.Culture, turn.Form, country is null ? faults : PausesCard.NotReckoned(turn.Culture)));
        }

        var kept = KeptPauses.Of(pauses, coming, AddPause.NamesOf(here.Initiative).PublicHoliday, today);
        await clock.Pause(kept.Pauses);
        await audit.Keep(turn, here, ActKind.PausesChanged, "pauses", here.Initiative.Name, cancel: cancel);
        var (name, added) = (CountryNames.Of(country, t), kept.InWords(turn.Culture));
        return Reply.Shows(PausesCard.Show(here.Initiative, kept.Pauses, today, turn.Culture, said: region is null ? t.CountryAdded(name, added) : t.RegionAdded(name, region, added)));
    }
}

/// <summary>Adds the days of a calendar file that was pasted.</summary>
public sealed class ImportHolidays(IGrainFactory grains, TimeProvider time, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var (pauses, today) = ((await clock.Get()).Pauses, ShowPauses.Today(here.Initiative, turn.Now));
        var (file, faults) = PausesCard.ReadFile(turn.Form, turn.Culture);
        if (file is null)
        {
            return Again(faults);
        }

        var limit = Holidays.LimitOf(file);
        IReadOnlyList<Pause>? read = null;
        try
        {
            read = limit is null ? Holidays.Read(file, today, TimeZones.Of(here.Initiative.TimeZone), time) : null;
        }
        catch (TimeoutException)
        {
            limit = CalendarLimit.Time;
        }

        if (read is null or { Count: 0 })
        {
            var fault = limit is { } past ? Holidays.InWords(past, t) : read is null ? t.NoCalendar : t.NoDaysToCome;
            return file.Length <= PausesCard.LongestDrawn ? Again(PausesCard.FileFault(fault)) : Reply.Says(fault);
        }

        var kept = KeptPauses.Of(pauses, read, AddPause.NamesOf(here.Initiative).Holiday, today);
        await clock.Pause(kept.Pauses);
        await audit.Keep(turn, here, ActKind.PausesChanged, "pauses", here.Initiative.Name, cancel: cancel);
        return Reply.Shows(PausesCard.Show(here.Initiative, kept.Pauses, today, turn.Culture, said: kept.InWords(turn.Culture)));

        Reply Again(IReadOnlyDictionary<string, string> wrong) => Reply.AsksAgain(PausesCard.Show(here.Initiative, pauses, today, turn.Culture, turn.Form, wrong));
    }
}
