using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using NodaTime.Text;

namespace CollectiveImpact.Activities;

/// <summary>A reporter says that all that they were asked about is still as it was, in one press.</summary>
public sealed class ConfirmActivities(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var asked = ActivityCard.IdsOf(turn.Form);
        var grain = grains.GetGrain<IActivitiesGrain>(here.Initiative.Id);
        foreach (var activity in (await grain.Activities()).Where(a => a.Partner == here.Partner!.Id && asked.Contains(a.Id)))
        {
            await grain.Save(activity with { CheckedAt = turn.Now });
        }

        return await ShowOwnActivities.List(grains, turn, here);
    }
}

/// <summary>
/// Asks partners whether what they said they do is still true: three months after they last said so, and when nobody answers,
/// again after one and two months more. Each reporter is asked in their own chat, and one answer is enough.
/// </summary>
public sealed class StillTruePost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IMorningListener, IWriter
{
    private const string Kind = "still-true";
    private const int MostTimes = 3;
    private static readonly Duration Between = Duration.FromDays(30);
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Kind];

    public async Task Handle(Morning morning, CancellationToken cancel)
    {
        var initiative = morning.Initiative;
        foreach (var stale in Stale(await grains.GetGrain<IActivitiesGrain>(initiative.Id).Activities(), initiative, morning.Now).GroupBy(a => a.Partner))
        {
            var asked = initiative.AskedFor(stale.Key, morning.Now).Where(m => morning.Concerns(m) && m.WhyNot is null).Select(m => Recipient.Of(m.Person)).ToArray();
            // What went stale last counts: with each more, all of them are asked about once again.
            var last = stale.Max(a => a.CheckedAt);
            var times = (int)Math.Floor((morning.Now - last - SharedActivity.AskedAfter) / Between);
            if (asked.Length > 0 && times < MostTimes)
            {
                var about = string.Create(CultureInfo.InvariantCulture, $"{stale.Key}~{InstantPattern.General.Format(last)}~{times}");
                await grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Kind, about).ToString()).Post(Kind, asked, morning.Now + OfUse);
            }
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (await initiatives.Get(Mailing.Parse(mailing).Initiative) is not { Ended: null } initiative
            || initiative.Member(PersonKey.Parse(recipient)) is not { PartnerId: { } partner } member
            || initiative.Partner(partner) is null
            || !initiative.IsAsked(member, now))
        {
            return new Letter.NotNeeded("not-asked");
        }

        var stale = Stale(await grains.GetGrain<IActivitiesGrain>(initiative.Id).Activities(), initiative, now).Where(a => a.Partner == partner).ToArray();
        if (stale.Length == 0)
        {
            return new Letter.NotNeeded("confirmed");
        }

        return Letter.For(initiative, member, culture => ActivityCard.StillTrue(new Here(initiative, member), stale, culture));
    }

    private static IEnumerable<SharedActivity> Stale(IEnumerable<SharedActivity> all, Initiative initiative, Instant now) =>
        all.Where(a => a.IsStale(now) && !a.IsOver(now.InZone(TimeZones.Of(initiative.TimeZone)).Date));
}
