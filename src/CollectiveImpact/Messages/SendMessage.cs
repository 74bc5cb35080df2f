using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Messages;

/// <summary>Sends the message that was looked at: once, however often it is pressed.</summary>
public sealed class SendMessage(IMessageStore store, MessagePost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var initiative = here.Initiative;
        if (await store.Find(initiative.Id, MessageCard.IdOf(turn.Form), cancel) is not { } message)
        {
            return Reply.Says(t.MessageGone);
        }

        if (message.SentAt is null)
        {
            if (await post.To(initiative, message, turn.Now) is not { } to)
            {
                return Reply.Says(t.NotThereAnyMore);
            }

            if (to.All(m => m.WhyNot is not null))
            {
                return Reply.Says(t.ReachesNobody);
            }

            // Kept before anything is planned: who was interrupted finds it as sent, and the rest is planned then.
            var sent = message with { SentAt = turn.Now, Recipients = [.. to.Select(m => m.Person)] };
            try
            {
                await store.Save(initiative.Id, sent, message, cancel);
                message = sent;
            }
            catch (StaleStateException)
            {
                message = await store.Find(initiative.Id, message.Id, cancel);
                if (message?.SentAt is null)
                {
                    return Reply.Says(t.Meanwhile);
                }
            }
        }

        await post.Plan(initiative, message);
        await audit.Keep(turn, here, ActKind.MessageSent, message.Id, message.Subject, at: message.SentAt, cancel: cancel);
        return Reply.Shows(await post.View(initiative, message, turn, here.Zone(turn)));
    }
}

/// <summary>Backbone staff look at what became of a message, as it is now.</summary>
public sealed class ShowMessage(IMessageStore store, MessagePost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        await store.Find(here.Initiative.Id, MessageCard.IdOf(turn.Form), cancel) is { SentAt: not null } message
            ? Reply.Shows(await post.View(here.Initiative, message, turn, here.Zone(turn)))
            : Reply.Says(new Texts(turn.Culture).MessageGone);
}

/// <summary>Backbone staff see the messages that were sent last.</summary>
public sealed class ShowMessages(IMessageStore store, MessagePost post) : IMemberListener
{
    private const int MostShown = 10;

    // Some drafts are never sent.
    private const int MostRead = 100;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).ForYouAlone);
        }

        var sent = await store.Newest(here.Initiative.Id, cancel).Take(MostRead).Where(m => m.SentAt is not null).Take(MostShown + 1).ToListAsync(cancel);
        var shown = await Task.WhenAll(sent.Take(MostShown).OrderByDescending(m => m.SentAt).Select(async m => (m, await post.Became(here.Initiative, m, turn.Now))));
        return Reply.Shows(MessageCard.List(here.Initiative, shown, sent.Count > MostShown, turn.Culture, here.Zone(turn)));
    }
}

/// <summary>Brings messages to people, each in their own chat, and knows what became of them.</summary>
public sealed class MessagePost(IGrainFactory grains, KnownInitiatives initiatives, IMessageStore store) : IWriter
{
    private const string Kind = "message";

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>Those whom a message is for now; null when what it is about is there no more.</summary>
    public async Task<IReadOnlyList<Member>?> To(Initiative initiative, PartnersMessage message, Instant now)
    {
        if (message.To is not { } to)
        {
            return null;
        }

        IReadOnlyList<PartnerId>? missing = null;
        if (to.Whom == ToWhom.Missing)
        {
            var round = (await grains.GetGrain<IClockGrain>(initiative.Id).Get()).Running.FirstOrDefault(r => r.Id == new RoundId(to.About));
            missing = round is not null && await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Board() is { Round.ClosedAt: null } board ? StatusCard.Missing(initiative, board, now) : null;
        }

        return to.Among(initiative, message.Partners, missing, message.By, now);
    }

    /// <summary>Plans it for everybody whom it was sent to; who was planned before isn't planned again.</summary>
    public Task Plan(Initiative initiative, PartnersMessage message) =>
        Outbox(initiative.Id, message.Id).Post(Kind, [.. message.Recipients.Select(Recipient.Of)], message.SentAt!.Value + PartnersMessage.OfUse);

    public async Task<AdaptiveCard> View(Initiative initiative, PartnersMessage message, Turn turn, DateTimeZone zone) =>
        MessageCard.Sent(initiative, message, await Became(initiative, message, turn.Now), turn.Culture, zone);

    public async Task<Reached> Became(Initiative initiative, PartnersMessage message, Instant now)
    {
        var deliveries = await Outbox(initiative.Id, message.Id).Deliveries();
        if (Reached.IsUnplanned(message, deliveries, now))
        {
            await Plan(initiative, message);
        }

        return Reached.Of(initiative, message, deliveries, now);
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { } member)
        {
            return new Letter.NotNeeded("no-member");
        }

        if (await store.Find(about.Initiative, about.Id, cancel) is not { SentAt: not null } message)
        {
            return new Letter.NotNeeded("not-sent");
        }

        return Letter.For(initiative, member, culture => MessageCard.Letter(initiative, message, culture));
    }

    private IOutboxGrain Outbox(InitiativeId initiative, string message) => grains.GetGrain<IOutboxGrain>(new Mailing(initiative, Kind, message).ToString());
}
