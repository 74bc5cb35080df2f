using CollectiveImpact.Conversations;

namespace CollectiveImpact.Files;

/// <summary>Backbone staff fetch the data: as a file in the chat, or by a link for each format that works for a short time.</summary>
public sealed class ShowExport(GiveLinks give) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(FileCards.Data(here.Initiative, await give.To(turn, here, cancel)))
        : Reply.Says(new Texts(turn.Culture).DataIsBackbones(Spoken.Export.In(turn.Culture)));
}

/// <summary>The same with the glossary.</summary>
public sealed class ShowGlossaryExport(GiveLinks give) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(FileCards.Glossary(here.Initiative, await give.To(turn, here, cancel)))
        : Reply.Says(new Texts(turn.Culture).FilesAreBackbones(Spoken.ExportGlossary.In(turn.Culture)));
}
