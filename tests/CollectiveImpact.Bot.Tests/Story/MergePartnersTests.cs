using System.IO.Compression;
using System.Text;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A partner that was added twice becomes one again.</summary>
public sealed class MergePartnersTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Kept = "City Library";
    private const string Double = "Town Library";

    private static readonly string s_title = $"Check-in, {En.Time.PeriodWeek(48, "2026")}";

    [Fact]
    public async Task Where_only_the_double_answered_its_answer_and_its_people_are_the_partners()
    {
        var (carmen, rui, sam) = await Twice();
        await carmen.AddsPartner(Double + " 2");
        await carmen.OpensCheckIn();
        await rui.Receives();
        await Submits(await sam.Receives(), "7");
        await carmen.ClosesCheckIn();
        await sam.Receives();
        await carmen.SignsOff();
        Assert.Contains(Total("7", 1, 2), await History(carmen), StringComparison.Ordinal);

        var look = await Look(carmen);
        Assert.Contains(En.People.MergePeople(1, Double, Kept), look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.MergeAnswers(1, Double, Kept), look.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Piece(En.People.MergeBoth(1, En.Unknown, En.Unknown, En.Unknown)), look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.MergeFinal, look.AllText, StringComparison.Ordinal);
        var page = await look.Press(En.People.MergeYes);
        Assert.Contains(En.People.MergeDone(Double, Kept), page.AllText, StringComparison.Ordinal);
        Assert.Contains($"7\n{En.Time.PeriodWeek(48, "2026")}", page.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PartnerReporters("Rui, Sam"), page.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.LastContactAnswered("Sam", "25 November 2026"), page.AllText, StringComparison.Ordinal);

        Assert.Contains(Total("7", 1, 1), await History(carmen), StringComparison.Ordinal);
        // Its old name leads to the partner that it is now, and can be given again; it isn't offered to be brought back.
        Assert.Contains(En.People.PartnerReporters("Rui, Sam"), (await carmen.Asks("partner town library")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Piece(En.People.PartnersHaveLeft(En.Unknown)), (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Audit.PartnersMerged(Double, Kept), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Audit.PartnersMerged(Double, Kept), (await carmen.Asks("undo")).AllText, StringComparison.Ordinal);
        // The sign-off stays.
        Assert.DoesNotContain(En.CheckIns.SignOff, (await carmen.Asks("sign off")).Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task Where_both_answered_the_partners_answer_counts_and_the_doubles_stays_in_the_revisions()
    {
        var (carmen, rui, sam) = await Twice();
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await Submits(await sam.Receives(), "7");
        await carmen.ClosesCheckIn();
        await rui.Receives();
        await sam.Receives();
        Assert.Contains(Total("48", 2, 2), await History(carmen), StringComparison.Ordinal);

        var look = await Look(carmen);
        Assert.Contains(En.People.MergeBoth(1, s_title, Kept, Double), look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.MergeAnswers(0, Double, Kept), look.AllText, StringComparison.Ordinal);
        await look.Press(En.People.MergeYes);

        Assert.Contains(Total("41", 1, 1), await History(carmen), StringComparison.Ordinal);
        var files = await Exported(carmen);
        Assert.DoesNotContain("town-library", files["values.csv"], StringComparison.Ordinal);
        Assert.DoesNotContain("town-library", files["entries.csv"], StringComparison.Ordinal);
        Assert.Equal(2, files["values.csv"].Trim().Split('\n').Length);
        Assert.Contains("town-library", files["revisions.csv"], StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task In_an_open_check_in_the_doubles_reporter_goes_on_with_the_card_they_have()
    {
        var (carmen, rui, sam) = await Twice();
        await carmen.OpensCheckIn();
        var form = await rui.Receives();
        var late = await sam.Receives();
        Assert.Contains(En.CheckIns.AnsweredOf(0, 2), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        await Submits(late, "7");

        await (await Look(carmen)).Press(En.People.MergeYes);
        Assert.Contains(En.CheckIns.AnsweredOf(1, 1), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains("7", (await sam.Asks("our page")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.ThankYou, (await Submits(form, "12")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.ThankYou, (await Submits(late, "13")).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        await carmen.ClosesCheckIn();
        Assert.Contains(Total("13", 1, 1), await History(carmen), StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Three_weeks_of_history_become_one_line_and_the_next_check_in_asks_once()
    {
        var (carmen, rui, sam) = await Twice();
        foreach (var (own, theirs) in new (string?, string?)[] { ("41", null), (null, "7"), ("43", "8") })
        {
            await carmen.OpensCheckIn();
            var (his, hers) = (await rui.Receives(), await sam.Receives());
            if (own is not null)
            {
                await Submits(his, own);
            }

            if (theirs is not null)
            {
                await Submits(hers, theirs);
            }

            await carmen.ClosesCheckIn();
            await World.AllIsSent();
            foreach (var person in new[] { rui, sam })
            {
                while (person.Unread > 0)
                {
                    await person.Receives();
                }
            }

            await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(7));
        }

        var page = await (await Look(carmen)).Press(En.People.MergeYes);
        var (first, second, third) = (En.Time.PeriodWeek(48, "2026"), En.Time.PeriodWeek(49, "2026"), En.Time.PeriodWeek(50, "2026"));
        Assert.Contains($"{En.People.PartnerNumber(third, "43")} · {En.People.PartnerNumber(second, "7")} · {En.People.PartnerNumber(first, "41")}", page.Unfolded().AllText, StringComparison.Ordinal);
        var files = await Exported(carmen);
        Assert.Equal(4, files["values.csv"].Trim().Split('\n').Length);
        Assert.DoesNotContain("town-library", files["values.csv"], StringComparison.Ordinal);

        await carmen.OpensCheckIn();
        await rui.Receives();
        Assert.Contains("43", (await sam.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.AnsweredOf(0, 1), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Pressed_twice_and_by_two_it_is_done_once_and_not_the_other_way_round()
    {
        var (carmen, rui, sam) = await Twice();
        var ben = Teams.Person("Ben", "backbone");
        await ben.JoinsWith(await carmen.InvitesBackbone());
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await Submits(await sam.Receives(), "7");
        var old = await (await carmen.Asks("partner town library")).Press(En.People.PartnerHasLeft);
        var hers = await Look(carmen);
        var his = await Look(ben);
        var other = await Look(ben, Double, Kept);

        // In the same moment, and later.
        foreach (var done in await Task.WhenAll(hers.Press(En.People.MergeYes), his.Press(En.People.MergeYes)))
        {
            Assert.Contains(En.People.MergeDone(Double, Kept), done.AllText, StringComparison.Ordinal);
        }

        Assert.Contains(En.People.MergeDone(Double, Kept), (await his.Press(En.People.MergeYes)).AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.MergeDone(Double, Kept), (await hers.Press(En.People.MergeYes)).AllText, StringComparison.Ordinal);
        Assert.Equal(En.People.MergeGone, (await other.Press(En.People.MergeYes)).Notice);
        Assert.Equal(En.People.PartnersGone, (await old.Press(En.People.PartnerLeaveYes)).Notice);
        Assert.Single((await carmen.Asks("audit")).AllText.Split('\n'), l => l.Contains(En.Audit.PartnersMerged(Double, Kept), StringComparison.Ordinal));
        await carmen.ClosesCheckIn();
        Assert.Contains(Total("41", 1, 1), await History(carmen), StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Nobody_is_chosen_and_a_code_for_the_double_brings_people_to_the_partner()
    {
        var (carmen, _, _) = await Twice();
        var code = await Invite(carmen);
        var form = await (await carmen.Asks("partner city library")).Press(En.People.MergeAsk);
        var again = await form.PressAnyway(En.People.MergeLook);
        Assert.Contains(En.People.MergeWhichMissing, again.AllText, StringComparison.Ordinal);

        var look = await again.Choose(En.People.MergeWhich, Double).Press(En.People.MergeLook);
        Assert.Contains(En.People.MergeInvites(1), look.AllText, StringComparison.Ordinal);
        await look.Press(En.People.MergeYes);
        var ana = Teams.Person("Ana", "library");
        await ana.Joins(code);
        Assert.Contains(En.People.PartnerReporters("Rui, Sam, Ana"), (await carmen.Asks("partner city library")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_partners_page_tells_the_last_contact_to_the_backbone_alone()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsPartner("Eastside School");
        Assert.Contains(En.People.NoContact, (await carmen.Asks("partner eastside school")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.LastContactJoined("Rui", "25 November 2026"), (await carmen.Asks("partner city library")).AllText, StringComparison.Ordinal);

        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(1));
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Unfold(En.CheckIns.SkipThisTime).Fill(En.CheckIns.SkipReason, "Closed for works").Press(En.CheckIns.Skip);
        var skipped = En.People.LastContactSkipped("Rui", "26 November 2026");
        Assert.Contains(skipped, (await carmen.Asks("partner city library")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(skipped, (await rui.Asks("our page")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    private static string Total(string value, int covers, int asked) => $"{value}\n{En.Indicators.FromPartners(covers, asked)}";

    private static async Task<string> History(Person carmen) => (await carmen.Asks("history of children in sessions")).AllText;

    private static async Task<ReceivedCard> Look(Person coordinator, string kept = Kept, string merged = Double) =>
        await (await (await coordinator.Asks($"partner {kept}")).Press(En.People.MergeAsk)).Choose(En.People.MergeWhich, merged).Press(En.People.MergeLook);

    private static async Task<string> Invite(Person carmen)
    {
        await (await carmen.Asks("partner town library")).Press(En.People.PartnerInvite);
        return await carmen.ReceivesInvite();
    }

    private static async Task<Dictionary<string, string>> Exported(Person carmen)
    {
        var card = await carmen.Asks("export");
        using var http = new HttpClient();
        var answer = await http.PostAsync(card.Links[En.Files.LinkCsv], null, TestContext.Current.CancellationToken);
        await using var zip = await ZipArchive.CreateAsync(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8, TestContext.Current.CancellationToken);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            files[entry.FullName] = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        return files;
    }

    private async Task<(Person Carmen, Person Rui, Person Sam)> Twice()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "library");
        await sam.Joins(await carmen.AddsPartner(Double));
        return (carmen, rui, sam);
    }
}
