using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Search;

namespace CollectiveImpact.Schedules;

/// <summary>Which of an initiative's check-ins a turn is about: the one that it names, or the only one; else it is asked back.</summary>
public static class WhichRound
{
    /// <summary>The place in phrases such as <c>status {check-in}</c>, filled with what people call the check-in.</summary>
    public const string Place = "name";

    /// <summary>The open round that is meant.</summary>
    /// <param name="command">What a button says, with the check-in's name, to choose it.</param>
    /// <param name="partner">Only rounds that ask this partner; null for all.</param>
    /// <returns>The round, or what to answer instead.</returns>
    public static (RunningRound? Round, Reply? Instead) Open(Timetable timetable, Turn turn, Here here, Command command, PartnerId? partner = null)
    {
        var open = timetable.Running.Where(r => partner is null || r.Asks.HasPartner(partner)).ToArray();
        var meant = Named(open, r => r.Name, turn);
        return meant.Count switch
        {
            1 => (meant[0], null),
            _ when open.Length == 0 => (null, Reply.Says(Next.InWords(timetable, turn.Culture))),
            _ => (null, Reply.Shows(Choose(here, command, open.Select(r => r.Name), turn.Culture))),
        };
    }

    /// <summary>The check-in that is meant, open or not.</summary>
    /// <returns>The check-in, null for the usual one of an initiative without any, or what to answer instead.</returns>
    public static (FollowedSchedule? Schedule, Reply? Instead) Scheduled(Timetable timetable, Turn turn, Here here, Command command)
    {
        var meant = Named(timetable.Schedules, s => s.Schedule.Name, turn);
        return timetable.Schedules.Count == 0 || meant.Count == 1
            ? (meant.SingleOrDefault(), null)
            : (null, Reply.Shows(Choose(here, command, timetable.Schedules.Select(s => s.Schedule.Name), turn.Culture)));
    }

    private static IReadOnlyList<T> Named<T>(IReadOnlyList<T> all, Func<T, string> nameOf, Turn turn)
    {
        if (!turn.Words.TryGetValue(Place, out var said))
        {
            return all;
        }

        return Spelling.Called(all, nameOf, said);
    }

    private static AdaptiveCard Choose(Here here, Command command, IEnumerable<string> names, CultureInfo culture)
    {
        const int mostButtons = 6;
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WhichCheckIn,
            Body =
            [
                Heading.Small(t.WhichCheckIn),
                RichTextBlock.Of($"{here.Initiative.Name} · {string.Join(", ", names)}", isSubtle: true),
            ],
            Actions = [.. names.Take(mostButtons).Select(n => Conversation.SayButton(PeoplesWords.Plain(n), command, here.Initiative.Id, (Place, n)))],
        };
    }
}
