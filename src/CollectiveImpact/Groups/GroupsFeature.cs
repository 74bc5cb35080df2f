using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Groups;

/// <summary>Every door into the working groups; their digests are told by the digests.</summary>
public sealed class GroupsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Groups).Offers(HelpGroup.Together, c => new Texts(c).OfferGroups).Do<ShowGroups>();
        // A name with quotation marks in it is taken as it is written.
        on.Say(Spoken.Group).Do<ShowGroup>();

        on.Press(GroupCard.ListVerb).Do<ShowGroups>();
        on.Press(GroupCard.ShowVerb).Do<ShowGroup>();
        on.Press(GroupCard.JoinVerb).Do<JoinGroup>();
        on.Press(GroupCard.LeaveVerb).Do<LeaveGroup>();
        // Whoever leads a group may do these too: the listeners look.
        on.Press(GroupForm.WriteVerb).Do<WriteGroup>();
        on.Press(GroupForm.SaveVerb).Do<SaveGroup>();
        on.Press(GroupForm.PeopleVerb).Do<ChoosePeople>();
        on.Press(GroupCard.AskEndVerb).Do<AskToEndGroup>();
        on.Press(GroupCard.EndVerb).Do<EndGroup>();
    }
}

public static class GroupsHosting
{
    public static IServiceCollection AddGroups(this IServiceCollection services) => services
        .AddFeature(new GroupsFeature())
        .AddSingleton<GroupPage>()
        .AddSingleton<GroupPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<GroupPost>());
}
