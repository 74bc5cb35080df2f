using System.Buffers;
using System.Text;

namespace CollectiveImpact.Files;

/// <summary>Finds out how the letters of a file of text are written: as UTF-8 or UTF-16, with or without a mark, or as Windows-1252.</summary>
/// <remarks>
/// Excel writes UTF-16 as "Unicode text", and in Western Europe and the Americas Windows-1252 as plain "CSV". A file in another
/// code page of eight bits can't be told from that; names that are read wrongly are no partner's, and words are shown to whoever
/// brings the file.
/// </remarks>
internal static class FileText
{
    private const int BlockSize = 64 * 1024;
    private const int WesternEuropean = 1252;

    // Codes of controls that no text has, and the five that Windows-1252 gives no letter.
    private static readonly SearchValues<byte> NoLetters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(b => (byte)b).Except("\t\r\n\f"u8.ToArray()), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    /// <summary>Leaves the file at its beginning.</summary>
    /// <returns>The encoding, and whether it is a guess.</returns>
    /// <exception cref="UnreadableFileException">The file is no text.</exception>
    public static (Encoding Encoding, bool IsGuess) EncodingOf(Stream file, FileReading reading)
    {
        file.Position = 0;
        var buffer = new byte[BlockSize];
        var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return buffer.AsSpan(0, length) switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), false),
            [0xFF, 0xFE, ..] => (Utf16(isBigEndian: false), false),
            [0xFE, 0xFF, ..] => (Utf16(isBigEndian: true), false),
            var start when IsUtf16(start, lettersAt: 0) => (Utf16(isBigEndian: false), false),
            var start when IsUtf16(start, lettersAt: 1) => (Utf16(isBigEndian: true), false),
            _ => Scan(file, buffer, reading),
        };
    }

    private static UnicodeEncoding Utf16(bool isBigEndian) => new(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    // The heading of a table is in Latin letters: of each pair, one byte is zero, and the other isn't.
    private static bool IsUtf16(ReadOnlySpan<byte> start, int lettersAt)
    {
        const int enough = 32;
        var pairs = Math.Min(start.Length / 2, enough);
        for (var pair = 0; pair < pairs; pair++)
        {
            if (start[(pair * 2) + lettersAt] == 0 || start[(pair * 2) + 1 - lettersAt] != 0)
            {
                return false;
            }
        }

        return pairs > 1;
    }

    // Letters that are right in UTF-8 don't come about by chance: a file that has some, and others that are wrong, is a broken one.
    private static (Encoding Encoding, bool IsGuess) Scan(Stream file, byte[] buffer, FileReading reading)
    {
        var (right, wrong, noLetter, held) = (false, false, false, 0);
        for (var read = -1; read != 0;)
        {
            reading.GoesOn();
            read = file.Read(buffer, held, buffer.Length - held);
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, held + read);
            noLetter |= rest[held..].ContainsAny(NoLetters);
            while (rest.Length > 0)
            {
                var ascii = rest.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                rest = ascii < 0 ? [] : rest[ascii..];
                var status = Rune.DecodeFromUtf8(rest, out _, out var used);
                if (rest.Length == 0 || (status == OperationStatus.NeedMoreData && read > 0))
                {
                    break;
                }

                right |= status == OperationStatus.Done;
                wrong |= status != OperationStatus.Done;
                rest = rest[used..];
            }

            held = rest.Length;
            rest.CopyTo(buffer);
        }

        file.Position = 0;
        return !wrong ? (new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), false)
            : right || noLetter ? throw new UnreadableFileException(new FileFault.CantBeRead())
            : (CodePagesEncodingProvider.Instance.GetEncoding(WesternEuropean)!, true);
    }
}
