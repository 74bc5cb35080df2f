using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>
/// Looks, before somebody is asked, whether their mailbox says that they are out of office, or that the day is none of those on which they
/// work: then they are away until they are back, as if they had said so. Only where an administrator of their organisation allows it; and a person's own word goes before their mailbox's.
/// </summary>
public sealed class OutOfOffice(IGrainFactory grains, IDirectory directory, IClock clock)
{
    /// <summary>The member as they stand after a look, and whether it is only a day off.</summary>
    /// <param name="closes">When what they are asked closes: what can't wait for their next working morning comes on a day off.</param>
    public async Task<(Initiative Initiative, Member Member, bool IsDayOff)> Look(Initiative initiative, Member member, Instant closes, CancellationToken cancel)
    {
        if (directory.ConsentPage is null || await directory.MailboxOf(member.Person, cancel) is not { } mailbox)
        {
            return (initiative, member, false);
        }

        if (member.Contact is { } contact && ((contact.TimeZone is null && mailbox.TimeZone is not null) || (contact.Culture is null && mailbox.Culture is not null)))
        {
            await grains.GetGrain<IPersonGrain>(member.Person.ToString()).MailboxTells(mailbox.TimeZone, mailbox.Culture);
        }

        var (now, zone) = (clock.GetCurrentInstant(), initiative.ZoneOf(member));
        var back = mailbox.BackOn(now, zone);
        var isDayOff = back is null;
        back ??= mailbox.WorksAgainOn(now.InZone(zone).Date) is { } day && Mornings.OnOrAfter(day) is var morning && LocalMoment.In(zone, morning, Morning.Usual) < closes ? morning : null;
        if (back is not { } until)
        {
            return (initiative, member, false);
        }

        var then = await grains.GetGrain<IInitiativeGrain>(initiative.Id).OutOfOffice(member.Person, until) ?? initiative;
        return (then, then.Member(member.Person) ?? member, isDayOff);
    }

    /// <summary>What somebody finds in the place of a check-in's form who is out of office.</summary>
    public static AdaptiveCard Card(Initiative initiative, Round round, LocalDate back, CultureInfo culture)
    {
        var t = new Texts(culture);
        var day = back.OnWeekday(culture);
        return new AdaptiveCard
        {
            FallbackText = t.OutOfOfficeInShort(day),
            Body =
            [
                new TextBlock(t.OutOfOffice(day)) { Weight = TextWeight.Bolder },
                RichTextBlock.Of($"{PeoplesWords.Shorten(initiative.Name, 80)} · {round.Title(culture)}", isSubtle: true),
                new TextBlock(t.OutOfOfficeMeans),
            ],
            Actions = [Conversation.SayButton(t.ImHere, Spoken.Back, initiative.Id)],
        };
    }
}
