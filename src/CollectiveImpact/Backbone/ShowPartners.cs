using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Backbone;

/// <summary>Backbone staff see the partners, who reports for each, and who can't be reached.</summary>
public sealed class ShowPartners(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(PartnersCard.List(here.Initiative, await People(grains, here.Initiative)))
        : Reply.Says("Invite codes are not for everyone's eyes: say \"partners\" in our own chat.");

    internal static async Task<IReadOnlyDictionary<PersonKey, KnownPerson>> People(IGrainFactory grains, Initiative initiative)
    {
        var people = await Task.WhenAll(initiative.Members.Select(m => grains.GetGrain<IPersonGrain>(m.Person.ToString()).Get()));
        return people.ToDictionary(p => p.Key);
    }
}
