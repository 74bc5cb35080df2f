using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What somebody began to answer and didn't send comes back with the next form, to them alone, and is nobody's answer.</summary>
public sealed class UnsentFormTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Worked = "The bus came at four.";

    [Fact]
    public async Task A_reminder_brings_back_what_was_typed()
    {
        var (carmen, rui, form) = await OpenRound();
        await Begins(form);

        await carmen.Nudges();

        var again = await rui.Receives();
        Assert.Contains(En.CheckIns.YouHadBegun("Wednesday 25 November 10:00"), again.AllText, StringComparison.Ordinal);
        Assert.Equal(("a lot", Worked), (again.Inputs["Children in sessions"], again.Inputs[En.CheckIns.Worked]));
        Assert.Contains(Cast.Answered(0, 1, "Saturday 28 November 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        var receipt = await again.Fill("Children in sessions", "41").Press(En.CheckIns.Submit);
        Assert.Contains("Children in sessions\n41", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains(Worked, receipt.AllText, StringComparison.Ordinal);
        // Answered, nothing is half done any more.
        var change = await receipt.Press(En.CheckIns.ChangeMyAnswer);
        Assert.Equal("41", change.Inputs["Children in sessions"]);
        Assert.DoesNotContain(En.Piece(En.CheckIns.YouHadBegun(En.Unknown)), change.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task It_comes_back_wherever_the_form_does_also_after_a_restart()
    {
        var (_, rui, form) = await OpenRound();
        await Begins(form);

        await World.Restarts();

        Assert.Equal(Worked, (await rui.Asks("check in")).Inputs[En.CheckIns.Worked]);
        var filled = await rui.Asks("43");
        Assert.Equal(("43", Worked), (filled.Inputs["Children in sessions"], filled.Inputs[En.CheckIns.Worked]));

        // A change that was begun comes back too, for it is newer than what was answered.
        await Submits(filled, "43");
        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromHours(1));
        await Begins(await (await rui.Asks("check in")).Press(En.CheckIns.ChangeMyAnswer));
        Assert.Equal("a lot", (await (await rui.Asks("check in")).Press(En.CheckIns.ChangeMyAnswer)).Inputs["Children in sessions"]);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_colleague_does_not_see_it_and_their_answer_counts()
    {
        var (carmen, rui) = await Riverside();
        var ines = Teams.Person("Ines", "library");
        await ines.Joins(await carmen.InvitesAnother());
        await carmen.OpensCheckIn();
        await Begins(await rui.Receives());
        await ines.Receives();

        var theirs = await ines.Asks("check in");
        Assert.Equal("", theirs.Unfold(En.CheckIns.AddWhatYouLearned).Inputs[En.CheckIns.Worked]);

        await Submits(theirs, "41");
        Assert.Contains("Children in sessions\n41", (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
        Assert.Equal("41", (await (await rui.Asks("check in")).Press(En.CheckIns.ChangeMyAnswer)).Inputs["Children in sessions"]);
    }

    [Theory]
    [InlineData("closes")]
    [InlineData("leaves")]
    [InlineData("is removed")]
    [InlineData("is forgotten")]
    public async Task It_is_gone_when_the_check_in_closes_or_the_person_goes(string how)
    {
        var (carmen, rui, form) = await OpenRound();
        await Begins(form);
        var person = new PersonKey(rui.TenantId, rui.AadObjectId);
        var initiative = (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IPersonGrain>(person.ToString()).Get()).Initiatives.Single();
        Assert.NotNull(await Kept());

        await (how switch
        {
            "closes" => carmen.ClosesCheckIn(),
            "leaves" => Presses(rui, "leave", En.People.Leave),
            "is removed" => Remove(),
            _ => Presses(rui, "forget me", En.People.ForgetMe),
        });

        Assert.Null(await Kept());

        Task<UnsentForm?> Kept() => World.Services.GetRequiredService<IUnsentFormStore>().Find(new(initiative), new("2026-W48.check-in"), person, TestContext.Current.CancellationToken);

        async Task Remove()
        {
            var people = (await carmen.Asks("people")).Choose(En.People.PeopleChoose, $"Rui ({En.People.PeopleReports("City Library")})");
            await (await people.Press(En.People.PeopleRemove)).Press(En.People.Remove);
        }
    }

    private static async Task Presses(Person person, string words, string button) => await (await person.Asks(words)).Press(button);

    private static async Task Begins(ReceivedCard form)
    {
        var refused = await form.Fill("Children in sessions", "a lot").Writes(En.CheckIns.Worked, Worked).IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        Assert.Contains(En.CheckIns.NeedAnotherLook(1), refused.AllText, StringComparison.Ordinal);
    }
}
