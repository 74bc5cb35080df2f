using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Reviews;

/// <summary>Backbone staff look at what has come in: of the check-in that is open, else of the one that closed last.</summary>
public sealed class ShowAnswers(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).ForYouAlone);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (running, instead) = WhichRound.Open(timetable, turn, here, Spoken.Answers);
        return (running?.Id ?? (timetable.Running.Count == 0 ? timetable.NewestClosed.FirstOrDefault() : null)) is { } round && await grains.Board(here.Initiative.Id, round) is { } board
            ? Reply.Shows(AnswersCard.Of(here.Initiative, board, turn.Culture, here.Zone(turn)))
            : instead ?? Reply.Says(Next.InWords(timetable, turn.Culture));
    }
}

/// <summary>Backbone staff look at what one partner has answered in a round.</summary>
public sealed class ShowPartnersAnswers(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (await grains.Board(here.Initiative.Id, CheckInCard.RoundOf(turn.Form)) is not { } board)
        {
            return SubmitCheckIn.NoSuchRound(turn.Culture);
        }

        var chosen = AnswersCard.PartnerOf(turn.Form);
        return chosen is null ? Reply.AsksAgain(AnswersCard.Of(here.Initiative, board, turn.Culture, here.Zone(turn), t.WhichPartnerMissing))
            : here.Initiative.Partner(chosen) is not { } partner ? Reply.Says(t.PartnerGone)
            : Reply.Shows(AnswersCard.OfPartner(here.Initiative, board, partner, turn.Culture, here.Zone(turn), about: AnswersCard.AboutOf(turn.Form)));
    }
}

/// <summary>Backbone staff ask a partner whether a value is right.</summary>
public sealed class AskBack(IGrainFactory grains, QueryPost post, Audit.AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (initiative, id) = (here.Initiative, CheckInCard.RoundOf(turn.Form));
        if (await grains.Board(initiative.Id, id) is not { } board)
        {
            return SubmitCheckIn.NoSuchRound(turn.Culture);
        }

        if (AnswersCard.PartnerOf(turn.Form) is not { } chosen || initiative.Partner(chosen) is not { } partner)
        {
            return Reply.Says(t.PartnerGone);
        }

        if (board.Round.SignedOff is { } signed)
        {
            return Reply.Says(t.SignedOffAlready(signed.ByName));
        }

        var (asked, faults) = AnswersCard.Read(turn.Form, board, partner, turn.Culture);
        var entry = board.Entries.FirstOrDefault(e => e.Partner == partner.Id);
        if (faults.Count > 0 || entry?.Values.GetValueOrDefault(asked.Indicator) is not { } value)
        {
            return entry is null ? Reply.Says(t.NothingToAskAbout(partner.Name)) : Reply.AsksAgain(AnswersCard.OfPartner(initiative, board, partner, turn.Culture, here.Zone(turn), turn.Form, faults));
        }

        if (board.Round.Queries.Count >= ValueQuery.MostInARound)
        {
            return Reply.Says(t.TooManyAsked(ValueQuery.MostInARound));
        }

        var to = QueryPost.Whom(initiative, entry);
        if (to.All(m => m.WhyNot is not null))
        {
            return Reply.Says(t.NobodyToAsk(partner.Name));
        }

        var query = await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, id)).AskBack(new ValueQuery(0, partner.Id, asked.Indicator, value, asked.Text, turn.Person, turn.Name, turn.Now));
        if (query is null)
        {
            return Reply.Says(t.ChangedMeanwhile(partner.Name));
        }

        if (query.By != turn.Person)
        {
            return Reply.Says(t.AskedAlready(query.ByName, partner.Name));
        }

        await post.Ask(initiative, board.Round, query, to);
        await audit.Keep(turn, here, Audit.ActKind.AskedBack, Audit.AuditLog.About(id, partner.Id), $"{partner.Name}, {board.Round.TitleFor(initiative)}", query.Text, query.At, cancel: cancel);
        return Reply.Shows(QueryCard.Sent(initiative, board, query, [.. to.Where(m => m.WhyNot is null)], turn.Culture));
    }
}

/// <summary>A reporter says that a value is right that the backbone asked about.</summary>
public sealed class KeepValue(IGrainFactory grains, QueryPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (partner, number) = (here.Partner!, QueryCard.NumberOf(turn.Form));
        var round = grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(turn.Form)));
        if (await round.View(partner.Id) is not { } view || view.Round.Queries.FirstOrDefault(q => q.Number == number && q.Partner == partner.Id) is not { } query)
        {
            return Reply.Says(t.NotAsked);
        }

        var (note, faults) = QueryCard.Read(turn.Form, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(QueryCard.Asks(here.Initiative, view, query, turn.Culture, turn.Form, faults));
        }

        view = await round.KeepValue(partner.Id, number, new ValueKept(turn.Name, turn.Now, note)) ?? view;
        await post.Answered(here.Initiative, view, partner.Id);
        return Reply.Shows(QueryCard.Answered(here.Initiative, view, partner, view.Round.Queries.First(q => q.Number == number), turn.Culture));
    }
}

internal static class Boards
{
    public static Task<Board?> Board(this IGrainFactory grains, InitiativeId initiative, RoundId round) => grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative, round)).Board();
}
