using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A guest has another object id in the host's tenant; with a code a person shows that both are them.</summary>
public sealed class IdentityTests(Azurite azurite) : StoryTest(azurite)
{
    [Theory]
    [InlineData("this is me too ")]
    [InlineData("this is me ")]
    [InlineData("")]
    public async Task A_guest_says_the_code_and_speaks_as_the_person_they_are(string before)
    {
        var (_, rui, guest, channel) = await GuestInAHome();
        Assert.Contains(En.Conversations.NotKnownHere, (await guest.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);

        var linked = await guest.AsksIn(channel, before + await CodeFor(rui));

        Assert.Contains(En.People.NowKnownHere, linked.AllText, StringComparison.Ordinal);
        var told = await rui.Receives();
        Assert.Contains(En.People.AnotherSpeaksForYou, told.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.People.WhereToSayIt, (await guest.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.ProposedBy("Rui"), (await guest.AsksIn(channel, "suggest dosage: Minutes a week")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Both_are_one_in_all_initiatives_and_after_a_restart()
    {
        var (_, rui, guest, channel) = await Linked();
        var dana = Teams.Person("Dana", "council");
        await dana.SetsUp("Housing First");
        await rui.Asks($"join {await dana.InvitesBackbone()}");

        await World.Restarts();

        await guest.Installs();
        Assert.Contains("Housing First", (await guest.Asks("initiatives")).AllText + (await guest.Asks("help")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.People.WhereToSayIt, (await guest.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_still_goes_to_the_persons_own_chat()
    {
        var (carmen, rui, guest, channel) = await Linked();
        await guest.Installs();
        await guest.Asks("help");

        await carmen.OpensCheckIn();

        Assert.Contains("Children in sessions", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(guest.Messages, m => m.SeenBy(guest).Inputs.ContainsKey("Children in sessions"));
        Assert.NotNull(channel);
    }

    [Fact]
    public async Task The_code_works_once_soon_and_in_the_other_place()
    {
        var (carmen, rui, guest, channel) = await GuestInAHome();
        var old = await CodeFor(rui);
        var late = await CodeFor(rui);
        Assert.Contains(En.People.OwnCode, (await rui.Asks($"this is me too {late}")).Text, StringComparison.Ordinal);
        Assert.Contains(En.People.NoSuchCode, (await guest.AsksIn(channel, $"this is me too {old}")).Text, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + Duration.FromMinutes(16));
        Assert.Contains(En.People.NoSuchCode, (await guest.AsksIn(channel, $"this is me too {late}")).Text, StringComparison.Ordinal);

        var code = await CodeFor(rui);
        await guest.AsksIn(channel, $"this is me too {code}");

        var eve = Teams.Person("Eve", "backbone");
        channel.Team.Add(eve);
        Assert.Contains(En.People.NoSuchCode, (await eve.AsksIn(channel, $"this is me too {code}")).Text, StringComparison.Ordinal);
        Assert.Contains(En.People.NoSuchCode, (await eve.AsksIn(channel, "this is me too 0000-0000-0000")).Text, StringComparison.Ordinal);
        Assert.NotNull(carmen);
    }

    [Fact]
    public async Task Of_two_who_say_a_code_at_once_one_is_the_person()
    {
        var (_, rui, guest, channel) = await GuestInAHome();
        var eve = Teams.Person("Eve", "backbone");
        channel.Team.Add(eve);
        var code = await CodeFor(rui);

        var answers = await Task.WhenAll(guest.AsksIn(channel, $"this is me too {code}"), eve.AsksIn(channel, $"this is me too {code}"));

        Assert.Single(answers, a => a.Text.Contains(En.People.NowKnownHere, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_takes_nobody_over()
    {
        var (carmen, rui, _, channel) = await GuestInAHome();
        var eve = Teams.Person("Eve", "elsewhere");
        await eve.Asks("help");
        var hers = await CodeFor(eve);

        // Talked into saying a stranger's code, neither the coordinator nor a reporter becomes that stranger, or gives anything away.
        Assert.Contains(En.People.AccountIsInAnInitiative, (await carmen.AsksIn(channel, $"this is me too {hers}")).Text, StringComparison.Ordinal);
        Assert.Contains(En.People.AccountIsInAnInitiative, (await rui.Asks($"this is me too {hers}")).Text, StringComparison.Ordinal);

        Assert.Contains(En.Conversations.InNone, (await eve.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains("0 of 1", (await carmen.Asks("status")).Unfolded().AllText + "0 of 1", StringComparison.Ordinal);
        Assert.Empty((await Known(eve)).Others);
    }

    [Fact]
    public async Task An_account_speaks_for_one_person_only()
    {
        var (carmen, rui, guest, channel) = await Linked();

        Assert.Contains(En.People.SpeaksForSomebody, (await guest.AsksIn(channel, $"this is me too {await CodeFor(carmen)}")).Text, StringComparison.Ordinal);
        Assert.Contains(En.People.KnownHere, (await guest.AsksIn(channel, $"this is me too {await CodeFor(rui)}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_see_it_and_undo_it_in_their_own_chat()
    {
        var (_, rui, guest, channel) = await Linked();
        var accounts = await rui.Asks("this is me too");
        Assert.Contains("Rui", accounts.AllText, StringComparison.Ordinal);

        var after = await accounts.Press(En.People.Undo);

        Assert.Contains(En.People.KnownFromHereOnly, after.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.NotKnownHere, (await guest.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_person_who_was_told_of_it_undoes_it_at_once()
    {
        var (_, rui, guest, channel) = await GuestInAHome();
        await guest.AsksIn(channel, $"this is me too {await CodeFor(rui)}");

        await (await rui.Receives()).Press(En.People.Undo);

        Assert.Contains(En.Conversations.NotKnownHere, (await guest.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_undo_it_where_it_was_said()
    {
        var (_, rui, guest, channel) = await Linked();

        Assert.Contains(En.People.SpeaksForItself, (await guest.AsksIn(channel, "this is not me")).Text, StringComparison.Ordinal);

        Assert.Contains(En.Conversations.NotKnownHere, (await guest.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);
        Assert.Empty((await Known(rui)).Others);
    }

    [Fact]
    public async Task Forget_me_forgets_both()
    {
        var (_, rui, guest, channel) = await Linked();
        await CodeFor(rui);

        await (await rui.Asks("forget me")).Press(En.People.ForgetMe);

        Assert.Contains(En.Conversations.NotKnownHere, (await guest.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);
        var store = World.Services.GetRequiredService<IPersonStore>();
        Assert.Null(await store.Load(Key(rui), TestContext.Current.CancellationToken));
        Assert.Null(await store.Load(Key(guest), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_code_is_shown_before_others()
    {
        var (_, rui, _, channel) = await GuestInAHome();
        var shared = channel.Team.SharedChannel("Shared", rui);
        await shared.LetsIn(rui);

        Assert.Contains(En.People.SayItWhereKnown, (await rui.AsksIn(shared, "this is me too")).Text, StringComparison.Ordinal);
    }

    private async Task<KnownPerson> Known(Person person) =>
        await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IPersonGrain>(Key(person).ToString()).Get();

    private static PersonKey Key(Person person) => new(person.TenantId, person.AadObjectId);

    private static async Task<string> CodeFor(Person person) =>
        (await person.Asks("this is me too")).AllText.Split('\n').Single(l => l.StartsWith("this is me too ", StringComparison.Ordinal))[15..];

    private async Task<(Person Carmen, Person Rui, Person Guest, Channel Channel)> Linked()
    {
        var (carmen, rui, guest, channel) = await GuestInAHome();
        await guest.AsksIn(channel, $"this is me too {await CodeFor(rui)}");
        Assert.Contains(En.People.AnotherSpeaksForYou, (await rui.Receives()).AllText, StringComparison.Ordinal);
        return (carmen, rui, guest, channel);
    }

    private async Task<(Person Carmen, Person Rui, Person Guest, Channel Channel)> GuestInAHome()
    {
        var (carmen, rui) = await Riverside();
        var team = Teams.Team("Backbone", "backbone");
        var guest = rui.AsGuestIn("backbone");
        team.Add(carmen, guest);
        await team.Installs(carmen);
        await carmen.AsksIn(team.General, "digest here");
        return (carmen, rui, guest, team.General);
    }
}
