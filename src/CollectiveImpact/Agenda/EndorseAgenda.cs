using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>Backbone staff put a draft forward: every partner is asked whether it endorses it.</summary>
public sealed class PutForward(IGrainFactory grains, AgendaPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (version, _) = AgendaCard.Read(turn.Form);
        var book = await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).PutForward(version);
        if (!book.IsPutForward || book.Next?.Version != version)
        {
            return Reply.Says("This draft is no longer the one that is written. Say \"agenda\" to see where it stands.");
        }

        await post.Ask(here.Initiative, book, turn.Now);
        return Reply.Shows(AgendaCard.Next(here, book, turn.Culture, "It is put forward: every partner's reporters get it as a card."));
    }
}

/// <summary>Backbone staff bring what was put forward into force, whoever still thinks about it.</summary>
public sealed class BringIntoForce(IGrainFactory grains, ShowAgenda agenda) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        var version = AgendaCard.Read(turn.Form).Version;
        var book = await grain.Get();
        if (book is { IsPutForward: true, Next: { } next } && next.Version == version && 2 * book.Endorsed < book.Partners(here.Initiative) && !AgendaCard.IsSure(turn.Form))
        {
            return Reply.Shows(AgendaCard.FewEndorse(here, book, next, turn.Culture));
        }

        await grain.BringIntoForce(version, turn.Now);
        return await agenda.Show(turn, here, cancel);
    }
}

/// <summary>A partner says whether it endorses the agenda.</summary>
public sealed class Endorse(IGrainFactory grains, ShowAgenda agenda) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (version, stance) = AgendaCard.Read(turn.Form);
        if (stance is not { } stands)
        {
            return Reply.Says("Please press one of the buttons on the card.");
        }

        var words = AgendaCard.WordsOf(turn.Form, stands);
        if (words.Length > Endorsement.LongestWords || (words.Length == 0 && stands != Stance.Endorses))
        {
            return Reply.Says(words.Length == 0
                ? "Please say it in a few words, so that the others can do something about it."
                : $"Please keep it to {Endorsement.LongestWords} characters; this has {words.Length.ToString("#,0", turn.Culture)}.");
        }

        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        if ((await grain.Get()).Asked?.Version != version)
        {
            return Reply.Says("The agenda has changed since you saw it. Say \"agenda\" to see it as it is now.");
        }

        var book = await grain.Endorse(version, new Endorsement(here.Partner!.Id, turn.Name, stands, words, turn.Now));
        return book.IsPutForward ? Reply.Shows(AgendaCard.Next(here, book, turn.Culture, $"Thank you, that is kept for {here.Partner.Name}.")) : await agenda.Show(turn, here, cancel);
    }
}

/// <summary>Brings a version of the agenda to the partners.</summary>
public sealed class AgendaPost(IGrainFactory grains, KnownInitiatives initiatives, IClock clock) : IWriter
{
    private const string Kind = "agenda";
    private static readonly Duration OfUse = Duration.FromDays(28);

    public IReadOnlyCollection<string> Kinds => [Kind];

    public Task Ask(Initiative initiative, AgendaBook book, Instant now) =>
        // Each revision that is put forward is asked about once.
        grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Kind, book.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToString()).Post(
            Kind,
            [.. initiative.Members.Where(m => m.PartnerId is not null && initiative.IsAsked(m, now)).Select(m => Recipient.Of(m.Person))],
            clock.GetCurrentInstant() + OfUse);

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var revision = int.Parse(about.Id, System.Globalization.CultureInfo.InvariantCulture);
        if (await initiatives.Get(about.Initiative) is not { } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { PartnerId: { } partner } member)
        {
            return new Letter.NotNeeded("reports-for-nobody");
        }

        var book = await grains.GetGrain<IAgendaGrain>(initiative.Id).Get();
        if (!book.IsPutForward || book.Revision != revision)
        {
            return new Letter.NotNeeded("not-put-forward");
        }

        if (book.Endorsements.Any(e => e.Partner == partner))
        {
            return new Letter.NotNeeded("partner-said");
        }

        if (member.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var card = AgendaCard.Next(new Here(initiative, member), book, initiative.CultureOf(member), "Does your organisation endorse our common agenda?");
        return new Letter.To(member.Contact!.Address!, card.ToJson(), card.FallbackText);
    }
}
