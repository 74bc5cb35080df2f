using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Reviews;

/// <summary>Every door into what partners have answered, and what is asked back about it.</summary>
public sealed class ReviewsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Answers).ByBackbone().Offers(HelpGroup.CheckIns, c => new Texts(c).OfferAnswers).Do<ShowAnswers>();
        on.Press(AnswersCard.PartnerVerb).ByBackbone().Do<ShowPartnersAnswers>();
        on.Press(AnswersCard.AskVerb).ByBackbone().Do<AskBack>();
        on.Press(QueryCard.RightVerb).ByReporters().Do<KeepValue>();
    }
}

public static class ReviewsHosting
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddFeature(new ReviewsFeature())
        .AddSingleton<QueryPost>()
        .AddSingleton<IFollowAnswers>(s => s.GetRequiredService<QueryPost>())
        .AddSingleton<IWriter>(s => s.GetRequiredService<QueryPost>());
}
