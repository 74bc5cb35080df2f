using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What partners learn, who reads it, and what they say they will do.</summary>
public sealed class LearningTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task Its_author_sees_how_a_lesson_will_read_and_decides_who_reads_it()
    {
        var (carmen, rui, form) = await OpenRound();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("digest here", team.General);
        await team.General.Receives();

        var receipt = await form.Fill("Children in sessions", "41").Choose("How is it going?", "On track")
            .Fill("What worked", "Reading outdoors").Fill("What would you change", "Shorter sessions").Fill("What do you need", "A mediator")
            .Press("Submit check-in");
        Assert.Contains("What worked · City Library: Reading outdoors  All partners", receipt.AllText, StringComparison.Ordinal);

        var panel = receipt.Unfold("Who reads it, and as whose?");
        Assert.Contains("Without a name is possible from 5 partners on", panel.AllText, StringComparison.Ordinal);
        var changed = await panel.Choose("What do you need: who reads it", "The backbone only").Choose("What worked: signed", "Rui, City Library").Press("Save who reads it");
        Assert.Contains("What worked · Rui, City Library: Reading outdoors  All partners", changed.AllText, StringComparison.Ordinal);
        Assert.Contains("What do you need · City Library: A mediator  The backbone only", changed.AllText, StringComparison.Ordinal);

        await carmen.Asks("close check-in");
        var digest = await team.General.Receives();
        Assert.Contains("Rui, City Library: Reading outdoors", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("What we would change\nCity Library: Shorter sessions", digest.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("A mediator", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("A mediator", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        var his = await rui.Asks("digest");
        Assert.DoesNotContain("A mediator", his.AllText, StringComparison.Ordinal);
        Assert.Contains("Reading outdoors", his.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Post digest", his.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_a_partner_said_it_would_do_comes_back_until_it_is_done_changed_or_dropped()
    {
        var (carmen, rui, form) = await OpenRound();
        await form.Fill("Children in sessions", "41").Choose("How is it going?", "On track").Fill("What will you do next?", "Open a second room").Press("Submit check-in");
        await carmen.Asks("close check-in");
        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(7));
        await carmen.Asks("open check-in");

        var next = await rui.Receives();
        Assert.Contains("Last time you said: Open a second room", next.AllText, StringComparison.Ordinal);
        var why = await next.Fill("Children in sessions", "42").Choose("How is it going?", "On track").Choose("What came of it?", "Dropped").Press("Submit check-in");
        Assert.Contains("Please say why, in a few words", why.AllText, StringComparison.Ordinal);
        var receipt = await why.Choose("What came of it?", "Still on it").Press("Submit check-in");
        Assert.Contains("Still on it: Open a second room", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("What you will do next: Open a second room", receipt.AllText, StringComparison.Ordinal);

        Assert.Contains("What partners had said they would do: 1 still on it", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}
