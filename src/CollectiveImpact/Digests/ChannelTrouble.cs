using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Digests;

/// <summary>Tells the backbone in its own chats what could not be posted to a channel, or may not have arrived there: once for each post that was tried.</summary>
public sealed class ChannelTrouble(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter, IFollowChannelPosts
{
    private const string Kind = "channel-trouble";
    private const char Between = '|';
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Kind];

    public async Task Failed(Delivery delivery)
    {
        var id = delivery.Mailing[..delivery.Mailing.IndexOf(':', StringComparison.Ordinal)];
        if (await grains.GetGrain<IInitiativeGrain>(id).Get() is not { Ended: null } initiative || ChannelOf(initiative, delivery.Recipient) is null)
        {
            return;
        }

        var which = string.Join(Between, delivery.Recipient, delivery.Kind, InstantPattern.ExtendedIso.Format(delivery.At), delivery.Mailing);
        await grains.GetGrain<IOutboxGrain>(new Mailing(id, Kind, which).ToString())
            .Post(Kind, [.. initiative.Backbone.Select(m => Recipient.Of(m.Person))], clock.GetCurrentInstant() + OfUse);
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var parts = about.Id.Split(Between, 4);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { Role: Role.Backbone } member)
        {
            return new Letter.NotNeeded("is no backbone staff any more");
        }

        var delivery = (await grains.GetGrain<IOutboxGrain>(parts[3]).Of(parts[0])).FirstOrDefault(d => d.Kind == parts[1]);
        if (delivery is null || !ChannelPosts.HasFailed(delivery) || ChannelOf(initiative, parts[0]) is not { } channel)
        {
            return new Letter.NotNeeded("would have been told of what is over");
        }

        if (member.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var round = DigestPost.IsDigest(delivery.Kind) ? await grains.GetGrain<IRoundGrain>(delivery.Mailing).Get() : null;
        var card = Card(initiative, channel, delivery, round, initiative.CultureOf(member));
        return new Letter.To(member.Contact!.Address!, card.ToJson(), card.FallbackText);
    }

    public static AdaptiveCard Card(Initiative initiative, HomeChannel channel, Delivery delivery, Round? round, CultureInfo culture)
    {
        var place = channel.Name.Length > 0 ? PeoplesWords.Shorten(channel.Name, 80) : "a channel";
        var what = round is null ? "The introduction of two partners" : $"The digest for {round.InWords(culture)}";
        var (title, body, next) = delivery.State == DeliveryState.InDoubt
            ? (
                $"{what} may or may not have arrived in {place}.",
                "I was interrupted while I posted it, and I can't see whether Teams took it. I don't post it again by myself, so that nobody reads it twice.",
                round is null ? "Please look there. If it isn't there, introduce the two to each other in your own words." : "Please look there. If it isn't there, press **Post digest**.")
            : (
                $"{what} could not be posted in {place}.",
                delivery.Address is null ? "It was tried until it was too late." : "Teams did not let me write there: the channel was deleted, the app was removed from the team, or Teams refused the message.",
                round is null ? "Please look whether the channel and the app are still there." : "If the channel is there, add the app to its team again and press **Post digest**. If it isn't, @mention me in another channel, say **digest here**, and press then.");
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = [RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Medium), RichTextBlock.Of(initiative.Name, isSubtle: true), new TextBlock(body), new TextBlock(next)],
            Actions = round is null ? [] : [DigestCard.PostButton(initiative.Id, round.Id)],
        };
    }

    private static HomeChannel? ChannelOf(Initiative initiative, string recipient) => initiative.Channels.FirstOrDefault(c => Recipient.Of(c) == recipient);
}
