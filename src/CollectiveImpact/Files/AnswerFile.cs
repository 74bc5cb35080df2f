using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

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
        var name = PeoplesWords.Shorten(file, LongestName);
        if (here is null or { IsVisitor: true })
        {
            return Reply.Says($"I can't use “{name}”, because I don't know yet which initiative you are in. Say \"help\" to see what you can do.");
        }

        if (!here.IsBackbone)
        {
            return Reply.Says($"I haven't read “{name}”: only backbone staff bring files in. To report your numbers, say \"check in\"{(here.Initiative.Backbone.FirstOrDefault(m => m.Name.Length > 0) is { } staff ? $"; to have a file brought in, send it to {staff.Name}" : "")}.");
        }

        return Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".CSV" or ".XLSX" => Offer("Is it data, or terms of the glossary?", ("Import data", ShowImport.Words), ("Import terms", ShowGlossaryImport.Words)),
            ".JSON" or ".JSONLD" => Offer("It may be a vocabulary (SKOS as JSON-LD).", ("Import terms", ShowGlossaryImport.Words)),
            ".XLS" or ".ODS" or ".NUMBERS" or ".TSV" or ".TXT" => Reply.Says($"I haven't read “{name}”, because I read Excel workbooks (.xlsx) and CSV files (.csv) only. Please save it as one of these and say \"import\"."),
            ".ICS" => Reply.Says($"I haven't read “{name}”. To add the days off in a calendar, say \"pauses\" and paste its text there."),
            _ => Reply.Says($"I haven't read “{name}”, because I can't use files of this kind. I can bring in data and terms from Excel workbooks (.xlsx) and CSV files (.csv): say \"import\" or \"import glossary\"."),
        };

        Reply Offer(string what, params IReadOnlyList<(string Title, string Say)> ways) => turn.IsPersonal
            ? Reply.Shows(FileCards.Sent(here.Initiative, name, what, ways))
            : Reply.Says($"I haven't read “{name}”. Files are brought in by the backbone: say \"import\" in our own chat.");
    }
}
