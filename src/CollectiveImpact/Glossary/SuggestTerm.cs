using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>A member proposes a word or a change of one, in a sentence or by the form.</summary>
public sealed class SuggestTerm(IGrainFactory grains, TermPage page, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var form = turn.Press is null ? TermForm.Sentence(turn.Words[GlossaryCards.TermPlace], turn.Words["definition"]) : turn.Form;
        var (slug, version) = TermCard.TermOf(form);
        var term = slug.Length > 0 ? await glossary.Get(slug) : turn.Press is null ? await OfThatName(glossary, turn.Words[GlossaryCards.TermPlace]) : null;
        var before = term?.Proposal?.Wording ?? term?.InForce;
        if (slug.Length > 0 && term is null)
        {
            return ShowTerm.Gone(turn.Culture);
        }

        if (term is not null && turn.Press is null)
        {
            // A sentence says only what a term means; all else stays as it is.
            form = TermForm.With(before!, turn.Words["definition"], turn.Culture);
        }

        if (!Keeps(here, before, TermCard.LanguageOf(form)))
        {
            return NotKept(turn.Culture);
        }

        var related = TermForm.RelatedIn(form);
        var (wording, faults) = TermForm.Read(form, before, turn.Culture, related.Count is > 0 and <= Wording.MostRelated ? [.. (await glossary.GetAll(related)).Select(r => r.Slug)] : []);
        if (wording is null)
        {
            return await Again(form, faults, term);
        }

        var t = new Texts(turn.Culture);
        var draft = new Draft(term?.Slug, slug.Length > 0 ? version : null, wording, turn.Person, turn.Name, turn.Now);
        return await glossary.Propose(draft) switch
        {
            ProposeOutcome.Proposed(var proposed) => await Proposed(proposed),
            ProposeOutcome.Taken taken => await Again(form, TermForm.Taken(taken, wording.In(TermCard.LanguageOf(form)), turn.Culture), term),
            ProposeOutcome.Stale(var now) => await Again(form, new Dictionary<string, string>(), now, t.ChangedWhileYouWrote(now.Name, PeoplesWords.Shorten((now.Proposal?.Wording ?? now.Wording).Definition, 600))),
            _ => throw new InvalidOperationException("An outcome without an answer."),
        };

        async Task<Reply> Proposed(Term proposed)
        {
            await audit.Keep(turn, here, ActKind.TermProposed, AuditLog.About("term", proposed.Slug), wording.Name, at: proposed.Proposal?.At, cancel: cancel);
            return await page.Of(turn, here, proposed, TermCard.LanguageOf(form), term is null ? null : t.ChangeIsProposed);
        }

        async Task<Reply> Again(Form typed, IReadOnlyDictionary<string, string> wrong, Term? about, string? news = null)
        {
            var again = TermForm.Again([here.Initiative], typed, wrong, about, await Choices(glossary, TermForm.RelatedIn(typed)), turn.Culture, news);
            return Reply.AsksAgain(again);
        }
    }

    internal static Reply NotKept(CultureInfo culture) => Reply.Says(new Texts(culture).NotKept);

    /// <summary>The terms that a form offers to look at as well: those chosen already, wherever in the list they are, and the first of the others.</summary>
    internal static async Task<IReadOnlyList<Term>> Choices(IGlossaryGrain glossary, IReadOnlyList<string> chosen) =>
        [.. (await glossary.GetAll([.. chosen.Take(Wording.MostRelated)])).Concat(await glossary.Search("", TermForm.MostChoices)).DistinctBy(t => t.Slug)];

    /// <summary>Whether a term's words are written in a language: the initiative's own, one that it is kept in, or one that it has already.</summary>
    internal static bool Keeps(Here here, Wording? wording, string language) => language.Length == 0
        || (wording is not null && (wording.Translations.ContainsKey(language) || here.Initiative.Languages.Contains(language, StringComparer.OrdinalIgnoreCase)));

    private static async Task<Term?> OfThatName(IGlossaryGrain glossary, string name) =>
        await glossary.Find(name) is { Guessed: false, Term: { Retired: null } term } && string.Equals(term.Name, name, StringComparison.OrdinalIgnoreCase) ? term : null;
}

/// <summary>Shows the form that proposes a word, or a change of one.</summary>
public sealed class WriteTerm(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var (slug, _) = TermCard.TermOf(turn.Form);
        var term = slug.Length > 0 ? await glossary.Get(slug) : null;
        if (slug.Length > 0 && term is null)
        {
            return ShowTerm.Gone(turn.Culture);
        }

        var known = term?.Proposal?.Wording ?? term?.InForce;
        if (!SuggestTerm.Keeps(here, known, TermCard.LanguageOf(turn.Form)))
        {
            return SuggestTerm.NotKept(turn.Culture);
        }

        var choices = await SuggestTerm.Choices(glossary, known?.Related ?? []);
        return Reply.Shows(TermForm.Of([here.Initiative], term, TermCard.LanguageOf(turn.Form), choices, turn.Culture, turn.Words.GetValueOrDefault(GlossaryCards.TermPlace, "")));
    }
}
