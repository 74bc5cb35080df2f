using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;

namespace CollectiveImpact.People;

/// <summary>Backbone staff see the partners, who reports for each, and who can't be reached.</summary>
public sealed class ShowPartners(MailChannel mail) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(turn.IsPersonal
        ? Reply.Shows(PartnersCard.List(here.Initiative, turn.Culture, mailIsOn: mail.IsOn))
        : NotHere(turn.Culture));

    internal static Reply NotHere(CultureInfo culture) => Reply.Says(new Texts(culture).PartnersNotHere);
}
