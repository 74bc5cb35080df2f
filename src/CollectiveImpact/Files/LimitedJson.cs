using System.Text.Json;

namespace CollectiveImpact.Files;

/// <summary>Looks through JSON as it comes, so that what is too deep, too much or too long is told before it is all in memory.</summary>
internal static class LimitedJson
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Leaves the file at its beginning.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static void Check(Stream file, FileReading reading)
    {
        var limits = reading.Limits;
        // Twice the longest text: it fits wherever it begins.
        var buffer = new byte[limits.CellCharacters * 2];
        var state = new JsonReaderState(new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = limits.JsonDepth + 1 });
        var (held, parts, isFirst) = (0, 0, true);
        while (true)
        {
            reading.GoesOn();
            var read = file.ReadAtLeast(buffer.AsSpan(held), 1, throwOnEndOfStream: false);
            var bytes = buffer.AsSpan(0, held + read);
            if (isFirst && bytes.StartsWith(Mark))
            {
                bytes = bytes[Mark.Length..];
            }

            isFirst = false;
            var json = new Utf8JsonReader(bytes, isFinalBlock: read == 0, state);
            while (json.Read())
            {
                Part(ref json, ++parts, limits);
            }

            if (read == 0)
            {
                break;
            }

            state = json.CurrentState;
            var rest = bytes[(int)json.BytesConsumed..];
            if (rest.Length == buffer.Length)
            {
                throw TooLong(limits);
            }

            rest.CopyTo(buffer);
            held = rest.Length;
        }

        file.Position = 0;
    }

    private static void Part(ref Utf8JsonReader json, int parts, UploadLimits limits)
    {
        if (json.CurrentDepth >= limits.JsonDepth)
        {
            throw new UnreadableFileException(new FileFault.JsonTooDeep(limits.JsonDepth));
        }

        if (parts > limits.JsonParts)
        {
            throw new UnreadableFileException(new FileFault.TooManyJsonParts(limits.JsonParts));
        }

        if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number && json.ValueSpan.Length > limits.CellCharacters)
        {
            throw TooLong(limits);
        }
    }

    private static UnreadableFileException TooLong(UploadLimits limits) => new(new FileFault.JsonTextTooLong(limits.CellCharacters));
}
