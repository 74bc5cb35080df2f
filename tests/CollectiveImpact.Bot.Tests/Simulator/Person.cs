using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>Somebody with a Teams account in one tenant, and a personal chat with the bot.</summary>
public sealed class Person
{
    private readonly bool _isGuest;

    internal Person(TeamsSimulator teams, string name, string tenant, string key, bool isGuest)
    {
        _isGuest = isGuest;
        Teams = teams;
        Name = name;
        Tenant = tenant;
        AadObjectId = teams.StableGuid(key).ToString();
        UserId = $"29:1{teams.StableText(key)}";
        ServiceUrl = teams.ServiceUrlOf(tenant);
        Chat = new PersonalChat(this);
    }

    public string Name { get; }

    public string Tenant { get; }

    public string TenantId => Teams.TenantId(Tenant);

    public string AadObjectId { get; }

    /// <summary>The person as this bot knows them, <c>29:…</c>; another bot would see another id.</summary>
    public string UserId { get; }

    public string Locale { get; set; } = "en-GB";

    /// <summary>An IANA time zone.</summary>
    public string TimeZone { get; set; } = "Europe/Lisbon";

    /// <summary>Whether the person's client tells its time zone; not every one does.</summary>
    public bool TellsTimeZone { get; set; } = true;

    /// <summary>Whether the person's client tells its language; on some phones it doesn't.</summary>
    public bool TellsLocale { get; set; } = true;

    public string Platform { get; set; } = "Web";

    /// <summary>Where the bot is to answer; Teams may move a person to another address.</summary>
    public Uri ServiceUrl { get; set; }

    public PersonalChat Chat { get; }

    /// <inheritdoc cref="Conversation.Unread"/>
    public int Unread => Chat.Unread;

    /// <inheritdoc cref="Conversation.Messages"/>
    public IReadOnlyList<Message> Messages => Chat.Messages;

    internal TeamsSimulator Teams { get; }

    /// <summary>The same human being invited into another tenant, where Entra and Teams give them other ids.</summary>
    public Person AsGuestIn(string tenant) => Teams.Add(
        new Person(Teams, Name, tenant, Teams.Namesake($"guest:{tenant}:{UserId}"), isGuest: true)
        {
            Locale = Locale,
            TimeZone = TimeZone,
            Platform = Platform,
        });

    /// <summary>Installs the bot for this person, who may have had it before.</summary>
    public Task Installs()
    {
        Chat.Installs();
        return Chat.TellInstalled(this);
    }

    /// <summary>Uninstalls the bot: it is told, and from then on may not write here.</summary>
    public Task Uninstalls()
    {
        Chat.Uninstalls();
        return Chat.TellUninstalled(this);
    }

    /// <summary>Blocks the bot, which is not told.</summary>
    public void Blocks() => Chat.Blocks(true);

    public void Unblocks() => Chat.Blocks(false);

    /// <inheritdoc cref="Conversation.Receives"/>
    public Task<ReceivedCard> Receives() => Chat.Receives();

    /// <inheritdoc cref="Conversation.ReceivesAbout"/>
    public Task<ReceivedCard> ReceivesAbout(string words) => Chat.ReceivesAbout(words);

    /// <inheritdoc cref="Conversation.ReceivesAnswer"/>
    public Task<ReceivedCard> ReceivesAnswer(string messageId) => Chat.ReceivesAnswer(messageId);

    /// <summary>Writes to the bot in the personal chat, and returns the message's id when the bot's turn has ended.</summary>
    public Task<string> Says(string text)
    {
        Chat.MustBeOpen();
        return Writes(text, Chat, mention: false, thread: null);
    }

    /// <summary>
    /// Writes in a channel or group chat, and returns the message's id when the bot's turn has ended: in a channel, the
    /// thread it begins. Without a mention the bot is not told, as in Teams.
    /// </summary>
    public async Task<string> Says(string text, Conversation place, bool mention = true, string? thread = null)
    {
        MustBeIn(place);
        return mention && place.BotIsIn
            ? await Writes(text, place, mention: true, thread)
            : Teams.NextMessageId();
    }

    internal void MustBeIn(Conversation place)
    {
        if (!place.Has(this))
        {
            throw new InvalidOperationException($"{Name} is not in {place.Name}.");
        }
    }

    /// <summary>An activity as Teams writes it, to which the caller adds what is special about it.</summary>
    internal JsonObject Activity(string type, Conversation place, string? thread = null)
    {
        var now = Teams.Clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = type == "message" ? Teams.NextMessageId() : $"f:{Guid.NewGuid()}",
            ["timestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["localTimestamp"] = local.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
            ["localTimezone"] = TellsTimeZone ? TimeZone : null,
            ["locale"] = TellsLocale ? Locale : null,
            ["channelId"] = "msteams",
            ["serviceUrl"] = ServiceUrl.ToString(),
            ["from"] = new JsonObject { ["id"] = UserId, ["name"] = Name, ["aadObjectId"] = AadObjectId },
            ["conversation"] = place.Account(thread),
            ["recipient"] = new JsonObject { ["id"] = Teams.BotId, ["name"] = Teams.BotName },
            ["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "clientInfo",
                ["locale"] = TellsLocale ? Locale : null,
                ["country"] = TellsLocale ? Locale.Split('-')[^1] : null,
                ["platform"] = Platform,
                ["timezone"] = TellsTimeZone ? TimeZone : null,
            }),
            ["channelData"] = place.ChannelData(),
        };
    }

    /// <summary>The person as a roster shows them.</summary>
    internal JsonObject InRoster()
    {
        var names = Name.Split(' ', 2);
        var address = $"{StringOf(Name)}.{AadObjectId[..8]}@{StringOf(Tenant)}.example";
        return new JsonObject
        {
            ["id"] = UserId,
            ["name"] = Name,
            ["aadObjectId"] = AadObjectId,
            ["objectId"] = AadObjectId,
            ["givenName"] = names[0],
            ["surname"] = names.ElementAtOrDefault(1) ?? "",
            ["email"] = address,
            ["userPrincipalName"] = address,
            ["tenantId"] = TenantId,
            ["userRole"] = _isGuest ? "guest" : "user",
        };
    }

    private static string StringOf(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));

    private async Task<string> Writes(string text, Conversation place, bool mention, string? thread)
    {
        var activity = Activity("message", place, thread);
        var id = activity.Text("id")!;
        if (place is Channel && thread is null)
        {
            // A message outside any thread begins one, named after itself.
            activity["conversation"] = place.Account(id);
        }
        var at = mention ? $"<at>{Teams.BotName}</at>" : "";
        activity["textFormat"] = "plain";
        activity["text"] = mention ? $"{at} {text}" : text;
        activity["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "text/html",
            ["content"] = mention
                ? $"<p><span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"0\">{WebUtility.HtmlEncode(Teams.BotName)}</span>&nbsp;{WebUtility.HtmlEncode(text)}</p>"
                : $"<p>{WebUtility.HtmlEncode(text)}</p>",
        });
        if (mention)
        {
            activity["entities"]!.AsArray().Insert(0, new JsonObject
            {
                ["type"] = "mention",
                ["mentioned"] = new JsonObject { ["id"] = Teams.BotId, ["name"] = Teams.BotName },
                ["text"] = at,
            });
        }
        await Teams.Tell(activity);
        return id;
    }
}
