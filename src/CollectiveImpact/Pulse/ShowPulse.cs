using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Pulse;

/// <summary>Shows the statements to who has not answered yet, a thank-you to who has, and the report once the pulse has closed.</summary>
public sealed class ShowPulse(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            // Who is thanked and who is still asked is nobody else's business.
            return Reply.Says(t.BetweenUs);
        }

        var view = await grains.GetGrain<IPulseGrain>(here.Initiative.Id).See(turn.Person);
        return view switch
        {
            { Open: { } open, HasAnswered: true } => Reply.Shows(PulseCard.Thanks(here, open, turn.Culture, here.Zone(turn))),
            { Open: { } open } when Survey.MayAnswer(here.Initiative, here.Member, turn.Now) => Reply.Shows(PulseCard.Statements(here.Initiative, open, turn.Culture, here.Zone(turn), here.IsBackbone)),
            { Open: { } open } => Reply.Shows(PulseCard.OnlyLooksOn(here.Initiative, open, turn.Culture, here.Zone(turn))),
            { Closed: [_, ..] closed } => Reply.Shows(PulseCard.Report(here, closed, turn.Culture, here.Zone(turn))),
            _ when here.IsBackbone => Reply.Says(t.NoneYetForBackbone),
            _ => Reply.Says(t.NoneYet),
        };
    }
}

/// <summary>Ends the open pulse, and shows the report.</summary>
public sealed class ClosePulse(IGrainFactory grains, PulsePost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.ReportIsTheAnswer);
        }

        var pulse = grains.GetGrain<IPulseGrain>(here.Initiative.Id);
        if ((await pulse.See(turn.Person)).Open is null)
        {
            return Reply.Says(t.NoneOpen);
        }

        await pulse.Close();
        await audit.Keep(turn, here, ActKind.PulseClosed, "pulse", here.Initiative.Name, cancel: cancel);
        var closed = (await pulse.See(turn.Person)).Closed;
        await post.Report(here.Initiative, closed[0], m => m.Person != turn.Person);
        return Reply.Shows(PulseCard.Report(here, closed, turn.Culture, here.Zone(turn)));
    }
}
