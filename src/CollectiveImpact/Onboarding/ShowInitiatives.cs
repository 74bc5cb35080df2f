using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Onboarding;

/// <summary>A person in several initiatives says which one they speak of from now on.</summary>
public sealed class ShowInitiatives(IGrainFactory grains) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).InitiativesNotHere);
        }

        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        var initiatives = await Task.WhenAll(known.Initiatives.Select(i => grains.GetGrain<IInitiativeGrain>(i).Get()));
        return initiatives.OfType<Initiative>().Where(i => i.Ended is null && i.Member(turn.Person) is not null).ToArray() switch
        {
            [] => Reply.Shows(ConversationCards.NotInAnInitiative(personal: true, turn.Culture)),
            [var only] => Reply.Says(new Texts(turn.Culture).InitiativesOne(only.Name)),
            var several => Reply.Shows(ConversationCards.WhichInitiative(several, Spoken.Agenda.Id, turn.Culture)),
        };
    }
}
