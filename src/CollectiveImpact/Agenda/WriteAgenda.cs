using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Agenda;

/// <summary>Backbone staff open the form of the agenda.</summary>
public sealed class WriteAgenda(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Shows(AgendaForm.Of(here, await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()));
}

/// <summary>Backbone staff save a draft.</summary>
public sealed class SaveAgenda(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        var book = await grain.Get();
        var (draft, faults) = AgendaForm.Read(turn.Form, book, turn.Culture);
        if (draft is null)
        {
            return Again(book, faults);
        }

        if (draft.SaysTheSameAs(book.Next ?? book.InForce))
        {
            return book.Next is null ? Reply.Says("Nothing has changed.") : Reply.Shows(AgendaCard.Next(here, book, turn.Culture));
        }

        var (now, stale) = await grain.Write(draft, AgendaForm.ReadOf(turn.Form));
        return stale
            ? Again(now, new Dictionary<string, string>(), "Somebody else changed the agenda while you wrote. What you wrote is still here; saving it again puts it in place of theirs.")
            : Reply.Shows(AgendaCard.Next(here, now, turn.Culture, "The draft is saved. Everyone can read it and comment; nobody is asked yet."));

        Reply Again(AgendaBook over, IReadOnlyDictionary<string, string> wrong, string? news = null)
        {
            var again = AgendaForm.Again(here, over, turn.Form, wrong, news);
            return Reply.AsksAgain(again);
        }
    }
}

/// <summary>Backbone staff choose which indicators show each goal.</summary>
public sealed class LinkGoals(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var book = await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get();
        return Reply.Shows(AgendaForm.Links(here, book.Next ?? book.InForce, await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All(), book));
    }
}

public sealed class SaveLinks(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        var book = await grain.Get();
        var indicators = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        if (AgendaForm.ReadLinks(turn.Form, book.Next ?? book.InForce, indicators) is not { } linked)
        {
            return Reply.Says("One of the numbers that were chosen isn't there any more. Open the form again with \"agenda\", and choose anew.");
        }

        var (now, stale) = linked.SaysTheSameAs(book.Next ?? book.InForce) ? (book, false) : await grain.Write(linked, AgendaForm.ReadOf(turn.Form));
        return stale
            ? Reply.Says("Somebody else changed the agenda meanwhile. Say \"edit agenda\" to see it as it is now.")
            : Reply.Shows(AgendaCard.Next(here, now, turn.Culture, "Saved with the draft."));
    }
}

/// <summary>Anyone in the initiative says what they think of a draft.</summary>
public sealed class CommentOnDraft(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var words = AgendaCard.CommentOf(turn.Form);
        if (words.Length is 0 or > Endorsement.LongestWords)
        {
            return Reply.Says(words.Length == 0 ? "What do you think of it? Please write a few words." : $"Please keep it to {Endorsement.LongestWords} characters; this has {words.Length.ToString("#,0", turn.Culture)}.");
        }

        var who = here.Partner is { } partner ? $"{turn.Name}, {partner.Name}" : turn.Name;
        return Reply.Shows(AgendaCard.Next(here, await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Comment(new AgendaComment(who, words, turn.Now)), turn.Culture, "Thank you: everyone who reads the draft reads this too."));
    }
}
