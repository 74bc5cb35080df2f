using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Files;

/// <summary>Somebody sends a file into the chat: it is said where such a file is brought, or that it can't be used.</summary>
/// <remarks>Files are read on the import page only, which shows all that is wrong before anything changes.</remarks>
public sealed class AnswerFile : IAnswerWords
{
    private const int LongestName = 80;

    public Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel) =>
        Task.FromResult(turn.File is { } file ? Answer(turn, here, file) : null);

    private static Reply Answer(Turn turn, Here? here, string file)
    {
        var (t, name) = (new Texts(turn.Culture), PeoplesWords.Shorten(file, LongestName));
        if (here is null or { IsVisitor: true })
        {
            return Reply.Says(t.FileOfNobody(name));
        }

        if (!here.IsBackbone)
        {
            return Reply.Says(here.Initiative.Backbone.FirstOrDefault(m => m.Name.Length > 0) is { } staff ? t.BackboneBrings(name, staff.Name) : t.OnlyBackboneBrings(name));
        }

        return Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".CSV" or ".XLSX" => Offer(t.SentTable, (t.ImportData, Spoken.Import), (t.ImportTerms, Spoken.ImportGlossary), (t.OfferTranslateQuestions, Spoken.TranslateQuestions)),
            ".JSON" or ".JSONLD" => Offer(t.SentVocabulary, (t.ImportTerms, Spoken.ImportGlossary)),
            ".XLS" or ".ODS" or ".NUMBERS" or ".TSV" or ".TXT" => Reply.Says(t.NoTableSent(name)),
            ".ICS" => Reply.Says(t.CalendarSent(name)),
            _ => Reply.Says(t.OtherSent(name)),
        };

        Reply Offer(string what, params IReadOnlyList<(string Title, Command Command)> ways) => turn.IsPersonal
            ? Reply.Shows(FileCards.Sent(here.Initiative, name, what, ways, turn.Culture))
            : Reply.Says(t.SentElsewhere(name));
    }
}
