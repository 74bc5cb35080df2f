using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Digests;

/// <summary>
/// Remembers which home channels get nothing, and tells the backbone in its own chats: once for each channel and reason, and of
/// each post that may or may not have arrived. What arrives later ends it.
/// </summary>
public sealed class ChannelTrouble(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter, IFollowChannelPosts
{
    private const string Kind = "channel-trouble";
    private const char Between = '|';
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Kind];

    public async Task Heard(Delivery delivery)
    {
        var id = delivery.Mailing[..delivery.Mailing.IndexOf(':', StringComparison.Ordinal)];
        var grain = grains.GetGrain<IInitiativeGrain>(id);
        if (await grain.Get() is not { Ended: null } initiative || ChannelOf(initiative, delivery.Recipient) is not { } channel)
        {
            return;
        }

        if (delivery.State == DeliveryState.InDoubt)
        {
            await Tell(initiative, channel, delivery.At, delivery);
            return;
        }

        Obstacle? obstacle = delivery.State == DeliveryState.Sent ? null : delivery.Obstacle ?? Obstacle.Refused;
        var now = await grain.ChannelIs(channel.Address.ConversationId, obstacle, delivery.At);
        // The first that failed for this reason is who tells, however often it is heard.
        if (now is not null && ChannelOf(now, delivery.Recipient) is { Fault: { } fault } its && fault.Since == delivery.At)
        {
            await Tell(now, its, fault.Since, delivery);
        }
    }

    /// <summary>The app was added to a conversation, or taken out of it: its initiatives' digests come there, or don't.</summary>
    public async Task AppIs(bool there, string conversation)
    {
        var now = clock.GetCurrentInstant();
        foreach (var id in await grains.GetGrain<IHomesGrain>(conversation).Get())
        {
            if (await grains.GetGrain<IInitiativeGrain>(id).ChannelIs(conversation, there ? null : Obstacle.AppRemoved, now) is { } initiative
                && initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == conversation) is { Fault: { } fault } channel && fault.Since == now)
            {
                await Tell(initiative, channel, now, null);
            }
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var parts = about.Id.Split(Between, 4);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { Role: Role.Backbone } member)
        {
            return new Letter.NotNeeded("no-backbone");
        }

        if (ChannelOf(initiative, parts[0]) is not { } channel)
        {
            return new Letter.NotNeeded("no-home");
        }

        var delivery = parts[2].Length == 0 ? null : (await grains.GetGrain<IOutboxGrain>(parts[3]).Of(parts[0])).FirstOrDefault(d => d.Kind == parts[2]);
        if (delivery?.State == DeliveryState.InDoubt ? false : channel.Fault is not { } fault || InstantPattern.ExtendedIso.Format(fault.Since) != parts[1])
        {
            return new Letter.NotNeeded("over");
        }

        var round = delivery is not null && DigestPost.IsDigest(delivery.Kind) ? await grains.GetGrain<IRoundGrain>(delivery.Mailing).Get() : null;
        return Letter.For(initiative, member, culture => ChannelCard.Trouble(initiative, channel, delivery, round, culture));
    }

    private async Task Tell(Initiative initiative, HomeChannel channel, Instant since, Delivery? delivery)
    {
        var which = string.Join(Between, Recipient.Of(channel), InstantPattern.ExtendedIso.Format(since), delivery?.Kind, delivery?.Mailing);
        await grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Kind, which).ToString())
            .Post(Kind, [.. initiative.Backbone.Select(m => Recipient.Of(m.Person))], clock.GetCurrentInstant() + OfUse);
    }

    private static HomeChannel? ChannelOf(Initiative initiative, string recipient) => initiative.Channels.FirstOrDefault(c => Recipient.Of(c) == recipient);
}
