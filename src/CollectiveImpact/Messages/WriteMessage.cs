using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Messages;

/// <summary>Backbone staff begin a message to partners.</summary>
public sealed class WriteMessage(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(MessageForm.Of(here.Initiative, (await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get()).Running, Begun(turn, ""), turn.Culture))
        : Reply.Says(new Texts(turn.Culture).ForYouAlone);

    /// <summary>A message of whoever speaks, with nothing in it.</summary>
    /// <param name="id">Of the form that was sent; one that I didn't give is not taken.</param>
    internal static PartnersMessage Begun(Turn turn, string id) =>
        new(PartnersMessage.IsId(id, turn.Now) ? id : PartnersMessage.NewId(turn.Now), "", "", null, [], turn.Person, turn.Name, turn.Now);
}

/// <summary>A draft is written on, with all that was typed.</summary>
public sealed class EditMessage(IGrainFactory grains, IMessageStore store) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => await store.Find(here.Initiative.Id, MessageCard.IdOf(turn.Form), cancel) switch
    {
        null => Reply.Says(new Texts(turn.Culture).MessageGone),
        { SentAt: not null } sent => Reply.Says(new Texts(turn.Culture).SentAlready(sent.ByName)),
        var draft => Reply.Shows(MessageForm.Of(here.Initiative, (await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get()).Running, draft, turn.Culture)),
    };
}

/// <summary>What was written is kept, and shown as partners will read it, with whom it reaches; nothing is sent by it.</summary>
public sealed class PreviewMessage(IGrainFactory grains, IMessageStore store, MessagePost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var initiative = here.Initiative;
        var open = (await grains.GetGrain<IClockGrain>(initiative.Id).Get()).Running;
        var begun = WriteMessage.Begun(turn, MessageCard.IdOf(turn.Form));
        var before = await store.Find(initiative.Id, begun.Id, cancel);
        if (before?.SentAt is not null)
        {
            return Reply.Says(t.SentAlready(before.ByName));
        }

        var (message, faults) = MessageForm.Read(turn.Form, initiative, open, begun, turn.Culture);
        var to = faults.Count == 0 ? await post.To(initiative, message, turn.Now) : null;
        if (to is null)
        {
            return Reply.AsksAgain(MessageForm.Again(initiative, open, begun.Id, turn.Form, faults, turn.Culture));
        }

        try
        {
            await store.Save(initiative.Id, message, before, cancel);
        }
        catch (StaleStateException)
        {
            return Reply.Says(t.Meanwhile);
        }

        return Reply.Shows(MessageCard.Preview(initiative, open, message, to, turn.Culture));
    }
}

/// <summary>Whoever writes a message chooses its partners as they type, where there are many.</summary>
public sealed class ChoosePartners : IMemberListener
{
    // More are not drawn.
    private const int MostFound = 15;

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(Reply.Finds([.. here.Initiative.PresentPartners
        .Where(p => p.Name.Contains(turn.Form[SearchTerms.SearchField], StringComparison.CurrentCultureIgnoreCase))
        .Take(MostFound)
        .Select(p => MessageForm.Found(p, turn.Culture))]));
}
