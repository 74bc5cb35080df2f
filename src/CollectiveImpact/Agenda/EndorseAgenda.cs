using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>Backbone staff put a draft forward: every partner is asked whether it endorses it.</summary>
public sealed class PutForward(IGrainFactory grains, AgendaPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (version, _) = AgendaCard.Read(turn.Form);
        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        var wasForward = (await grain.Get()).IsPutForward;
        var book = await grain.PutForward(version);
        if (!book.IsPutForward || book.Next?.Version != version)
        {
            return Reply.Says(t.DraftChanged);
        }

        await post.Ask(here.Initiative, book, turn.Now);
        if (!wasForward)
        {
            await audit.Keep(turn, here, ActKind.AgendaPutForward, "agenda", here.Initiative.Name, cancel: cancel);
        }

        return Reply.Shows(AgendaCard.Next(here, book, turn.Culture, t.IsPutForward));
    }
}

/// <summary>Backbone staff bring what was put forward into force, whoever still thinks about it.</summary>
public sealed class BringIntoForce(IGrainFactory grains, ShowAgenda agenda, AuditLog audit) : IMemberListener
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

        if (book.Next?.Version == version)
        {
            await grain.BringIntoForce(version, turn.Now);
            await audit.Keep(turn, here, ActKind.AgendaInForce, "agenda", here.Initiative.Name, cancel: cancel);
        }

        return await agenda.Show(turn, here, cancel);
    }
}

/// <summary>A partner says whether it endorses the agenda.</summary>
public sealed class Endorse(IGrainFactory grains, ShowAgenda agenda) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (version, stance) = AgendaCard.Read(turn.Form);
        if (stance is not { } stands)
        {
            return Reply.Says(t.PressAButton);
        }

        var words = AgendaCard.WordsOf(turn.Form, stands);
        if (words.Length > Endorsement.LongestWords || (words.Length == 0 && stands != Stance.Endorses))
        {
            return Reply.Says(words.Length == 0 ? t.WordsMissing : t.TooLong(words.Length, Endorsement.LongestWords));
        }

        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        if ((await grain.Get()).Asked?.Version != version)
        {
            return Reply.Says(t.AgendaChanged);
        }

        var book = await grain.Endorse(version, new Endorsement(here.Partner!.Id, turn.Name, stands, words, turn.Now));
        return book.IsPutForward ? Reply.Shows(AgendaCard.Next(here, book, turn.Culture, t.StanceKept(here.Partner.Name))) : await agenda.Show(turn, here, cancel);
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

        return Letter.For(initiative, member, culture => AgendaCard.Next(new Here(initiative, member), book, culture, new Texts(culture).AskEndorsement));
    }
}
