using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Onboarding;

namespace CollectiveImpact.Tests.Onboarding;

public sealed class SetUpCardTests
{
    [Fact]
    public void What_sets_an_initiative_up_is_read_with_its_zone_as_it_is_known()
    {
        var (initiative, faults) = SetUpCard.Read(SetUp(("name", " Riverside Reads "), ("timezone", "new york"), ("language", "en-US")), Riverside.English);

        Assert.Empty(faults);
        Assert.Equal(("abc123", "Riverside Reads", "America/New_York", "en-US"), (initiative!.Id, initiative.Name, initiative.TimeZone, initiative.Language));
    }

    [Fact]
    public void What_is_wrong_with_a_set_up_is_said_at_its_field()
    {
        var faults = SetUpCard.Read(SetUp(("vision", new string('x', 1001)), ("timezone", "est"), ("language", "xx")), Riverside.English).Faults;

        Assert.Equal(["language", "name", "timezone", "vision"], faults.Keys.Order());
        Assert.Equal((En.Onboarding.SetUpNameMissing, En.Initiatives.TimeZoneObsolete("EST"), En.Onboarding.SetUpLanguageMissing), (faults["name"], faults["timezone"], faults["language"]));
        Assert.Equal(En.Initiatives.TimeZoneUnknown, SetUpCard.Read(SetUp(), Riverside.English).Faults["timezone"]);
    }

    private static Form SetUp(params (string Field, string Value)[] fields) => Riverside.Form([("id", "abc123"), .. fields]);
}
