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
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// How values stand in columns: exact, and readable by whoever opens the table. Decimals, moments and dates are invariant
/// texts, words are themselves, lists are JSON. What is null has no column.
/// </summary>
internal static class Columns
{
    /// <summary>Tables keeps 64 KiB of UTF-16 in a column.</summary>
    public const int LongestText = 32 * 1024;

    // Far from the ends of what can be computed with, for a zone, a week or a percentage more must fit as well.
    private const decimal Largest = 1e15m;
    private static readonly Instant Earliest = Instant.FromUtc(1800, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2400, 1, 1, 0, 0);

    /// <summary>In the place of a person whose key can't be read, where somebody must be named.</summary>
    public static readonly PersonKey Nobody = new("-", "-");

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

    public static TableEntity Put<TId>(this TableEntity row, string column, IReadOnlyList<TId> ids)
        where TId : class, IId<TId> => row.Put(column, [.. ids.Select(i => i.Value)]);

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

    public static string? TextOrNull(this TableEntity row, string column) => row.TryGetValue(column, out var value) ? value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public static int Number(this TableEntity row, string column) => row.NumberOrNull(column) ?? throw Missing(row, column);

    public static int? NumberOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    public static bool Yes(this TableEntity row, string column) => row.TextOrNull(column) is { } text ? bool.Parse(text) : throw Missing(row, column);

    public static decimal? DecimalOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? ReadDecimal(text) : null;

    public static Instant Moment(this TableEntity row, string column) => row.MomentOrNull(column) ?? throw Missing(row, column);

    public static Instant? MomentOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? ReadMoment(text) : null;

    /// <summary>When the row was written last, as storage says.</summary>
    public static Instant Written(this TableEntity row) => row.Timestamp is { } at ? Instant.FromDateTimeOffset(at) : Earliest;

    public static LocalTime? TimeOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? LocalTimePattern.ExtendedIso.Parse(text).Value : null;

    public static LocalTime Time(this TableEntity row, string column) => LocalTimePattern.ExtendedIso.Parse(row.Text(column)).Value;

    public static LocalDate? DateOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? ReadDate(text) : null;

    public static LocalDate Date(this TableEntity row, string column) => ReadDate(row.Text(column));

    public static Period Period(this TableEntity row, string column) =>
        new Period(row.Text(column)) is { IsReal: true } period ? period : throw new FormatException($"{column} is no period.");

    public static T Word<T>(this TableEntity row, string column)
        where T : struct, Enum => ReadWord<T>(row.Text(column));

    public static T? WordOrNull<T>(this TableEntity row, string column)
        where T : struct, Enum => row.TextOrNull(column) is { } text ? ReadWord<T>(text) : null;

    public static IReadOnlyList<string> List(this TableEntity row, string column) =>
        [.. JsonSerializer.Deserialize(row.LongOrNull(column) ?? throw Missing(row, column), JsonColumns.Readable.IReadOnlyListString)!.Where(t => t is not null)];

    public static IReadOnlyList<string> ListOrEmpty(this TableEntity row, string column) => row.TextOrNull(column) is null ? [] : row.List(column);

    /// <summary>Where a text in a column becomes an id.</summary>
    public static TId Id<TId>(this TableEntity row, string column)
        where TId : class, IId<TId> => TId.Of(row.Text(column));

    public static TId? IdOrNull<TId>(this TableEntity row, string column)
        where TId : class, IId<TId> => row.TextOrNull(column) is { } text ? TId.Of(text) : null;

    public static IReadOnlyList<TId> Ids<TId>(this TableEntity row, string column)
        where TId : class, IId<TId> => [.. row.List(column).Select(TId.Of)];

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
        JsonSerializer.Deserialize(row.Text(column), JsonColumns.Readable.IReadOnlyDictionaryStringString)!.Where(p => p.Value is not null).ToDictionary();

    /// <summary>Those entries of a map whose values can be read.</summary>
    public static Dictionary<string, T> Map<T>(this TableEntity row, string column, Func<string, T> read)
    {
        var known = new Dictionary<string, T>();
        foreach (var (key, text) in row.Or(r => r.Map(column), new Dictionary<string, string>()))
        {
            if (Try(text, t => new Box<T>(read(t))) is { } one)
            {
                known[key] = one.Value;
            }
        }

        return known;
    }

    public static PersonKey Person(this TableEntity row, string column) => PersonKey.Parse(row.Text(column));

    public static PersonKey? PersonOrNull(this TableEntity row, string column) =>
        row.TextOrNull(column) is { } text ? PersonKey.Parse(text) : null;

    public static ConversationAddress Address(this TableEntity row) => row.AddressOrNull() ?? throw Missing(row, "ConversationId");

    /// <summary>An address that can't be read is as good as none: who has it is written to once they have been heard again.</summary>
    public static ConversationAddress? AddressOrNull(this TableEntity row) => row.Or(ReadAddress, null);

    private static ConversationAddress? ReadAddress(TableEntity row) => row.TextOrNull("ConversationId") is { } id
        // A thousand members share a few services and tenants: one text in memory for each.
        ? new ConversationAddress(string.Intern(row.Text("ServiceUrl")), id, string.Intern(row.Text("ConversationTenant")), string.Intern(row.Text("BotId")), row.Word<PlaceKind>("Place"))
        : null;

    /// <summary>What is read, or what it is taken for where a column is missing or holds what this version doesn't know.</summary>
    public static T Or<T>(this TableEntity row, Func<TableEntity, T> read, T otherwise) => Try(row, r => new Box<T>(read(r))) is { } known ? known.Value : otherwise;

    /// <summary>What is read of something stored, or null when it can't be read.</summary>
    public static T? Try<TFrom, T>(TFrom stored, Func<TFrom, T> read)
        where T : class
    {
        try
        {
            return read(stored);
        }
#pragma warning disable CA1031 // Anything may be stored, and reading it does nothing else: whatever is wrong with it, it can't be read.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>A word by its name alone: a number is none, and neither is one that this version doesn't know.</summary>
    public static T ReadWord<T>(string text)
        where T : struct, Enum => EnumNames.Read<T>(text) ?? throw new FormatException($"No {typeof(T).Name} is called so.");

    /// <summary>A number that can be reckoned with: a sum or a product of a few of them is still one.</summary>
    public static decimal ReadDecimal(string text) =>
        decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture) is var number && Math.Abs(number) <= Largest ? number : throw new OverflowException("Larger than anything that is counted.");

    public static Instant ReadMoment(string text) =>
        InstantPattern.ExtendedIso.Parse(text).Value is var moment && IsReckonedWith(moment) ? moment : throw new OverflowException("At no time that is reckoned with.");

    public static LocalDate ReadDate(string text) =>
        LocalDatePattern.Iso.Parse(text).Value is var date && IsReckonedWith(date) ? date : throw new OverflowException("On no day that is reckoned with.");

    public static bool IsReckonedWith(Instant moment) => moment >= Earliest && moment < Latest;

    public static bool IsReckonedWith(LocalDate date) => date >= Earliest.InUtc().Date && date < Latest.InUtc().Date;

    private sealed record Box<T>(T Value);

    private static string Part(string column, int part) => part == 0 ? column : string.Create(CultureInfo.InvariantCulture, $"{column}_{part}");

    private static InvalidOperationException Missing(TableEntity row, string column) =>
        new($"The row {row.PartitionKey} / {row.RowKey} has no {column}.");
}

/// <summary>Lists and wordings in one column. Words stay readable instead of \u-escaped, which also keeps them short.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<StoredQuery>))]
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
