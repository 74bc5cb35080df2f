using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>Somebody who writes a message looks for a term to put into it.</summary>
public sealed class SearchTerms(IGrainFactory grains) : IEverywhereListener
{
    public const string Verb = "glossary.search";
    public const string SearchField = "search";

    private const int MostFound = 15;

    public async Task<Reply> Answer(Turn turn, IReadOnlyList<Here> everywhere, CancellationToken cancel)
    {
        var found = new List<Finding>();
        foreach (var here in everywhere)
        {
            var terms = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Search(turn.Form[SearchField], MostFound);
            found.AddRange(terms.Where(t => !here.IsVisitor || t.State == TermState.Agreed).Select(t => TermFinding.Of(t, here.Initiative, turn.Culture, named: everywhere.Count > 1)));
        }

        return found.Count > 0 ? Reply.Finds([.. found.Take(everywhere.Count > 1 ? MostFound + 5 : MostFound)])
            : Reply.Says(turn.Form.Has(SearchField) ? new Texts(turn.Culture).NoSuchWord : new Texts(turn.Culture).NoWords);
    }
}

/// <summary>Somebody who fills in a form chooses from terms that begin as they type.</summary>
public sealed class ChooseTerms(IGrainFactory grains) : IMemberListener
{
    // More are not drawn.
    private const int MostFound = 15;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var terms = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Search(turn.Form[SearchTerms.SearchField], MostFound);
        return Reply.Finds([.. terms.Where(t => t.State != TermState.Retired).Select(t => TermFinding.Of(t, here.Initiative, turn.Culture, named: false))]);
    }
}

/// <summary>Somebody asks which shared words occur in a message, and what they mean.</summary>
public sealed class ExplainWords(IGrainFactory grains) : IEverywhereListener
{
    public const string Verb = "glossary.explain";
    public const string MessageField = "message";

    private const int MostFound = 20;

    public async Task<Reply> Answer(Turn turn, IReadOnlyList<Here> everywhere, CancellationToken cancel)
    {
        var found = new List<(Initiatives.Initiative, IReadOnlyList<FoundWord>)>();
        foreach (var here in everywhere)
        {
            found.Add((here.Initiative, await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).In(turn.Form[MessageField], MostFound)));
        }

        return Reply.Shows(GlossaryCards.Explained(found, turn.Culture));
    }
}

/// <summary>Somebody proposes a word that stands in a message, or that the message explains.</summary>
public sealed class SuggestFromMessage(IGrainFactory grains) : IEverywhereListener
{
    public const string Verb = "glossary.suggestfrom";

    // What is as short as this is the word itself and no meaning of one.
    private const int MostWordsOfAName = 4;

    public async Task<Reply> Answer(Turn turn, IReadOnlyList<Here> everywhere, CancellationToken cancel)
    {
        var message = turn.Form[ExplainWords.MessageField];
        var isName = message.Length <= Wording.LongestName && message.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= MostWordsOfAName;
        var choices = everywhere.Count > 1 ? [] : await grains.GetGrain<IGlossaryGrain>(everywhere[0].Initiative.Id).Search("", TermForm.MostChoices);
        return Reply.Shows(TermForm.Of(
            [.. everywhere.Select(h => h.Initiative)], null, "", choices, turn.Culture, isName ? message : "", isName || message.Length > Wording.LongestDefinition ? "" : message));
    }
}

internal static class TermFinding
{
    private const int LongestLine = 120;

    public static Finding Of(Term term, Initiatives.Initiative initiative, System.Globalization.CultureInfo culture, bool named)
    {
        var language = term.Wording.LanguageFor(culture, initiative.Language);
        var words = term.Wording.In(language);
        var t = new Texts(culture);
        var meaning = Cards.PeoplesWords.Shorten(words.Definition, LongestLine);
        var line = term.State switch
        {
            TermState.Proposed => t.FoundProposed(meaning),
            TermState.Retired => t.FoundRetired(meaning),
            _ => meaning,
        };
        return new Finding(
            term.Slug,
            words.Name,
            named ? $"{initiative.Name} · {line}" : line,
            TermCard.Inserted(initiative, term, language, culture));
    }
}
