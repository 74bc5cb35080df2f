using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Backbone staff see everyone in the initiative.</summary>
public sealed class ShowPeople : IMemberListener
{
    internal static Reply NotHere(CultureInfo culture) => Reply.Says(new Texts(culture).PeopleNotHere);

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(turn.IsPersonal
        ? Reply.Shows(PeopleCard.List(here.Initiative, Codes.NewId(), turn.Culture, PeopleCard.NameOf(turn.Form)))
        : NotHere(turn.Culture));
}

/// <summary>Backbone staff make a member backbone staff.</summary>
public sealed class MakeBackbone(IGrainFactory grains, RolePost post, AuditLog audit) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => ChangePeople.Change(grains, turn, here, async member =>
    {
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).MakeBackbone(member.Person, backbone: true);
        await audit.Keep(turn, here, ActKind.MadeBackbone, member.Person.ToString(), member.Name, cancel: cancel);
        await post.Tell(here.Initiative.Id, turn, member.Person, RoleChange.Backbone);
        return new Texts(turn.Culture).PeopleMade(member.Name);
    });
}

/// <summary>Backbone staff take that role away, from themselves too; what is left is a reporter, or an observer.</summary>
public sealed class TakeBackbone(IGrainFactory grains, RolePost post, AuditLog audit) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => ChangePeople.Change(grains, turn, here, async member =>
    {
        if (await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).MakeBackbone(member.Person, backbone: false) == MembershipOutcome.LastOfBackbone)
        {
            return null;
        }

        await audit.Keep(turn, here, ActKind.BackboneTaken, member.Person.ToString(), member.Name, cancel: cancel);
        await post.Tell(here.Initiative.Id, turn, member.Person, RoleChange.NoBackbone);
        return new Texts(turn.Culture).PeopleTaken(member.Name, PeopleCard.InWords(here.Initiative, member with { Role = Role.Reporter }, turn.Culture));
    });
}

/// <summary>Before somebody is removed, backbone staff read what that means.</summary>
public sealed class AskToRemove : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        !turn.IsPersonal ? ShowPeople.NotHere(turn.Culture)
        : ChangePeople.Chosen(turn, here) is not { } member ? ChangePeople.NobodyChosen(turn, here)
        : here.Initiative.IsLastOfBackbone(member.Person) ? Reply.AsksAgain(PeopleCard.List(here.Initiative, Codes.NewId(), turn.Culture, PeopleCard.NameOf(turn.Form), fault: PeopleCard.CantTake(member, turn.Person, turn.Culture), chosen: PeopleCard.PersonOf(turn.Form)))
        : Reply.Shows(PeopleCard.AskRemove(here.Initiative, member, Codes.NewId(), turn.Culture)));
}

/// <summary>Backbone staff remove somebody.</summary>
public sealed class RemovePerson(IGrainFactory grains, Leaving leaving, RolePost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return ShowPeople.NotHere(turn.Culture);
        }

        if (!ChangePeople.TryRead(PeopleCard.PersonOf(turn.Form), out var person))
        {
            return ChangePeople.NobodyChosen(turn, here);
        }

        // Who isn't there any more was removed by a first press, which may have been cut short.
        var member = here.Initiative.Member(person);
        if (await leaving.Go(person, here.Initiative.Id) == MembershipOutcome.LastOfBackbone)
        {
            return Reply.Shows(PeopleCard.List(here.Initiative, Codes.NewId(), turn.Culture, fault: PeopleCard.CantTake(member ?? here.Member, turn.Person, turn.Culture)));
        }

        if (member is not null)
        {
            await audit.Keep(turn, here, ActKind.PersonRemoved, person.ToString(), member.Name, before: RestorePerson.Kept(member), cancel: cancel);
        }

        if (person == turn.Person)
        {
            return Reply.Shows(LeaveCard.Left(here.Initiative.Name, turn.Culture));
        }

        await post.Tell(here.Initiative.Id, turn, person, RoleChange.Removed);
        var now = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Get() ?? here.Initiative;
        return Reply.Shows(PeopleCard.List(now, Codes.NewId(), turn.Culture, said: member is null ? new Texts(turn.Culture).PeopleAreRemoved : new Texts(turn.Culture).PeopleRemoved(member.Name)));
    }
}

internal static class ChangePeople
{
    /// <param name="change">What is done, and what is said of it; null when nobody would be left who runs the initiative.</param>
    public static async Task<Reply> Change(IGrainFactory grains, Turn turn, Here here, Func<Member, Task<string?>> change)
    {
        if (!turn.IsPersonal)
        {
            return ShowPeople.NotHere(turn.Culture);
        }

        if (Chosen(turn, here) is not { } member)
        {
            return NobodyChosen(turn, here);
        }

        if (await change(member) is not { } said)
        {
            return Reply.AsksAgain(PeopleCard.List(here.Initiative, Codes.NewId(), turn.Culture, PeopleCard.NameOf(turn.Form), fault: PeopleCard.CantTake(member, turn.Person, turn.Culture), chosen: PeopleCard.PersonOf(turn.Form)));
        }

        var now = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Get() ?? here.Initiative;
        // Whoever gave the role up themselves sees no more of this.
        return now.Member(turn.Person)?.Role == Role.Backbone
            ? Reply.Shows(PeopleCard.List(now, Codes.NewId(), turn.Culture, PeopleCard.NameOf(turn.Form), said))
            : Reply.Says(said);
    }

    public static Member? Chosen(Turn turn, Here here) => TryRead(PeopleCard.PersonOf(turn.Form), out var person) ? here.Initiative.Member(person) : null;

    public static Reply NobodyChosen(Turn turn, Here here) =>
        Reply.AsksAgain(PeopleCard.List(here.Initiative, Codes.NewId(), turn.Culture, PeopleCard.NameOf(turn.Form), fault: new Texts(turn.Culture).PeopleChooseFirst));

    public static bool TryRead(string text, out PersonKey person)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        person = colon > 0 ? PersonKey.Parse(text) : new PersonKey("", "");
        return colon > 0;
    }
}
