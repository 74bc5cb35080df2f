using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Backbone staff invite people by a message to forward, keep the open invites in order, and hear who has come.</summary>
public sealed class InvitesTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task The_message_to_forward_says_who_we_are_how_to_begin_and_what_will_be_asked()
    {
        var (carmen, _) = await Riverside();
        await carmen.AddsIndicator("Tell us about a child", kind: En.Indicators.KindText);
        await (await carmen.Asks("partners")).Fill(En.People.PartnersNewName, "*East* Side").Press(En.People.PartnersAdd);

        var letter = await carmen.ReceivesAbout(En.People.LetterBegin);
        var code = Cast.CodeOn(letter);
        Assert.Null(letter.Json);
        var lines = letter.Text.Split('\n');
        Assert.All(
            [
                En.People.LetterToPartner("Riverside Reads", "*East* Side"), En.People.LetterVision("Every child reads."), En.People.LetterSay(code), En.People.LetterCode("25 December 2026"),
                En.People.LetterQuestion("Children in sessions"), En.People.LetterQuestion("Tell us about a child"), En.People.LetterTakes(1), "Carmen",
            ],
            line => Assert.Contains(line, lines));
        NothingWentWrong();
    }

    [Fact]
    public async Task A_code_is_not_lost_by_what_is_pressed_next()
    {
        var (carmen, _) = await Riverside();
        var list = await (await carmen.Asks("partners")).Fill(En.People.PartnersNewName, "School").Press(En.People.PartnersAdd);
        Assert.Contains("School", list.AllText, StringComparison.Ordinal);
        Assert.Equal("", list.Inputs[En.People.PartnersNewName]);
        var after = await list.Fill(En.People.PartnersNewName, "Harbour Club").Press(En.People.PartnersAdd);
        await after.Press(En.People.Invites);

        var (school, harbour) = (await carmen.ReceivesInvite(), await carmen.ReceivesInvite());
        var (ana, ben) = (Teams.Person("Ana", "school"), Teams.Person("Ben", "harbour"));
        Assert.Contains("School", (await ana.JoinsWith(school)).AllText, StringComparison.Ordinal);
        Assert.Contains("Harbour Club", (await ben.JoinsWith(harbour)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Open_invites_say_whose_they_are_and_a_renewed_one_works_by_its_new_code_alone()
    {
        var (carmen, _) = await Riverside();
        var old = await carmen.InvitesAnother();
        World.Clock.MoveTo(World.Clock.GetCurrentInstant() + NodaTime.Duration.FromDays(3));

        var list = await carmen.Asks("invites");
        Assert.Contains(En.People.InviteForReporter("City Library"), list.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.People.InviteMade("Carmen", 3)} {En.People.InviteWorksUntil("25 December 2026")}", list.AllText, StringComparison.Ordinal);
        var renewed = await list.PressTimes(En.People.InviteRenew, 2, atOnce: false);
        Assert.Contains(En.People.InviteIsRenewed("City Library", "28 December 2026"), renewed[0].AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.InviteWasRenewed(En.People.InviteByYou), renewed[1].AllText, StringComparison.Ordinal);
        Assert.Single(renewed[1].Buttons, b => b == En.People.InviteRenew);

        var fresh = await carmen.ReceivesInvite();
        Assert.Equal(0, carmen.Unread);
        var nina = Teams.Person("Nina", "library");
        Assert.Equal(En.People.JoinWithdrawn, (await nina.Asks($"join {old}")).Text);
        await nina.Joins(fresh);
        Assert.Contains(En.People.NoInvites, (await carmen.Asks("invites")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.InviteIsUsed("Nina"), (await renewed[0].Press(En.People.InviteRenew)).AllText, StringComparison.Ordinal);
        Assert.Single((await carmen.Asks("audit")).AllText.Split('\n'), l => l == En.Audit.InviteRenewed("City Library"));
        NothingWentWrong();
    }

    [Fact]
    public async Task Withdrawing_asks_first_and_the_second_of_two_hears_who_was_first()
    {
        var (carmen, _) = await Riverside();
        var ben = Teams.Person("Ben", "backbone");
        await ben.JoinsWith(await carmen.InvitesBackbone());
        var code = await carmen.InvitesObserver();

        var (hers, his) = (await (await carmen.Asks("invites")).Press(En.People.InviteWithdraw), await (await ben.Asks("invites")).Press(En.People.InviteWithdraw));
        Assert.Contains(En.People.InviteAskWithdraw(En.People.InvitationObserver), hers.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.InvitationObserver, (await hers.Press(En.People.InviteKeep)).AllText, StringComparison.Ordinal);
        var done = await hers.PressTimes(En.People.InviteWithdraw, 2, atOnce: false);

        Assert.All(done, d => Assert.Contains(En.People.InviteIsWithdrawn(En.People.InvitationObserver), d.AllText, StringComparison.Ordinal));
        Assert.Contains(En.People.NoInvites, done[0].AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.InviteWasWithdrawn("Carmen"), (await his.Press(En.People.InviteWithdraw)).AllText, StringComparison.Ordinal);
        Assert.Equal(En.People.JoinWithdrawn, (await Teams.Person("Olga", "funder").Asks($"join {code}")).Text);
        Assert.Single((await carmen.Asks("audit")).AllText.Split('\n'), l => l == En.Audit.InviteWithdrawn(En.People.InvitationObserver));
        NothingWentWrong();
    }

    [Fact]
    public async Task A_partners_page_leads_to_its_own_invites_and_reporters_see_none()
    {
        var (carmen, rui) = await Riverside();
        await carmen.InvitesAnother();
        await carmen.InvitesObserver();

        var its = await (await carmen.Asks("partner City Library")).Press(En.People.Invites);
        Assert.Contains(En.People.InviteForReporter("City Library"), its.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.People.InvitationObserver, its.AllText, StringComparison.Ordinal);
        Assert.Equal(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("invites")).Text);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_a_reporter_made_for_their_own_place_can_be_withdrawn_and_is_renewed_by_them_alone()
    {
        var (carmen, rui) = await Riverside();
        var code = Cast.CodeOn(await (await rui.Asks("hand over")).Choose(En.People.OnceTheyHaveJoined, En.People.ReadOn).Press(En.People.GetTheCode));

        var list = await carmen.Asks("invites");
        Assert.Contains(En.People.InviteForSuccessor("City Library", "Rui"), list.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.People.InviteRenew, list.Buttons);
        await (await list.Press(En.People.InviteWithdraw)).Press(En.People.InviteWithdraw);
        Assert.Equal(En.People.JoinWithdrawn, (await Teams.Person("Nina", "library").Asks($"join {code}")).Text);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_made_an_invite_hears_once_who_has_joined_and_nobody_else_does()
    {
        var (carmen, rui) = await Riverside();
        var ben = Teams.Person("Ben", "backbone");
        var forBen = await carmen.InvitesBackbone();
        await ben.Asks($"join {forBen}");
        Assert.Contains(En.People.HasJoinedBackbone("Ben"), (await carmen.Receives()).AllText, StringComparison.Ordinal);

        var code = await ben.InvitesAnother();
        var nina = Teams.Person("Nina", "library");
        await nina.Asks($"join {code}");
        await nina.Asks($"join {code}");
        await World.Restarts();
        await nina.Asks($"join {code}");
        await World.AllIsSent();

        Assert.Contains(En.People.HasJoinedForPartner("Nina", "City Library"), (await ben.Receives()).AllText, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (carmen.Unread, ben.Unread, rui.Unread));
        NothingWentWrong();
    }

    [Fact]
    public async Task A_successors_coming_is_told_to_all_of_the_backbone_and_nobody_is_told_of_themselves()
    {
        var (carmen, rui) = await Riverside();
        var ben = Teams.Person("Ben", "backbone");
        await ben.JoinsWith(await carmen.InvitesBackbone());
        var nina = Teams.Person("Nina", "library");
        await nina.Asks($"join {Cast.CodeOn(await (await rui.Asks("hand over")).Choose(En.People.OnceTheyHaveJoined, En.People.ReadOn).Press(En.People.GetTheCode))}");
        foreach (var person in new[] { carmen, ben })
        {
            Assert.Contains(En.People.HasJoinedForPartner("Nina", "City Library"), (await person.Receives()).AllText, StringComparison.Ordinal);
        }

        await carmen.Asks($"join {await carmen.InvitesAnother()}");
        await World.AllIsSent();
        Assert.Equal((0, 0), (carmen.Unread, ben.Unread));
        NothingWentWrong();
    }
}
