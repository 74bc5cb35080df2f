using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Files;

/// <summary>Backbone staff see which files were brought in, by whom and when.</summary>
public sealed class ShowImports(IImportStore store) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(ImportsCard.Of(here, await store.Newest(here.Initiative.Id, ImportsCard.MostShown, cancel), turn.Culture, here.Zone(turn)))
        : Reply.Says(new Texts(turn.Culture).ImportsAreBackbones(Spoken.Imports.In(turn.Culture)));
}

/// <summary>They take a file back.</summary>
public sealed class UndoImport(IImportStore store, Imports imports, ImportTurns turns, IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = ImportsCard.Read(turn.Form);
        if ((await store.Newest(here.Initiative.Id, ImportsCard.MostShown, cancel)).FirstOrDefault(i => i.Id == id) is not { } import)
        {
            return Reply.Says(new Texts(turn.Culture).FileNotFound(Spoken.Imports.In(turn.Culture)));
        }

        var (result, wait) = await turns.Take(here.Initiative, () => imports.TakeBack(here.Initiative, import, turn.Person, turn.Name, cancel));
        if (wait is not null)
        {
            return Reply.Says(wait.InWords(turn.Culture));
        }

        if (result!.IsTakenBack && import.UndoneAt is null)
        {
            await audit.Keep(turn, here, ActKind.ImportTakenBack, AuditLog.About("import", import.Id), import.File, cancel: cancel);
        }

        var said = result.Stays is not { Count: > 0 } stays
            ? new Texts(turn.Culture).TakenBack(import.File)
            : ImportsCard.InWords(import, here, result.IsTakenBack, stays, await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All(), turn.Culture);
        return Reply.Shows(ImportsCard.Of(here, await store.Newest(here.Initiative.Id, ImportsCard.MostShown, cancel), turn.Culture, here.Zone(turn), said));
    }
}
