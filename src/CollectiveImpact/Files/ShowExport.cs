using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Files;

/// <summary>Backbone staff fetch the data, all of it or what they say: as a file in the chat, or by a link for each format that works for a short time.</summary>
public sealed class ShowExport(GiveLinks give, ExportGrounds grounds) : IMemberListener
{
    private const string Place = "what";
    private const int LongestWords = 60;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.DataIsBackbones(Spoken.Export.In(turn.Culture)));
        }

        if (turn.Words.GetValueOrDefault(Place) is not { Length: > 0 } words)
        {
            return Reply.Shows(FileCards.Data(here.Initiative, await give.Beside(turn, here, cancel), turn.Culture));
        }

        var ground = await grounds.Of(here.Initiative, turn);
        return ExportGrounds.Meant(words, ground, turn.Now.InZone(here.Zone(turn)).Date, turn) is { } choice
            ? Reply.Shows(FileCards.Chosen(ground, choice, await give.Beside(turn, here, cancel), turn.Culture))
            : Reply.Shows(ExportChoiceForm.Of(ground, turn.Culture, t.NothingCalledSo(PeoplesWords.Shorten(words, LongestWords))));
    }
}

/// <summary>The same with the glossary.</summary>
public sealed class ShowGlossaryExport(GiveLinks give) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(FileCards.Glossary(here.Initiative, await give.Beside(turn, here, cancel), turn.Culture))
        : Reply.Says(new Texts(turn.Culture).FilesAreBackbones(Spoken.ExportGlossary.In(turn.Culture)));
}
