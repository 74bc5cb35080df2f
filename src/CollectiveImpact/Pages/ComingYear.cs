using CollectiveImpact.Agenda;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime.Text;

namespace CollectiveImpact.Pages;

/// <summary>All that is to come in an initiative within a year, as one reader sees it.</summary>
/// <param name="Today">Where the reader is.</param>
/// <param name="Last">The last day that is looked at: the last of a month.</param>
/// <param name="Dates">In their order.</param>
public sealed record ComingYear(LocalDate Today, LocalDate Last, IReadOnlyList<ComingDate> Dates)
{
    public const int Months = 12;

    /// <summary>What belongs into somebody's own calendar, as calendar programs read it: all but what is left out, and the days off.</summary>
    /// <remarks>RFC 5545. The same date has the same name in a later file, so that it isn't there twice.</remarks>
    /// <param name="page">Where more is read.</param>
    public string File(Initiative initiative, Uri page, Instant now)
    {
        var calendar = new Calendar();
        foreach (var date in Dates.Where(d => d.Kind is not (DateKind.LeftOut or DateKind.DaysOff)))
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{date.Id}@{initiative.Id}",
                DtStamp = new CalDateTime(now.ToDateTimeUtc()),
                Start = date.At is { } at ? new CalDateTime(at.ToDateTimeUtc()) : new CalDateTime(date.Day.Year, date.Day.Month, date.Day.Day),
                Summary = $"{initiative.Name}: {date.Words}",
                Url = page,
                // Nobody is busy because a check-in opens.
                Transparency = TransparencyType.Transparent,
            });
        }

        return new CalendarSerializer(calendar).SerializeToString() ?? "";
    }
}

/// <summary>Brings together the dates of a year.</summary>
public sealed class ReadComingYear(IGrainFactory grains)
{
    public async Task<ComingYear> Of(Reader reader, Instant now, CancellationToken cancel)
    {
        var (initiative, zone, culture) = (reader.Here.Initiative, reader.Zone, reader.Culture);
        var today = now.InZone(zone).Date;
        var last = today.With(DateAdjusters.StartOfMonth).PlusMonths(ComingYear.Months).PlusDays(-1);
        var t = new Texts(culture);
        var timetable = grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var book = grains.GetGrain<IAgendaGrain>(initiative.Id).Get();
        var pulse = (await grains.GetGrain<IPulseGrain>(initiative.Id).See(reader.Session.Person)).Newest;
        cancel.ThrowIfCancellationRequested();
        var agenda = (await book).InForce.In((await book).Words.For(culture, initiative.Language));
        IEnumerable<ComingDate> others =
        [
            .. agenda.Actions.Where(a => a.By is not null).Select((a, place) => new ComingDate(DateKind.Other, $"action-{place}-{LocalDatePattern.Iso.Format(a.By!.Value)}", a.By.Value, null, t.ActionDue(a.Text))),
            .. pulse is { IsOpen: true } ? [Timed($"pulse-{pulse.Number}", pulse.ClosesAt, t.PulseCloses)] : Array.Empty<ComingDate>(),
            .. pulse is not null && reader.Here.IsBackbone ? [new ComingDate(DateKind.Other, $"pulse-after-{pulse.Number}", pulse.NextUsual(TimeZones.Of(initiative.TimeZone)).InZone(TimeZones.Of(initiative.TimeZone)).Date, null, t.PulseDue)] : Array.Empty<ComingDate>(),
        ];
        return new(today, last,
        [
            .. ComingDates.Of(await timetable, today, last, zone, initiative.Channels.Count > 0, culture)
                .Concat(others.Where(d => d.Day >= today && d.Day <= last))
                .OrderBy(d => d.Day).ThenBy(d => d.At is null).ThenBy(d => d.At),
        ]);

        ComingDate Timed(string id, Instant at, string words) => new(DateKind.Other, id, at.InZone(zone).Date, at, words);
    }
}
