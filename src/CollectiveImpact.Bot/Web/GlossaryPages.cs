using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Glossary;

namespace CollectiveImpact.Bot.Web;

/// <summary>An initiative's words in a browser: to look through, to search, each with its versions, and all as one document to print.</summary>
internal static class GlossaryPages
{
    private const int MostFound = 50;

    // What can be looked through on one page; of more, a letter at a time.
    private const int MostAtOnce = 150;

    // As many as a file may bring: a thousand pages of paper.
    private const int MostInBooklet = 5_000;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/glossary", Words);
        pages.MapGet("/glossary/{term}", Word);
        pages.MapGet("/booklet", Booklet);
    }

    private static async Task<IResult> Words(Visit visit, HttpRequest request, string? letter, IGrainFactory grains)
    {
        var asked = Choices.Words(request.Query);
        var glossary = grains.GetGrain<IGlossaryGrain>(visit.Initiative.Id);
        if (asked.Length > 0)
        {
            return visit.Shows<WordsPage>((nameof(WordsPage.Found), await glossary.Search(asked, MostFound)), (nameof(WordsPage.Asked), asked));
        }

        var all = await glossary.All();
        var letters = ByLetter(visit, all);
        var misses = visit.Reader.Here.IsBackbone ? await glossary.Misses() : [];
        return visit.Shows<WordsPage>(
            (nameof(WordsPage.Letters), letters),
            (nameof(WordsPage.Letter), all.Count > MostAtOnce ? letters.FirstOrDefault(l => l.Letter == letter, letters[0]).Letter : null),
            (nameof(WordsPage.InVain), misses.Count > 0 ? visit.Draws(GlossaryCards.Missed(visit.Reader.Here, misses, visit.Reader.Culture), isPart: true) : null));
    }

    private static async Task<IResult> Word(Visit visit, string term, string? language, ReadTerm terms, CancellationToken cancel) =>
        await terms.Of(visit.Reader.Here, term, language, visit.Reader.Culture, cancel) is { } shown
            ? visit.Shows<WordPage>((nameof(WordPage.Shown), shown), (nameof(WordPage.Card), visit.Draws(shown.Card, isPart: true, above: TermCard.HeadingAndName)))
            : visit.NothingHere();

    private static async Task<IResult> Booklet(Visit visit, IGrainFactory grains)
    {
        var agreed = (await grains.GetGrain<IGlossaryGrain>(visit.Initiative.Id).All()).Where(t => t.State == TermState.Agreed).ToArray();
        return visit.Shows<BookletPage>((nameof(BookletPage.Letters), ByLetter(visit, agreed.Take(MostInBooklet))), (nameof(BookletPage.Count), agreed.Length));
    }

    private static IReadOnlyList<(string Letter, IReadOnlyList<Term> Words)> ByLetter(Visit visit, IEnumerable<Term> terms) =>
        Alphabet.ByLetter(terms, t => t.Wording.In(t.Wording.LanguageFor(visit.Reader.Culture, visit.Initiative.Language)).Name, visit.Reader.Culture);
}
