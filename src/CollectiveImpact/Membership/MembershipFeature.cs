using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Membership;

/// <summary>Every door into what members settle for themselves.</summary>
public sealed class MembershipFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("away", "i'm away", "i am away", "on holiday", "vacation").ByReporters().Offers("Not ask me while I am away").Do<WriteAway>();
        on.Say("away until {date}", "away till {date}", "i'm away until {date}", "i am away until {date}").ByReporters().Do<GoAway>();
        on.Say("back", "i'm back", "i am back").ByReporters().Do<ComeBack>();

        on.Press(AwayCard.SaveVerb).ByReporters().Do<GoAway>();
        on.Press(AwayCard.BackVerb).ByReporters().Do<ComeBack>();
        on.Press(AwayCard.StandInVerb).ByReporters().Do<InviteStandIn>();
    }
}

public static class MembershipHosting
{
    public static IServiceCollection AddMembership(this IServiceCollection services) => services
        .AddSingleton<IFeature, MembershipFeature>()
        .AddSingleton<WriteAway>()
        .AddSingleton<GoAway>()
        .AddSingleton<ComeBack>()
        .AddSingleton<InviteStandIn>();
}
