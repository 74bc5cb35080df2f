using System.Globalization;
using System.Text;

namespace CollectiveImpact.Localization;

/// <summary>
/// A language that nobody speaks, made of the English texts: with accents, two fifths longer and in brackets. What a card shows outside
/// the brackets was never given to a translator, and what breaks will break in German too.
/// </summary>
/// <remarks>Its name is that of Windows' pseudo-locale, so a browser that asks for it shows the pages so; cards are drawn so by tests.</remarks>
public static class PseudoLanguage
{
    public const string Name = "qps-Ploc";

    private const string Letters = "aAcCdDeEgGiIlLnNoOrRsStTuUyYzZ";
    private const string Accented = "áÁçÇđĐéÉğĞíÍľĽñÑóÓřŘšŠťŤúÚýÝžŽ";

    public static bool Is(CultureInfo culture) => string.Equals(culture.Name, Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The message with its words changed and its arguments kept.</summary>
    public static Message Of(Message message)
    {
        var letters = message.Parts.Sum(p => p.Literal.Count(char.IsLetter));
        return Message.Of([MessagePart.Of("["), .. message.Parts.Select(Changed), MessagePart.Of(new string('~', letters * 2 / 5) + "]")]);
    }

    private static MessagePart Changed(MessagePart part) => part switch
    {
        { IsCount: true } => part,
        { Argument: null } => MessagePart.Of(Changed(part.Literal)),
        _ => MessagePart.Of(part.Argument, part.Kind, [.. part.Forms.Select(f => KeyValuePair.Create(f.Key, (IReadOnlyList<MessagePart>)[.. f.Value.Select(Changed)]))]),
    };

    private static string Changed(string literal)
    {
        var text = new StringBuilder(literal.Length);
        foreach (var c in literal)
        {
            var at = Letters.IndexOf(c, StringComparison.Ordinal);
            text.Append(at < 0 ? c : Accented[at]);
        }

        return text.ToString();
    }
}
