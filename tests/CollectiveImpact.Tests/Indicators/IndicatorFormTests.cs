using System.Globalization;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
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
        var form = IndicatorForm.Of(Riverside.Initiative, Full, known, info, []).Pressed(new CollectiveImpact.Indicators.Texts(info).SeeAsPartners);

        var (read, edit, faults) = Read(form, known, info);

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
        var read = Read(IndicatorForm.Of(Riverside.Initiative, level, [level], Riverside.English, []).Pressed(En.Indicators.SeeAsPartners), [level]);

        Assert.Equal(("children reading", "of all children tested"), (read.Indicator!.PartName, read.Indicator.WholeName));
        var labels = CheckInCard.Form(Riverside.Initiative, Riverside.View(indicators: [level]), Riverside.Library, Riverside.English, Riverside.Lisbon).Inputs().Select(i => i.Text("label")).ToArray();
        Assert.Equal(["children reading", "of all children tested"], labels[..2]);
    }

    [Fact]
    public void A_unit_of_one_without_a_unit_is_told_at_its_field() =>
        Assert.Equal(En.Indicators.UnitOfOneWithoutUnit, Read(Riverside.Form([.. Right, ("unitofone", "child")]), []).Faults["unitofone"]);

    [Fact]
    public void What_a_kind_has_no_field_for_stays_as_it_was_whatever_an_old_form_sends()
    {
        var level = Riverside.Level with { Unit = "children" };
        var form = Riverside.Form(("indicator", level.Id), ("question", level.Question), ("kind", "Percentage"), ("direction", "Up"), ("rollup", "Sum"), ("unit", "pupils"), ("breakdown", "Place"), ("categories", "A, B"), ("formula", "1"));

        var read = Read(form, [level]);

        Assert.Equal(("children", null, "", RollUp.RatioOfSums), (read.Indicator!.Unit, read.Indicator.Breakdown, read.Indicator.Formula, read.Indicator.RollUp));
    }

    [Theory]
    [InlineData("Number", "unit")]
    [InlineData("Percentage", "partname")]
    [InlineData("Money", "currency")]
    [InlineData("Rating", "least")]
    [InlineData("YesNo", "target")]
    [InlineData("Text", "definition")]
    public void Each_kind_has_its_own_fields_and_what_it_has_comes_along_from_another(string kind, string field)
    {
        var known = Kind.Of(Enum.Parse<IndicatorKind>(kind));
        var typed = Riverside.Form([.. Right.Where(r => r.Item1 is not "kind"), ("definition", "Only paid ones"), ("unit", "children"), ("kind", kind)]);

        var inputs = IndicatorForm.Of(Riverside.Initiative, known, typed, [], Riverside.English, []).Inputs().Select(i => i.Text("id")).ToArray();
        var kept = IndicatorForm.AskKind(Riverside.Initiative, typed, Riverside.English).Inputs().Select(i => i.Text("id")).ToArray();

        Assert.Contains(field, inputs);
        Assert.Equal(known.HasUnit || known.HasCurrency, inputs.Contains("unit"));
        Assert.Equal(known.IsNumeric, inputs.Contains("target"));
        Assert.Equal(known.RollUps.Count > 1, inputs.Contains("rollup"));
        Assert.Equal(["question", "definition", "direction", "rollup"], kept);
    }

    [Theory]
    [InlineData("MGA", "MGA")]
    [InlineData("mga", "MGA")]
    [InlineData("Japanese Yen", "JPY")]
    [InlineData("doubloons", null)]
    public void A_currency_that_is_not_on_the_list_can_be_written(string typed, string? read)
    {
        var form = Riverside.Form([.. Right.Where(r => r.Item1 is not "kind"), ("kind", "Money"), ("unit", "EUR"), ("currency", typed)]);

        var (indicator, _, faults) = Read(form, []);

        Assert.Equal(read, indicator?.Unit);
        Assert.Equal(read is null ? En.Indicators.CurrencyUnknown(typed) : null, faults.GetValueOrDefault("currency"));
    }

    [Fact]
    public void The_list_of_currencies_begins_with_the_likely_ones_and_speaks_the_readers_language()
    {
        Assert.Equal("EUR", Currencies.Of(Riverside.Initiative, []));
        Assert.Equal("GBP", Currencies.Of(Riverside.Initiative, [Full with { Unit = "gbp" }]));
        Assert.Equal(["XOF", "EUR"], Currencies.Offered(["xof", "EUR"], Riverside.English).Take(2).Select(c => c.Code));
        Assert.Contains(("GBP", "Britisches Pfund"), Currencies.Offered([], CultureInfo.GetCultureInfo("de-DE")));
        Assert.All(["", "en", "zh-TW", "zh-Hans", "sr-Latn-RS", "ar-EG", "qps-ploc", "es-419"], c => Assert.True(Currencies.Offered([], CultureInfo.GetCultureInfo(c)).Count > 45, c));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_told_at_its_field(string field, string value, string at, string says)
    {
        var form = Riverside.Form([.. Right.Where(r => r.Item1 != field), (field, value)]);

        var (read, _, faults) = Read(form, Riverside.Indicators);

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

        var (first, _, faults) = Read(form, []);
        Assert.Null(first);
        Assert.StartsWith(En.Indicators.ReadFromWords(typed, "\n").Split('\n')[0], faults[field], StringComparison.Ordinal);
        var shown = IndicatorForm.AsRead(form, IndicatorForm.KindOf(form, null)!, Riverside.Initiative, Riverside.English);
        Assert.Equal(read, shown[field]);
        Assert.All(form.Fields.Where(f => f.Key != field), f => Assert.Equal(form[f.Key], shown[f.Key]));

        Assert.NotNull(Read(shown, []).Indicator);
    }

    [Theory]
    [InlineData("unit", "people")]
    [InlineData("rollup", "Max")]
    [InlineData("every", "Monthly")]
    public void A_new_meaning_can_not_pass_as_wording(string field, string value)
    {
        var fields = IndicatorForm.Of(Riverside.Initiative, Riverside.Sessions, Riverside.Indicators, Riverside.English, []).Pressed(En.Indicators.SeeAsPartners).Fields.ToDictionary(f => f.Key, f => f.Value);
        fields[field] = value;

        Assert.Contains(En.Indicators.MeaningChanged, Read(new(fields), Riverside.Indicators).Faults["edit"], StringComparison.Ordinal);
        fields["edit"] = nameof(Edit.Meaning);
        Assert.NotNull(Read(new(fields), Riverside.Indicators).Indicator);
    }

    [Fact]
    public void A_formula_that_needs_itself_is_told_as_a_circle()
    {
        var cost = new Indicator("cost", "Cost", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Calculated, null, [], 1, Retired: false) { Formula = "[visits] * 2" };
        var visits = Riverside.Sessions with { Id = "visits", Question = "Visits" };
        var form = Riverside.Form([.. Right, ("indicator", "visits"), ("formula", "[Cost] + 1"), ("edit", nameof(Edit.Meaning))]);

        var (_, _, faults) = Read(form, [visits, cost]);

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

        Assert.Contains(En.Indicators.TooManyFields(28), Read(form, known).Faults["categories"], StringComparison.Ordinal);
    }

    private static (Indicator? Indicator, Edit Edit, IReadOnlyDictionary<string, string> Faults) Read(Form form, IReadOnlyList<Indicator> known, CultureInfo? culture = null) =>
        IndicatorForm.Read(form, IndicatorForm.KindOf(form, null)!, Riverside.Initiative, known, culture ?? Riverside.English);
}
