using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Backbone staff write to partners: looked at first, sent once, with the truth about who has it.</summary>
public sealed class MessagesTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Subject = "We *all* meet";
    private const string Words = "Dear all,\n\nwe meet at ten. {{DATE(x)}}\nBring [your](https://evil.test) numbers.";

    [Fact]
    public async Task She_sees_what_they_will_read_and_sends_it_once_to_each()
    {
        var (carmen, rui) = await Riverside();
        var ana = Teams.Person("Ana", "school");
        await ana.Joins(await carmen.AddsPartner("School"));
        var tom = Teams.Person("Tom", "school");
        await tom.Joins(await carmen.InvitesAnother(2));
        await tom.Uninstalls();

        var preview = await (await carmen.Asks("message partners")).Fill(En.Messages.Subject, Subject).Fill(En.Messages.Text, Words)
            .Choose(En.Messages.To, En.Messages.ToEveryone).Press(En.Messages.Preview);
        foreach (var line in new[] { Subject, "Dear all,", En.Messages.WrittenBy("Carmen", "Riverside Reads"), En.Messages.GoesTo(2, 2), En.Messages.CantReach(1) })
        {
            Assert.Contains(line, preview.AllText, StringComparison.Ordinal);
        }

        Assert.Contains("Tom", preview.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread + ana.Unread);

        await preview.PressTimes(En.Messages.Send(2), 2);
        foreach (var person in new[] { rui, ana })
        {
            var read = await person.Receives();
            Assert.Contains(Subject, read.AllText, StringComparison.Ordinal);
            Assert.Contains("Bring [your](https://evil.test) numbers.", read.AllText, StringComparison.Ordinal);
            Assert.Contains(En.Messages.HowToAnswer("Carmen"), read.AllText, StringComparison.Ordinal);
            Assert.Empty(read.Buttons);
        }

        await World.AllIsSent();
        Assert.Equal(0, rui.Unread + ana.Unread + carmen.Unread);
        var list = await carmen.Asks("messages");
        Assert.Contains(En.Messages.HaveIt(2, 3), list.AllText, StringComparison.Ordinal);
        var view = await (await list.Press(En.Messages.Show)).Press(En.Messages.Refresh);
        Assert.Contains(En.Messages.HaveIt(2, 3), view.AllText, StringComparison.Ordinal);
        Assert.Contains("Tom", view.AllText, StringComparison.Ordinal);
        Assert.Single((await carmen.Asks("audit")).AllText.Split('\n'), l => l == En.Audit.MessageSent(Subject));
        Assert.DoesNotContain(World.Log, l => l.Contains("evil.test", StringComparison.Ordinal) || l.Contains("We *all* meet", StringComparison.Ordinal));
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_that_was_typed_is_lost()
    {
        var (carmen, rui) = await Riverside();
        var form = await carmen.Asks("announce");
        var again = await form.Fill(En.Messages.Subject, new string('x', 81)).Fill(En.Messages.Text, Words)
            .Choose(En.Messages.To, En.Messages.ToPartners).Press(En.Messages.Preview);
        Assert.Equal(new string('x', 81), again.Inputs[En.Messages.Subject]);
        Assert.Equal(Words, again.Inputs[En.Messages.Text]);
        Assert.Contains(En.Fields.TooLong(81, 80), again.AllText, StringComparison.Ordinal);

        again = await again.Fill(En.Messages.Subject, Subject).Press(En.Messages.Preview);
        Assert.Contains(En.Messages.PartnersMissing, again.AllText, StringComparison.Ordinal);
        again = await again.Choose(En.Messages.To, En.Messages.ToEveryone).Choose(En.Messages.WhichPartners, "City Library").Press(En.Messages.Preview);
        Assert.Contains(En.Messages.PartnersAsWell(En.Messages.ToPartners), again.AllText, StringComparison.Ordinal);

        var preview = await again.Choose(En.Messages.To, En.Messages.ToPartners).Press(En.Messages.Preview);
        var edited = await preview.Press(En.Messages.Edit);
        Assert.Equal(Subject, edited.Inputs[En.Messages.Subject]);
        Assert.Equal(Words, edited.Inputs[En.Messages.Text]);
        await (await edited.Fill(En.Messages.Text, "Shorter").Press(En.Messages.Preview)).Press(En.Messages.Send(1));
        var read = await rui.Receives();
        Assert.Contains("Shorter", read.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Dear all", read.AllText, StringComparison.Ordinal);

        // What was sent stays as it was.
        Assert.Equal(En.Messages.SentAlready("Carmen"), (await preview.PressAnyway(En.Messages.Edit)).Notice);
        Assert.Equal(En.Messages.SentAlready("Carmen"), (await form.Fill(En.Messages.Subject, "Other").Fill(En.Messages.Text, "Other").Choose(En.Messages.To, En.Messages.ToEveryone).PressAnyway(En.Messages.Preview)).Notice);
        NothingWentWrong();
    }

    [Fact]
    public async Task Those_missing_in_the_open_check_in_are_written_to_and_those_who_answered_are_not()
    {
        var (carmen, rui, form) = await OpenRound();
        var ana = Teams.Person("Ana", "school");
        await ana.Joins(await carmen.AddsPartner("School"));
        await ana.Receives();
        await Submits(form, "41");

        var write = await carmen.Asks("write to partners");
        var preview = await write.Fill(En.Messages.Subject, Subject).Fill(En.Messages.Text, "We miss your numbers.")
            .Choose(En.Messages.To, En.Messages.ToMissing("Check-in", En.Time.PeriodWeek(48, "2026"))).Press(En.Messages.Preview);
        Assert.Contains(En.Messages.GoesTo(1, 1), preview.AllText, StringComparison.Ordinal);
        await preview.Press(En.Messages.Send(1));
        Assert.Contains("We miss your numbers.", (await ana.Receives()).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task When_the_check_in_closes_before_the_press_nobody_is_written_to()
    {
        var (carmen, rui, _) = await OpenRound();
        var preview = await (await carmen.Asks("write to partners")).Fill(En.Messages.Subject, Subject).Fill(En.Messages.Text, "We miss your numbers.")
            .Choose(En.Messages.To, En.Messages.ToMissing("Check-in", En.Time.PeriodWeek(48, "2026"))).Press(En.Messages.Preview);
        await carmen.ClosesCheckIn();
        Assert.Equal(En.Messages.NotThereAnyMore, (await preview.Press(En.Messages.Send(1))).Notice);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);

        var edited = await preview.Press(En.Messages.Edit);
        Assert.Equal("We miss your numbers.", edited.Inputs[En.Messages.Text]);
        NothingWentWrong();
    }

    [Fact]
    public async Task Only_the_backbone_writes_and_nobody_does_in_a_channel()
    {
        var (carmen, rui) = await Riverside();
        var team = Teams.Team("Riverside", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);

        Assert.Contains(En.Piece(En.Conversations.OnlyBackbone(En.Unknown)), (await rui.Asks("message partners")).Text, StringComparison.Ordinal);
        Assert.Equal(En.Messages.ForYouAlone, (await carmen.AsksIn(team.General, "message partners")).Text);
        Assert.Equal(En.Messages.ForYouAlone, (await carmen.AsksIn(team.General, "messages")).Text);
        Assert.Contains(En.Messages.NoneYet, (await carmen.Asks("messages")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}
