using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CollectiveImpact.Testing;
using CsCheck;

namespace CollectiveImpact.Search.Tests;

/// <summary>What people wrote is recognised by its words, and nothing is ever taken for what it isn't. What is said of the sentences stands at the head of their file.</summary>
public sealed partial class WrittenLanguageTests
{
    private const double Recognised = 0.9;
    private const int Sentence = 6;
    private const int FewestOfALanguage = 40;

    private static readonly string[] Ours = ["en", "es", "fr", "pt", "de", "ar"];

    // By their language; null where there is none to be recognised.
    private static readonly (string? Language, string Text)[] Written =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "written-languages.tsv")).Where(l => !l.StartsWith('#')).Select(l => l.Split('\t')).Select(l => (l[0] == "-" ? null : l[0], l[1]))];

    public static TheoryData<string> Languages => [.. Ours];

    [Fact]
    public void Nothing_is_taken_for_what_it_is_not() =>
        Assert.DoesNotContain(Written.Select(w => (w.Language, Taken: WrittenLanguage.Of(w.Text), w.Text)), w => w.Taken is not null && w.Taken != w.Language);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nearly_every_sentence_is_recognised(string language)
    {
        string[] all = [.. Written.Where(w => w.Language == language).Select(w => w.Text)];
        string[] sentences = [.. all.Where(t => t.Split(' ').Length >= Sentence)];
        string[] missed = [.. sentences.Where(t => WrittenLanguage.Of(t) != language)];
        var report = string.Create(CultureInfo.InvariantCulture, $"{sentences.Length - missed.Length} of {sentences.Length}; missed: {string.Join('\n', missed)}");
        TestContext.Current.TestOutputHelper?.WriteLine(report);

        Assert.True(all.Length >= FewestOfALanguage, "Too few to tell.");
        Assert.True(sentences.Length - missed.Length >= Recognised * sentences.Length, report);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Of_all_that_we_say_ourselves_nothing_is_taken_for_another_language(string language)
    {
        var suffix = language == "en" ? "" : "." + language;
        string[] texts =
        [
            .. Directory.EnumerateFiles(RepositoryRoot.PathOf("src", "CollectiveImpact"), $"Texts{suffix}.resx", SearchOption.AllDirectories)
                .SelectMany(f => XDocument.Load(f).Descendants("value")).Select(v => v.Value).Where(v => !v.Contains('|', StringComparison.Ordinal) && !v.Contains(", plural,", StringComparison.Ordinal)).Select(v => Place().Replace(v, "7")),
            .. File.ReadLines(RepositoryRoot.PathOf("docs", "guides", $"reporters{suffix}.md")),
        ];

        Assert.True(texts.Length > 1_000, "Too few to tell.");
        Assert.DoesNotContain(texts.Select(t => (Taken: WrittenLanguage.Of(t), Text: t)), t => t.Taken is not null && t.Taken != language);
    }

    // A name in letters of one case can't be told from a sentence.
    [Fact]
    public void However_it_was_typed_it_is_taken_for_nothing_else() => Assert.All(Written, w =>
    {
        string[] inOneCase = w.Language is null ? [] : [w.Text.ToUpperInvariant(), Letters.Alike(w.Text)];
        foreach (var typed in (string[])[.. inOneCase, w.Text.Normalize(NormalizationForm.FormD), w.Text + " " + w.Text, $"«{w.Text}»", w.Text.Replace('\'', '’')])
        {
            Assert.Contains(WrittenLanguage.Of(typed), (string?[])[w.Language, null]);
        }
    });

    [Fact]
    public void What_two_wrote_in_two_languages_is_never_of_a_third_and_rarely_of_either()
    {
        var both = Written.Where(w => w.Language is not null).ToArray();
        (string? Taken, string Text, bool OfEither)[] pairs =
        [
            .. both.SelectMany(one => both.Where(two => one.Language != two.Language && AreAlikeInLength(one.Text, two.Text)), (one, two) => (one, two))
                .Select(p => (p.one, p.two, Text: $"{p.one.Text}. {p.two.Text}"))
                .Select(p => (Taken: WrittenLanguage.Of(p.Text), p.Text, p)).Select(p => (p.Taken, p.Text, p.Taken == p.p.one.Language || p.Taken == p.p.two.Language)),
        ];

        Assert.DoesNotContain(pairs, p => p.Taken is not null && !p.OfEither);
        Assert.True(pairs.Count(p => p.OfEither) <= 0.05 * pairs.Length, string.Join('\n', pairs.Where(p => p.OfEither).Take(20)));
    }

    private static bool AreAlikeInLength(string one, string two) => Math.Min(one.Length, two.Length) * 2 > Math.Max(one.Length, two.Length);

    [Fact]
    public void Any_text_has_a_language_or_none_and_always_the_same() =>
        Gen.OneOf(Gen.String, Gen.Char["aeéñçß لاة'’.@ \ud83d\u0301ـ"].Array[0, 300].Select(c => new string(c))).Sample(text => Assert.Equal(WrittenLanguage.Of(text), WrittenLanguage.Of(text)));

    [Fact]
    public void A_book_is_read_no_further_than_is_needed_and_nothing_is_made_for_it()
    {
        var book = string.Concat(Enumerable.Repeat(Written[0].Text + " ", 50_000));
        Assert.Equal(Written[0].Language, WrittenLanguage.Of(book));

        // A collection in between counts the rest of the thread's buffer, which nobody took: not each time.
        Assert.Contains(0, Enumerable.Range(0, 10).Select(_ => Made()));

        long Made()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var (_, text) in Written)
            {
                WrittenLanguage.Of(text);
            }

            WrittenLanguage.Of(book);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
