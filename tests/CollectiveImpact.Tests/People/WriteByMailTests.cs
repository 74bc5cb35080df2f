using CollectiveImpact.Deliveries;
using CollectiveImpact.Mail;

namespace CollectiveImpact.Tests.People;

public sealed class WriteByMailTests(Engine engine) : PeopleTest(engine)
{
    /// <summary>The card holds somebody's address, and a press may come from wherever it was passed on to.</summary>
    [Fact]
    public async Task How_somebody_is_written_to_is_shown_and_changed_in_their_own_chat_alone()
    {
        var (here, mail, notHere) = (await Here(Maria), new MailChannel(true), new CollectiveImpact.Mail.Texts(Riverside.English).NotHere);

        Assert.Equal(notHere, Words(await new ShowByMail(Engine.Grains, mail).Answer(InChannel(Says(Maria)), here, Cancel)));
        Assert.Equal(notHere, Words(await new AskForMail(Engine.Grains, mail).Answer(InChannel(Presses(Maria, ("address", "maria@school.example"))), here, Cancel)));
        Assert.Equal(notHere, Words(await new ChangeMail(Engine.Grains).Answer(InChannel(Presses(Maria, ("wants", "true"))), here, Cancel)));
        Assert.False((await IsNow()).Member(Maria)!.WantsDigests);
    }
}
