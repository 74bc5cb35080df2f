using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What holds for the whole initiative: every member reads it, backbone staff change it, and each change is kept with what stood there before.</summary>
public sealed class SettingsTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task The_backbone_changes_the_settings_and_each_change_stands_in_the_audit_once_with_what_was_before()
    {
        var (carmen, rui) = await Riverside();
        var before = await carmen.Asks("initiative settings");
        Assert.Contains("Every child reads.", before.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Settings.NoSchedule, before.AllText, StringComparison.Ordinal);

        var form = (await before.Press(En.Settings.Change)).Fill(En.Settings.Name, "River *Reads*").Choose(En.Settings.CountryLabel, En.Schedules.Portugal);
        var after = await form.Press(En.Settings.Save);
        Assert.Contains(En.Settings.Saved, after.AllText, StringComparison.Ordinal);
        Assert.Contains("River *Reads*", after.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Settings.Country(En.Schedules.Portugal), after.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Schedules.Portugal, (await carmen.Asks("pauses")).Json!.ToJsonString(AsSent), StringComparison.Ordinal);

        await form.Press(En.Settings.Save);
        var trail = (await carmen.Asks("audit")).AllText.Split('\n');
        Assert.Single(trail, l => l == En.Audit.NameChanged("Riverside Reads", "River *Reads*"));
        Assert.Single(trail, l => l.Contains(En.Piece(En.Audit.CountryChanged(En.Unknown, En.Unknown)), StringComparison.Ordinal));

        var his = await rui.Asks("initiative");
        Assert.Contains("River *Reads*", his.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Settings.Change, his.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_what_was_typed_stays()
    {
        var (carmen, _) = await Riverside();
        var form = await (await carmen.Asks("initiative")).Press(En.Settings.Change);

        var again = await form.Fill(En.Settings.Name, new string('x', 81)).Fill(En.Settings.TimeZoneLabel, "the moon").Press(En.Settings.Save);

        Assert.Contains(En.Fields.TooLong(81, 80), again.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Initiatives.TimeZoneUnknown, again.AllText, StringComparison.Ordinal);
        Assert.Equal("the moon", again.Inputs[En.Settings.TimeZoneLabel]);
        Assert.Contains("Riverside Reads", (await carmen.Asks("initiative")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Of_two_who_write_at_once_the_second_reads_first_what_the_other_saved()
    {
        var (carmen, _) = await Riverside();
        var maria = Teams.Person("Maria", "backbone");
        await maria.Asks($"join {await carmen.InvitesBackbone()}");
        var hers = await (await carmen.Asks("initiative")).Press(En.Settings.Change);
        var theirs = await (await maria.Asks("initiative")).Press(En.Settings.Change);

        await theirs.Fill(En.Settings.Name, "Maria's name").Press(En.Settings.Save);
        var again = await hers.Fill(En.Settings.Name, "Carmen's name").Press(En.Settings.Save);
        Assert.Contains(En.Settings.ChangedMeanwhile("Maria", "Maria's name", "Lisbon", En.Onboarding.SetUpEnglishOfBritain), again.AllText, StringComparison.Ordinal);
        Assert.Equal("Carmen's name", again.Inputs[En.Settings.Name]);
        Assert.Contains("Maria's name", (await maria.Asks("initiative")).AllText, StringComparison.Ordinal);

        await again.Press(En.Settings.Save);
        Assert.Contains("Carmen's name", (await maria.Asks("initiative")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Another_time_zone_says_what_becomes_of_the_next_dates_and_a_skipped_date_stays_skipped()
    {
        var (carmen, _) = await Riverside();
        await (await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        await carmen.Asks("skip next");

        var form = await (await carmen.Asks("initiative")).Press(En.Settings.Change);
        var after = await form.Fill(En.Settings.TimeZoneLabel, "New York").Press(En.Settings.Save);

        Assert.Contains(En.Settings.OpensByTheirOwn("New York"), after.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Settings.NextDate("Check-in", "Monday 7 December", "Thursday 10 December 09:00", "New York", "Thursday 14:00", "Lisbon"), after.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Schedules.OpensAndCloses("09:00", "New York"), (await carmen.Asks("schedule")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Audit.TimeZoneChanged("Lisbon", "New York"), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Everyone_reads_who_may_do_what_as_the_doors_say_it()
    {
        var (_, rui) = await Riverside();

        var table = (await rui.Asks("who may do what")).AllText.Split('\n');

        string[] Row(string who) => table[Array.IndexOf(table, who) + 1].Split(", ");
        Assert.Contains("audit", Row(En.Settings.BackboneStaff));
        Assert.Contains("initiative", Row(En.Settings.Members));
        Assert.Contains("check in", Row(En.Settings.Reporters));
        Assert.Contains("agenda", Row(En.Settings.Visitors));
        Assert.DoesNotContain("audit", Row(En.Settings.Members));
    }
}
