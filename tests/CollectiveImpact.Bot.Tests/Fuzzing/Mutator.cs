using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;

namespace CollectiveImpact.Bot.Tests.Fuzzing;

/// <summary>Makes an activity into one that nobody meant: a few changes to its structure, the same for the same seed.</summary>
internal sealed class Mutator(Corpus corpus, IReadOnlyList<string> foreign)
{
    // A character for private use stands for half a surrogate pair, which no writer of JSON would write.
    private const char Half = '\uE000';

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    private static readonly string[] Nasty =
    [
        "", " ", "\t\r\n", "\0", "\u0000\u0001\u001f\u007f", "null", "undefined", "NaN", "true", "[]", "{}", "\"", "'", "\\", "/", "#", "?", "%00", "%", "..", "../../..", "'; drop",
        "\u202eesrever", "\u200b\u200d\ufeff", "e\u0301\u0301\u0301\u0301\u0301\u0301", "\u2028\u2029", "１２３", "٣", "½", "ﬁ", "İi", "ß", "👩‍👩‍👧‍👦", "\ufffd", "\uffff", "\U0010fffd", $"{Half}", $"a{Half}b",
        "<at>x</at>", "<at", "<span itemtype=\"http://schema.skype.com/InputExtension/inline-compose-card\">", "&amp;&#0;&#xD800;", "[a](javascript:1)", "**", "=1+1", "@x", "-", "--", "{{", "${x}", "{term}", ":", "::", ";messageid=", ",", ".",
        "0", "-0", "-1", "1", "2147483647", "2147483648", "-2147483649", "9223372036854775808", "79228162514264337593543950336", "1e400", "1e-400", "0.0000000000000000000000000001", "1,5", "1.234.567,89", "1 000", "∞", "0x10",
        "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "-0001-01-01", "2026-W53", "2026-W00", "2026-13", "2026-Q5", "24:00", "25:61", "09:00", "99999999999",
        "xx-!!", "x", "und", "qps-ploc", "zz-ZZ", "en_GB", "de-DE-1996", "Mars/Olympus", "W. Europe Standard Time", "Etc/GMT+14", "UTC", "America/Argentina/ComodRivadavia",
        "00000000-0000-0000-0000-000000000000", "OnTrack", "FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "a+b*(c", "((((((((((", "1/0", "a:b:c", "~", "!", "|",
        "https://127.0.0.1:1/x", "file:///etc/passwd", "ht!tp://", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:99999999\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR",
    ];

    private static readonly string[] Numbers = ["0", "-1", "1", "1e3", "2147483648", "-9223372036854775809", "79228162514264337593543950336", "1e400", "-1e400", "1e-400", "0.1", "123456789012345678901234567890.123456789"];

    private static readonly string[] Types = ["message", "invoke", "conversationUpdate", "installationUpdate", "messageReaction", "messageUpdate", "messageDelete", "typing", "event", "endOfConversation", "trace", "command", "", "MESSAGE", "x"];

    private static readonly string[] Names =
    [
        "adaptiveCard/action", "application/search", "composeExtension/query", "composeExtension/fetchTask", "composeExtension/submitAction", "composeExtension/queryLink", "composeExtension/selectItem", "composeExtension/setting",
        "fileConsent/invoke", "task/fetch", "task/submit", "tab/fetch", "config/fetch", "signin/tokenExchange", "signin/verifyState", "message/submitAction", "actionableMessage/executeAction", "handoff/action", "", "x/y",
    ];

    private static readonly string[] Places = ["personal", "groupChat", "channel", "meeting", "", "Personal", "x"];

    /// <summary>The body to post.</summary>
    public string Mutate(Random random, JsonObject activity)
    {
        // Some go as they are: a door that is used in earnest leads to where the others are tried.
        var changes = random.Next(8) switch { 0 => 0, < 4 => 1, < 6 => 2, 6 => 3, _ => 6 };
        for (var i = 0; i < changes; i++)
        {
            Change(random, activity);
        }

        var body = activity.ToJsonString().Replace("\\uE000", "\\ud800", StringComparison.Ordinal);
        return random.Next(50) == 0 ? Torn(random, body) : body;
    }

    private void Change(Random random, JsonObject activity)
    {
        switch (random.Next(20))
        {
            case 0 or 1:
                OneOf(random, corpus.Seeds.Where(s => s["value"] is not null)).CopyTo(activity, "value", "name", "type");
                break;
            case 2:
                SetIfThere(activity.At("value").At("action") ?? activity.At("value"), "verb", OneOf(random, corpus.Verbs));
                break;
            case 3 or 4 or 5:
                if (Corpus.FormOf(activity) is JsonObject form)
                {
                    var name = random.Next(3) == 0 && form.Count > 0 ? form.ElementAt(random.Next(form.Count)).Key : OneOf(random, corpus.Fields);
                    form[name] = Value(random);
                }

                break;
            case 6:
                activity["type"] = OneOf(random, Types);
                break;
            case 7:
                activity["name"] = OneOf(random, Names);
                break;
            case 8:
                activity["text"] = Text(random, activity.Text("text"));
                break;
            case 9:
                SetIfThere(activity["conversation"], "conversationType", OneOf(random, Places));
                break;
            case 10:
                activity[OneOf(random, ["locale", "localTimezone", "timestamp", "localTimestamp", "replyToId", "id", "channelId", "textFormat", "action", "label", "code"])] = Value(random);
                break;
            case 11:
                activity[OneOf(random, ["entities", "membersAdded", "membersRemoved", "attachments", "suggestedActions", "reactionsAdded", "channelData", "from", "conversation", "recipient", "relatesTo", "semanticAction"])] = Node(random, 3);
                break;
            default:
                Anywhere(random, activity);
                break;
        }
    }

    private void Anywhere(Random random, JsonObject activity)
    {
        var spots = new List<(JsonNode Parent, string? Name, int Index)>();
        Collect(activity, spots);

        // Where the caller is to be answered is asked about once in a while only: otherwise nothing gets past it.
        var (parent, name, index) = OneOf(random, spots.Where(s => s.Name is not ("serviceUrl" or "type") || random.Next(20) == 0));
        var node = parent is JsonObject o ? o[name!] : parent[index];
        switch (random.Next(10))
        {
            case 0 or 1:
                Remove(parent, name, index);
                break;
            case 2:
                Put(parent, name, index, null);
                break;
            case 3:
                if (parent is JsonArray list)
                {
                    list.Add(random.Next(2) == 0 ? null : node?.DeepClone());
                }
                else
                {
                    Put(parent, name, index, new JsonArray(node?.DeepClone(), null, node?.DeepClone()));
                }

                break;
            case 4:
                Put(parent, name, index, Retyped(random, node));
                break;
            case 5:
                Put(parent, name, index, Node(random, 2));
                break;
            case 6:
                Put(parent, name, index, random.Next(6) == 0 ? Nested(random.Next(2) == 0 ? 20 : 100) : new string(random.Next(2) == 0 ? 'x' : '漢', random.Next(6) == 0 ? 60_000 : 3_000));
                break;
            case 7:
                // The same place of another activity.
                var other = new List<(JsonNode Parent, string? Name, int Index)>();
                Collect(OneOf(random, corpus.Seeds), other);
                if (other.Find(s => s.Name == name) is { Parent: JsonObject at } && name is not null)
                {
                    Put(parent, name, index, at[name]?.DeepClone());
                }

                break;
            default:
                Put(parent, name, index, Value(random));
                break;
        }
    }

    private JsonNode? Value(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => JsonNode.Parse(OneOf(random, Numbers)),
        2 => random.Next(2) == 0,
        3 => OneOf(random, foreign),
        4 or 5 => OneOf(random, corpus.Values),
        6 => Node(random, 2),
        7 => OneOf(random, Nasty) + OneOf(random, Nasty),
        8 => OneOf(random, corpus.Values) + OneOf(random, Nasty),
        _ => OneOf(random, Nasty),
    };

    private string Text(Random random, string? text) => random.Next(6) switch
    {
        0 => OneOf(random, Nasty),
        1 => (text ?? "") + " " + OneOf(random, Nasty),
        2 => OneOf(random, Nasty) + (text ?? ""),
        3 => string.Concat(Enumerable.Repeat((text ?? "x") + " ", random.Next(1, 200))),
        4 => (text ?? "").Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).ToUpperInvariant(),
        _ => (text ?? "") + OneOf(random, corpus.Values),
    };

    private JsonNode? Node(Random random, int depth) => depth == 0 ? OneOf(random, Nasty) : random.Next(6) switch
    {
        0 => null,
        1 => new JsonArray(),
        2 => new JsonObject(),
        3 => new JsonArray(null, Node(random, depth - 1), OneOf(random, Nasty)),
        4 => new JsonObject { ["type"] = OneOf(random, ["mention", "clientInfo", "x", ""]), ["id"] = Value(random), ["mentioned"] = Node(random, depth - 1), ["text"] = OneOf(random, Nasty), [OneOf(random, corpus.Fields)] = Node(random, depth - 1) },
        _ => new JsonArray(new JsonObject { ["id"] = Node(random, depth - 1), ["type"] = "mention", ["mentioned"] = null }, new JsonObject { ["type"] = "clientInfo", ["timezone"] = Value(random) }),
    };

    private static JsonNode? Retyped(Random random, JsonNode? node) => random.Next(6) switch
    {
        0 => new JsonArray(node?.DeepClone()),
        1 => new JsonObject { ["value"] = node?.DeepClone() },
        2 => node?.ToJsonString() ?? "null",
        3 => (node as JsonValue)?.ToString().Length ?? 0,
        4 => random.Next(2) == 0,
        _ => new JsonArray(),
    };

    private static JsonNode Nested(int levels)
    {
        JsonNode node = "x";
        for (var i = 0; i < levels; i++)
        {
            node = i % 2 == 0 ? new JsonArray(node) : new JsonObject { ["a"] = node };
        }

        return node;
    }

    private static string Torn(Random random, string body)
    {
        var at = random.Next(body.Length);
        return random.Next(4) switch
        {
            0 => body[..at],
            1 => body.Remove(at, 1),
            2 => body.Insert(at, OneOf(random, ["\0", "{", "}", "\"", ",", "\\", "\ufeff", "/*", "1"])),
            _ => body + body,
        };
    }

    internal static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Deep);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static void Collect(JsonNode? node, List<(JsonNode Parent, string? Name, int Index)> spots)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (name, child) in o)
                {
                    spots.Add((o, name, 0));
                    Collect(child, spots);
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    spots.Add((array, null, i));
                    Collect(array[i], spots);
                }

                break;
        }
    }

    internal static void Remove(JsonNode parent, string? name, int index)
    {
        if (parent is JsonObject o)
        {
            o.Remove(name!);
        }
        else
        {
            ((JsonArray)parent).RemoveAt(index);
        }
    }

    internal static void Put(JsonNode parent, string? name, int index, JsonNode? value)
    {
        if (parent is JsonObject o)
        {
            o[name!] = value;
        }
        else
        {
            parent[index] = value;
        }
    }

    private static void SetIfThere(JsonNode? node, string name, string value)
    {
        if (node is JsonObject o)
        {
            o[name] = value;
        }
    }

    private static T OneOf<T>(Random random, IEnumerable<T> of)
    {
        var all = of as IReadOnlyList<T> ?? [.. of];
        return all[random.Next(all.Count)];
    }
}

internal static class Templates
{
    public static void CopyTo(this JsonObject from, JsonObject to, params string[] names)
    {
        foreach (var name in names)
        {
            to[name] = from[name]?.DeepClone();
        }
    }

    /// <summary>The same with every id put in the place of its name.</summary>
    public static JsonObject Filled(this JsonObject template, IReadOnlyDictionary<string, string> ids)
    {
        var filled = ids.Aggregate(template.ToJsonString(), (json, id) => json.Replace("$" + id.Key, id.Value, StringComparison.Ordinal));
        return JsonNode.Parse(filled)!.AsObject();
    }

    public static string InWords(this int number) => number.ToString("N0", CultureInfo.GetCultureInfo("en-GB"));
}
