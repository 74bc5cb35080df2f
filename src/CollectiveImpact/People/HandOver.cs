using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>A reporter wants a colleague to report in their place, and chooses what becomes of themselves.</summary>
public sealed class WriteHandOver : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(WhyNot(turn, here) ?? Reply.Shows(HandOverCard.Form(here, turn.Culture)));

    internal static Reply? WhyNot(Turn turn, Here here) =>
        !turn.IsPersonal ? GoAway.NotHere(turn.Culture)
        : here.Member.Until is not null ? Reply.Says(new Texts(turn.Culture).StandInCantHandOver(here.Partner!.Name))
        : null;
}

/// <summary>A reporter gets the code with which a colleague takes over.</summary>
public sealed class HandOver(IGrainFactory grains, InviteLetter letter, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (WriteHandOver.WhyNot(turn, here) is { } no)
        {
            return no;
        }

        var (chosen, faults) = HandOverCard.Read(turn.Form, here, turn.Culture);
        if (chosen is not { } then)
        {
            return Reply.AsksAgain(HandOverCard.Again(here, turn.Form, faults, turn.Culture));
        }

        var invite = InviteReporter.New(turn, here.Initiative.Id, here.Partner!.Id) with { From = turn.Person, Then = then };
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Invites = [invite] });
        await audit.Keep(turn, here, ActKind.Invited, here.Partner.Id, here.Partner.Name, cancel: cancel);
        return new Reply.NewCard(HandOverCard.Code(here, invite, turn.Culture, here.Zone(turn))) { Apart = letter.WithoutTeams(invite, turn.Culture) };
    }
}

/// <summary>Tells who handed over that somebody has taken over, and what that means for them.</summary>
public sealed class HandOverPost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter
{
    private const string Kind = "handed-over";
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>Tells it once, and ends on the person's own side what has ended on the initiative's.</summary>
    /// <param name="invite">The key of the one that was used.</param>
    /// <param name="from">Who handed over; null when nobody did.</param>
    public async Task Tell(Initiative initiative, string invite, PersonKey? from, PersonKey to)
    {
        if (from is null || from == to)
        {
            return;
        }

        await grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Kind, $"{to}~{invite}").ToString()).Post(Kind, [Recipient.Of(from)], clock.GetCurrentInstant() + OfUse);
        if (initiative.Member(from) is null)
        {
            await grains.GetGrain<IPersonGrain>(from.ToString()).Left(initiative.Id);
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var to = PersonKey.Parse(about.Id[..about.Id.LastIndexOf('~')]);
        if (await initiatives.Get(about.Initiative) is not { } initiative || initiative.Member(to) is not { PartnerId: { } partner } successor)
        {
            return new Letter.NotNeeded("successor-gone");
        }

        var member = initiative.Member(PersonKey.Parse(recipient));
        var contact = member?.Contact ?? (await grains.GetGrain<IPersonGrain>(recipient).Get()).Contact;
        if (contact.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var culture = Languages.CultureOf(contact.Culture, initiative.Language);
        return Letter.Of(contact.Address!, culture, HandOverCard.Done(initiative, initiative.Partner(partner)?.Name ?? partner, successor, member, culture));
    }
}
