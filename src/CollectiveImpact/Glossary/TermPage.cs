using System.Globalization;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>Says what rests on a term.</summary>
public interface ITermUses
{
    Task<TermUses> Of(Here here, Term term);
}

/// <summary>What rests on a term, so that whoever decides on it knows first what follows.</summary>
/// <param name="Questions">The questions that rest on it.</param>
/// <param name="Ready">Those of them that no other word keeps back: they are asked while this one is agreed.</param>
/// <param name="Told">How many others are told when the meaning of these questions changes to what is proposed; 0 where nothing is.</param>
public sealed record TermUses(IReadOnlyList<string> Questions, IReadOnlyList<string> Ready, int Told)
{
    public static readonly TermUses None = new([], [], 0);
}

/// <summary>Follows terms: told when a wording comes into force.</summary>
public interface IFollowTerms
{
    Task Agreed(Here here, Term before, Term now, CancellationToken cancel);
}

/// <summary>Gathers all that a term's card shows.</summary>
public sealed class TermPage(IGrainFactory grains, ITermUses uses)
{
    public async Task<Reply> Of(Turn turn, Here here, Term term, string? language = null, string? news = null, LookUp? found = null, string? asked = null) =>
        Reply.Shows(TermCard.Of(await View(turn.Culture, here, term, language) with { News = news, Near = found?.Near ?? [], Asked = found is { Guessed: true } ? asked : null }));

    /// <summary>What a channel tells everybody of a word: what was agreed, and no button.</summary>
    public async Task<Reply> ForVisitors(Turn turn, Here here, LookUp found, string asked)
    {
        if (found.Term is { State: TermState.Agreed } term)
        {
            return Reply.Shows(TermCard.Inserted(here.Initiative, term, term.Wording.LanguageFor(turn.Culture, here.Initiative.Language), turn.Culture));
        }

        var near = (await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).GetAll([.. found.Near.Select(n => n.Slug)])).Where(n => n.State == TermState.Agreed).Select(n => n.Name).ToArray();
        var (t, word) = (new Texts(turn.Culture), Cards.PeoplesWords.Shorten(asked, Wording.LongestName));
        return Reply.Says(near.Length > 0 ? t.NotAgreedButNear(word, string.Join(", ", near)) : t.NotAgreed(word));
    }

    /// <param name="language">The language to show it in; null for the reader's own.</param>
    public async Task<TermView> View(CultureInfo culture, Here here, Term term, string? language)
    {
        var wording = term.Wording;
        var around = wording.Related.Concat(term.Retired?.ReplacedBy is { } instead ? [instead] : []).ToArray();
        // A button may name a language that the term no longer has, or never had.
        var shown = language is not null && (language.Length == 0 || wording.Translations.ContainsKey(language)) ? language : wording.LanguageFor(culture, here.Initiative.Language);
        return new TermView(here, term, shown, culture)
        {
            Around = around.Length == 0 ? [] : await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).GetAll(around),
            Uses = await uses.Of(here, term),
        };
    }
}
