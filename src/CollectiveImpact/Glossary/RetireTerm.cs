using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>Backbone staff end the use of a term: it still answers, and says what took its place.</summary>
public sealed class RetireTerm(IGrainFactory grains, TermPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var (slug, version) = TermCard.TermOf(turn.Form);
        if (await glossary.Get(slug) is not { } term)
        {
            return ShowTerm.Gone;
        }

        var (name, why) = TermCard.RetirementOf(turn.Form);
        if (why.Length > Wording.LongestText)
        {
            return Reply.Says($"Please keep the reason to {Wording.LongestText} characters; this has {why.Length.ToString("#,0", turn.Culture)}.");
        }

        string? instead = null;
        if (name.Length > 0)
        {
            var found = await glossary.Find(name);
            if (found is not { Guessed: false, Term: { } other })
            {
                var near = found.Term?.Name ?? (found.Near.Count > 0 ? found.Near[0].Name : null);
                return Reply.Says($"I don't know the term “{name}” that is to take its place. {(near is null ? "Suggest it first." : $"Did you mean “{near}”?")} Nothing has changed yet.");
            }

            if (other.Slug == slug || other.Retired is not null)
            {
                return Reply.Says(other.Slug == slug ? "A term can't take its own place. Nothing has changed yet." : $"“{other.Name}” is no longer used itself. Nothing has changed yet.");
            }

            instead = other.Slug;
        }

        var now = await glossary.Retire(slug, version, new Retirement(instead, why, turn.Now));
        return now is null ? ShowTerm.Gone : await page.Of(turn, here, now, TermCard.LanguageOf(turn.Form), now.Retired is null && term.Version != version ? "The term has changed since you saw it. Here it is as it is now." : null);
    }
}

/// <summary>Backbone staff bring a retired term back.</summary>
public sealed class BringBackTerm(IGrainFactory grains, TermPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (slug, version) = TermCard.TermOf(turn.Form);
        return await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Retire(slug, version, null) is { } term
            ? await page.Of(turn, here, term, TermCard.LanguageOf(turn.Form))
            : ShowTerm.Gone;
    }
}

/// <summary>Backbone staff say who decides on terms, and in which languages they are kept.</summary>
public sealed class ShowRules : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(Reply.Shows(GlossaryCards.Rules(here.Initiative)));
}

public sealed class SaveRules(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (changed, faults) = GlossaryCards.ReadRules(turn.Form, here.Initiative);
        if (changed is null)
        {
            return Reply.AsksAgain(GlossaryCards.Rules(here.Initiative, turn.Form, faults));
        }

        var saved = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Initiative = changed });
        await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Reread();
        return Reply.Shows(GlossaryCards.Rules(saved, saved: true));
    }
}
