using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>Someone asks what a word means.</summary>
public sealed class LookUpTerm(IGrainFactory grains, TermPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var asked = turn.Words[GlossaryCards.TermPlace];
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

        return Reply.Shows(GlossaryCards.NotThere(asked, found.Near, here.Initiative.Id, turn.Culture));
    }
}

/// <summary>A button leads to a term, in the language that it names.</summary>
public sealed class ShowTerm(IGrainFactory grains, TermPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var language = turn.Form.Has(TermCard.VersionField) ? TermCard.LanguageOf(turn.Form) : null;
        return await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Get(TermCard.TermOf(turn.Form).Slug) is not { } term ? Gone(turn.Culture)
            : here.IsVisitor ? await page.ForVisitors(turn, here, new LookUp(term, Guessed: false, []), term.Name)
            : await page.Of(turn, here, term, language);
    }

    internal static Reply Gone(CultureInfo culture) => Reply.Says(new Texts(culture).Gone);
}

/// <summary>A word said alone, such as "attendance?" or "brige bed", is looked up as if somebody had asked what it is.</summary>
public sealed class AnswerTermAlone(IGrainFactory grains, TermPage page) : IAnswerWords
{
    public async Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel)
    {
        if (here is null || WordsOf(turn) is not { Length: > 0 } words)
        {
            return null;
        }

        // Only what is found is counted as asked for: what isn't may have been meant as a command.
        var found = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Find(words);
        return found.Term is not { } term || (found.Guessed && mayBeCommand) ? null
            : !here.IsVisitor ? await page.Of(turn, here, term, found: found, asked: words)
            : term.State == TermState.Agreed ? await page.ForVisitors(turn, here, found, words)
            : null;
    }

    public async Task<IReadOnlyList<CardAction>> NotUnderstood(Turn turn, Here? here)
    {
        // A code is a secret, and what is longer than any name is a story of its own.
        if (here is null or { IsVisitor: true } || WordsOf(turn) is not { Length: > 0 } words || Codes.ReadInvite(words) is not null || LinkCode.Read(words) is not null)
        {
            return [];
        }

        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        await glossary.NotUnderstood(words, turn.Now);
        var found = await glossary.Find(words);
        var near = found.Term is { } term ? found.Near.Prepend(new Near(term.Slug, term.Name)) : found.Near;
        return [.. near.Select(n => TermCard.ShowButton(PeoplesWords.Plain(n.Name), here.Initiative.Id, n.Slug))];
    }

    private static string? WordsOf(Turn turn) => turn.Said.Trim(' ', '?', '؟', '¿', '!', '.', '"', '“', '”', '\u00a0') is { Length: <= Wording.LongestName } words
        ? string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : null;
}

/// <summary>Shows how a term's versions differ.</summary>
public sealed class ShowVersions(IGrainFactory grains, ITermStore store, TermPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Get(TermCard.TermOf(turn.Form).Slug) is { } term
            ? Reply.Shows(TermCard.Versions(await page.View(turn.Culture, here, term, TermCard.LanguageOf(turn.Form)), await store.Revisions(here.Initiative.Id, term.Slug, cancel)))
            : ShowTerm.Gone(turn.Culture);
}
