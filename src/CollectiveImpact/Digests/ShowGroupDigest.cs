using CollectiveImpact.Conversations;
using CollectiveImpact.Groups;
using CollectiveImpact.Indicators;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Digests;

/// <summary>A member reads what of the last digest concerns a working group, as far as they may.</summary>
public sealed class ShowGroupDigest(IGrainFactory grains, DigestPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (here.Initiative.Group(GroupCard.IdOf(turn.Form)) is not { } group)
        {
            return GroupPage.Gone(turn.Culture);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        if (timetable.Told(here.IsBackbone).FirstOrDefault() is not { } last || await post.Compile(here.Initiative, last, cancel) is not { Written: not { TakenDown: not null } } whole)
        {
            return Reply.Says(new Texts(turn.Culture).NoDigestYet);
        }

        var sees = here.Sees(turn);
        var digest = await post.For(whole, group);
        return digest.HasNothingFor(sees)
            ? Reply.Says(new Texts(turn.Culture).NothingForGroup(whole.Round.InWords(turn.Culture), group.Name))
            : Reply.Shows(DigestCard.Of(digest, turn.Culture, sees));
    }
}
