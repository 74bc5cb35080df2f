using System.Globalization;
using CollectiveImpact.Glossary;

namespace CollectiveImpact.Tests.Glossary;

public sealed class AlphabetTests
{
    [Theory]
    [InlineData("en-GB", "zebra, Bus, “aid”, 3 meals, école, bus stop, *", "#: *, 3 meals | A: “aid” | B: Bus, bus stop | E: école | Z: zebra")]
    [InlineData("es-MX", "ñandú, nube, oso, Árbol, ¿qué?, norte", "A: Árbol | N: norte, nube | Ñ: ñandú | O: oso | Q: ¿qué?")]
    [InlineData("fr-FR", "été, eau, œuvre, ça, cas", "C: ça, cas | E: eau, été | Œ: œuvre")]
    [InlineData("pt-BR", "ônibus, órgão, ação, Acordo", "A: ação, Acordo | O: ônibus, órgão")]
    [InlineData("de-DE", "Öl, Obst, Übung, Ufer, Straße", "O: Obst, Öl | S: Straße | U: Übung, Ufer")]
    [InlineData("ar-EG", "المكتبة, أمل, إقبال, بيت, آباء, مدرسة", "ا: آباء, إقبال, أمل | ب: بيت | م: مدرسة, المكتبة")]
    public void Words_stand_under_the_letters_of_their_language(string culture, string words, string shown) => Assert.Equal(
        shown,
        string.Join(" | ", Alphabet.ByLetter(words.Split(", "), w => w, CultureInfo.GetCultureInfo(culture)).Select(l => $"{l.Letter}: {string.Join(", ", l.Words)}")));

    [Fact]
    public void What_has_no_letter_at_all_is_kept() =>
        Assert.Equal(["", "\ud800", "🎈"], Alphabet.ByLetter(["", "🎈", "\ud800"], w => w, CultureInfo.InvariantCulture).Single(l => l.Letter == Alphabet.NoLetter).Words.Order(StringComparer.Ordinal));
}
