using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>People hand over, leave, and are forgotten.</summary>
public sealed class HandOverTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task The_backbone_is_handed_over_and_whom_it_concerns_is_told()
    {
        var (carmen, rui) = await Riverside();

        var made = await (await carmen.Asks("people")).Choose(En.People.PeopleChoose, $"Rui ({En.People.PeopleReports("City Library")})").Press(En.People.PeopleMake);

        Assert.Contains(En.People.PeopleMade("Rui"), made.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.RoleBackbone("Riverside Reads"), (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PeopleBackboneReports("City Library"), (await rui.Asks("people")).AllText, StringComparison.Ordinal);

        var taken = await (await rui.Asks("people")).Choose(En.People.PeopleChoose, $"Carmen ({En.People.PeopleBackbone})").Press(En.People.PeopleTake);
        Assert.Contains(En.People.PeopleTaken("Carmen", En.People.PeopleObserver), taken.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.RoleNoBackbone("Riverside Reads"), (await carmen.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OnlyBackbone("Rui"), (await carmen.Asks("people")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_last_of_the_backbone_can_neither_go_nor_be_demoted_and_reads_what_to_do_instead()
    {
        var (carmen, _) = await Riverside();

        Assert.Contains(En.People.OnlyBackboneCantLeave("Riverside Reads"), (await carmen.Asks("leave")).Text, StringComparison.Ordinal);
        Assert.Contains(En.People.OnlyBackboneCantBeForgotten("Riverside Reads"), (await carmen.Asks("forget me")).Text, StringComparison.Ordinal);
        foreach (var button in new[] { En.People.PeopleTake, En.People.PeopleRemove })
        {
            var again = await (await carmen.Asks("people")).Choose(En.People.PeopleChoose, $"Carmen ({En.People.PeopleBackbone})").Press(button);
            Assert.Contains(En.People.PeopleLastIsYou, again.AllText, StringComparison.Ordinal);
        }

        Assert.Contains(En.People.PeopleChooseFirst, (await (await carmen.Asks("people")).Press(En.People.PeopleMake)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_was_removed_is_told_and_is_asked_and_reads_no_more()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");

        var sure = await (await carmen.Asks("people")).Choose(En.People.PeopleChoose, $"Rui ({En.People.PeopleReports("City Library")})").Press(En.People.PeopleRemove);
        Assert.Contains(En.People.RemoveReportsStay("City Library"), sure.AllText, StringComparison.Ordinal);
        var removed = await sure.PressTimes(En.People.Remove, 2, atOnce: false);

        Assert.Contains(En.People.PeopleRemoved("Rui"), removed[0].AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PeopleAreRemoved, removed[1].AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.RoleRemoved("Riverside Reads"), (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.InNone, (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(1, 1, "Saturday 28 November 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();
        Assert.Equal(0, rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_leaves_is_asked_no_more_and_can_join_again()
    {
        var (carmen, rui) = await Riverside();

        var sure = await rui.Asks("leave");
        Assert.Contains(En.People.WhatYouReportedStays("City Library"), sure.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.EverythingStays, (await (await rui.Asks("leave")).Press(En.People.Stay)).AllText, StringComparison.Ordinal);
        Assert.Contains("City Library", (await rui.Asks("indicators")).AllText + (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.HaveLeft("Riverside Reads"), (await sure.Press(En.People.Leave)).AllText, StringComparison.Ordinal);

        Assert.Contains(En.People.PartnersNobodyReports, (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        await carmen.OpensCheckIn();
        Assert.Contains(En.Conversations.InNone, (await rui.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.Equal(0, rui.Unread);

        await rui.Joins(await carmen.InvitesAnother());
        Assert.Contains(En.People.PeopleReports("City Library"), (await carmen.Asks("people")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_is_forgotten_is_in_no_initiative_and_what_their_partner_reported_stays()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");
        var dora = Teams.Person("Dora", "harbour");
        await dora.SetsUp("Harbour Walks");
        await rui.Joins(await dora.AddsPartner("City Library"));

        var sure = await rui.Asks("forget me");
        Assert.Contains(En.People.YouLeave("Riverside Reads, Harbour Walks"), sure.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.ReportsStay, sure.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.Forgotten, (await sure.Press(En.People.ForgetMe)).AllText, StringComparison.Ordinal);

        Assert.DoesNotContain("Rui", (await carmen.Asks("people")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Rui", (await dora.Asks("people")).AllText, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(1, 1, "Saturday 28 November 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.InNone, (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Two_of_the_backbone_delete_an_initiative_and_everyone_is_told_once()
    {
        var (carmen, rui, form) = await OpenRound();
        Assert.Contains(En.Endings.EndAlone("Riverside Reads"), (await carmen.Asks("delete initiative")).Text, StringComparison.Ordinal);
        var code = await carmen.InvitesBackbone();
        var cole = Teams.Person("Cole", "backbone");
        await cole.JoinsWith(code);

        var wrong = await (await carmen.Asks("delete initiative")).Fill(En.Endings.EndTypeName, "Harbour").Press(En.Endings.EndAskAnother);
        Assert.Contains(En.Endings.EndNotItsName, wrong.AllText, StringComparison.Ordinal);
        var asked = await wrong.Fill(En.Endings.EndTypeName, "riverside reads").Press(En.Endings.EndAskAnother);
        Assert.Contains(En.Piece(En.Endings.EndOneMustConfirm("Cole", En.Unknown, "Riverside Reads")), asked.AllText, StringComparison.Ordinal);
        var question = await cole.Receives();
        Assert.Contains(En.Endings.EndConfirm("Carmen", "Riverside Reads"), question.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.AnsweredOf(1, 1), (await Submits(form, "41")).AllText + (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        var ended = await question.PressTimes(En.Endings.EndConfirmIt, 2, atOnce: false);

        Assert.All(ended, e => Assert.Contains(En.Endings.Ended("Riverside Reads"), e.AllText, StringComparison.Ordinal));
        Assert.Contains(En.Endings.EndedBy("Carmen", "Cole", "25 November 2026"), (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Endings.Ended("Riverside Reads"), (await carmen.Receives()).AllText, StringComparison.Ordinal);
        foreach (var words in new[] { "check in", "digest", "agenda", "what is attendance?", "whatever" })
        {
            Assert.Contains(En.Endings.Ended("Riverside Reads"), (await rui.Asks(words)).Text, StringComparison.Ordinal);
        }

        Assert.Contains(En.Endings.Ended("Riverside Reads"), (await carmen.OpensCheckIn()).Text, StringComparison.Ordinal);
        Assert.Contains(En.People.Forgotten, (await (await carmen.Asks("forget me")).Press(En.People.ForgetMe)).AllText, StringComparison.Ordinal);
        Assert.Equal(0, rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_has_ended_is_kept_for_thirty_days_and_then_no_row_of_it_is_left()
    {
        var (carmen, rui, form) = await OpenRound();
        var dora = Teams.Person("Dora", "harbour");
        await dora.SetsUp("Harbour Walks");
        await Submits(form, "41");
        await Closes(carmen, rui);
        await rui.Asks("suggest session: Planned reading time");
        await rui.Asks("what is truancy?");
        await carmen.Asks("commit: find two volunteers");
        await carmen.Asks("decide: We share one bus");
        await rui.Asks("offer: A van on Fridays");
        await carmen.Asks("export");
        var id = form.Json!["actions"]![0]!["data"]!["initiative"]!.GetValue<string>();
        var code = await carmen.InvitesBackbone();
        var cole = Teams.Person("Cole", "backbone");
        await cole.JoinsWith(code);
        await (await carmen.Asks("delete initiative")).Fill(En.Endings.EndTypeName, "Riverside Reads").Press(En.Endings.EndAskAnother);
        await (await cole.Receives()).Press(En.Endings.EndConfirmIt);

        await World.ItIs(World.Start + NodaTime.Duration.FromDays(29));
        Assert.NotEmpty(await RowsOf(id));
        Assert.Contains(En.Endings.Ended("Riverside Reads"), (await rui.Asks("digest")).Text, StringComparison.Ordinal);
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(31));

        Assert.Empty(await RowsOf(id));
        Assert.Contains(En.Conversations.InNone, (await rui.Asks("digest")).AllText, StringComparison.Ordinal);
        await World.Restarts();
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(32));
        Assert.Contains("Harbour Walks", (await dora.Asks("agenda")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    // Every row of every table that names the initiative, but for what Orleans keeps of its own.
    private async Task<IReadOnlyList<string>> RowsOf(string initiative)
    {
        var rows = new List<string>();
        var tables = new Azure.Data.Tables.TableServiceClient(World.StorageConnection);
        await foreach (var table in tables.QueryAsync())
        {
            if (table.Name.StartsWith(World.TablePrefix, StringComparison.Ordinal))
            {
                await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<Azure.Data.Tables.TableEntity>())
                {
                    if (row.PartitionKey.Contains(initiative, StringComparison.Ordinal) || row.RowKey.Contains(initiative, StringComparison.Ordinal) || row.Select(c => c.Value).OfType<string>().Any(v => v.Contains(initiative, StringComparison.Ordinal)))
                    {
                        rows.Add($"{table.Name} {row.PartitionKey} {row.RowKey}");
                    }
                }
            }
        }

        return rows;
    }

    [Fact]
    public async Task Two_initiatives_of_one_name_are_told_apart_and_can_be_switched_between()
    {
        var rui = Teams.Person("Rui", "library");
        foreach (var name in new[] { "Carmen", "Dora" })
        {
            var founder = Teams.Person(name, name.ToLowerInvariant());
            await founder.SetsUp();
            await founder.AddsIndicator($"What {name} counts");
            await rui.Joins(await founder.AddsPartner("City Library"));
        }

        var which = await rui.Asks("initiatives");
        Assert.Equal(["Riverside Reads (Carmen)", "Riverside Reads (Dora)"], which.Buttons);
        await which.Press("Riverside Reads (Carmen)");
        Assert.Contains("What Carmen counts", (await rui.Asks("indicators")).AllText, StringComparison.Ordinal);
        await (await rui.Asks("initiatives")).Press("Riverside Reads (Dora)");
        Assert.Contains("What Dora counts", (await rui.Asks("indicators")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}
