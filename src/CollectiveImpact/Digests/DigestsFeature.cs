using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Groups;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Digests;

/// <summary>Every door into digests.</summary>
public sealed class DigestsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Digest).ByVisitors().Offers(c => new Texts(c).OfferDigest).AlsoInChannels().Do<PreviewDigest>();
        on.Say(Spoken.DigestHere).ByBackbone().Do<MakeHome>();
        // The lead of a group may do these too: the listeners look.
        on.Say(Spoken.DigestHereFor).Do<MakeGroupHome>();
        on.Say(Spoken.NoDigestHere).TakesAway().Do<EndHome>();
        on.Say(Spoken.Channels).ByBackbone().Offers(c => new Texts(c).OfferChannels).Do<ShowChannels>();
        on.Press(ChannelCard.RemoveVerb).ByBackbone().Do<RemoveChannel>();
        on.Press(DigestCard.PostVerb).ByBackbone().Do<PostDigest>();
        on.Press(GroupCard.DigestVerb).Do<ShowGroupDigest>();
        on.Clock(Moment.Digest).Do<PostDigestAtClose>();
    }
}

public static class DigestsHosting
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddFeature(new DigestsFeature())
        .AddSingleton<DigestPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<DigestPost>())
        .AddSingleton<IFollowCorrections>(s => s.GetRequiredService<DigestPost>())
        .AddSingleton<ChannelTrouble>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<ChannelTrouble>())
        .AddSingleton<IFollowChannelPosts>(s => s.GetRequiredService<ChannelTrouble>())
        .AddSingleton<ThanksPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<ThanksPost>());
}
