using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Mail;

/// <summary>Somebody says yes or no on the page of an invite, as others do in their chat.</summary>
public sealed class AnswerByMail(Conversation conversation, JoinInitiative join, MailLinks links, Leaving leaving, IGrainFactory grains, IClock clock)
{
    /// <summary>They come in, and are written to in the language in which they read the page.</summary>
    public async Task Accept(MailVisit.Invited visit, CultureInfo culture, CancellationToken cancel)
    {
        var person = grains.GetGrain<IPersonGrain>(visit.Link.Person.ToString());
        if (await person.Get() is { Initiatives.Count: 0, Language: null })
        {
            await person.Speak(language: null, culture.Name);
        }

        var turn = TurnOf(visit, culture);
        await (visit.Invite.For is null
            ? join.Accept(turn, visit.Initiative.Id, visit.Invite.Key, cancel)
            : conversation.Answer(turn with { Press = InvitationCard.PressOf(InvitationCard.AcceptVerb, visit.Initiative.Id, visit.Invite) }, cancel));
    }

    /// <summary>They don't want to; nothing is kept of somebody who is in nothing else. A code may be passed on to somebody else.</summary>
    public async Task Decline(MailVisit.Invited visit, CultureInfo culture, CancellationToken cancel)
    {
        if (visit.Invite.For is not null)
        {
            await conversation.Answer(TurnOf(visit, culture) with { Press = InvitationCard.PressOf(InvitationCard.DeclineVerb, visit.Initiative.Id, visit.Invite) }, cancel);
        }

        await links.EndAll(visit.Initiative.Id, visit.Link.Person, cancel);
        await leaving.ForgetIfNobody(visit.Link.Person);
    }

    private Turn TurnOf(MailVisit.Invited visit, CultureInfo culture) =>
        new(visit.Link.Person, visit.Person.Name, "", visit.Person.WrittenAt ?? ConversationAddress.OfMail(""), culture, visit.Person.TimeZone, clock.GetCurrentInstant()) { IsElsewhere = true };
}
