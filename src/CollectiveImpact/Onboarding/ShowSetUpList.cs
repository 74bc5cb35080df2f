using CollectiveImpact.Conversations;

namespace CollectiveImpact.Onboarding;

/// <summary>Backbone staff see how far the setting up is, and what comes next.</summary>
public sealed class ShowSetUpList(ReadSetUpList read) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(SetUpListCard.Of(here.Initiative, await read.Of(here.Initiative), turn.Culture))
        : Reply.Says(new Texts(turn.Culture).SetUpListNotHere);
}
