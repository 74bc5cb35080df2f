using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class PartnersCardTests
{
    [Fact]
    public void A_partner_has_a_name_of_its_own_and_may_have_a_zone()
    {
        Assert.Equal(new Partner(new(""), "Harbour Club") { TimeZone = "Europe/Berlin" }, Partner(("name", " Harbour   Club "), ("timezone", "berlin")).Partner);
        Assert.Equal(new Partner(new(""), "Harbour Club"), Partner(("name", "Harbour Club")).Partner);
        Assert.Equal(En.People.PartnersNameMissing, Partner().Faults["name"]);
        Assert.Equal(En.People.PartnersNameTaken, Partner(("name", "city LIBRARY")).Faults["name"]);
        Assert.Equal(["name", "timezone"], Partner(("name", new string('x', 81)), ("timezone", "Atlantis")).Faults.Keys.Order());
        Assert.EndsWith(En.Initiatives.TimeZoneMayBeEmpty, Partner(("name", "x"), ("timezone", "Atlantis")).Faults["timezone"], StringComparison.Ordinal);
    }

    private static (Partner? Partner, IReadOnlyDictionary<string, string> Faults) Partner(params (string Field, string Value)[] fields) =>
        PartnersCard.Read(Riverside.Form(fields), Riverside.Initiative, Riverside.English);
}
