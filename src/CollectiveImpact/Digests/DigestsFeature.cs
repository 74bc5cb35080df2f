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
        on.Say("digest", "preview digest", "last digest", "digest {name}").ByVisitors().Offers("Read the digest").AlsoInChannels().Do<PreviewDigest>();
        on.Say("digest here").ByBackbone().Do<MakeHome>();
        // The lead of a group may do these too: the listeners look.
        on.Say("digest here for {group}", "digest here for {*group}").Do<MakeGroupHome>();
        on.Say("no digest here").TakesAway().Do<EndHome>();
        on.Say("channels", "digest channels", "where do digests go").ByBackbone().Offers("Where digests go").Do<ShowChannels>();
        on.Press(ChannelCard.RemoveVerb).ByBackbone().Do<RemoveChannel>();
        on.Press(DigestCard.PostVerb).ByBackbone().Do<PostDigest>();
        on.Press(GroupCard.DigestVerb).Do<ShowGroupDigest>();
        on.Clock(Moment.Digest).Do<PostDigestAtClose>();
    }
}

public static class DigestsHosting
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton<IFeature, DigestsFeature>()
        .AddSingleton<DigestPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<DigestPost>())
        .AddSingleton<IFollowCorrections>(s => s.GetRequiredService<DigestPost>())
        .AddSingleton<ChannelTrouble>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<ChannelTrouble>())
        .AddSingleton<IFollowChannelPosts>(s => s.GetRequiredService<ChannelTrouble>())
        .AddSingleton<ThanksPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<ThanksPost>())
        .AddSingleton<PreviewDigest>()
        .AddSingleton<MakeHome>()
        .AddSingleton<MakeGroupHome>()
        .AddSingleton<EndHome>()
        .AddSingleton<ShowChannels>()
        .AddSingleton<RemoveChannel>()
        .AddSingleton<ShowGroupDigest>()
        .AddSingleton<PostDigest>()
        .AddSingleton<PostDigestAtClose>();
}
