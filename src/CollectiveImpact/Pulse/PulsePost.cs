using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Pulse;

/// <summary>Brings the statements to everyone who is asked, and the report to everyone, in their own chat, once; and tells the backbone when it is time for another.</summary>
public sealed class PulsePost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IMorningListener, IWriter
{
    private const string Kind = "pulse";
    private const string Reports = "pulse-report";
    private const string Due = "pulse-due";
    private static readonly Duration OfUse = Duration.FromDays(7);

    public IReadOnlyCollection<string> Kinds => [Kind, Reports, Due];

    public async Task Handle(Morning morning, CancellationToken cancel)
    {
        var initiative = morning.Initiative;
        if (initiative.Members.Count == 0 || (await grains.GetGrain<IPulseGrain>(initiative.Id).See(initiative.Members[0].Person)).Newest is not { ClosedAt: { } closed } newest)
        {
            return;
        }

        if (morning.Now - closed < OfUse)
        {
            await Report(initiative, newest, morning.Concerns);
        }

        var due = newest.NextUsual(TimeZones.Of(initiative.TimeZone));
        var late = morning.Now - due;
        if (late >= Duration.Zero && late < OfUse)
        {
            await Outbox(initiative, newest).Post(Due, [.. initiative.Backbone.Where(m => morning.Concerns(m) && m.WhyNot is null).Select(m => Recipient.Of(m.Person))], morning.Now + OfUse);
        }
    }

    /// <summary>Brings the report of a pulse that has closed.</summary>
    /// <param name="to">Of those who can be written to.</param>
    public Task Report(Initiative initiative, Survey survey, Func<Member, bool> to) =>
        Outbox(initiative, survey).Post(Reports, [.. initiative.Members.Where(m => to(m) && m.WhyNot is null).Select(m => Recipient.Of(m.Person))], clock.GetCurrentInstant() + OfUse);

    /// <returns>How many people are asked, and how many could answer whom I can't write to, or who are away.</returns>
    public async Task<(int Asked, int NotAsked)> Ask(Initiative initiative, Survey survey, Instant now)
    {
        var may = initiative.Members.Where(m => Survey.MayAnswer(initiative, m, now)).ToArray();
        var asked = may.Where(m => m.WhyNot is null && (m.Role == Role.Backbone || initiative.IsAsked(m, now))).Select(m => Recipient.Of(m.Person)).ToArray();
        if (asked.Length > 0)
        {
            await Outbox(initiative, survey).Post(Kind, asked, survey.ClosesAt);
        }

        return (asked.Length, may.Length - asked.Length);
    }

    /// <remarks>Who has answered already, unasked, gets the card too: that it wasn't needed would be marked with its moment.</remarks>
    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var number = int.Parse(about.Id, CultureInfo.InvariantCulture);
        var person = PersonKey.Parse(recipient);
        if (kind != Kind)
        {
            return await Told(about.Initiative, number, kind, person);
        }

        if (await initiatives.Get(about.Initiative) is not { } initiative
            || initiative.Member(person) is not { } member
            || !Survey.MayAnswer(initiative, member, clock.GetCurrentInstant()))
        {
            return new Letter.NotNeeded("not-asked");
        }

        if ((await grains.GetGrain<IPulseGrain>(initiative.Id).See(person)).Open is not { } open || open.Number != number)
        {
            return new Letter.NotNeeded("closed");
        }

        return Letter.For(initiative, member, culture => PulseCard.Statements(initiative, open, culture, initiative.ZoneOf(member), member.Role == Role.Backbone));
    }

    private async Task<Letter> Told(InitiativeId id, int number, string kind, PersonKey person)
    {
        if (await initiatives.Get(id) is not { Ended: null } initiative || initiative.Member(person) is not { } member || (kind == Due && member.Role != Role.Backbone))
        {
            return new Letter.NotNeeded("not-told");
        }

        var view = await grains.GetGrain<IPulseGrain>(id).See(person);
        if (view.Newest?.Number != number || view.Open is not null)
        {
            return new Letter.NotNeeded("earlier-one");
        }

        return Letter.For(initiative, member, culture => kind == Due
            ? PulseCard.IsDue(initiative, view.Newest, culture, initiative.ZoneOf(member))
            : PulseCard.Report(new Here(initiative, member), view.Closed, culture, initiative.ZoneOf(member)));
    }

    private IOutboxGrain Outbox(Initiative initiative, Survey survey) =>
        grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Kind, survey.Number.ToString(CultureInfo.InvariantCulture)).ToString());
}
