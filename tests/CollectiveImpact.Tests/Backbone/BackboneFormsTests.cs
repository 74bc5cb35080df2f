using CollectiveImpact.Backbone;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;
using Texts = CollectiveImpact.Backbone.Texts;

namespace CollectiveImpact.Tests.Backbone;

public sealed class BackboneFormsTests
{
    private static readonly Texts T = new(Riverside.English);

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
        Assert.Equal((T.SetUpNameMissing, T.TimeZoneObsolete("EST"), T.SetUpLanguageMissing), (faults["name"], faults["timezone"], faults["language"]));
        Assert.Equal(T.TimeZoneUnknown, SetUpCard.Read(SetUp(), Riverside.English).Faults["timezone"]);
    }

    [Fact]
    public void A_partner_has_a_name_of_its_own_and_may_have_a_zone()
    {
        Assert.Equal(new Partner("", "Harbour Club") { TimeZone = "Europe/Berlin" }, Partner(("name", " Harbour   Club "), ("timezone", "berlin")).Partner);
        Assert.Equal(new Partner("", "Harbour Club"), Partner(("name", "Harbour Club")).Partner);
        Assert.Equal(T.PartnersNameMissing, Partner().Faults["name"]);
        Assert.Equal(T.PartnersNameTaken, Partner(("name", "city LIBRARY")).Faults["name"]);
        Assert.Equal(["name", "timezone"], Partner(("name", new string('x', 81)), ("timezone", "Atlantis")).Faults.Keys.Order());
        Assert.EndsWith(T.TimeZoneMayBeEmpty, Partner(("name", "x"), ("timezone", "Atlantis")).Faults["timezone"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_initiative_ends_by_its_name_and_by_no_other()
    {
        Assert.Empty(End($" {Riverside.Initiative.Name.ToUpperInvariant()}  "));
        Assert.All(new[] { "", "Another", new string('x', 5_000) }, typed => Assert.Equal(T.EndNotItsName, End(typed)["name"]));
        Assert.InRange(CardJson.SizeOf(EndCard.FormAgain(Riverside.Initiative, Riverside.Form(("name", new string('x', 50_000))), End("x"), Riverside.English).ToJson()), 1, CardJson.Budget);
    }

    [Fact]
    public void Somebodys_words_stand_in_bold_where_the_sentence_has_them()
    {
        Assert.Equal([("Code for ", false), ("a", true), (" today", false)], Runs(w => $"Code for {w} today", "a"));
        Assert.Equal([("a", true), ("!", false)], Runs(w => $"{w}!", "a"));
    }

    private static Form SetUp(params (string Field, string Value)[] fields) => Riverside.Form([("id", "abc123"), .. fields]);

    private static (Partner? Partner, IReadOnlyDictionary<string, string> Faults) Partner(params (string Field, string Value)[] fields) =>
        PartnersCard.Read(Riverside.Form(fields), Riverside.Initiative, Riverside.English);

    private static IReadOnlyDictionary<string, string> End(string typed) => EndCard.FaultsOf(Riverside.Form(("name", typed)), Riverside.Initiative, Riverside.English);

    private static IEnumerable<(string, bool)> Runs(Func<string, string> sentence, string words) =>
        RichTextBlock.AroundBold(words, sentence).Inlines.Select(r => (r.Text, r.Weight == TextWeight.Bolder));
}
