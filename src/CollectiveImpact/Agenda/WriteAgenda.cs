using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Agenda;

/// <summary>Backbone staff open the form of the agenda.</summary>
public sealed class WriteAgenda(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Shows(AgendaForm.Of(here, await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get(), turn.Culture));
}

/// <summary>Backbone staff save a draft.</summary>
public sealed class SaveAgenda(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        var book = await grain.Get();
        var (draft, faults) = AgendaForm.Read(turn.Form, book, turn.Culture);
        if (draft is null)
        {
            return Again(book with { Revision = AgendaForm.ReadOf(turn.Form) }, faults);
        }

        if (draft.SaysTheSameAs(book.Next ?? book.InForce))
        {
            return book.Next is null ? Reply.Says(t.NothingChanged) : Reply.Shows(AgendaCard.Next(here, book, turn.Culture));
        }

        var (now, stale) = await grain.Write(draft, AgendaForm.ReadOf(turn.Form));
        if (!stale)
        {
            await audit.Keep(turn, here, ActKind.AgendaWritten, "agenda", here.Initiative.Name, cancel: cancel);
        }

        return stale
            ? Again(now, new Dictionary<string, string>(), t.WrittenMeanwhile)
            : Reply.Shows(AgendaCard.Next(here, now, turn.Culture, t.DraftSaved));

        Reply Again(AgendaBook over, IReadOnlyDictionary<string, string> wrong, string? news = null) =>
            Reply.AsksAgain(AgendaForm.Again(here, over, turn.Form, wrong, turn.Culture, news));
    }
}

/// <summary>Backbone staff choose which indicators show each goal.</summary>
public sealed class LinkGoals(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var book = await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get();
        return Reply.Shows(AgendaForm.Links(here, book.Next ?? book.InForce, await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All(), book, turn.Culture));
    }
}

public sealed class SaveLinks(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        var book = await grain.Get();
        var draft = book.Next ?? book.InForce;
        var indicators = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        var (linked, faults) = AgendaForm.ReadLinks(turn.Form, draft, indicators, turn.Culture);
        if (linked is null)
        {
            return Reply.AsksAgain(AgendaForm.LinksAgain(here, draft, indicators, book with { Revision = AgendaForm.ReadOf(turn.Form) }, turn.Form, faults, turn.Culture));
        }

        var isSame = linked.SaysTheSameAs(draft);
        var (now, stale) = isSame ? (book, false) : await grain.Write(linked, AgendaForm.ReadOf(turn.Form));
        if (!isSame && !stale)
        {
            await audit.Keep(turn, here, ActKind.AgendaWritten, "agenda", here.Initiative.Name, cancel: cancel);
        }

        return stale
            ? Reply.Says(t.ChangedMeanwhile)
            : Reply.Shows(AgendaCard.Next(here, now, turn.Culture, t.SavedWithDraft));
    }
}

/// <summary>Anyone in the initiative says what they think of a draft.</summary>
public sealed class CommentOnDraft(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var words = AgendaCard.CommentOf(turn.Form);
        if (words.Length is 0 or > Endorsement.LongestWords)
        {
            return Reply.Says(words.Length == 0 ? t.CommentMissing : t.TooLong(words.Length, Endorsement.LongestWords));
        }

        var who = here.Partner is { } partner ? $"{turn.Name}, {partner.Name}" : turn.Name;
        return Reply.Shows(AgendaCard.Next(here, await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Comment(new AgendaComment(who, words, turn.Now)), turn.Culture, t.CommentKept));
    }
}
