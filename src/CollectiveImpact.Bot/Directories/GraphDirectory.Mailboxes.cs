using System.Globalization;
using System.Net;
using Azure.Identity;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using NodaTime;

namespace CollectiveImpact.Bot.Directories;

/// <summary>Mailboxes are looked at in passing: what can't be said shortly isn't waited for.</summary>
/// <remarks>Source: Microsoft Graph, "Get user mailbox settings". Of a reply only whether and when it is sent is read, never its words.</remarks>
internal sealed partial class GraphDirectory
{
    private static readonly Duration Believed = Duration.FromHours(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int MostMailboxes = 20_000;

    public async Task<Deliveries.Mailbox?> MailboxOf(PersonKey person, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(person.Tenant, "D", out _) || !Guid.TryParseExact(person.ObjectId, "D", out _))
        {
            return null;
        }

        var (organisation, now) = (Of(person.Tenant), clock.GetCurrentInstant());
        if (organisation.Mailboxes.TryGetValue(person.ObjectId, out var known) && known.Until > now)
        {
            return known.Said;
        }

        if (Closed(organisation) is not (null or Refusal.NoSuchApp) || organisation.NoMailboxesUntil > now)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            await organisation.Room.WaitAsync(either.Token);
            try
            {
                var said = Read(await organisation.Graph.Users[person.ObjectId].MailboxSettings.GetAsync(cancellationToken: either.Token));
                return Keep(organisation, person, said);
            }
            finally
            {
                organisation.Room.Release();
            }
        }
        catch (ODataError e)
        {
            return Missing(e, organisation, person);
        }
        catch (AuthenticationFailedException e)
        {
            Read(e, organisation, person.Tenant);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ApiException && !cancel.IsCancellationRequested)
        {
            var fault = e.GetType().Name;
            LogNotAnswered(fault);
            organisation.NoMailboxesUntil = now + Pause;
            return null;
        }
    }

    // Somebody without a mailbox, as many have who are there for Teams alone, isn't asked after with each check-in.
    private Deliveries.Mailbox? Missing(ODataError e, Organisation organisation, PersonKey person)
    {
        LogRefused(e.ResponseStatusCode, e.Error?.Code);
        switch ((HttpStatusCode)e.ResponseStatusCode)
        {
            case HttpStatusCode.NotFound:
                return Keep(organisation, person, null);
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                organisation.NoMailboxesUntil = clock.GetCurrentInstant() + Refused;
                return null;
            default:
                organisation.NoMailboxesUntil = clock.GetCurrentInstant() + RetryAfter(e);
                return null;
        }
    }

    private Deliveries.Mailbox? Keep(Organisation organisation, PersonKey person, Deliveries.Mailbox? said)
    {
        if (organisation.Mailboxes.Count > MostMailboxes)
        {
            organisation.Mailboxes.Clear();
        }

        organisation.Mailboxes[person.ObjectId] = (said, clock.GetCurrentInstant() + Believed);
        return said;
    }

    private static Deliveries.Mailbox? Read(MailboxSettings? settings)
    {
        if (settings is null)
        {
            return null;
        }

        var (from, until) = settings.AutomaticRepliesSetting switch
        {
            { Status: AutomaticRepliesStatus.AlwaysEnabled } => (Instant.MinValue, null),
            { Status: AutomaticRepliesStatus.Scheduled } replies when Moment(replies.ScheduledStartDateTime) is { } start && Moment(replies.ScheduledEndDateTime) is { } end => (start, end),
            _ => ((Instant?)null, (Instant?)null),
        };
        return new Deliveries.Mailbox(from, until, ZoneOf(settings.TimeZone)?.Id, settings.Language?.Locale is { } locale ? Languages.Read(locale) : null)
        {
            WorksOn = [.. (settings.WorkingHours?.DaysOfWeek ?? []).Select(DayOf).OfType<IsoDayOfWeek>().Distinct()],
        };
    }

    private static IsoDayOfWeek? DayOf(DayOfWeekObject? day) => day switch
    {
        DayOfWeekObject.Monday => IsoDayOfWeek.Monday,
        DayOfWeekObject.Tuesday => IsoDayOfWeek.Tuesday,
        DayOfWeekObject.Wednesday => IsoDayOfWeek.Wednesday,
        DayOfWeekObject.Thursday => IsoDayOfWeek.Thursday,
        DayOfWeekObject.Friday => IsoDayOfWeek.Friday,
        DayOfWeekObject.Saturday => IsoDayOfWeek.Saturday,
        DayOfWeekObject.Sunday => IsoDayOfWeek.Sunday,
        _ => null,
    };

    // "2026-12-01T08:00:00.0000000" and the name of a zone, which is UTC unless another was asked for.
    private static Instant? Moment(DateTimeTimeZone? written) =>
        written?.DateTime is { } text && ZoneOf(written.TimeZone) is { } zone && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? LocalDateTime.FromDateTime(time).InZoneLeniently(zone).ToInstant()
            : null;

    // Windows' names or IANA's; "Customized Time Zone" is neither.
    private static DateTimeZone? ZoneOf(string? name) =>
        name is null ? null
        : TimeZones.Known(name) ?? (TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var id) ? TimeZones.Known(id) : null);
}
