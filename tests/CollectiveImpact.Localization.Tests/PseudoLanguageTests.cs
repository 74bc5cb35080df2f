using System.Globalization;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

public class PseudoLanguageTests
{
    private static readonly Texts Texts = new(CultureInfo.GetCultureInfo(PseudoLanguage.Name));

    [Fact]
    public void Every_text_has_accents_is_two_fifths_longer_and_stands_in_brackets()
    {
        Assert.Equal("[Íť íšñ'ť ťhéřé.~~~~]", Texts.Plain);
        Assert.Equal("[“Ann” íš ťhéřé, Ann.~~]", Texts.Named("Ann"));
    }

    [Fact]
    public void A_count_chooses_among_the_English_forms()
    {
        Assert.Equal("[1 ťéřm]", Texts.Terms(1));
        Assert.Equal("[12 ťéřmš]", Texts.Terms(12));
    }
}
