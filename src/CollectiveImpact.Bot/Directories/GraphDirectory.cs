using System.Collections.Concurrent;
using System.Net;
using Azure.Identity;
using CollectiveImpact.Bot.Web.About;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using NodaTime;
using MsalServiceException = Microsoft.Identity.Client.MsalServiceException;

namespace CollectiveImpact.Bot.Directories;

/// <summary>Comes to the directories of people's organisations by Microsoft Graph, as the app itself and never as a person.</summary>
/// <remarks>
/// Sources: Microsoft Graph, "Install app for user" (201; 409 where it is there), "List teamsApp", "Microsoft Graph error responses".
/// Each answer is looked at once: what is to be tried again is tried again by whoever keeps it durably.
/// </remarks>
internal sealed partial class GraphDirectory(DirectorySettings settings, DirectoryTokens tokens, IHttpClientFactory http, IPages pages, IClock clock, TimeProvider time, ILogger<GraphDirectory> log) : IDirectory
{
    // A refusal is looked at again after so long, or when an administrator comes back from allowing it.
    private static readonly Duration Refused = Duration.FromHours(6);
    private static readonly Duration Pause = Duration.FromSeconds(30);
    private static readonly Duration LongestPause = Duration.FromMinutes(30);
    private const int MostPages = 20;
    private const int MostOrganisations = 2000;

    private readonly ConcurrentDictionary<string, Organisation> _organisations = new(StringComparer.Ordinal);

    public Uri? ConsentPage => pages.To(AboutPages.Consent[1..]);

    /// <summary>An administrator says that they have allowed it: what was refused before is asked for anew, with a new token.</summary>
    public void Allowed(string tenant) => _organisations.TryRemove(tenant, out _);

    public async Task<AddOutcome> Add(PersonKey person, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(person.Tenant, "D", out _) || !Guid.TryParseExact(person.ObjectId, "D", out _))
        {
            return AddOutcome.NoSuchPerson;
        }

        var organisation = Of(person.Tenant);
        if (Closed(organisation) is { } why)
        {
            return Outcome(why);
        }

        try
        {
            if ((organisation.CatalogueId ??= await InCatalogue(organisation.Graph, cancel)) is not { } app)
            {
                return Outcome(Closes(organisation, Refusal.NoSuchApp, Refused));
            }

            await organisation.Graph.Users[person.ObjectId].Teamwork.InstalledApps.PostAsync(
                new UserScopeTeamsAppInstallation { AdditionalData = new Dictionary<string, object> { ["teamsApp@odata.bind"] = $"{settings.Graph.AbsoluteUri.TrimEnd('/')}/appCatalogs/teamsApps/{app}" } },
                cancellationToken: cancel);
            return AddOutcome.Added;
        }
        catch (ODataError e)
        {
            return Read(e, organisation, person.Tenant);
        }
        catch (AuthenticationFailedException e)
        {
            return Read(e, organisation, person.Tenant);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ApiException && !cancel.IsCancellationRequested)
        {
            var fault = e.GetType().Name;
            LogNotAnswered(fault);
            return Outcome(Closes(organisation, Refusal.Busy, Pause));
        }
    }

    private Refusal? Closed(Organisation organisation) => organisation.Closed is { } closed && closed.Until > clock.GetCurrentInstant() ? closed.Why : null;

    // Of one id there may be one from the store and one of the organisation's own, which is the one that its people get.
    private async Task<string?> InCatalogue(GraphServiceClient graph, CancellationToken cancel)
    {
        string? found = null;
        var page = await graph.AppCatalogs.TeamsApps.GetAsync(r => r.QueryParameters.Filter = $"externalId eq '{settings.TeamsApp}'", cancel);
        for (var pagesRead = 1; page is not null; pagesRead++)
        {
            foreach (var app in (page.Value ?? []).Where(a => a.Id is { Length: > 0 }))
            {
                if (app.DistributionMethod == TeamsAppDistributionMethod.Organization)
                {
                    return app.Id;
                }

                found ??= app.Id;
            }

            page = page.OdataNextLink is { Length: > 0 } next && pagesRead < MostPages ? await graph.AppCatalogs.TeamsApps.WithUrl(next).GetAsync(cancellationToken: cancel) : null;
        }

        return found;
    }

    private AddOutcome Read(ODataError e, Organisation organisation, string tenant)
    {
        switch ((HttpStatusCode)e.ResponseStatusCode)
        {
            case HttpStatusCode.Conflict:
                return AddOutcome.Added;
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                LogRefused(e.ResponseStatusCode, e.Error?.Code);
                return Refuses(tenant);
            case HttpStatusCode.NotFound when IsAboutApp(e):
                // It was there a moment ago, or long ago.
                organisation.CatalogueId = null;
                return Outcome(Closes(organisation, Refusal.NoSuchApp, Refused));
            case HttpStatusCode.NotFound:
                return AddOutcome.NoSuchPerson;
            default:
                LogRefused(e.ResponseStatusCode, e.Error?.Code);
                return Outcome(Closes(organisation, Refusal.Busy, RetryAfter(e)));
        }
    }

    // An organisation in which nobody has allowed it doesn't know the registration at all.
    private AddOutcome Read(AuthenticationFailedException e, Organisation organisation, string tenant)
    {
        var code = (e.InnerException as MsalServiceException)?.ErrorCode;
        var said = code ?? e.InnerException?.GetType().Name;
        LogNoToken(said);
        return code is "unauthorized_client" or "access_denied" or "consent_required" or "interaction_required" ? Refuses(tenant) : Outcome(Closes(organisation, Refusal.Busy, Pause));
    }

    // With its next question it starts anew: a token from before an administrator allowed it says for an hour that nobody has.
    private AddOutcome Refuses(string tenant)
    {
        var anew = Made(tenant);
        _organisations[tenant] = anew;
        return Outcome(Closes(anew, Refusal.NotAllowed, Refused));
    }

    private Refusal Closes(Organisation organisation, Refusal why, Duration pause)
    {
        organisation.Closed = (clock.GetCurrentInstant() + pause, why);
        return why;
    }

    private Organisation Of(string tenant)
    {
        if (_organisations.Count > MostOrganisations)
        {
            // What is forgotten is found out again.
            _organisations.Clear();
        }

        return _organisations.GetOrAdd(tenant, Made);
    }

    private Organisation Made(string tenant) => new(new GraphServiceClient(
        http.CreateClient(),
        new AzureIdentityAuthenticationProvider(tokens.Of(tenant), [settings.Graph.Host], null, false, settings.Scope),
        settings.Graph.AbsoluteUri.TrimEnd('/')));

    // Seconds or a date, as HTTP has it.
    private Duration RetryAfter(ODataError e)
    {
        var said = e.ResponseHeaders?.FirstOrDefault(h => h.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
        var wait = !System.Net.Http.Headers.RetryConditionHeaderValue.TryParse(said, out var read) ? Pause
            : read.Delta is { } delta ? Duration.FromTimeSpan(delta)
            : Instant.FromDateTimeOffset(read.Date!.Value) - clock.GetCurrentInstant();
        return Duration.Max(Duration.FromSeconds(1), Duration.Min(wait, LongestPause));
    }

    private static bool IsAboutApp(ODataError e) => (e.Error?.Message ?? "").Contains("app", StringComparison.OrdinalIgnoreCase) && !(e.Error?.Message ?? "").Contains("user", StringComparison.OrdinalIgnoreCase);

    private static AddOutcome Outcome(Refusal why) => why switch
    {
        Refusal.NotAllowed => AddOutcome.NotAllowed,
        Refusal.NoSuchApp => AddOutcome.NoSuchApp,
        _ => AddOutcome.Later,
    };

    // Of whom it is, nothing: ids of people are in no log.
    [LoggerMessage(Level = LogLevel.Information, Message = "An organisation's directory refused: {Status} {Code}.")]
    private partial void LogRefused(int status, string? code);

    [LoggerMessage(Level = LogLevel.Information, Message = "No token for an organisation's directory: {Code}.")]
    private partial void LogNoToken(string? code);

    [LoggerMessage(Level = LogLevel.Information, Message = "An organisation's directory didn't answer: {Fault}.")]
    private partial void LogNotAnswered(string fault);
}
