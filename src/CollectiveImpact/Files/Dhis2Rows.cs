using System.Text.Json;

namespace CollectiveImpact.Files;

/// <summary>Reads a DHIS2 data value set as a table.</summary>
/// <remarks>
/// Period and organisation unit may stand once above all values, as DHIS2 writes the set of one form. Source: DHIS2 Developer
/// guide, "Data values".
/// </remarks>
internal static class Dhis2Rows
{
    private static readonly string[] Names = ["dataElement", "period", "orgUnit", "categoryOptionCombo", "value", "deleted"];

    /// <exception cref="UnreadableFileException">It is no such file, or past a limit.</exception>
    public static ImportTable Open(Stream file, FileReading reading)
    {
        try
        {
            LimitedJson.Check(file, reading);
            using var json = JsonDocument.Parse(file, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = reading.Limits.JsonDepth + 1 });
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("dataValues", out var values) || values.ValueKind != JsonValueKind.Array)
            {
                throw new UnreadableFileException(new FileFault.NoDataValues());
            }

            var above = Cells(json.RootElement, []);
            var rows = new List<ImportCells>();
            foreach (var value in values.EnumerateArray())
            {
                reading.Row(rows.Count + 1);
                rows.Add(new ImportCells(rows.Count + 1, value.ValueKind == JsonValueKind.Object ? Cells(value, above) : throw new UnreadableFileException(new FileFault.NoDataValues())));
            }

            return new ImportTable([.. Names.Select(n => n.ToLowerInvariant())], rows, static (row, column) => new CellPlace.OfValueSet(row, Names[column]), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException)
        {
            throw new UnreadableFileException(new FileFault.NoJsonOfDhis2(), e);
        }
    }

    private static object?[] Cells(JsonElement element, object?[] above)
    {
        var cells = new object?[Names.Length];
        for (var at = 0; at < cells.Length; at++)
        {
            cells[at] = !element.TryGetProperty(Names[at], out var value) ? at < above.Length ? above[at] : null : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.TryGetDecimal(out var number) ? number : value.GetDouble(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.Null => null,
                _ => throw new UnreadableFileException(new FileFault.NoDataValues()),
            };
        }

        return cells;
    }
}
