using System.Text.RegularExpressions;
using System.Xml.Linq;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

/// <summary>Each language says all that the English one says, with the same places, and nothing of it in English. That it can be read is checked when it is built.</summary>
public partial class TranslationsTests
{
    // What is as long as that in Teams on a phone is cut.
    private const int LongestButton = 28;

    // Words that are the same in two languages, whole texts of which are no sign that nobody translated them.
    private const int LongestAlike = 24;

    private static readonly string[] Files = [.. Directory.EnumerateFiles(RepositoryRoot.PathOf("src"), "*.resx", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];

    private static readonly string[] English = [.. Files.Where(f => Path.GetFileName(f).Split('.').Length == 2)];

    public static TheoryData<string> Languages => [.. Files.Select(LanguageOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_five_besides_English() => Assert.Equal(["ar", "de", "es", "fr", "pt"], Languages.Select(l => l.Data));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nothing_is_missing_and_nothing_is_said_of_what_the_English_text_doesnt_say(string language)
    {
        var wrong = new List<string>();
        foreach (var file in English)
        {
            var own = OwnFileOf(file, language);
            if (!File.Exists(own))
            {
                wrong.Add($"{own} is missing");
                continue;
            }

            var (texts, translated) = (Read(file), Read(own));
            wrong.AddRange(texts.Keys.Except(translated.Keys).Select(k => $"{own}: {k} is missing"));
            wrong.AddRange(translated.Keys.Except(texts.Keys).Select(k => $"{own}: {k} is no English text"));
            wrong.AddRange(translated.Where(t => string.IsNullOrWhiteSpace(t.Value.Text)).Select(t => $"{own}: {t.Key} is empty"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nothing_is_left_in_English(string language)
    {
        var left = Texts().SelectMany(file => Read(OwnFileOf(file, language)).Where(t => Read(file).TryGetValue(t.Key, out var english) && english.Text == t.Value.Text && Letters().Count(Places().Replace(t.Value.Text, "")) > LongestAlike).Select(t => $"{file}: {t.Key}: {t.Value.Text}"));

        Assert.Empty(left);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_button_fits_on_a_phone(string language)
    {
        var long_ = new List<string>();
        foreach (var file in Texts())
        {
            var buttons = Read(file).Where(t => t.Value.Comment.StartsWith("A button", StringComparison.Ordinal) && !t.Value.Text.Contains('{', StringComparison.Ordinal)).Select(t => t.Key);
            var own = Read(OwnFileOf(file, language));
            long_.AddRange(buttons.Where(b => own[b].Text.Length > LongestButton).Select(b => $"{file}: {b}: {own[b].Text} ({own[b].Text.Length})"));
        }

        Assert.Empty(long_);
    }

    // A place that one language needs and another doesn't, such as a weekday that Arabic says without a form of its own, may be left out; a name or a number of people's may not.
    [Theory]
    [MemberData(nameof(Languages))]
    public void What_people_gave_stands_in_every_language(string language)
    {
        var lost = new List<string>();
        foreach (var file in Texts())
        {
            var own = Read(OwnFileOf(file, language));
            foreach (var (key, english) in Read(file))
            {
                var (said, kept) = (Message.Parse(english.Text).Arguments(), Message.Parse(own[key].Text).Arguments().Select(a => a.Key).ToHashSet());
                lost.AddRange(said.Where(a => a.Value == ArgumentKind.Text && !kept.Contains(a.Key)).Select(a => $"{file}: {key} lacks {{{a.Key}}}"));
            }
        }

        Assert.Empty(lost);
    }

    private static string? LanguageOf(string file) => Path.GetFileName(file).Split('.') is [_, var language, _] ? language : null;

    private static string OwnFileOf(string file, string language) => Path.ChangeExtension(file, $"{language}.resx");

    private static IEnumerable<string> Texts() => English.Where(f => Path.GetFileName(f) == "Texts.resx");

    private static Dictionary<string, (string Text, string Comment)> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => (d.Element("value")?.Value ?? "", d.Element("comment")?.Value ?? ""));

    [GeneratedRegex(@"\{\w+(?:, \w+)?\}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Places();

    [GeneratedRegex(@"\p{L}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Letters();
}
