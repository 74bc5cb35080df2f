using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>Someone asks what a word means.</summary>
public sealed class LookUpTerm(IGrainFactory grains, TermPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var asked = turn.Words["term"];
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        if (here.IsVisitor)
        {
            return await page.ForVisitors(turn, here, await glossary.Find(asked), asked);
        }

        var found = await glossary.Ask(asked, turn.Now);
        if (found.Term is { } term)
        {
            return await page.Of(turn, here, term, found: found, asked: asked);
        }

        if (asked.Length <= Wording.LongestName)
        {
            await glossary.Missed(asked, turn.Now);
        }

        return Reply.Shows(GlossaryCards.NotThere(asked, found.Near, here.Initiative.Id));
    }
}

/// <summary>A button leads to a term, in the language that it names.</summary>
public sealed class ShowTerm(IGrainFactory grains, TermPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var language = turn.Form.Has(TermCard.VersionField) ? TermCard.LanguageOf(turn.Form) : null;
        return await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Get(TermCard.TermOf(turn.Form).Slug) is not { } term ? Gone
            : here.IsVisitor ? await page.ForVisitors(turn, here, new LookUp(term, Guessed: false, []), term.Name)
            : await page.Of(turn, here, term, language);
    }

    internal static Reply Gone => Reply.Says("That term is no longer in the glossary.");
}

/// <summary>A word said alone, such as "attendance?", is a question when the glossary has it.</summary>
public sealed class AnswerTermAlone(IGrainFactory grains, TermPage page) : IAnswerWords
{
    public async Task<Reply?> TryAnswer(Turn turn, Here? here, CancellationToken cancel)
    {
        var words = turn.Said.Trim(' ', '?', '!', '.');
        if (here is null || words.Length is 0 or > Wording.LongestName)
        {
            return null;
        }

        var found = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Find(words);
        // It isn't counted as asked for: what isn't found may be a command, so that only what is found could be counted.
        // A guess at what may be a command misspelled would be in the way of "did you mean".
        return found is not { Guessed: false, Term: { } term } ? null
            : !here.IsVisitor ? await page.Of(turn, here, term)
            : term.State == TermState.Agreed ? await page.ForVisitors(turn, here, found, words)
            : null;
    }
}

/// <summary>Shows how a term's versions differ.</summary>
public sealed class ShowVersions(IGrainFactory grains, ITermStore store, TermPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Get(TermCard.TermOf(turn.Form).Slug) is { } term
            ? Reply.Shows(TermCard.Versions(await page.View(turn, here, term, TermCard.LanguageOf(turn.Form)), await store.Revisions(here.Initiative.Id, term.Slug, cancel)))
            : ShowTerm.Gone;
}
