using System.Globalization;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Tests.Indicators;

public sealed class IndicatorWordsTests
{
    private static readonly IndicatorWords Spanish = new("Niños en sesiones", 1, Riverside.Sessions.Question) { Unit = "niños", UnitOfOne = "niño", Definition = "Presentes al menos media sesión." };

    private static readonly Indicator Children = Riverside.Sessions with { Version = 1, Unit = "children", UnitOfOne = "child", Definition = "In the room for half of it.", Translations = new Dictionary<string, IndicatorWords> { ["es"] = Spanish, ["pt-BR"] = new("Crianças", 1, "") } };

    [Theory]
    [InlineData("es", "Niños en sesiones")]
    [InlineData("es-MX", "Niños en sesiones")]
    [InlineData("pt-BR", "Crianças")]
    [InlineData("pt-PT", "Crianças")]
    public void A_reader_is_asked_in_their_language_wherever_they_live(string reader, string question) =>
        Assert.Equal(question, Children.In(CultureInfo.GetCultureInfo(reader), "en").Question);

    [Theory]
    [InlineData("en-US")]
    [InlineData("fr-FR")]
    public void Who_reads_the_initiatives_own_language_or_one_that_nobody_wrote_is_asked_as_it_is(string reader) =>
        Assert.Same(Children, Children.In(CultureInfo.GetCultureInfo(reader), "en"));

    [Fact]
    public void The_initiatives_own_language_goes_before_the_same_of_another_place() =>
        Assert.Same(Children, Children.In(CultureInfo.GetCultureInfo("pt-PT"), "pt-PT"));

    [Fact]
    public void What_is_empty_is_read_as_it_is_and_one_and_many_belong_together()
    {
        var read = (Children with { PartName = "reading", Breakdown = new Breakdown("Quarter", [new("east", "East"), new("west", "West")], Sharing.Partners) } is var divided
            ? divided with { Translations = new Dictionary<string, IndicatorWords> { ["es"] = Spanish with { UnitOfOne = "", Categories = new Dictionary<string, string> { ["east"] = "Este" } } } }
            : divided).In(CultureInfo.GetCultureInfo("es"), "en");

        Assert.Equal(("niños", "", "reading", "Quarter"), (read.Unit, read.UnitOfOne, read.PartName, read.Breakdown!.Name));
        Assert.Equal(["Este", "West"], read.Breakdown.Categories.Select(c => c.Name));
    }

    [Fact]
    public void Words_for_an_earlier_meaning_are_shown_to_nobody_and_those_for_an_earlier_wording_still_are()
    {
        Assert.Equal(Children.Question, (Children with { Version = 2 }).In(CultureInfo.GetCultureInfo("es"), "en").Question);
        var anew = Children with { Question = "How many children came?" };
        Assert.Equal(Spanish.Question, anew.In(CultureInfo.GetCultureInfo("es"), "en").Question);
        Assert.True(Spanish.IsBehind(anew));
        Assert.True(Spanish.IsBehind(Children with { Version = 2 }));
        Assert.False(Spanish.IsBehind(Children));
    }

    [Fact]
    public void A_form_of_nothing_takes_the_language_away_and_one_without_a_question_is_asked_for_it()
    {
        var culture = CultureInfo.GetCultureInfo("en");

        var (none, faultless) = TranslationCard.Read(Riverside.Form(("question", " "), ("definition", "")), Children, culture);
        Assert.Null(none);
        Assert.Empty(faultless);
        var (_, faults) = TranslationCard.Read(Riverside.Form(("question", ""), ("definition", "Presentes.")), Children, culture);
        Assert.Equal(new Texts(culture).QuestionMissing, Assert.Single(faults).Value);
        var (_, tooLong) = TranslationCard.Read(Riverside.Form(("question", new string('x', 201)), ("unit", "niños")), Children, culture);
        Assert.Equal(En.Fields.TooLong(201, 200), Assert.Single(tooLong).Value);
        var (words, _) = TranslationCard.Read(Riverside.Form(("question", "Niños"), ("unit", "niños")), Children, culture);
        Assert.Equal(new IndicatorWords("Niños", Children.Version, Children.Question) { Unit = "niños", Categories = words!.Categories }, words);
    }
}
