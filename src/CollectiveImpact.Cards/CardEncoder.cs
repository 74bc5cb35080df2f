using System.Text;
using System.Text.Encodings.Web;

namespace CollectiveImpact.Cards;

/// <summary>
/// Relaxed escaping that leaves emoji and all other characters beyond the first 65,536 as they are: the built-in encoders write
/// twelve characters for each, and people on phones write many.
/// </summary>
/// <remarks>For JSON that is sent as JSON, never embedded in a page.</remarks>
internal sealed unsafe class CardEncoder : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    public override int MaxOutputCharactersPerInputCharacter => Relaxed.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar <= char.MaxValue && Relaxed.WillEncode(unicodeScalar);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        while (Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done && !WillEncode(rune.Value))
        {
            rest = rest[length..];
        }

        // Half a pair stops the search too: it is replaced as the built-in encoder replaces it.
        return rest.IsEmpty ? -1 : textLength - rest.Length;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
