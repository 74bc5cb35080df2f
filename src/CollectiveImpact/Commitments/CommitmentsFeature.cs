using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Commitments;

/// <summary>Every door into what the backbone says it will do.</summary>
public sealed class CommitmentsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Commitments).Offers(HelpGroup.Together, c => new Texts(c).OfferCommitments).Do<ShowCommitments>();
        on.Say(Spoken.Commit).ByBackbone().Do<Commit>();

        on.Press(CommitmentsCard.CommitVerb).ByBackbone().Do<Commit>();
        on.Press(CommitmentsCard.SettleVerb).ByBackbone().Do<SettleCommitment>();
    }
}

public static class CommitmentsHosting
{
    public static IServiceCollection AddCommitments(this IServiceCollection services) => services
        .AddFeature(new CommitmentsFeature());
}

/// <summary>Shows what the backbone said it will do, and what came of it.</summary>
public sealed class ShowCommitments(ICommitmentStore store) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Shows(CommitmentsCard.Of(here, await store.InSight(here.Initiative.Id, CommitmentsCard.MostShown, cancel), turn.Culture, here.Zone(turn)));
}
