using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using NodaTime;
using NodaTime.TimeZones;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Reads an activity as a turn: who, where, in which language and time zone, what was said or pressed.</summary>
internal static class TeamsTurns
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl)]);

    private const int MostOwnNames = 4;

    // Teams's own ids have some 36 characters, those of conversations and addresses up to 200.
    private const int LongestId = 100;
    private const int LongestPlace = 500;
    private const int LongestName = 256;

    /// <summary>The turn without what was said or pressed; null when Teams doesn't say who it is.</summary>
    public static Turn? Read(Activity activity, Instant now)
    {
        var tenant = Text(activity.ChannelData as JObject, "tenant.id") ?? activity.Conversation.TenantId;
        if (!IsEntraId(tenant) || !IsEntraId(activity.From?.AadObjectId) || activity.Conversation.Id.Length > LongestPlace || activity.ServiceUrl.Length > LongestPlace)
        {
            return null;
        }

        var culture = ToldCulture(activity);
        return new Turn(
            new PersonKey(tenant!, activity.From!.AadObjectId),
            Name(activity.From.Name),
            activity.From.Id is { Length: <= LongestPlace } client ? client : "",
            Address(activity, tenant!),
            culture ?? Languages.CultureOf(null),
            TimeZone(activity),
            now)
        {
            ToldCulture = culture?.Name,
            PlaceName = Name(Text(activity.ChannelData as JObject, "channel.name") ?? activity.Conversation.Name),
        };
    }

    /// <summary>The id of the team in which it was said; null outside of teams.</summary>
    public static string? TeamOf(Activity activity) => Text(activity.ChannelData as JObject, "team.id") is { } team && IsId(team, LongestPlace) ? team : null;

    /// <summary>Whether it may be the id of a tenant or of a person in one. Such ids are joined to keys, so that what joins them can't be within.</summary>
    /// <remarks>Entra's are GUIDs; the simulators of Teams have others of the same letters.</remarks>
    public static bool IsEntraId([NotNullWhen(true)] string? text) => IsId(text, LongestId) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsId([NotNullWhen(true)] string? text, int longest) => !string.IsNullOrWhiteSpace(text) && IsWithin(text, longest);

    /// <summary>Whether a text is no longer than that, and holds no control character.</summary>
    public static bool IsWithin(string text, int longest) => text.Length <= longest && !text.AsSpan().ContainsAny(Controls);

    private static string Name(string? name) => PeoplesWords.Shorten(PeoplesWords.Read(name ?? ""), LongestName);

    /// <summary>What was said to the bot: without its own mention and what is quoted, and with the names of others as they are read.</summary>
    public static string Said(Activity activity)
    {
        var text = activity.Text ?? "";
        var own = TeamsEntities.Of(activity).Where(e => e.Type == "mention" && Text(e.Properties, "mentioned.id") is { } id && id == activity.Recipient?.Id).ToArray();
        foreach (var name in own
            .Select(e => Text(e.Properties, "text"))
            .OfType<string>().Where(n => n.Length > 0)
            // However often the bot is mentioned in a message, it is by one name or two.
            .Distinct().Take(MostOwnNames))
        {
            text = text.Replace(name, "", StringComparison.Ordinal);
        }

        // A mention may come without the text that it stands for.
        string[] names = [.. own.Select(e => Text(e.Properties, "mentioned.name")).Append(activity.Recipient?.Name).OfType<string>().Where(n => n.Length > 0).Distinct().Take(MostOwnNames)];

        // Teams writes text as HTML would: "a & b" comes as "a &amp; b".
        text = WebUtility.HtmlDecode(TeamsMarkup.WithLines(TeamsMarkup.WithoutCards(TeamsMarkup.WithoutQuotes(TeamsMarkup.WithNames(text, names)))));
        return PeoplesWords.Read(own.Length > 0 ? TeamsMarkup.WithoutName(text, names) : text).Trim();
    }

    /// <summary>A button of the kind that is answered in place.</summary>
    public static Press Execute(Activity activity) =>
        new(Text(activity.Value as JObject, "action.verb") ?? "", Form((activity.Value as JObject)?.SelectToken("action.data")), activity.ReplyToId);

    /// <summary>A button of the kind that arrives as a message.</summary>
    public static Press Submit(Activity activity) =>
        new(Text(activity.Value as JObject, "verb") ?? "", Form(activity.Value as JToken), activity.ReplyToId);

    /// <summary>A file that was allowed, with where it goes, or declined; null when it isn't said what becomes of which.</summary>
    public static Press? FileAllowed(Activity activity)
    {
        if (activity.Value is not JObject value || Text(value, "action") is not ("accept" or "decline"))
        {
            return null;
        }

        var place = new FilePlace(
            Text(value, "uploadInfo.uploadUrl") ?? "", Text(value, "uploadInfo.contentUrl") ?? "", Text(value, "uploadInfo.uniqueId") ?? "", Text(value, "uploadInfo.fileType") ?? "");
        var context = Form(value.SelectToken("context"));
        return context[TeamsFiles.VerbField] is { Length: > 0 } verb
            ? new Press(verb, new Form(context.Fields.Concat(place.Fields).GroupBy(f => f.Key).ToDictionary(f => f.Key, f => f.Last().Value)), activity.ReplyToId)
            : null;
    }

    public static bool IsSubmit(Activity activity) => activity.Value is not null && string.IsNullOrWhiteSpace(activity.Text);

    private static ConversationAddress Address(Activity activity, string tenant)
    {
        var place = activity.Conversation;
        var kind = place.ConversationType switch
        {
            "personal" => PlaceKind.Personal,
            "channel" => PlaceKind.Channel,
            "groupChat" => PlaceKind.GroupChat,
            _ => place.IsGroup == true ? PlaceKind.GroupChat : PlaceKind.Personal,
        };

        return new ConversationAddress(activity.ServiceUrl, kind == PlaceKind.Channel ? PlaceOf(activity) : place.Id, tenant, activity.Recipient?.Id is { Length: <= LongestPlace } bot ? bot : "", kind);
    }

    /// <summary>A channel's thread is the channel's id and the first message's: without the latter, a message starts a new thread.</summary>
    public static string PlaceOf(Activity activity) => activity.Conversation.Id.Split(";messageid=")[0];

    /// <summary>The language of whoever sent it, as their client tells it; where it tells none, British English.</summary>
    public static CultureInfo CultureOf(Activity activity) => ToldCulture(activity) ?? Languages.CultureOf(null);

    // Teams on phones may leave out the activity's own; the client's description of itself has it too. Neither need be one that this machine knows.
    private static CultureInfo? ToldCulture(Activity activity) =>
        OfClient(activity, "locale").Prepend(activity.Locale).Where(l => l is { Length: <= LongestId }).Select(l => Languages.Read(l!)).OfType<string>().Select(l => Languages.CultureOf(l)).FirstOrDefault();

    private static string? TimeZone(Activity activity) => OfClient(activity, "timezone").Prepend(activity.LocalTimezone).Select(Iana).OfType<string>().FirstOrDefault();

    private static string? Iana(string? zone) => zone is null ? null
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone
        // Windows names zones in its own way.
        : TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(zone, out var iana) ? iana : null;

    private static IEnumerable<string?> OfClient(Activity activity, string property) => TeamsEntities.Of(activity).Where(e => e.Type == "clientInfo").Select(e => Text(e.Properties, property));

    internal static Form Form(JToken? data) => data is JObject fields
        ? new Form(fields.Properties().Select(f => (f.Name, Value: Field(f.Value))).Where(f => f.Value is not null).ToDictionary(f => f.Name, f => PeoplesWords.Read(f.Value!)))
        : CollectiveImpact.Cards.Fields.Form.Empty;

    // Clients differ in what they send for the same input: true or "true", 3 or "3". No input sends an object or a list.
    private static string? Field(JToken value) => value switch
    {
        JValue { Value: null } => null,
        JValue { Value: bool on } => on ? "true" : "false",
        JValue plain => plain.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Text(JObject? json, string path) => (json?.SelectToken(path) as JValue)?.Value as string;
}
