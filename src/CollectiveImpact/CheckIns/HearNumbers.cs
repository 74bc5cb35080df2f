using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>
/// A reporter writes numbers to the bot while a check-in is open: "118", "we had 118, 36 of 46". They get their form with these
/// filled in; nothing is kept before they submit it.
/// </summary>
public sealed class HearNumbers(IGrainFactory grains, UnsentForms unsent) : IAnswerWords
{
    private const int LongestSentence = 300;
    private static readonly string[] Between = [", ", "; ", ";", "\n", " and ", " und ", " et ", " y ", " e ", "، ", "؛ ", "؛", " و "];

    public async Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel)
    {
        if (!turn.IsPersonal || here?.Partner is not { } partner || here.Initiative.IsOver(here.Member, turn.Now) || turn.Said.Length > LongestSentence)
        {
            return null;
        }

        var said = turn.Said.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => (Words: s, Typed: Typed.Read(s.TrimEnd('.', '!'), turn.Culture)))
            .ToArray();
        // One part that is no number makes it a sentence about something else.
        if (said.Length == 0 || !Array.TrueForAll(said, s => s.Typed is Typed.Figure or Typed.OutOf or Typed.Percent && s.Words.Any(char.IsDigit)))
        {
            return null;
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (running, instead) = WhichRound.Open(timetable, turn, here, Spoken.CheckIn, partner.Id);
        if (running is null || await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, running.Id)).View(partner.Id) is not { } view)
        {
            return instead;
        }

        var (read, left) = Assigned(said, view.In(turn.Culture, here.Initiative).Indicators);
        return read.Count == 0
            ? Reply.Says(new Texts(turn.Culture).NoQuestionFor(said.Length))
            : Reply.Shows(CheckInCard.FilledIn(here.Initiative, view, partner, turn.Culture, here.Zone(turn), read, left, await unsent.Of(here.Initiative.Id, view, partner.Id, turn.Person, cancel)));
    }

    // To the question whose words stand beside the number, else to the first that asks for such a number.
    private static (IReadOnlyList<(Indicator Indicator, Typed Typed)> Read, IReadOnlyList<string> Left) Assigned(
        IReadOnlyList<(string Words, Typed Typed)> said, IReadOnlyList<Indicator> asked)
    {
        var open = asked.Where(i => Kind.Of(i.Kind).CanBeSaid).ToList();
        var (read, left) = (new List<(Indicator, Typed)>(), new List<string>());
        foreach (var (words, typed) in said)
        {
            var fitting = open.Where(i => Kind.Of(i.Kind).IsShare == typed is Typed.OutOf or Typed.Percent).ToArray();
            if (fitting.MaxBy(i => Shared(words, $"{i.Question} {i.Unit}")) is { } best)
            {
                read.Add((best, typed));
                open.Remove(best);
            }
            else
            {
                left.Add(words);
            }
        }

        return (read, left);
    }

    private static int Shared(string words, string question)
    {
        var asked = question.ToUpperInvariant().Split([' ', '?', '؟', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.ToUpperInvariant().Split(' ').Count(w => w.Length > 2 && w.Any(char.IsLetter) && Array.Exists(asked, a => a == w || a.TrimEnd('S') == w.TrimEnd('S')));
    }
}
