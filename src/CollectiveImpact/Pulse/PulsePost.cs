using System.Globalization;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Pulse;

/// <summary>Brings the statements to everyone who is asked, in their own chat, once.</summary>
public sealed class PulsePost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter
{
    private const string Kind = "pulse";

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <returns>How many people are asked, and how many could answer whom I can't write to, or who are away.</returns>
    public async Task<(int Asked, int NotAsked)> Ask(Initiative initiative, Survey survey, Instant now)
    {
        var may = initiative.Members.Where(m => Survey.MayAnswer(initiative, m, now)).ToArray();
        var asked = may.Where(m => m.WhyNot is null && (m.Role == Role.Backbone || initiative.IsAsked(m, now))).Select(m => Recipient.Of(m.Person)).ToArray();
        if (asked.Length > 0)
        {
            await grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Kind, survey.Number.ToString(CultureInfo.InvariantCulture)).ToString()).Post(Kind, asked, survey.ClosesAt);
        }

        return (asked.Length, may.Length - asked.Length);
    }

    /// <remarks>Who has answered already, unasked, gets the card too: that it wasn't needed would be marked with its moment.</remarks>
    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var number = int.Parse(about.Id, CultureInfo.InvariantCulture);
        var person = PersonKey.Parse(recipient);
        if (await initiatives.Get(about.Initiative) is not { } initiative
            || initiative.Member(person) is not { } member
            || !Survey.MayAnswer(initiative, member, clock.GetCurrentInstant()))
        {
            return new Letter.NotNeeded("is not asked any more");
        }

        if ((await grains.GetGrain<IPulseGrain>(initiative.Id).See(person)).Open is not { } open || open.Number != number)
        {
            return new Letter.NotNeeded("would have been asked after the close");
        }

        if (member.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var card = PulseCard.Statements(initiative, open, initiative.CultureOf(member), initiative.ZoneOf(member), member.Role == Role.Backbone);
        return new Letter.To(member.Contact!.Address!, card.ToJson(), card.FallbackText);
    }
}
