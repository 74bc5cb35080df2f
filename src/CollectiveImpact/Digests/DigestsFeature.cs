using CollectiveImpact.Audit;
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
        on.Say(Spoken.Digest).ByVisitors().Offers(HelpGroup.Numbers, c => new Texts(c).OfferDigest).AlsoInChannels().Do<PreviewDigest>();
        on.Say(Spoken.Digests).Offers(HelpGroup.Numbers, c => new Texts(c).OfferDigests).Do<ShowDigests>();
        on.Say(Spoken.Compare).Offers(HelpGroup.Numbers, c => new Texts(c).OfferCompare).Do<ComparePeriods>();
        on.Press(ComparisonCard.CompareVerb).Do<ComparePeriods>();
        on.Say(Spoken.Summary).Do<ShowSummary>();
        on.Say(Spoken.QuarterlySummary).Do<ShowQuarter>();
        on.Press(SummaryCard.PostVerb).ByBackbone().Do<PostSummary>();
        on.Say(Spoken.DigestHere).ByBackbone().Do<MakeHome>();
        // The lead of a group may do these too: the listeners look.
        on.Say(Spoken.DigestHereFor).Do<MakeGroupHome>();
        on.Say(Spoken.NoDigestHere).TakesAway().Do<EndHome>();
        on.Say(Spoken.Channels).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferChannels).Do<ShowChannels>();
        on.Press(ChannelCard.RemoveVerb).ByBackbone().Do<RemoveChannel>();
        on.Press(ChannelLanguagesForm.AskVerb).ByBackbone().Do<AskChannelLanguages>();
        on.Press(ChannelLanguagesForm.SaveVerb).ByBackbone().Do<SaveChannelLanguages>();
        on.Press(DigestCard.PostVerb).ByBackbone().Do<PostDigest>();
        on.Press(DigestForm.WriteVerb).ByBackbone().Do<WriteDigest>();
        on.Press(DigestForm.SaveVerb).ByBackbone().Do<SaveDigestWords>();
        on.Press(TakeDownCard.LookVerb).ByBackbone().Do<LookAtTakingDown>();
        on.Press(TakeDownCard.TakeDownVerb).ByBackbone().Do<TakeItDown>();
        on.Press(ArchiveCard.MoreVerb).Do<ShowDigests>();
        on.Press(GroupCard.DigestVerb).Do<ShowGroupDigest>();
        on.Press(LaterCard.AskVerb).ByBackbone().Do<AskWhenToPost>();
        on.Press(LaterCard.PlanVerb).ByBackbone().Do<PostDigestAt>();
        on.Press(LaterCard.DontVerb).ByBackbone().Do<DontPostDigest>();
        on.Clock(Moment.Digest).Do<PostDigestAtClose>();
        on.Clock(Moment.DigestWaits).Do<TellThatDigestWaits>();
    }
}

public static class DigestsHosting
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddFeature(new DigestsFeature())
        .AddSingleton<DigestPost>()
        .AddSingleton<ReadDigestToWrite>()
        .AddTakeBack(new TakeBack(ActKind.DigestPosted, (i, act, c) => DigestCard.Button(TakeDownCard.LookVerb, new Texts(c).TakeDown, i.Id, new(AuditLog.IdIn(act.About)))))
        .AddSingleton<IWriter>(s => s.GetRequiredService<DigestPost>())
        .AddSingleton<IFollowCorrections>(s => s.GetRequiredService<DigestPost>())
        .AddSingleton<SummaryPost>()
        .AddSingleton<Publications>()
        .AddTakeBack(new TakeBack(ActKind.SummaryPosted, (i, act, c) => DigestCard.Button(TakeDownCard.LookVerb, new Texts(c).TakeDown, i.Id, SummaryPost.IdOf(new(AuditLog.IdIn(act.About))))))
        .AddSingleton<IWriter>(s => s.GetRequiredService<SummaryPost>())
        .AddSingleton<IFollowCorrections>(s => s.GetRequiredService<SummaryPost>())
        .AddSingleton<IWriter, WaitingDigestPost>()
        .AddSingleton<ChannelTrouble>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<ChannelTrouble>())
        .AddSingleton<IFollowChannelPosts>(s => s.GetRequiredService<ChannelTrouble>())
        .AddSingleton<ThanksPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<ThanksPost>());
}
