using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Brings check-in cards to people: asks, reminds, tells the backbone, and keeps the cards that were sent up to date.</summary>
public sealed class CheckInPost(IGrainFactory grains, KnownInitiatives initiatives, UnsentForms unsent, OutOfOffice outOfOffice, IClock clock) : IWriter
{
    private const string Open = "open";
    private const string Remind = "remind";
    private const string Nudge = "nudge";
    private const string Back = "back";
    private const string Tell = "tell";

    public IReadOnlyCollection<string> Kinds => [Open, Remind, Nudge, Back, Tell];

    /// <summary>Sends each member the form in their own chat, once for a purpose and a date.</summary>
    /// <param name="on">The date of a reminder, or that on which they are back.</param>
    /// <param name="isNew">Whether nothing can have been sent for the round before.</param>
    public Task Ask(Initiative initiative, RunningRound round, Purpose purpose, IEnumerable<Member> members, LocalDate? on = null, bool isNew = false)
    {
        var kind = purpose switch
        {
            Purpose.Open => Open,
            Purpose.Remind => $"{Remind}:{NodaTime.Text.LocalDatePattern.Iso.Format(on!.Value)}",
            Purpose.Back => $"{Back}:{NodaTime.Text.LocalDatePattern.Iso.Format(on!.Value)}",
            _ => Nudge,
        };
        var outbox = Outbox(initiative.Id, round.Id);
        IReadOnlyList<string> recipients = [.. members.Select(m => Recipient.Of(m.Person))];
        return isNew ? outbox.Begin(kind, recipients, round.ClosesAt) : outbox.Post(kind, recipients, round.ClosesAt);
    }

    /// <summary>Tells backbone staff who could not be asked, in one message.</summary>
    public Task TellBackbone(Initiative initiative, RunningRound round) =>
        Outbox(initiative.Id, round.Id).Post(Tell, [.. initiative.Backbone.Select(m => Recipient.Of(m.Person))], round.ClosesAt);

    /// <summary>What became of all that was sent for a round, whatever the purpose, and what waits.</summary>
    public Task<IReadOnlyList<Delivery>> Sent(InitiativeId initiative, RoundId round) => Outbox(initiative, round).Deliveries();

    /// <summary>Who has been nudged in a round already.</summary>
    public async Task<IReadOnlySet<string>> Nudged(InitiativeId initiative, RoundId round) =>
        (await Sent(initiative, round)).Where(d => d.Kind == Nudge).Select(d => d.Recipient).ToHashSet();

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var ids = RoundGrain.Read(mailing);
        var initiative = await initiatives.Get(ids.Initiative);
        var member = initiative?.Member(PersonKey.Parse(recipient));
        if (initiative is null || member is null)
        {
            return new Letter.NotNeeded("no-member");
        }

        var round = grains.GetGrain<IRoundGrain>(mailing);
        return kind == Tell ? await WriteToBackbone(initiative, member, round, ids.Round) : await WriteForm(initiative, member, round, kind, cancel);
    }

    /// <summary>The cards that a partner's reporters already have show the answer that one of them gave.</summary>
    /// <param name="except">The message that was replaced by the answer itself.</param>
    public async Task Follow(PartnerView view, PartnerId partner, string? except)
    {
        if (view.Entry is null || await initiatives.Get(view.Round.Initiative) is not { } initiative)
        {
            return;
        }

        if (initiative.Partner(partner) is not { } answered)
        {
            return;
        }

        var outbox = Outbox(initiative.Id, view.Round.Id);
        foreach (var member in initiative.ReportersOf(partner))
        {
            foreach (var delivery in await outbox.Of(Recipient.Of(member.Person)))
            {
                if (delivery is { MessageId: { } message, Address: { } address } && message != except && IsForm(delivery.Kind))
                {
                    var culture = initiative.CultureOf(member);
                    var card = CheckInReceipt.Of(initiative, view, answered, culture, initiative.ZoneOf(member)).In(culture);
                    await grains.GetGrain<IPostOfficeGrain>(address.Tenant).Replace(address, message, card.ToJson());
                }
            }
        }
    }

    private async Task<Letter> WriteForm(Initiative initiative, Member member, IRoundGrain round, string kind, CancellationToken cancel)
    {
        if (initiative.Partner(member.PartnerId) is not { } partner)
        {
            return new Letter.NotNeeded("reports-for-nobody");
        }

        if (await round.Asking(partner.Id) is not { Round.ClosedAt: null } view)
        {
            return new Letter.NotNeeded("closed");
        }

        if (view.Entry is not null)
        {
            return new Letter.NotNeeded("answered");
        }

        var purpose = kind.Split(':')[0] switch { Open => Purpose.Open, Nudge => Purpose.Nudge, Back => Purpose.Back, _ => Purpose.Remind };
        if (!initiative.IsAsked(member, clock.GetCurrentInstant()))
        {
            return new Letter.NotNeeded("away");
        }

        (initiative, member, var isDayOff) = await outOfOffice.Look(initiative, member, view.Round.ClosesAt, cancel);
        if (!initiative.IsAsked(member, clock.GetCurrentInstant()))
        {
            // A day off is nothing to write about: the card comes on their next working morning.
            return purpose == Purpose.Open && !isDayOff && member.AwayUntil is { } back ? Letter.For(initiative, member, culture => OutOfOffice.Card(initiative, view.Round, back, culture)) : new Letter.NotNeeded("away");
        }

        // Before the first card nobody can have begun.
        var begun = purpose == Purpose.Open ? null : await unsent.Of(initiative.Id, view, partner.Id, member.Person, cancel);
        return Letter.For(initiative, member, culture => CheckInCard.Form(initiative, view, partner, culture, initiative.ZoneOf(member), purpose, begun));
    }

    private async Task<Letter> WriteToBackbone(Initiative initiative, Member member, IRoundGrain round, RoundId id)
    {
        if (await round.Board() is not { Round.ClosedAt: null } board)
        {
            return new Letter.NotNeeded("closed");
        }

        var unasked = Reconciled.Of(initiative, board, await Sent(initiative.Id, id), clock.GetCurrentInstant())
            .Where(r => r.Standing is AskState.Unreachable or AskState.Failed)
            .ToArray();
        if (unasked.Length == 0)
        {
            return new Letter.NotNeeded("nobody-missing");
        }

        return Letter.For(initiative, member, culture => StatusCard.NotAsked(initiative, board, unasked, culture));
    }

    private static bool IsForm(string kind) => kind.Split(':')[0] is Open or Nudge or Remind or Back;

    private IOutboxGrain Outbox(InitiativeId initiative, RoundId round) => grains.GetGrain<IOutboxGrain>(RoundGrain.Key(initiative, round));
}
