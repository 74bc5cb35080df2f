using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Numbers are taken as they were meant: read, shown back once, or refused at their field; and a part of a sum is never judged as the whole.</summary>
public sealed class NumbersTests(Azurite azurite) : StoryTest(azurite)
{
    [Theory]
    [InlineData("about 120", "120")]
    [InlineData("none", "0")]
    [InlineData("we had 1.2k this week", "1,200")]
    public async Task What_is_read_from_words_is_shown_back_once_before_it_is_kept(string typed, string read)
    {
        var (carmen, _, form) = await OpenRound();

        var asked = await Submits(form, typed);

        Assert.Contains(En.CheckIns.DidIReadThisRight, asked.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.ReadFromWords(typed, read), asked.AllText, StringComparison.Ordinal);
        Assert.Equal(typed, asked.Inputs["Children in sessions"]);
        Assert.Contains(Cast.Answered(0, 1, "Saturday 28 November 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        // Changed meanwhile, it is shown back anew.
        Assert.Contains(En.CheckIns.ReadFromWords("about 12", "12"), (await asked.Fill("Children in sessions", "about 12").Press(En.CheckIns.YesThatIsRight(1))).AllText, StringComparison.Ordinal);

        var receipt = await asked.Fill("Children in sessions", typed).Press(En.CheckIns.YesThatIsRight(1));

        Assert.Contains($"Children in sessions\n{read}", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(1, 1, "Saturday 28 November 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_part_and_its_whole_can_stand_in_one_field_and_mustn_t_contradict_the_other()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Homes kept", En.Indicators.KindPercentage);
        await carmen.OpensCheckIn();
        var card = (await rui.Receives()).IsGoing(En.CheckIns.OnTrack).Fill("Homes kept", "36 of 46");

        var refused = await card.Fill(En.Indicators.OutOfHowMany("Homes kept"), "50").Press(En.CheckIns.Submit);
        Assert.Contains(En.Indicators.TwoWholes("36 of 46", "50"), refused.AllText, StringComparison.Ordinal);

        var receipt = await refused.Fill(En.Indicators.OutOfHowMany("Homes kept"), "").Press(En.CheckIns.Submit);
        Assert.Contains("Homes kept\n78.3 % (36 of 46)", receipt.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N_a_is_asked_which_of_three_it_means_and_the_others_see_it()
    {
        var (carmen, rui, form) = await OpenRound();

        var asked = await Submits(form, "n/a");

        Assert.Contains(En.Indicators.WhichReason("n/a"), asked.AllText, StringComparison.Ordinal);
        var receipt = await asked.Choose(En.CheckIns.WhyNoNumberFor("Children in sessions"), "Not collected").Press(En.CheckIns.Submit);
        Assert.Contains($"Children in sessions\n{En.Indicators.NotCollected}", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.CheckIns.WithoutANumber} (1)\n{En.CheckIns.NotCollectedBy("Children in sessions", "City Library")}", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Indicators.FromPartners(0, 1)}; {En.Indicators.DontCollect(1)}", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        await Closes(carmen, rui);
        Assert.Contains($"{En.CheckIns.ValuesOf(0, 1, "0 %")}; {En.Indicators.NotCollected}: 1", (await carmen.Asks("completeness")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Numbers_that_are_written_in_the_chat_fill_in_the_form_and_nothing_is_kept_before_it_is_submitted()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Meals served");
        await carmen.AddsIndicator("Homes kept", En.Indicators.KindPercentage);
        Assert.Contains(En.Schedules.NoneOpenNoneScheduled, (await rui.Asks("118")).AllText, StringComparison.Ordinal);
        await carmen.OpensCheckIn();
        await rui.Receives();

        var form = await rui.Asks("we had 118, 36 of 46 and 40 meals!");

        Assert.Contains(En.CheckIns.NothingKeptYet, form.AllText, StringComparison.Ordinal);
        Assert.Equal(("118", "40", "36", "46"), (form.Inputs["Children in sessions"], form.Inputs["Meals served"], form.Inputs["Homes kept"], form.Inputs[En.Indicators.OutOfHowMany("Homes kept")]));
        Assert.Contains(Cast.Answered(0, 1, "Saturday 28 November 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions\n118", (await form.IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit)).AllText, StringComparison.Ordinal);

        // What was answered stays, but for the number that is new; whatever isn't numbers alone is no answer.
        var again = await rui.Asks("120");
        Assert.Equal(("120", "40"), (again.Inputs["Children in sessions"], again.Inputs["Meals served"]));
        Assert.Contains(En.CheckIns.NoQuestionLeft("12"), (await rui.Asks("118, 119, 12")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.CheckIns.NothingKeptYet, (await rui.Asks("we meet at 9, who comes?")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.CheckIns.NothingKeptYet, (await carmen.Asks("118")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Money_of_another_currency_is_no_amount()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Spent", kind: En.Indicators.KindMoney, unit: "GBP");
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await carmen.OpensCheckIn();
        var form = (await rui.Receives()).IsGoing(En.CheckIns.OnTrack);

        var refused = await form.Fill("Spent", "€300").Press(En.CheckIns.Submit);
        Assert.Contains(En.Indicators.OtherCurrency("GBP"), refused.AllText, StringComparison.Ordinal);
        Assert.Contains("Spent\n1,200 GBP", (await refused.Fill("Spent", "£1.2k").Press(En.CheckIns.Submit)).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sum_that_some_are_missing_from_is_set_beside_the_same_partners_last_time_and_not_beside_the_target()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var form = await (await carmen.Asks("indicators")).Press(En.Indicators.Edit);
        await form.Fill(En.Indicators.TargetOfAll, "60").Fill(En.Indicators.TargetByDay, "2027-06-30").Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionTargets)
            .Fill(En.Indicators.Baseline, "10").Fill(En.Indicators.BaselineOn, "2026-09-01").SavesIndicator();
        await Week((rui, "40"), (sam, "15"));
        Assert.Contains(En.Indicators.FromPartners(2, 2), (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);

        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(7));
        await Week((rui, "43"));

        var digest = (await carmen.Asks("digest")).AllText;
        Assert.Contains(En.Digests.AtTheSamePartners(En.Indicators.MovedUp("3"), 1), digest, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.FromPartners(1, 2), digest, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Piece(En.Indicators.Behind(En.Unknown)), digest, StringComparison.Ordinal);
        Assert.DoesNotContain("▼", digest, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Piece(En.Indicators.IfItGoesOn(En.Unknown)), digest, StringComparison.Ordinal);

        async Task Week(params (Person Person, string Value)[] answers)
        {
            await carmen.OpensCheckIn();
            await World.AllIsSent();
            foreach (var (person, value) in answers)
            {
                await Submits(person.Messages.Select(m => m.Current).Last(c => c.Buttons.Contains(En.CheckIns.Submit)), value);
            }

            await carmen.ClosesCheckIn();
            await World.AllIsSent();
        }
    }
}
