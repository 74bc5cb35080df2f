using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Backbone staff bring somebody back who was removed: in the same role, for the same partner.</summary>
public sealed class RestorePerson(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    private const char Between = '|';

    /// <summary>What it takes to bring a member back.</summary>
    internal static string Kept(Member member) => string.Create(CultureInfo.InvariantCulture, $"{member.Role}{Between}{member.PartnerId}");

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return ShowPeople.NotHere(turn.Culture);
        }

        var id = PeopleCard.PersonOf(turn.Form);
        if (!ChangePeople.TryRead(id, out var person) || await audit.Standing(here.Initiative.Id, id, ActKind.PersonRemoved, cancel) is not { } removed
            || removed.Before.Split(Between) is not [var roleName, var partnerId] || EnumNames.Read<Role>(roleName) is not { } role)
        {
            return Reply.Says(t.CantBringBack);
        }

        var known = grains.GetGrain<IPersonGrain>(person.ToString());
        var contact = (await known.Get()).Contact;
        if (contact.Address is null)
        {
            // They asked to be forgotten since; nobody brings them back but themselves.
            return Reply.Says(t.CantBringBack);
        }

        var partner = here.Initiative.PartnerNow(new(partnerId));
        if (here.Initiative.Member(person) is null)
        {
            var member = new Member(person, removed.Name, role == Role.Reporter && partner is null ? Role.Observer : role, partner?.Id) { Contact = contact, Since = turn.Now };
            await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Members = [member] });
        }

        // After a crash in between, the same press finishes it.
        await known.Joined(here.Initiative.Id);
        await audit.Keep(turn, here, ActKind.PersonRestored, id, removed.Name, cancel: cancel);
        var now = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Get() ?? here.Initiative;
        return Reply.Shows(PeopleCard.List(
            now, Codes.NewId(), turn.Culture, said: role == Role.Reporter && partner is null ? t.PersonIsBackWithoutPartner(removed.Name) : t.PersonIsBack(removed.Name)));
    }
}
