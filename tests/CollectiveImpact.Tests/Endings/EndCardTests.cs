using CollectiveImpact.Cards;
using CollectiveImpact.Endings;

namespace CollectiveImpact.Tests.Endings;

public sealed class EndCardTests
{
    [Fact]
    public void An_initiative_ends_by_its_name_and_by_no_other()
    {
        Assert.Empty(End($" {Riverside.Initiative.Name.ToUpperInvariant()}  "));
        Assert.All(new[] { "", "Another", new string('x', 5_000) }, typed => Assert.Equal(En.Endings.EndNotItsName, End(typed)["name"]));
        Assert.InRange(CardJson.SizeOf(EndCard.FormAgain(Riverside.Initiative, Riverside.Form(("name", new string('x', 50_000))), End("x"), Riverside.English).ToJson()), 1, CardJson.Budget);
    }

    private static IReadOnlyDictionary<string, string> End(string typed) => EndCard.FaultsOf(Riverside.Form(("name", typed)), Riverside.Initiative, Riverside.English);
}
