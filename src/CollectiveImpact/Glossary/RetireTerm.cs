using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>Backbone staff end the use of a term: it still answers, and says what took its place.</summary>
public sealed class RetireTerm(IGrainFactory grains, TermPage page, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var (slug, version) = TermCard.TermOf(turn.Form);
        if (await glossary.Get(slug) is not { } term)
        {
            return ShowTerm.Gone(turn.Culture);
        }

        var t = new Texts(turn.Culture);
        var (name, why) = TermCard.RetirementOf(turn.Form);
        if (why.Length > Wording.LongestText)
        {
            return Reply.Says(t.ReasonTooLong(Wording.LongestText, why.Length));
        }

        string? instead = null;
        if (name.Length > 0)
        {
            var found = await glossary.Find(name);
            if (found is not { Guessed: false, Term: { } other })
            {
                var near = found.Term?.Name ?? (found.Near.Count > 0 ? found.Near[0].Name : null);
                return Reply.Says(near is null ? t.UnknownInstead(name) : t.UnknownInsteadButNear(name, near));
            }

            if (other.Slug == slug || other.Retired is not null)
            {
                return Reply.Says(other.Slug == slug ? t.OwnPlace : t.InsteadIsRetired(other.Name));
            }

            instead = other.Slug;
        }

        var now = await glossary.Retire(slug, version, new Retirement(instead, why, turn.Now));
        if (now is { Retired.At: var at } && at == turn.Now)
        {
            await audit.Keep(turn, here, ActKind.TermRetired, AuditLog.About("term", slug), now.Name, why, cancel: cancel);
        }

        return now is null ? ShowTerm.Gone(turn.Culture) : await page.Of(turn, here, now, TermCard.LanguageOf(turn.Form), now.Retired is null && term.Version != version ? t.TermHasChanged : null);
    }
}

/// <summary>Backbone staff bring a retired term back.</summary>
public sealed class BringBackTerm(IGrainFactory grains, TermPage page, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (slug, version) = TermCard.TermOf(turn.Form);
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var wasRetired = (await glossary.Get(slug))?.Retired is not null;
        if (await glossary.Retire(slug, version, null) is not { } term)
        {
            return ShowTerm.Gone(turn.Culture);
        }

        if (wasRetired && term.Retired is null)
        {
            await audit.Keep(turn, here, ActKind.TermRestored, AuditLog.About("term", slug), term.Name, cancel: cancel);
        }

        return await page.Of(turn, here, term, TermCard.LanguageOf(turn.Form));
    }
}

/// <summary>Backbone staff say who decides on terms, and in which languages they are kept.</summary>
public sealed class ShowRules : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(Reply.Shows(RulesForm.Of(here.Initiative, turn.Culture)));
}

public sealed class SaveRules(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (changed, faults) = RulesForm.Read(turn.Form, here.Initiative, turn.Culture);
        if (changed is null)
        {
            return Reply.AsksAgain(RulesForm.Again(here.Initiative, turn.Form, faults, turn.Culture));
        }

        var saved = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Initiative = changed });
        await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Reread();
        if (changed.PartnersToAgree != here.Initiative.PartnersToAgree || !changed.Languages.SequenceEqual(here.Initiative.Languages))
        {
            await audit.Keep(turn, here, ActKind.RulesChanged, "rules", here.Initiative.Name, cancel: cancel);
        }

        return Reply.Shows(RulesForm.Of(saved, turn.Culture, saved: true));
    }
}
