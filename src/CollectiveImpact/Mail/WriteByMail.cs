using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Mail;

/// <summary>A member sees how they are written to, and can have it otherwise.</summary>
public sealed class ShowByMail(IGrainFactory grains, MailChannel mail) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        WhyNot(turn, mail) ?? Reply.Shows(ByMailCard.Of(here, await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get(), turn.Culture));

    internal static Reply? WhyNot(Turn turn, MailChannel mail) =>
        !turn.IsPersonal ? Reply.Says(new Texts(turn.Culture).NotHere)
        : !mail.IsOn ? Reply.Shows(ByMailCard.InTeamsAlone(turn.Culture))
        : null;
}

/// <summary>A member who is written to in Teams wants mail: a link goes to the address, and opening it shows that it is theirs.</summary>
public sealed class AskForMail(IGrainFactory grains, MailChannel mail) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (ShowByMail.WhyNot(turn, mail) is { } no)
        {
            return no;
        }

        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        if (ByMailCard.AddressOf(turn.Form) is not { } address)
        {
            return Reply.AsksAgain(ByMailCard.Of(here, known, turn.Culture, typed: turn.Form));
        }

        // The address may be anybody's.
        if (!await grains.GetGrain<IGuessesGrain>(ConversationAddress.MailTenant + ":" + turn.Person).Counted(turn.Person, turn.Now))
        {
            return Reply.Says(new Texts(turn.Culture).TooManyMails);
        }

        var card = ByMailCard.Confirm(here.Initiative, turn.Person, Codes.NewId(), turn.Culture).In(turn.Culture);
        grains.GetGrain<IPostOfficeGrain>(ConversationAddress.MailTenant).Send(ConversationAddress.OfMail(address), card.ToJson(), card.FallbackText).Ignore();
        return Reply.Shows(ByMailCard.Of(here, known, turn.Culture, new Texts(turn.Culture).ConfirmIsOnItsWay(address)));
    }
}

/// <summary>A member changes how they are written to.</summary>
public sealed class ChangeMail(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (t, person) = (new Texts(turn.Culture), grains.GetGrain<IPersonGrain>(turn.Person.ToString()));
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.NotHere);
        }

        var news = turn.Press?.Verb switch
        {
            ByMailCard.StopVerb => await Stop(person, t),
            ByMailCard.AgainVerb => await Again(person, t),
            ByMailCard.ChatVerb => await person.WriteInChat() ? t.NowInTeams : null,
            _ => await Digests(turn, here, t),
        };
        var now = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Get() ?? here.Initiative;
        return Reply.Shows(ByMailCard.Of(new Here(now, now.Member(turn.Person) ?? here.Member), await person.Get(), turn.Culture, news));
    }

    private static async Task<string> Stop(IPersonGrain person, Texts t)
    {
        await person.Reachable(reachable: false, Reasons.NoMail);
        return t.NoMailFromNowOn;
    }

    private static async Task<string> Again(IPersonGrain person, Texts t)
    {
        if (await person.Get() is { IsByMail: false, Mailbox: { } mailbox })
        {
            await person.WriteByMail(mailbox, "", null);
        }
        else
        {
            await person.Reachable(reachable: true, null);
        }

        return t.MailComesAgain;
    }

    private async Task<string> Digests(Turn turn, Here here, Texts t)
    {
        var wants = ByMailCard.WantsOf(turn.Form);
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).WantsDigests(turn.Person, wants);
        return wants ? t.DigestsCome : t.DigestsDont;
    }
}
