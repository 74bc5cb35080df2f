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

        var made = await (await carmen.Asks("people")).Choose("Choose a person", "Rui (reports for City Library)").Press("Make backbone staff");

        Assert.Contains("Rui is backbone staff", made.AllText, StringComparison.Ordinal);
        Assert.Contains("You are backbone staff of Riverside Reads now", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("backbone staff, reports for City Library", (await rui.Asks("people")).AllText, StringComparison.Ordinal);

        var taken = await (await rui.Asks("people")).Choose("Choose a person", "Carmen (backbone staff)").Press("Take backbone role away");
        Assert.Contains("Carmen is not backbone staff now: observer", taken.AllText, StringComparison.Ordinal);
        Assert.Contains("You are not backbone staff of Riverside Reads any more", (await carmen.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("Only backbone staff can do that", (await carmen.Asks("people")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_last_of_the_backbone_can_neither_go_nor_be_demoted_and_reads_what_to_do_instead()
    {
        var (carmen, _) = await Riverside();

        Assert.Contains("Make somebody else backbone staff first: say \"people\"", (await carmen.Asks("leave")).Text, StringComparison.Ordinal);
        Assert.Contains("Make somebody else backbone staff first", (await carmen.Asks("forget me")).Text, StringComparison.Ordinal);
        foreach (var button in new[] { "Take backbone role away", "Remove from the initiative" })
        {
            var again = await (await carmen.Asks("people")).Choose("Choose a person", "Carmen (backbone staff)").Press(button);
            Assert.Contains("You are the only backbone staff. Nobody else runs this initiative. Make somebody else backbone staff first.", again.AllText, StringComparison.Ordinal);
        }

        Assert.Contains("Choose a person who is in the initiative first", (await (await carmen.Asks("people")).Press("Make backbone staff")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_was_removed_is_told_and_is_asked_and_reads_no_more()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");

        var sure = await (await carmen.Asks("people")).Choose("Choose a person", "Rui (reports for City Library)").Press("Remove from the initiative");
        Assert.Contains("What they reported stays with City Library", sure.AllText, StringComparison.Ordinal);
        var removed = await sure.PressTimes("Remove", 2, atOnce: false);

        Assert.All(removed, r => Assert.Contains("not in the initiative any more", r.AllText, StringComparison.Ordinal));
        Assert.Contains("You are not in Riverside Reads any more", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("You aren't in an initiative yet", (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
        Assert.Contains("1 of 1 answered", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        await carmen.Asks("close check-in");
        Assert.Equal(0, rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_leaves_is_asked_no_more_and_can_join_again()
    {
        var (carmen, rui) = await Riverside();

        var sure = await rui.Asks("leave");
        Assert.Contains("belongs to City Library", sure.AllText, StringComparison.Ordinal);
        Assert.Contains("stays as it was", (await (await rui.Asks("leave")).Press("Stay")).AllText, StringComparison.Ordinal);
        Assert.Contains("City Library", (await rui.Asks("indicators")).AllText + (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        Assert.Contains("You have left Riverside Reads", (await sure.Press("Leave")).AllText, StringComparison.Ordinal);

        Assert.Contains("nobody reports yet", (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        await carmen.Asks("open check-in");
        Assert.Contains("You aren't in an initiative yet", (await rui.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.Equal(0, rui.Unread);

        await rui.Joins(await carmen.InvitesAnother());
        Assert.Contains("reports for City Library", (await carmen.Asks("people")).AllText, StringComparison.Ordinal);
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
        Assert.Contains("You leave Riverside Reads, Harbour Walks", sure.AllText, StringComparison.Ordinal);
        Assert.Contains("stays with your partner", sure.AllText, StringComparison.Ordinal);
        Assert.Contains("I have forgotten you", (await sure.Press("Forget me")).AllText, StringComparison.Ordinal);

        Assert.DoesNotContain("Rui", (await carmen.Asks("people")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Rui", (await dora.Asks("people")).AllText, StringComparison.Ordinal);
        Assert.Contains("1 of 1 answered", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        Assert.Contains("You aren't in an initiative yet", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Two_of_the_backbone_delete_an_initiative_and_everyone_is_told_once()
    {
        var (carmen, rui, form) = await OpenRound();
        Assert.Contains("takes two of its backbone", (await carmen.Asks("delete initiative")).Text, StringComparison.Ordinal);
        var invitation = await (await carmen.Asks("partners")).Press("Invite backbone staff");
        var cole = Teams.Person("Cole", "backbone");
        await cole.Asks($"join {Cast.CodeOn(invitation)}");

        var wrong = await (await carmen.Asks("delete initiative")).Fill("To be sure, type the initiative's name", "Harbour").Press("Ask another of the backbone to confirm");
        Assert.Contains("That is not its name", wrong.AllText, StringComparison.Ordinal);
        var asked = await wrong.Fill("To be sure, type the initiative's name", "riverside reads").Press("Ask another of the backbone to confirm");
        Assert.Contains("One of Cole must confirm", asked.AllText, StringComparison.Ordinal);
        var question = await cole.Receives();
        Assert.Contains("Carmen wants to delete Riverside Reads", question.AllText, StringComparison.Ordinal);
        Assert.Contains("1 of 1", (await Submits(form, "41")).AllText + (await carmen.Asks("status")).AllText, StringComparison.Ordinal);

        var ended = await question.PressTimes("Confirm: delete it", 2, atOnce: false);

        Assert.All(ended, e => Assert.Contains("Riverside Reads has ended", e.AllText, StringComparison.Ordinal));
        Assert.Contains("Carmen and Cole of its backbone ended it", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("Riverside Reads has ended", (await carmen.Receives()).AllText, StringComparison.Ordinal);
        foreach (var words in new[] { "check in", "digest", "agenda", "what is attendance?", "whatever" })
        {
            Assert.Contains("Riverside Reads has ended", (await rui.Asks(words)).Text, StringComparison.Ordinal);
        }

        Assert.Contains("Riverside Reads has ended", (await carmen.Asks("open check-in")).Text, StringComparison.Ordinal);
        Assert.Contains("I have forgotten you", (await (await carmen.Asks("forget me")).Press("Forget me")).AllText, StringComparison.Ordinal);
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
        var invitation = await (await carmen.Asks("partners")).Press("Invite backbone staff");
        var cole = Teams.Person("Cole", "backbone");
        await cole.Asks($"join {Cast.CodeOn(invitation)}");
        await (await carmen.Asks("delete initiative")).Fill("To be sure, type the initiative's name", "Riverside Reads").Press("Ask another of the backbone to confirm");
        await (await cole.Receives()).Press("Confirm: delete it");

        await World.ItIs(World.Start + NodaTime.Duration.FromDays(29));
        Assert.NotEmpty(await RowsOf(id));
        Assert.Contains("has ended", (await rui.Asks("digest")).Text, StringComparison.Ordinal);
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(31));

        Assert.Empty(await RowsOf(id));
        Assert.Contains("You aren't in an initiative yet", (await rui.Asks("digest")).AllText, StringComparison.Ordinal);
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
