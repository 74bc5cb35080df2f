using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CsCheck;

namespace CollectiveImpact.Tests.Conversations;

/// <summary>A phrase means what a regular expression says here, for every phrase of the product and whatever is said.</summary>
public sealed class PhraseMeaningTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    // What sentences are made of, so that they come near to phrases, and near to the places where one ends and another begins.
    private static readonly string[] Bits =
    [
        " ", "  ", "\n", "\u00a0", "-", " - ", "?", "!", ".", "…", ",", ":", ": ", "'", "’", "\"", "“", "”", "‘", "<b>", "é", "K", "_", "7",
        "؟", "ً", "ـ", "¿", "please", "pls", "hi", "hey", "hello", "could you", "can you", "kindly", "good morning", "thx", "👍", "❤️", "\u200b", "\ufeff", "\u00ad", "\u2060", "\u200d", "–", "\u2011", "„", "«", "»", "`", "thanks", "thank you", "plz", "PLEASE", "Thanks!", "İ", "C#", "-5", "a", "the", "mean", "for", "about",
    ];

    // No text here comes near it; a test that would hang fails.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly (Phrase Phrase, Regex Means)[] Phrases = [.. NewProduct().Phrases.Where(d => d.Language == Command.English).Select(d => (d.Phrase, Meaning(d.Phrase.Pattern)))];

    [Fact]
    public void Every_phrase_hears_what_it_means_and_the_same_words()
    {
        var fixedWords = Phrases.SelectMany(p => Regex.Split(p.Phrase.Pattern, @"\{[*a-z]+\}|\s", RegexOptions.None, Longest)).Where(w => w.Length > 0).Distinct().ToArray();
        var bit = Gen.OneOf<string>(Gen.OneOf(Bits), Gen.OneOf(fixedWords), Gen.Char.Select(c => c.ToString()));
        var noise = bit.Array[0, 4].Select(string.Concat);
        var near = Gen.Select(Gen.OneOf(Phrases), noise, noise, noise, Gen.Bool).Select((p, before, within, after, spaced) =>
            before + (spaced && before.Length > 0 ? " " : "") + Regex.Replace(p.Phrase.Pattern, @"\{[*a-z]+\}", _ => within, RegexOptions.None, Longest) + (spaced ? " " : "") + after);
        var free = bit.Array[0, 9].Select(bits => string.Join(bits.Length % 2 == 0 ? " " : "", bits));
        Gen.OneOf<string>(near, near, free).Select(s => s.Trim()).Sample(Same, iter: 10_000);
    }

    [Fact]
    public void Every_character_is_of_a_word_or_not_and_of_a_letter_or_not_as_everywhere()
    {
        Same("status");
        foreach (var c in Enumerable.Range(0, char.MaxValue + 1).Select(i => (char)i))
        {
            foreach (var said in new[] { $"{c}status", $"status{c}", $"please{c}status", $"status{c}please", $"{c}", $"status {c}", $"we offer: {c}" })
            {
                foreach (var (phrase, means) in Phrases.Where(p => p.Phrase.Pattern is "status" or "status {name}" or "we offer: {*gift}"))
                {
                    Same(phrase, means, said.Trim());
                }
            }
        }
    }

    public static TheoryData<string> AllLanguages => [.. Languages.Ours];

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Each_phrase_is_heard_by_who_speaks_its_language_with_accents_or_none_and_politely_or_not(string language)
    {
        var (product, culture) = (Product(), CultureInfo.GetCultureInfo(language));
        var t = new CollectiveImpact.Conversations.Texts(culture);
        var (hello, thanks) = (t.PoliteBefore.Split('|')[0], t.PoliteAfter.Split('|')[0]);
        var (wrong, heard) = (new List<string>(), 0);
        foreach (var (door, phrase, _) in product.Phrases.Where(p => p.Language == language))
        {
            var said = Regex.Replace(phrase.Pattern, @"\{[*a-z]+\}", "R2-D2", RegexOptions.None, Longest);
            foreach (var way in new[] { said, said.ToUpper(culture), Alike(said), $"{hello} {said}", $"{said}, {thanks}!", said + "?", said + "؟", "¿" + said + "?", $"  {said}. " })
            {
                heard++;
                if (product.Hear(way, culture)?.Door.Listener != door.Listener)
                {
                    wrong.Add($"\"{way}\" is {product.Hear(way, culture)?.Door.Command.Id ?? "nothing"}, not {door.Command.Id}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(60)));
        Assert.True(heard > 1000, $"{heard}");
    }

    [Theory]
    [InlineData("suggest attendance: ", "definition")]
    [InlineData("decide: ", "text")]
    [InlineData("please ask: ", "need")]
    public void What_is_kept_as_written_is_kept_whole_however_long_it_is(string head, string place)
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"word{i} “q” "));

        Assert.Equal(text.Trim(), Product().Hear(head + text, English)?.Words[place]);
    }

    [Fact]
    public void No_other_command_is_longer_than_four_hundred_characters()
    {
        Assert.Equal(new string('a', 388), Product().Hear("what is " + new string('a', 388) + "?", English)?.Words["term"]);
        Assert.Null(Product().Hear("what is " + new string('a', 400) + "?", English));
        Assert.Null(Product().Hear("status" + string.Concat(Enumerable.Repeat(" please", 100)) + " or not", English));
        Assert.NotNull(Product().Hear(new string(' ', 1000) + "status" + new string(' ', 1000), English));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{term}")]
    [InlineData("decide: {*text} now")]
    [InlineData("move {this} {that")]
    [InlineData("move this}")]
    [InlineData("move {This}")]
    [InlineData("move {}")]
    [InlineData("move {this}{that}")]
    [InlineData("move {this} to {this}")]
    public void A_phrase_that_could_not_be_heard_is_none(string pattern) => Assert.Throws<FormatException>(() => PhrasePattern.Parse(pattern));

    private static readonly Lazy<Listeners> s_product = new(NewProduct);

    /// <summary>All that the product listens to, read once: six languages of phrases take a while.</summary>
    internal static Listeners Product() => s_product.Value;

    /// <summary>The same, for more to be added to it.</summary>
    internal static Listeners NewProduct()
    {
        var listeners = new Listeners();
        foreach (var feature in typeof(Listeners).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IFeature)) && t.IsClass))
        {
            var constructor = feature.GetConstructors().Single();
            ((IFeature)constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType.IsInterface ? DefaultOf(p.ParameterType) : null)])).Listen(listeners);
        }

        return listeners;
    }

    private static object DefaultOf(Type type) => ((Moq.Mock)Activator.CreateInstance(typeof(Moq.Mock<>).MakeGenericType(type))!).Object;

    private static void Same(string said)
    {
        foreach (var (phrase, means) in Phrases)
        {
            Same(phrase, means, said);
        }
    }

    private static void Same(Phrase phrase, Regex means, string said)
    {
        var match = means.Match(Alike(Seen(said)));
        var words = phrase.Match(said);
        if (match.Success != words is not null
            || (words is not null && match.Groups.Values.Skip(1).Any(g => InOneLine(Alike(Seen(words[g.Name]))) != InOneLine(g.Value))))
        {
            Assert.Fail($"\"{phrase.Pattern}\" in \"{said}\" (of {said.Length}): should be {(match.Success ? string.Join('|', match.Groups.Values.Skip(1)) : "nothing")}, was {(words is null ? "nothing" : string.Join('|', words.Values))}.");
        }
    }

    // What nobody sees isn't there, and signs that look alike are one.
    private static string Seen(string said)
    {
        var seen = Regex.Replace(said, @"[\p{Cf}-[\u200c\u200d]]|[\u064b-\u0652\u0640]", "", RegexOptions.None, Longest);
        seen = Regex.Replace(seen, "[’‘ʼ′´`]", "'", RegexOptions.None, Longest);
        seen = Regex.Replace(seen, "[„‟«»＂″]", "\"", RegexOptions.None, Longest);
        return Regex.Replace(seen, @"\p{Pd}", "-", RegexOptions.None, Longest).Trim();
    }

    // Letter by letter, without accents.
    private static string Alike(string said) => string.Concat(said.Select(c => !char.IsLetter(c) ? c : c.ToString().Normalize(NormalizationForm.FormD)[0] switch { 'ة' => 'ه', 'ى' => 'ي', >= '\ud800' and <= '\udfff' => c, var plain => plain }));

    private static string Polite(Func<CollectiveImpact.Conversations.Texts, string> words) =>
        string.Join('|', Languages.Ours.SelectMany(l => words(new CollectiveImpact.Conversations.Texts(CultureInfo.GetCultureInfo(l))).Split('|')).Select(w => Alike(Seen(w))).Distinct().OrderByDescending(w => w.Length).Select(Regex.Escape));

    private static string InOneLine(string words) => Regex.Replace(words, @"\s+", " ", RegexOptions.None, Longest).Trim();

    private static Regex Meaning(string pattern)
    {
        var regex = new StringBuilder($@"^\W*(?:(?:{Polite(t => t.PoliteBefore)})\W+)*");
        var endsAsWritten = false;
        foreach (Match part in Regex.Matches(pattern, @"\{(?<place>[*a-z]+)\}|[^{]+", RegexOptions.ExplicitCapture, Longest))
        {
            var place = part.Groups["place"].Value;
            if (place.Length == 0)
            {
                for (var i = 0; i < part.Length; i++)
                {
                    var besidePlace = (i == 0 && part.Index > 0) || (i == part.Length - 1 && part.Index + part.Length < pattern.Length);
                    regex.Append(part.Value[i] switch
                    {
                        ' ' when besidePlace => i > 0 && !char.IsLetter(part.Value[i - 1]) ? @"\s*" : @"\s+",
                        ' ' or '-' => @"[\s\-]*",
                        '\'' => "'",
                        var c => Regex.Escape(c.ToString()),
                    });
                }
            }
            else
            {
                endsAsWritten = place[0] == '*';
                regex.Append(endsAsWritten ? $"(?<{place[1..]}>.+)" : $"[\"“”']?(?<{place}>[^\\s?!؟…\"“”][^\"“”]*?)[\"“”']?");
            }
        }

        regex.Append(endsAsWritten ? "$" : $@"(?:\W+(?:{Polite(t => t.PoliteAfter)}))*" + @"(?:(?:[\s.!?…؟¡¿\u200d\u2600-\u27bf]|[\ud83c\ud83d][\udc00-\udfff]|\ud83e[\udc00-\udeff])\ufe0f*)*$");
        return new Regex(regex.ToString(), RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, Longest);
    }
}
