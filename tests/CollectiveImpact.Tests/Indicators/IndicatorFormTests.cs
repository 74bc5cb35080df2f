using System.Globalization;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Time;

namespace CollectiveImpact.Tests.Indicators;

/// <summary>The form of an indicator: what is wrong is told at its field, and what is right comes back as it was.</summary>
public sealed class IndicatorFormTests
{
    private static readonly (string, string)[] Right = [("question", "Visits"), ("kind", "Number"), ("direction", "Up"), ("rollup", "Sum")];

    private static readonly Indicator Full = new("visits", "Visits", "EUR", IndicatorKind.Money, GoodDirection.Down, RollUp.Mean, 1_234.5m, ["attendance", "grade-level"], 3, Retired: false)
    {
        Definition = "Only paid ones",
        Least = -10,
        Most = 50_000,
        ExpectedChange = 12.5m,
        AtMost = Riverside.Sessions.Id,
        Breakdown = new Breakdown("Neighbourhood", [new Category("east", "East"), new Category("west", "West")], Sharing.Steering),
        Every = Frequency.Monthly,
        Partners = [Riverside.Library.Id],
        Baseline = 2_000,
        BaselineOn = new LocalDate(2026, 1, 1),
        TargetBy = new LocalDate(2028, 12, 31),
        ByStep = true,
        Sharing = Sharing.Public,
        PartnerSharing = Sharing.Backbone,
        WhatChanged = "Unpaid ones no longer count",
        ComparesFrom = 2,
        UnitOfOne = "euro",
        Decimals = 2,
    };

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("ar-EG")]
    [InlineData("hi-IN")]
    public void An_indicator_goes_through_the_form_and_comes_back_as_it_was(string culture)
    {
        var info = CultureInfo.GetCultureInfo(culture);
        Indicator[] known = [Full, .. Riverside.Indicators];
        var form = IndicatorForm.Of(Riverside.Initiative, Full, known, info, []).Pressed("Save");

        var (read, edit, faults) = IndicatorForm.Read(form, Riverside.Initiative, known, info);

        Assert.Empty(faults);
        Assert.Equal(Edit.Wording, edit);
        Assert.Equal(Full.Terms, read!.Terms);
        Assert.Equal(Full.Partners, read.Partners);
        Assert.Equal(Full.Breakdown!.Categories, read.Breakdown!.Categories);
        Assert.Equal((Full.Breakdown.Name, Full.Breakdown.Sharing), (read.Breakdown.Name, read.Breakdown.Sharing));
        Assert.Equal(Plain(Full), Plain(read));

        static Indicator Plain(Indicator indicator) => indicator with { Terms = [], Partners = [], Breakdown = null };
    }

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "question", "", "question", En.Indicators.QuestionMissing },
        { "question", "Children in sessions", "question", En.Indicators.QuestionTaken },
        { "kind", "Feelings", "kind", En.Indicators.KindMissing },
        { "kind", "Money", "unit", En.Indicators.UnitNoCurrency },
        { "rollup", "RatioOfSums", "rollup", En.Indicators.RollUpSum },
        { "target", "many", "target", En.Indicators.NoUsableNumber("12.5") },
        { "targetby", "2027-01-01", "target", En.Indicators.TargetMissing },
        { "baseline", "5", "targetby", En.Indicators.TargetByMissing },
        { "categories", "East", "breakdown", En.Indicators.BreakdownMissing },
        { "breakdown", "Neighbourhood", "categories", En.Indicators.CategoriesTooMany(12) },
        { "formula", "[Nothing] / 2", "formula", "Nothing" },
        { "formula", "System.IO", "formula", "" },
    };

    [Fact]
    public void A_percentage_asks_for_its_part_and_its_whole_by_their_names()
    {
        var level = Riverside.Level with { PartName = "children reading", WholeName = "of all children tested" };
        var read = IndicatorForm.Read(IndicatorForm.Of(Riverside.Initiative, level, [level], Riverside.English, []).Pressed("Save"), Riverside.Initiative, [level], Riverside.English);

        Assert.Equal(("children reading", "of all children tested"), (read.Indicator!.PartName, read.Indicator.WholeName));
        var labels = CheckInCard.Form(Riverside.Initiative, Riverside.View(indicators: [level]), Riverside.Library, Riverside.English, Riverside.Lisbon).Inputs().Select(i => i.Text("label")).ToArray();
        Assert.Equal(["children reading", "of all children tested"], labels[..2]);
    }

    [Fact]
    public void Names_and_units_that_fit_nothing_are_told_at_their_fields()
    {
        var t = new CollectiveImpact.Indicators.Texts(Riverside.English);
        var faults = IndicatorForm.Read(Riverside.Form([.. Right, ("unitofone", "child"), ("wholename", "of all")]), Riverside.Initiative, [], Riverside.English).Faults;

        Assert.Equal((t.UnitOfOneWithoutUnit, t.PartNameNotOfKind), (faults["unitofone"], faults["partname"]));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_told_at_its_field(string field, string value, string at, string says)
    {
        var form = Riverside.Form([.. Right.Where(r => r.Item1 != field), (field, value)]);

        var (read, _, faults) = IndicatorForm.Read(form, Riverside.Initiative, Riverside.Indicators, Riverside.English);

        Assert.Null(read);
        Assert.Contains(says, faults[at], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("target", "about 120", "Number", "", "120")]
    [InlineData("target", "120 homes", "Number", "", "120")]
    [InlineData("target", "about 1.2k", "Number", "", "1200")]
    [InlineData("least", "none", "Number", "", "0")]
    [InlineData("most", "up to £1.2k", "Money", "GBP", "1200")]
    [InlineData("change", "~ 40", "Number", "children", "40")]
    public void A_number_in_words_is_shown_back_once_and_kept_when_it_is_saved_again(string field, string typed, string kind, string unit, string read)
    {
        var form = Riverside.Form([.. Right.Where(r => r.Item1 != field && r.Item1 is not "kind" and not "unit"), ("kind", kind), ("unit", unit), (field, typed)]);

        var (first, _, faults) = IndicatorForm.Read(form, Riverside.Initiative, [], Riverside.English);
        Assert.Null(first);
        Assert.StartsWith(En.Indicators.ReadFromWords(typed, "\n").Split('\n')[0], faults[field], StringComparison.Ordinal);
        var shown = IndicatorForm.AsRead(form, Riverside.English);
        Assert.Equal(read, shown[field]);
        Assert.All(form.Fields.Where(f => f.Key != field), f => Assert.Equal(form[f.Key], shown[f.Key]));

        Assert.NotNull(IndicatorForm.Read(shown, Riverside.Initiative, [], Riverside.English).Indicator);
    }

    [Theory]
    [InlineData("unit", "people")]
    [InlineData("rollup", "Max")]
    [InlineData("every", "Monthly")]
    public void A_new_meaning_can_not_pass_as_wording(string field, string value)
    {
        var fields = IndicatorForm.Of(Riverside.Initiative, Riverside.Sessions, Riverside.Indicators, Riverside.English, []).Pressed("Save").Fields.ToDictionary(f => f.Key, f => f.Value);
        fields[field] = value;

        Assert.Contains(En.Indicators.MeaningChanged, IndicatorForm.Read(new(fields), Riverside.Initiative, Riverside.Indicators, Riverside.English).Faults["edit"], StringComparison.Ordinal);
        fields["edit"] = nameof(Edit.Meaning);
        Assert.NotNull(IndicatorForm.Read(new(fields), Riverside.Initiative, Riverside.Indicators, Riverside.English).Indicator);
    }

    [Fact]
    public void A_formula_that_needs_itself_is_told_as_a_circle()
    {
        var cost = new Indicator("cost", "Cost", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Calculated, null, [], 1, Retired: false) { Formula = "[visits] * 2" };
        var visits = Riverside.Sessions with { Id = "visits", Question = "Visits" };
        var form = Riverside.Form([.. Right, ("indicator", "visits"), ("formula", "[Cost] + 1"), ("edit", nameof(Edit.Meaning))]);

        var (_, _, faults) = IndicatorForm.Read(form, Riverside.Initiative, [visits, cost], Riverside.English);

        Assert.Contains(En.Indicators.FormulaCircle("Visits, Cost"), faults["formula"], StringComparison.Ordinal);
    }

    [Fact]
    public void All_indicators_together_have_no_more_fields_than_people_fill_in()
    {
        var known = Enumerable.Range(0, 3).Select(n => Riverside.Sessions with
        {
            Id = $"i{n}",
            Question = $"Question {n}",
            Breakdown = new Breakdown("Place", [.. Enumerable.Range(0, 7).Select(c => new Category($"c{c}", $"Place {c}"))], Sharing.Partners),
        }).ToArray();
        var form = Riverside.Form([.. Right, ("breakdown", "Place"), ("categories", "A, B, C, D")]);

        Assert.Contains(En.Indicators.TooManyFields(28), IndicatorForm.Read(form, Riverside.Initiative, known, Riverside.English).Faults["categories"], StringComparison.Ordinal);
    }
}
