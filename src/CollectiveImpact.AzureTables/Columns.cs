using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using CollectiveImpact.Agenda;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// How values stand in columns: exact, and readable by whoever opens the table. Decimals, moments and dates are invariant
/// texts, words are themselves, lists are JSON. What is null has no column.
/// </summary>
internal static class Columns
{
    /// <summary>Tables keeps 64 KiB of UTF-16 in a column.</summary>
    public const int LongestText = 32 * 1024;

    public static TableEntity Put(this TableEntity row, string column, string? text)
    {
        if (text is null)
        {
            return row;
        }

        if (text.Length > LongestText)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{column} is {text.Length:#,0} characters long; storage keeps {LongestText:#,0}."),
                nameof(text));
        }

        row[column] = text;
        return row;
    }

    public static TableEntity Put(this TableEntity row, string column, int? number)
    {
        if (number is { } n)
        {
            row[column] = n;
        }

        return row;
    }

    public static TableEntity Put(this TableEntity row, string column, bool yes)
    {
        row[column] = yes;
        return row;
    }

    public static TableEntity Put(this TableEntity row, string column, decimal? number) =>
        row.Put(column, number?.ToString(CultureInfo.InvariantCulture));

    public static TableEntity Put(this TableEntity row, string column, Instant? moment) =>
        row.Put(column, moment is { } m ? InstantPattern.ExtendedIso.Format(m) : null);

    public static TableEntity Put(this TableEntity row, string column, LocalTime? time) =>
        row.Put(column, time is { } t ? LocalTimePattern.ExtendedIso.Format(t) : null);

    public static TableEntity Put(this TableEntity row, string column, LocalDate? date) =>
        row.Put(column, date is { } d ? LocalDatePattern.Iso.Format(d) : null);

    public static TableEntity Put<T>(this TableEntity row, string column, T? word)
        where T : struct, Enum => row.Put(column, word?.ToString());

    public static TableEntity Put(this TableEntity row, string column, IReadOnlyList<string> list) =>
        row.PutLong(column, JsonSerializer.Serialize(list, JsonColumns.Readable.IReadOnlyListString));

    /// <summary>A text that is too long for one column goes on in the next: <c>Partners</c>, <c>Partners_1</c>.</summary>
    public static TableEntity PutLong(this TableEntity row, string column, string json)
    {
        for (var (part, at) = (0, 0); at < json.Length; part++, at += LongestText)
        {
            row.Put(Part(column, part), json.Substring(at, Math.Min(LongestText, json.Length - at)));
        }

        return row;
    }

    public static TableEntity Put(this TableEntity row, string column, IReadOnlyDictionary<string, string> map) =>
        row.Put(column, JsonSerializer.Serialize(map, JsonColumns.Readable.IReadOnlyDictionaryStringString));

    public static TableEntity Put(this TableEntity row, ConversationAddress? address) => address is null ? row : row
        .Put("ServiceUrl", address.ServiceUrl)
        .Put("ConversationId", address.ConversationId)
        .Put("ConversationTenant", address.Tenant)
        .Put("BotId", address.BotId)
        .Put<PlaceKind>("Place", address.Kind);

    public static string Text(this TableEntity row, string column) => row.TextOrNull(column) ?? throw Missing(row, column);

    public static string? TextOrNull(this TableEntity row, string column) => row.GetString(column);

    public static int Number(this TableEntity row, string column) => row.NumberOrNull(column) ?? throw Missing(row, column);

    public static int? NumberOrNull(this TableEntity row, string column) => row.GetInt32(column);

    public static bool Yes(this TableEntity row, string column) => row.GetBoolean(column) ?? throw Missing(row, column);

    public static decimal? DecimalOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    public static Instant Moment(this TableEntity row, string column) => row.MomentOrNull(column) ?? throw Missing(row, column);

    public static Instant? MomentOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? InstantPattern.ExtendedIso.Parse(text).Value : null;

    public static LocalTime? TimeOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? LocalTimePattern.ExtendedIso.Parse(text).Value : null;

    public static LocalTime Time(this TableEntity row, string column) => LocalTimePattern.ExtendedIso.Parse(row.Text(column)).Value;

    public static LocalDate? DateOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? LocalDatePattern.Iso.Parse(text).Value : null;

    public static LocalDate Date(this TableEntity row, string column) => LocalDatePattern.Iso.Parse(row.Text(column)).Value;

    public static T Word<T>(this TableEntity row, string column)
        where T : struct, Enum => Enum.Parse<T>(row.Text(column));

    public static T? WordOrNull<T>(this TableEntity row, string column)
        where T : struct, Enum => row.TextOrNull(column) is { } text ? Enum.Parse<T>(text) : null;

    public static IReadOnlyList<string> List(this TableEntity row, string column) =>
        JsonSerializer.Deserialize(row.LongOrNull(column) ?? throw Missing(row, column), JsonColumns.Readable.IReadOnlyListString)!;

    public static IReadOnlyList<string> ListOrEmpty(this TableEntity row, string column) => row.TextOrNull(column) is null ? [] : row.List(column);

    public static string? LongOrNull(this TableEntity row, string column)
    {
        var text = row.TextOrNull(column);
        for (var part = 1; text is not null && row.TextOrNull(Part(column, part)) is { } more; part++)
        {
            text += more;
        }

        return text;
    }

    public static IReadOnlyDictionary<string, string> Map(this TableEntity row, string column) =>
        JsonSerializer.Deserialize(row.Text(column), JsonColumns.Readable.IReadOnlyDictionaryStringString)!;

    public static PersonKey Person(this TableEntity row, string column) => PersonKey.Parse(row.Text(column));

    public static PersonKey? PersonOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? PersonKey.Parse(text) : null;

    public static ConversationAddress Address(this TableEntity row) => row.AddressOrNull() ?? throw Missing(row, "ConversationId");

    public static ConversationAddress? AddressOrNull(this TableEntity row) => row.TextOrNull("ConversationId") is { } id
        // A thousand members share a few services and tenants: one text in memory for each.
        ? new ConversationAddress(string.Intern(row.Text("ServiceUrl")), id, string.Intern(row.Text("ConversationTenant")), string.Intern(row.Text("BotId")), row.Word<PlaceKind>("Place"))
        : null;

    private static string Part(string column, int part) => part == 0 ? column : string.Create(CultureInfo.InvariantCulture, $"{column}_{part}");

    private static InvalidOperationException Missing(TableEntity row, string column) =>
        new($"The row {row.PartitionKey} / {row.RowKey} has no {column}.");
}

/// <summary>Lists and wordings in one column. Words stay readable instead of \u-escaped, which also keeps them short.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Wording))]
[JsonSerializable(typeof(IReadOnlyList<Opinion>))]
[JsonSerializable(typeof(IReadOnlyList<TermDecision>))]
[JsonSerializable(typeof(AgendaBook))]
[JsonSerializable(typeof(CommonAgenda))]
internal sealed partial class JsonColumns : JsonSerializerContext
{
    public static readonly JsonColumns Readable = new(
        new JsonSerializerOptions { IgnoreReadOnlyProperties = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb));
}
