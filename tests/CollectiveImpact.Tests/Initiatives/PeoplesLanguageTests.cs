using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Search;

namespace CollectiveImpact.Tests.Initiatives;

/// <summary>What people wrote bears the name of its language where whoever reads it reads another.</summary>
public sealed class PeoplesLanguageTests
{
    private const string Spanish = "Cambiamos el taller al jueves y vino el doble de niños.";
    private const string Arabic = "نحتاج إلى متطوعين اثنين للقراءة مع الأطفال بعد ظهر الثلاثاء";
    private const string English = "We moved the homework club to Thursday and twice as many children came.";

    public static TheoryData<string, string, string> Marks => new()
    {
        { Spanish, "en-GB", " · Español" },
        { Spanish, "es-MX", "" },
        { Spanish, "ar-EG", " · Español" },
        { Arabic, "pt-BR", $" · {Direction.Isolated("العربية")}" },
        { Arabic, "ar-EG", "" },
        { English, "de-AT", " · English" },
        // Who reads a language that we don't write reads English around it.
        { English, "sv-SE", "" },
        { Spanish, "sv-SE", " · Español" },
        { "Casa Norte", "en", "" },
        { "120", "en", "" },
        { "", "en", "" },
    };

    [Theory]
    [MemberData(nameof(Marks))]
    public void It_is_marked_when_its_language_is_surely_another_than_the_readers(string wrote, string reader, string mark)
    {
        var block = RichTextBlock.Of(wrote.Length > 0 ? wrote : "…", size: TextSize.Small).Marked(CultureInfo.GetCultureInfo(reader), wrote);

        Assert.Equal(mark, string.Concat(block.Inlines.Skip(1).Select(i => i.Text)));
        Assert.All(block.Inlines.Skip(1), i => Assert.True(i is { IsSubtle: true, Size: TextSize.Small }));
    }

    [Fact]
    public void Every_language_that_we_write_is_recognised() => Assert.All(Languages.Ours, language =>
    {
        var t = new CollectiveImpact.Digests.Texts(CultureInfo.GetCultureInfo(language));
        Assert.Equal(language, WrittenLanguage.Of($"{t.ThatIsTheGroups} {t.PostedAnew} {t.TheRest}"));
    });

    [Fact]
    public void Of_what_was_written_in_two_languages_none_is_named() =>
        Assert.Single(RichTextBlock.Of("…").Marked(CultureInfo.GetCultureInfo("fr"), Spanish, English).Inlines);

    [Fact]
    public void In_a_post_in_two_languages_each_part_marks_what_its_readers_may_not_read()
    {
        CultureInfo[] both = [CultureInfo.GetCultureInfo("ar"), CultureInfo.GetCultureInfo("es")];
        var card = AdaptiveCard.In(both, (culture, _) => new AdaptiveCard
        {
            FallbackText = "…",
            Body = [.. new[] { Spanish, Arabic, English }.Select(text => RichTextBlock.Of(text).Marked(culture, text))],
        });

        Assert.Equal(["Español", "", "English"], Named(card.Body.Take(3)));
        Assert.Equal(["", "العربية", "English"], Named(((Container)card.Body[3]).Items));
        // Where it is read from right to left, a name in Latin letters keeps its direction.
        Assert.Contains($" · {Direction.Isolated("Español")}", card.ToJson(), StringComparison.Ordinal);
    }

    private static string[] Named(IEnumerable<Element> elements) =>
        [.. elements.Cast<RichTextBlock>().Select(b => string.Concat(b.Inlines.Skip(1).Select(i => i.Text)).Trim(' ', '·', '\u2068', '\u2069'))];
}
