using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>A partner agrees to a proposal, or backbone staff decide on it: as the initiative's rule says.</summary>
public sealed class AgreeTerm(IGrainFactory grains, ITermStore store, TermPage page, IEnumerable<IFollowTerms> followers, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var (slug, version) = TermCard.TermOf(turn.Form);
        if (await glossary.Get(slug) is not { } before)
        {
            return ShowTerm.Gone(turn.Culture);
        }

        var t = new Texts(turn.Culture);
        var needed = here.Initiative.PartnersToAgree;
        if (here is { IsBackbone: false, Partner: null })
        {
            return Reply.Says(t.OnlookersDontAgree);
        }

        if (needed > 0 && here.Partner is null)
        {
            return Reply.Says(t.PartnersDecide(needed));
        }

        if (before is { Proposal: not null, IsComplete: false })
        {
            return Reply.Says(t.NothingToAgreeOn(before.Name));
        }

        var decides = needed == 0 && here.IsBackbone;
        var now = decides
            ? await glossary.Agree(slug, version, turn.Now, turn.Person)
            : await glossary.Say(slug, version, Opinions.Of(turn, here, agrees: true, ""), needed, turn.Now);
        if (now is null)
        {
            return ShowTerm.Gone(turn.Culture);
        }

        // Pressed again it is told once all the same, and what a crash left untold is told; unless another wording has followed.
        var isAgreed = now.DecidedOn(version) is { Agreed: true } decision && decision.At == now.AgreedAt;
        if (isAgreed && await Pressed() is { } pressed)
        {
            await audit.Keep(turn, here, ActKind.TermAgreed, AuditLog.About("term", slug), now.Name, at: now.AgreedAt, cancel: cancel);
            foreach (var follower in followers)
            {
                await follower.Agreed(here, pressed, now, cancel);
            }
        }

        return await page.Of(turn, here, now, TermCard.LanguageOf(turn.Form), News());

        // What the card showed, before it was decided.
        async Task<Term?> Pressed() => before.Version == version ? before : (await store.Revisions(here.Initiative.Id, slug, cancel)).FirstOrDefault(r => r.Version == version);

        string? News() => now switch
        {
            { Proposal: not null } when before.Version != version => t.ProposalHasChanged,
            _ when isAgreed && now.Edition > 1 => t.NewVersionAgreed,
            _ when isAgreed => t.AgreedAndInDigest,
            { Proposal: null } => null,
            _ => t.PartnerAgrees(here.Partner?.Name ?? ""),
        };
    }
}

/// <summary>A partner says why a proposal should be sent back, or backbone staff send it back.</summary>
public sealed class SendBackTerm(IGrainFactory grains, ITermStore store, TermPage page, TermPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var why = TermCard.WhyOf(turn.Form);
        if (why.Length is 0 or > Opinion.LongestWhy)
        {
            return Reply.Says(why.Length == 0 ? t.ReasonMissing : t.ReasonTooLong(Opinion.LongestWhy, why.Length));
        }

        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var (slug, version) = TermCard.TermOf(turn.Form);
        var before = await glossary.Get(slug);
        if (here is { IsBackbone: false, Partner: null })
        {
            return Reply.Says(t.OnlookersDontAgree);
        }

        if (before?.Proposal is not null && before.Version == version)
        {
            // The reason is kept with the state before: it is what became of the proposal.
            var heard = await glossary.Say(slug, version, Opinions.Of(turn, here, agrees: false, why), 0, turn.Now);
            if (!here.IsBackbone)
            {
                return heard is null ? ShowTerm.Gone(turn.Culture) : await page.Of(turn, here, heard, TermCard.LanguageOf(turn.Form), t.ReasonKept);
            }

            await glossary.SendBack(slug, version, turn.Now, turn.Person);
        }

        var now = await glossary.Get(slug);
        // Pressed again it is told once all the same, and what a crash left untold is told.
        if (await glossary.DecidedOn(slug, version) is { Agreed: false } decision && await SentBack() is { } proposal)
        {
            if (decision.By == turn.Person)
            {
                await audit.Keep(turn, here, ActKind.TermSentBack, AuditLog.About("term", slug), proposal.Wording.Name, proposal.WhyNot, at: decision.At, cancel: cancel);
            }

            if (proposal.By != decision.By)
            {
                await post.SentBack(here.Initiative, slug, version, proposal.By);
            }

            if (now is null || now.Version == version + 1)
            {
                return now is null
                    ? Reply.Shows(GlossaryCards.SentBack(here.Initiative, proposal, proposal.WhyNot, turn.Culture))
                    : await page.Of(turn, here, now, TermCard.LanguageOf(turn.Form), t.SentBackAndTold(proposal.ByName));
            }
        }

        return now is null
            ? ShowTerm.Gone(turn.Culture)
            : await page.Of(turn, here, now, TermCard.LanguageOf(turn.Form), now.Proposal is null ? null : t.ProposalHasChanged);

        // The proposal as it was when it was sent back.
        async Task<Proposal?> SentBack() => (await store.Revisions(here.Initiative.Id, slug, cancel)).FirstOrDefault(r => r.Version == version)?.Proposal;
    }
}

/// <summary>Backbone staff bring a proposal to the partners: each of their reporters gets it as a card.</summary>
public sealed class AskPartners(IGrainFactory grains, TermPage page, TermPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Get(TermCard.TermOf(turn.Form).Slug) is not { } term)
        {
            return ShowTerm.Gone(turn.Culture);
        }

        if (term.Proposal is not { } proposal)
        {
            return await page.Of(turn, here, term, TermCard.LanguageOf(turn.Form));
        }

        var asked = await post.Ask(here.Initiative, term, proposal, turn);
        await audit.Keep(turn, here, ActKind.PartnersAsked, AuditLog.About("term", term.Slug), proposal.Wording.Name, cancel: cancel);
        return await page.Of(turn, here, term, TermCard.LanguageOf(turn.Form), new Texts(turn.Culture).Asked(asked));
    }
}
