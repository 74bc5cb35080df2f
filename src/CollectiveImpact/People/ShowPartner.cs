using CollectiveImpact.Conversations;
using CollectiveImpact.Search;

namespace CollectiveImpact.People;

/// <summary>Backbone staff see one partner: what it answered over time, who reports, and what can be changed.</summary>
public sealed class ShowPartner(PartnerPages pages) : IMemberListener
{
    private const string Place = "name";

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.PartnerNotHere);
        }

        var said = turn.Words.GetValueOrDefault(Place) ?? "";
        // A double is found by what it was called, and shown as the partner that it is now; one that has its name since comes first.
        var partner = turn.Press is not null ? here.Initiative.PartnerNow(PartnerCard.PartnerOf(turn.Form))
            : Spelling.Called(here.Initiative.Partners, p => p.Name, said).Select(p => here.Initiative.PartnerNow(p.Id)).Distinct().ToArray() is [var known] ? known
            : Spelling.Called([.. here.Initiative.OwnPartners], p => p.Name, said) is [var only] ? only
            : null;
        return partner is null
            ? Reply.Says(turn.Press is not null ? t.PartnersGone : t.NoSuchPartner(said))
            : Reply.Shows(PartnerCard.Of(here, await pages.Of(here.Initiative, partner, cancel), turn.Now, turn.Culture, here.Zone(turn)));
    }
}

/// <summary>A reporter sees what their own partner answered over time.</summary>
public sealed class ShowOurPage(PartnerPages pages) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(PartnerCard.Of(here, await pages.Of(here.Initiative, here.Partner!, cancel), turn.Now, turn.Culture, here.Zone(turn)))
        : Reply.Says(new Texts(turn.Culture).PartnerNotHere);
}
