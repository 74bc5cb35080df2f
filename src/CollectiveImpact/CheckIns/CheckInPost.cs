using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Brings check-in cards to people: asks, reminds, and keeps the cards that were sent up to date.</summary>
public sealed class CheckInPost(PostRoom postRoom, IOutboxStore outbox, IGrainFactory grains)
{
    /// <summary>Sends each reporter of the partners their card in their own chat.</summary>
    /// <param name="purpose">Names the batch; the same purpose in the same round reaches each person once.</param>
    /// <returns>How many were written to, and how many can't be.</returns>
    public async Task<(int Planned, int Unreachable)> Ask(
        Initiative initiative, RunningRound round, Purpose purpose, IEnumerable<Member> members, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id));
        var deliveries = new List<Delivery>();
        foreach (var member in members)
        {
            var view = await grain.View(member.PartnerId!) ?? throw new InvalidOperationException("A round is asked about before it is open.");
            var person = await grains.GetGrain<IPersonGrain>(member.Person.ToString()).Get();
            var card = CheckInCard.Form(initiative, view, initiative.Partner(member.PartnerId)!, Culture(person, initiative), Zone(person, initiative), purpose);
            deliveries.Add(Delivery.To(member, person, Batch(initiative.Id, round.Id, purpose), card.ToJson(), card.FallbackText));
        }

        await postRoom.Post(Batch(initiative.Id, round.Id, purpose), deliveries, cancel);
        var unreachable = deliveries.Count(d => d.State == DeliveryState.Unreachable);
        return (deliveries.Count - unreachable, unreachable);
    }

    /// <summary>All that was sent for a round, whatever the purpose.</summary>
    public Task<IReadOnlyList<Delivery>> Sent(string initiative, string round, CancellationToken cancel) =>
        outbox.LoadAll($"{initiative}:{round}:", cancel);

    /// <summary>The cards that a partner's reporters already have show the answer that one of them gave.</summary>
    /// <param name="except">The message that was replaced by the answer itself.</param>
    public async Task Follow(PartnerView view, string partner, string? except)
    {
        if (view.Entry is null || await grains.GetGrain<IInitiativeGrain>(view.Round.Initiative).Get() is not { } initiative)
        {
            return;
        }

        var reporters = initiative.ReportersOf(partner).ToDictionary(m => m.Person.ToString());
        foreach (var delivery in await Sent(initiative.Id, view.Round.Id, CancellationToken.None))
        {
            if (delivery.MessageId is { } message && message != except && reporters.ContainsKey(delivery.Recipient))
            {
                var person = await grains.GetGrain<IPersonGrain>(delivery.Recipient).Get();
                var card = CheckInCard.Receipt(initiative, view, initiative.Partner(partner)!, Culture(person, initiative), Zone(person, initiative));
                await grains.GetGrain<IPostOfficeGrain>(delivery.Shard).Replace(delivery.Address!, message, card.ToJson());
            }
        }
    }

    private static string Batch(string initiative, string round, Purpose purpose) => $"{initiative}:{round}:{purpose.ToString().ToLowerInvariant()}";

    private static CultureInfo Culture(KnownPerson person, Initiative initiative) => CultureInfo.GetCultureInfo(person.Culture ?? initiative.Language);

    private static DateTimeZone Zone(KnownPerson person, Initiative initiative) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.TimeZone ?? initiative.TimeZone) ?? DateTimeZoneProviders.Tzdb[initiative.TimeZone];
}

/// <summary>Why a check-in card is sent.</summary>
public enum Purpose
{
    Open,
    Remind,
    Nudge,
}
