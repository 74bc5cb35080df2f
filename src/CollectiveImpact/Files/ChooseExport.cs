using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Search;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

/// <summary>Backbone staff open the form in which they choose which numbers they want.</summary>
public sealed class WriteExportChoice(ExportGrounds grounds) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(ExportChoiceForm.Of(await grounds.Of(here.Initiative, turn), turn.Culture))
        : Reply.Says(new Texts(turn.Culture).DataIsBackbones(Spoken.Export.In(turn.Culture)));
}

/// <summary>They have chosen: what that is, and the files with it.</summary>
public sealed class ShowChosenExport(ExportGrounds grounds, GiveLinks give) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).DataIsBackbones(Spoken.Export.In(turn.Culture)));
        }

        var ground = await grounds.Of(here.Initiative, turn);
        var (choice, faults) = ExportChoiceForm.Read(turn.Form, ground, turn.Culture);
        return faults.Count > 0
            ? Reply.AsksAgain(ExportChoiceForm.Again(ground, turn.Form, faults, turn.Culture))
            : Reply.Shows(FileCards.Chosen(ground, choice, await give.Beside(turn, here, cancel), turn.Culture));
    }
}

/// <summary>Gathers what a choice of numbers is made from.</summary>
public sealed class ExportGrounds(IGrainFactory grains)
{
    private const int MostRounds = 24;

    public async Task<ExportGround> Of(Initiative initiative, Turn turn)
    {
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        return new ExportGround(
            initiative,
            await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All(),
            [.. timetable.Running.Select(r => r.Id).Concat(timetable.NewestClosed).Where(r => r.Period.IsReal).Take(MostRounds).Select(r => (r, PreviewDigest.InWords(timetable, r, turn.Culture)))]);
    }

    /// <summary>What is meant by "last month", "city library" or "children reading"; null when it is none of ours.</summary>
    public static ExportChoice? Meant(string words, ExportGround ground, LocalDate today, Turn turn) =>
        SpokenDays.Span(words, today, turn.Culture) is var (first, last) ? ExportChoice.Everything with { From = first, To = last }
        : Spelling.Called(ground.Initiative.Partners, p => p.Name, words) is [var partner] ? ExportChoice.Everything with { Partner = partner.Id }
        : Spelling.Called(ground.Indicators, i => i.Question, words) is [var indicator] ? ExportChoice.Everything with { Indicator = indicator.Id }
        : null;
}
