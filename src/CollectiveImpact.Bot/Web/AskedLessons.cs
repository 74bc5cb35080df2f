using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Learnings;
using NodaTime;

namespace CollectiveImpact.Bot.Web;

/// <summary>Which lessons the address of their page asks for.</summary>
/// <param name="Goal">Only what the partners learned that work towards it; null for all.</param>
public sealed record AskedLessons(string Words, Partner? Partner, AgendaGoal? Goal, int? Months, LessonPlace? From)
{
    public const string MonthsField = "months";

    private const int MostShown = 20;

    /// <summary>How far back one can ask to look.</summary>
    public static IReadOnlyList<int> MonthsToChoose { get; } = [3, 12];

    public bool IsFirst => From is null;

    /// <summary>What isn't offered is not asked for.</summary>
    internal static AskedLessons Read(IQueryCollection query, Initiative initiative, CommonAgenda agenda) => new(
        Choices.Words(query),
        Choices.PartnerOf(query, initiative),
        Choices.GoalOf(query, agenda),
        MonthsToChoose.Select(m => (int?)m).FirstOrDefault(m => m!.Value.ToString(CultureInfo.InvariantCulture) == query[MonthsField]),
        LessonPlace.Read(query["from"]));

    /// <summary>The address that asks for the same, from somewhere on.</summary>
    internal string In(string page, LessonPlace? from = null) => PagePaths.With(
        page, (Choices.WordsField, Words), (Choices.PartnerField, Partner?.Id.Value), (Choices.GoalField, Goal?.Id), (MonthsField, Months?.ToString(CultureInfo.InvariantCulture)), ("from", from?.ToString()));

    internal SoughtLessons Sought(WorkMap map, LocalDate today) => new(Words, MostShown)
    {
        SignedBy = Partner is null && Goal is null
            ? null
            : [.. map.Initiative.OwnPartners.Where(p => (Partner is null || p.Id == Partner.Id) && (Goal is null || map.Of(p.Id, Goal.Id).Any())).Select(p => p.Id)],
        Since = Months is { } months ? today.PlusMonths(-months) : null,
        From = From,
    };
}
