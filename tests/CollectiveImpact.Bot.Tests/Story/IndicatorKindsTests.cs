using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>An indicator is written in three steps: its kind, the form with what that kind has, and a look at the question.</summary>
public sealed class IndicatorKindsTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task The_kind_is_asked_first_and_the_question_is_seen_as_partners_will_see_it_before_it_is_saved()
    {
        var carmen = await Founder();
        var kinds = await (await carmen.Asks("indicators")).Press(En.Indicators.AddIndicator);
        Assert.Equal(En.Indicators.WhatKind, kinds.Title);
        Assert.Contains(En.Indicators.MoneyQuestion, kinds.AllText, StringComparison.Ordinal);

        var form = await kinds.Press(En.Indicators.KindPercentage);
        Assert.DoesNotContain(En.Indicators.Unit, form.Inputs.Keys);
        var look = await form.Fill(En.Indicators.Question, "Children at level").Fill(En.Indicators.PartName, "reading").Fill(En.Indicators.WholeName, "tested").Press(En.Indicators.SeeAsPartners);

        Assert.Equal(En.Indicators.AsPartnersSeeIt, look.Title);
        Assert.Contains("Children at level", look.AllText, StringComparison.Ordinal);
        Assert.Equal(["reading", "tested"], look.Inputs.Keys);
        Assert.DoesNotContain("Children at level", (await carmen.Asks("indicators")).AllText, StringComparison.Ordinal);

        var again = await look.Press(En.Indicators.ChangeIt);
        Assert.Equal(("Children at level", "reading", "tested"), (again.Inputs[En.Indicators.Question], again.Inputs[En.Indicators.PartName], again.Inputs[En.Indicators.WholeName]));
        var list = await again.Fill(En.Indicators.WholeName, "enrolled").SavesIndicator();
        Assert.Contains("Children at level", list.AllText, StringComparison.Ordinal);

        // What is there opens in the form of its kind, which it keeps.
        var edit = await list.Press(En.Indicators.Edit);
        Assert.Equal("enrolled", edit.Inputs[En.Indicators.WholeName]);
        Assert.DoesNotContain(En.Indicators.AnotherKind, edit.Buttons);
        var cleared = await (await edit.Fill(En.Indicators.WholeName, "").Press(En.Indicators.SeeAsPartners)).Press(En.Indicators.ChangeIt);
        Assert.Equal("", cleared.Inputs[En.Indicators.WholeName]);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_the_next_kind_has_too_comes_along()
    {
        var carmen = await Founder();
        var form = (await carmen.BeginsIndicator()).Fill(En.Indicators.Question, "What did you give?").Fill(En.Indicators.Definition, "Only gifts\nin kind").Fill(En.Indicators.Unit, "coats")
            .Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionTerms).Fill(En.Indicators.Terms, "gift");

        var kinds = await form.Press(En.Indicators.AnotherKind);
        Assert.Empty(kinds.Inputs);
        var money = await kinds.Press(En.Indicators.KindMoney);

        Assert.Equal(("What did you give?", "Only gifts\nin kind", "gift"), (money.Inputs[En.Indicators.Question], money.Inputs[En.Indicators.Definition], money.Unfold(En.Indicators.SectionMore).Inputs[En.Indicators.Terms]));
        Assert.Equal("EUR", money.Inputs[En.Indicators.Currency]);
        await money.Choose(En.Indicators.Currency, En.Indicators.CurrencyNamed("British Pound", "GBP")).SavesIndicator();
        Assert.Contains(En.Indicators.InUnit("GBP"), (await carmen.Asks("indicators")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_wrong_is_told_before_the_look_and_opens_the_fold_where_it_is()
    {
        var carmen = await Founder();
        var form = (await carmen.BeginsIndicator(En.Indicators.KindMoney)).Fill(En.Indicators.Question, "Spent").Fill(En.Indicators.TargetOfAll, "about 1.2k")
            .Unfold(En.Indicators.SectionMore).Fill(En.Indicators.OtherCurrencyThan, "doubloons");

        var wrong = await form.Press(En.Indicators.SeeAsPartners);

        Assert.Contains(En.Indicators.CurrencyUnknown("doubloons"), wrong.AllText, StringComparison.Ordinal);
        Assert.Equal(("1200", "doubloons"), (wrong.Inputs[En.Indicators.TargetOfAll], wrong.Inputs[En.Indicators.OtherCurrencyThan]));
        var list = await wrong.Fill(En.Indicators.OtherCurrencyThan, "mga").SavesIndicator();
        Assert.Contains(En.Indicators.InUnit("MGA"), list.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Parts_can_be_pasted_as_a_list()
    {
        var carmen = await Founder();
        var form = (await carmen.BeginsIndicator()).Fill(En.Indicators.Question, "Visits").Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionParts);

        var list = await form.Fill(En.Indicators.BreakdownBy, "Place").Fill(En.Indicators.Categories, "1. East\n2. West;\n3. Centre, North").SavesIndicator();

        Assert.Contains(En.Indicators.ByParts("Place", "East, West, Centre, North"), list.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_before_the_kind_was_asked_first_is_still_understood()
    {
        var carmen = await Founder();
        var kinds = await (await carmen.Asks("indicators")).Press(En.Indicators.AddIndicator);
        JsonObject Old(params (string, string)[] more)
        {
            var data = new JsonObject { ["initiative"] = kinds.Json!["actions"]![0]!["data"]!["initiative"]!.DeepClone(), ["indicator"] = "", ["question"] = "Spent", ["direction"] = "Down", ["rollup"] = "Mean", ["decimals"] = "Always", ["path"] = "Linear", ["every"] = "Always", ["atmost"] = "nothing", ["sharing"] = "Partners", ["partnersharing"] = "Partners", ["breakdownsharing"] = "Partners" };
            foreach (var (name, value) in more)
            {
                data[name] = value;
            }

            return data;
        }

        // Without a kind, it is asked, and what was typed stays.
        var asked = await kinds.PressRaw("indicators.save", Old());
        Assert.Equal("Spent", (await asked.Press(En.Indicators.KindMoney)).Inputs[En.Indicators.Question]);

        var saved = await kinds.PressRaw("indicators.save", Old(("kind", "Money"), ("unit", "usd"), ("target", "500")));
        Assert.Contains("Spent", saved.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.InUnit("USD"), saved.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.RollUpMean, saved.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    private async Task<Person> Founder()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        return carmen;
    }
}
