using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text;

namespace CollectiveImpact.Localization;

/// <summary>The texts of one subject, in every language that it was written in; English where a language lacks one.</summary>
/// <remarks>
/// What has been read stays in memory, by language: the languages are those of the files beside <c>Texts.resx</c>, so that no client can
/// make it grow by inventing cultures. Words and plural forms follow the language of the text, numbers the reader's culture.
/// </remarks>
/// <param name="name">Of the resource, such as <c>CollectiveImpact.Glossary.Texts</c>.</param>
/// <param name="languages">Of the files beside the English one, such as <c>de</c> and <c>pt-BR</c>.</param>
public sealed class Catalogue(string name, Assembly assembly, params string[] languages)
{
    private const string English = "en";

    private static readonly ConcurrentDictionary<string, bool> s_rightToLeft = new();

    private readonly ResourceManager resources = new(name, assembly);
    private readonly FrozenSet<string> languages = languages.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Language, string Key), Entry> read = new();

    /// <summary>A text without arguments.</summary>
    public string Text(string key, CultureInfo culture) => Format(key, culture);

    /// <summary>A text with arguments, in the order in which the English one names them.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public string Format(string key, CultureInfo culture, params ReadOnlySpan<Argument> arguments)
    {
        var (language, plain, message) = Find(key, culture);
        var reader = new Reader(language, culture);
        if (message is null)
        {
            return reader.Literal(plain);
        }

        var text = new StringBuilder();
        Append(text, message.Parts, reader, arguments, 0);
        return text.ToString();
    }

    private Entry Find(string key, CultureInfo culture)
    {
        var language = LanguageOf(culture);
        return read.TryGetValue((language, key), out var entry) ? entry : read.GetOrAdd((language, key), Read);
    }

    private string LanguageOf(CultureInfo culture)
    {
        if (PseudoLanguage.Is(culture))
        {
            return PseudoLanguage.Name;
        }

        for (var c = culture; c.Name.Length > 0; c = c.Parent)
        {
            if (languages.TryGetValue(c.Name, out var known))
            {
                return known;
            }
        }

        return English;
    }

    private Entry Read((string Language, string Key) asked)
    {
        var (language, key) = asked;
        if (language == PseudoLanguage.Name)
        {
            var english = Find(key, CultureInfo.InvariantCulture);
            return english with { Message = PseudoLanguage.Of(english.Message ?? Message.Of([MessagePart.Of(english.Plain)])) };
        }

        if (language != English && resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)?.GetString(key) is { } translated)
        {
            return Entry.Of(translated, language);
        }

        return Entry.Of(
            resources.GetString(key, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException($"{name} has no text “{key}”."), English);
    }

    private static void Append(StringBuilder text, IReadOnlyList<MessagePart> parts, Reader reader, ReadOnlySpan<Argument> arguments, decimal count)
    {
        foreach (var part in parts)
        {
            if (part.IsCount)
            {
                text.Append(reader.Number(count));
            }
            else if (part.Argument is not { } argument)
            {
                text.Append(reader.Literal(part.Literal));
            }
            else
            {
                var value = Given(arguments, argument);
                if (part.Forms.Count > 0)
                {
                    Append(text, reader.Form(part.Forms, value.Number), reader, arguments, value.Number);
                }
                else
                {
                    text.Append(part.Kind == ArgumentKind.Text ? reader.Words(value.Text) : reader.Number(value.Number));
                }
            }
        }
    }

    private static Argument Given(ReadOnlySpan<Argument> arguments, string name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == name)
            {
                return argument;
            }
        }

        throw new FormatException($"The argument “{name}” isn't given.");
    }

    /// <param name="Plain">The text where it has no arguments.</param>
    /// <param name="Message">The text where it has some; of most there is nothing to keep but the text.</param>
    private readonly record struct Entry(string Language, string Plain, Message? Message)
    {
        public static Entry Of(string text, string language) => Message.Parse(text) switch
        {
            { Parts: [] } => new(language, "", null),
            { Parts: [{ Argument: null, IsCount: false } only] } => new(language, only.Literal == text ? text : only.Literal, null),
            var message => new(language, "", message),
        };
    }

    private readonly record struct Reader(string Language, CultureInfo Culture)
    {
        // Between signs that nobody sees, so that a Latin name or "+34 600" keeps its own direction, and the sentence around it its own
        // (Unicode Standard Annex 9, first strong isolate). What is written as the sentence is needs none.
        public string Words(string words) => IsRightToLeft(Language) && words.AsSpan().ContainsAnyInRange('!', '\u024f') ? Direction.Isolated(words) : words;

        // Only where the reader reads their own language: in an English sentence a number is written as English is.
        public string Literal(string words) => IsRightToLeft(Language) ? words.InNumeralsWithin(Culture) : words;

        private static bool IsRightToLeft(string language) => s_rightToLeft.GetOrAdd(language, static l => CultureInfo.GetCultureInfo(l).TextInfo.IsRightToLeft);

        public string Number(decimal number) => number.ToString("#,0.############", Culture).InNumeralsOf(Culture);

        public IReadOnlyList<MessagePart> Form(IReadOnlyList<KeyValuePair<string, IReadOnlyList<MessagePart>>> forms, decimal count)
        {
            var category = count == decimal.Truncate(count) ? Plurals.Category(Language, (long)count) : "other";
            var other = forms[^1].Value;
            IReadOnlyList<MessagePart>? chosen = null;
            foreach (var (name, parts) in forms)
            {
                if (name[0] == '=' && int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) == count)
                {
                    return parts;
                }

                if (name == category)
                {
                    chosen = parts;
                }
                else if (name == "other")
                {
                    other = parts;
                }
            }

            return chosen ?? other;
        }
    }
}

/// <summary>What is given for an argument of a text.</summary>
public readonly record struct Argument(string Name, string Text, decimal Number)
{
    public Argument(string name, string text)
        : this(name, text, 0)
    {
    }

    public Argument(string name, decimal number)
        : this(name, "", number)
    {
    }
}
