using CollectiveImpact.Bot.Web;
using CollectiveImpact.Initiatives;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Web;

public class PageLanguageTests
{
    private static readonly Initiative German = new(new("aaaaaa"), "Lesen am Fluss", "", "", "Europe/Berlin", "de-DE", [], [], [], []);

    [Theory]
    [InlineData("pt-BR,pt;q=0.9,en;q=0.8", "pt-BR")]
    [InlineData("en;q=0.2, fr;q=0.8", "fr")]
    [InlineData("nonsense-of-somebody, *;q=0.5, ar;q=0.1", "ar")]
    [InlineData("fr;q=0, es;q=0.1", "es")]
    [InlineData("*", "de-DE")]
    [InlineData(";;=,\"", "de-DE")]
    [InlineData("", "de-DE")]
    public void A_page_is_read_in_what_the_browser_asks_for_or_as_the_initiative_is(string asked, string read)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = asked;
        Assert.Equal(read, PageLanguage.TextsFor(context.Request, German).Culture.Name);
    }

    [Fact]
    public void Else_it_is_British_English() => Assert.Equal("en-GB", PageLanguage.TextsFor(new DefaultHttpContext().Request).Culture.Name);
}
