using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;

namespace CollectiveImpact.AzureTables.Backups;

/// <summary>A line of a backup: JSON in ASCII, a row's columns with their types, and at its end a check of all that stands before.</summary>
/// <remarks>
/// Columns stand in the order of their names, so that the same row is always the same line, whoever read it. Texts, yes and no, and
/// whole numbers of 32 bits are JSON's own; every other type is an object that names it: <c>{"Int64":"7"}</c>.
/// </remarks>
internal static class BackupLine
{
    private const int CheckLength = 16;
    private static readonly string[] Storages = ["odata.etag", "PartitionKey", "RowKey", "Timestamp"];

    // ,"check":"0123456789abcdef"}
    private static ReadOnlySpan<byte> BeforeCheck => ",\"check\":\""u8;

    private static ReadOnlySpan<byte> AfterCheck => "\"}"u8;

    /// <returns>What it says, without its check.</returns>
    public static byte[] Of(string table, TableEntity row) => Json(json =>
    {
        json.WriteString("in", table);
        json.WriteString("partition", row.PartitionKey);
        json.WriteString("row", row.RowKey);
        json.WriteStartObject("columns");
        foreach (var (column, value) in row.Where(c => c.Value is not null && !Storages.Contains(c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(column);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    });

    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same with its check, and the end of the line.</summary>
    public static byte[] Checked(ReadOnlySpan<byte> said) =>
        [.. said[..^1], .. BeforeCheck, .. System.Text.Encoding.ASCII.GetBytes(CheckOf(said)), .. AfterCheck, (byte)'\n'];

    /// <returns>What a line says, without its check; null when it isn't what was written.</returns>
    public static byte[]? Unchecked(ReadOnlySpan<byte> line)
    {
        var length = BeforeCheck.Length + CheckLength + AfterCheck.Length;
        if (line.Length <= length || !line[^length..].StartsWith(BeforeCheck) || !line.EndsWith(AfterCheck))
        {
            return null;
        }

        byte[] said = [.. line[..^length], (byte)'}'];
        return line[^(AfterCheck.Length + CheckLength)..^AfterCheck.Length].SequenceEqual(System.Text.Encoding.ASCII.GetBytes(CheckOf(said))) ? said : null;
    }

    /// <exception cref="FormatException">A column is of a type that this version doesn't know.</exception>
    public static (string Table, TableEntity Row) Read(JsonElement line)
    {
        var row = new TableEntity(line.GetProperty("partition").GetString(), line.GetProperty("row").GetString());
        foreach (var column in line.GetProperty("columns").EnumerateObject())
        {
            row[column.Name] = ReadValue(column.Value);
        }

        return (line.GetProperty("in").GetString()!, row);
    }

    private static string CheckOf(ReadOnlySpan<byte> said) => Convert.ToHexStringLower(SHA256.HashData(said))[..CheckLength];

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string words:
                json.WriteStringValue(words);
                return;
            case bool yes:
                json.WriteBooleanValue(yes);
                return;
            case int number:
                json.WriteNumberValue(number);
                return;
        }

        var (type, text) = value switch
        {
            long number => ("Int64", number.ToString(CultureInfo.InvariantCulture)),
            double number => ("Double", number.ToString("R", CultureInfo.InvariantCulture)),
            DateTimeOffset moment => ("DateTime", moment.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
            DateTime moment => ("DateTime", new DateTimeOffset(moment).ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
            Guid id => ("Guid", id.ToString("D")),
            byte[] bytes => ("Binary", Convert.ToBase64String(bytes)),
            BinaryData bytes => ("Binary", Convert.ToBase64String(bytes.ToMemory().Span)),
            _ => throw new InvalidOperationException($"Tables has no type {value.GetType().Name}."),
        };
        json.WriteStartObject();
        json.WriteString(type, text);
        json.WriteEndObject();
    }

    private static object ReadValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString()!;
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            case JsonValueKind.Number:
                return value.GetInt32();
        }

        var typed = value.EnumerateObject().Single();
        var text = typed.Value.GetString()!;
        return typed.Name switch
        {
            "Int64" => long.Parse(text, CultureInfo.InvariantCulture),
            "Double" => double.Parse(text, CultureInfo.InvariantCulture),
            "DateTime" => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
            "Guid" => Guid.Parse(text),
            "Binary" => Convert.FromBase64String(text),
            _ => throw new FormatException($"No type is called {typed.Name}."),
        };
    }
}
