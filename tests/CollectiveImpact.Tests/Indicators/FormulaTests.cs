using System.Globalization;
using CollectiveImpact.Indicators;
using CsCheck;

namespace CollectiveImpact.Tests.Indicators;

public sealed class FormulaTests
{
    private static readonly IReadOnlyList<(string Id, string Question)> Known = [("cost", "Cost of the courses"), ("graduates", "Graduates (all?)"), ("enrolled", "Enrolled")];

    [Theory]
    [InlineData("[cost] / [graduates]", 25)]
    [InlineData("[Cost of the Courses] / [graduates (all?)]", 25)]
    [InlineData("round([cost] / 3, 2)", 33.33)]
    [InlineData("100 * [graduates] / ([enrolled] + 0)", 80)]
    [InlineData("max([cost], 120) - min([cost], 5)", 115)]
    [InlineData("abs(-[cost])", 100)]
    [InlineData("if([enrolled] > 4, [cost], 0)", 100)]
    [InlineData("if([enrolled] > 5, [cost], 0.5)", 0.5)]
    public void A_formula_is_calculated_from_other_indicators(string text, double expected) => Assert.Equal((decimal)expected, Read(text).Of(ValueOf));

    [Fact]
    public void A_formula_is_kept_by_ids_whatever_the_questions_become()
    {
        var formula = Read("[Cost of the courses] / [Graduates (all?)]");

        Assert.Equal("[cost] / [graduates]", formula.Text);
        Assert.Equal(["cost", "graduates"], formula.Uses);
        Assert.Equal(25, Formula.Of(Riverside.Sessions with { Formula = formula.Text })!.Of(ValueOf));
    }

    [Theory]
    [InlineData("[cost] / 0")]
    [InlineData("[cost] / [missing]")]
    [InlineData("[cost] * 99999999999999999999999999 * 99999999999999999999999999")]
    public void What_cannot_be_calculated_has_no_value(string text)
    {
        var formula = Formula.Read(text, [.. Known, ("missing", "Missing")], out var fault);

        Assert.Null(fault);
        Assert.Null(formula!.Of(id => id == "missing" ? null : ValueOf(id)));
    }

    public static TheoryData<string, string> NoFormulas => new()
    {
        { "", En.Indicators.FormulaUsesNothing },
        { "1 + 1", En.Indicators.FormulaUsesNothing },
        { "[cost", En.Indicators.FormulaOpenBracket },
        { "[costs] / [graduates]", "[costs]" },
        { "[Cost of the course]", En.Indicators.FormulaNoIndicator("Cost of the course", "Cost of the courses") },
        { "[cost] / (", En.Indicators.FormulaUnreadable },
        { "[cost] +", En.Indicators.FormulaUnreadable },
        { "cost / [graduates]", En.Indicators.FormulaNoBrackets("cost") },
        { "Sqrt([cost])", En.Indicators.FormulaNoFunction("Sqrt", "1") },
        { "round([cost], 1, 2)", En.Indicators.FormulaNoFunction("round", "3") },
        { "[cost] = 'a'", En.Indicators.FormulaOtherThings },
        { "[cost] ** 9999", En.Indicators.FormulaOtherThings },
        { "[cost] && [graduates]", En.Indicators.FormulaOtherThings },
        { "#2020-01-01# + [cost]", "" },
    };

    [Theory]
    [MemberData(nameof(NoFormulas))]
    public void What_is_no_formula_is_said_in_plain_words(string text, string said)
    {
        Assert.Null(Formula.Read(text, Known, out var fault));
        Assert.Contains(said, fault!.InWords(En.Indicators), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_formula_is_refused() => Assert.Null(Formula.Read("[cost]" + string.Concat(Enumerable.Repeat("+1", 200)), Known, out _));

    [Fact]
    public void Any_text_is_answered_without_an_exception() => Gen.String[Gen.Char["[]()+-*/.,#'\"0123456789costif &|=<>?:{}\\"], 0, 60].Sample(text =>
    {
        if (Formula.Read(text, Known, out var fault) is { } formula)
        {
            formula.Of(ValueOf);
        }
        else
        {
            Assert.NotNull(fault);
        }
    });

    [Fact]
    public void A_formula_calculates_as_decimals_do() => Gen.Select(Gen.Int[0, 10_000], Gen.Int[1, 10_000], Gen.Int[0, 100]).Sample((a, b, c) =>
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"([cost] + {c}) / [graduates] - 0.1 * [cost]");

        Assert.Equal(((a + (decimal)c) / b) - (0.1m * a), Read(text).Of(id => id == "cost" ? a : b));
    });

    [Fact]
    public void A_circle_is_found()
    {
        var formulas = new Dictionary<string, Formula> { ["graduates"] = Read("[enrolled] + 1"), ["enrolled"] = Read("[cost] * 2") };

        Assert.Equal(["cost", "graduates", "enrolled"], Formula.Circle("cost", Read("[graduates]"), id => formulas.GetValueOrDefault(id)));
        Assert.Null(Formula.Circle("other", Read("[graduates]"), id => formulas.GetValueOrDefault(id)));
    }

    private static decimal? ValueOf(string id) => id switch { "cost" => 100, "graduates" => 4, _ => 5 };

    private static Formula Read(string text)
    {
        var formula = Formula.Read(text, Known, out var fault);
        Assert.Null(fault);
        return formula!;
    }
}
