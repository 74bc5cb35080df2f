using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Groups;

/// <summary>Every door into the working groups; their digests are told by the digests.</summary>
public sealed class GroupsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("groups", "working groups", "our groups").Offers("Working groups: what for, and who is in them").Do<ShowGroups>();
        // A name with quotation marks in it is taken as it is written.
        on.Say("group {group}", "working group {group}", "group {*group}", "working group {*group}").Do<ShowGroup>();

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
        .AddSingleton<IFeature, GroupsFeature>()
        .AddSingleton<GroupPage>()
        .AddSingleton<GroupPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<GroupPost>())
        .AddSingleton<ShowGroups>()
        .AddSingleton<ShowGroup>()
        .AddSingleton<JoinGroup>()
        .AddSingleton<LeaveGroup>()
        .AddSingleton<WriteGroup>()
        .AddSingleton<SaveGroup>()
        .AddSingleton<ChoosePeople>()
        .AddSingleton<AskToEndGroup>()
        .AddSingleton<EndGroup>();
}
