using System.Globalization;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;
using NodaTime.Text;

namespace CollectiveImpact.Learnings;

/// <summary>Which lessons are looked for.</summary>
/// <param name="Words">What they speak of; empty for anything.</param>
/// <param name="Most">How many are wanted at once.</param>
public sealed record SoughtLessons(string Words, int Most)
{
    /// <summary>Only those that bear the name of one of these partners: one without a name is found by nobody's. Null for all.</summary>
    public IReadOnlyCollection<PartnerId>? SignedBy { get; init; }

    /// <summary>The first day that counts; null for all time.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>Where to go on; null for the newest.</summary>
    public LessonPlace? From { get; init; }
}

/// <summary>Where somebody stopped reading lessons. It names no partner: a lesson without a name must not be traced by where it stands.</summary>
/// <param name="Day">The day of the check-in.</param>
/// <param name="Skip">How many of that day were found before.</param>
public sealed record LessonPlace(LocalDate Day, int Skip)
{
    /// <returns>Null for what isn't one.</returns>
    public static LessonPlace? Read(string? text) =>
        text?.Split('.') is [var day, var skip] && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var on } && int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new(on, count)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(Day)}.{Skip}");
}

/// <summary>A lesson that was found, as it is read.</summary>
/// <param name="Audience">Who may read it.</param>
public sealed record FoundLesson(Lesson Lesson, Period Period, string SignedAs, Sharing Audience)
{
    /// <summary>The check-in that it was written in.</summary>
    public required RoundId Round { get; init; }

    /// <summary>The partner whose it is; null for one without a name, which is nobody's from here on.</summary>
    public PartnerId? Partner { get; init; }
}

/// <summary>Lessons that were found, newest first.</summary>
/// <param name="Older">Where older ones go on; null where there are none.</param>
/// <param name="IsCut">Whether it isn't known if there are older ones, because enough was read.</param>
public sealed record FoundLessons(IReadOnlyList<FoundLesson> Lessons, LessonPlace? Older, bool IsCut);

/// <summary>Finds what was learned, as far as somebody may read it.</summary>
public sealed class ReadLearnings(ILearningStore store)
{
    // Years of most initiatives, and a second of reading for the largest.
    private const int MostRead = 2_000;

    /// <param name="alone">Whether nobody else reads along.</param>
    public async Task<FoundLessons> Of(Here here, bool alone, SoughtLessons sought, CultureInfo culture, CancellationToken cancel)
    {
        var words = new TextQuery(sought.Words, [.. here.Initiative.AllLanguages]);
        var found = new List<FoundLesson>();
        var read = 0;
        await foreach (var day in Days(store.Newest(here.Initiative.Id, sought.From?.Day, cancel)))
        {
            var date = day[0].Date;
            if (date < sought.Since)
            {
                break;
            }

            // Who wrote what bears no name must not be told by what stands beside it: the order is that of what they say.
            FoundLesson[] ofDay = [.. day.SelectMany(past => Seen(past, here, alone, sought, culture)).Where(l => words.Finds(l.Lesson.Text)).OrderBy(l => l.Lesson.Kind).ThenBy(l => l.Lesson.Text, StringComparer.Ordinal)];
            var skipped = sought.From?.Day == date ? sought.From.Skip : 0;
            var room = sought.Most - found.Count;
            found.AddRange(ofDay.Skip(skipped).Take(room));
            if (ofDay.Length - skipped > room)
            {
                return new(found, new(date, skipped + room), IsCut: false);
            }

            read += day.Count;
            if (read >= MostRead)
            {
                return new(found, new(date.PlusDays(-1), 0), IsCut: true);
            }
        }

        return new(found, Older: null, IsCut: false);
    }

    private static IEnumerable<FoundLesson> Seen(PastLearning past, Here here, bool alone, SoughtLessons sought, CultureInfo culture)
    {
        var sees = alone ? here.Sees() : Sharing.Partners;
        var own = alone && past.Partner == here.Partner?.Id;
        var partner = here.Initiative.Partner(past.Partner)?.Name ?? past.Partner;
        return past.Learning.Lessons
            .Where(l => past.Learning.AudienceOf(l) >= sees || own)
            .Where(l => l.Signature != Attribution.Nobody || past.Answered >= Lesson.FewestUnattributed || own)
            .Where(l => sought.SignedBy is null || (l.Signature != Attribution.Nobody && sought.SignedBy.Contains(past.Partner)))
            .Select(l => new FoundLesson(l, past.Period, l.SignedAs(partner, past.Learning.By, culture), past.Learning.AudienceOf(l))
            {
                Round = past.Round,
                Partner = l.Signature == Attribution.Nobody ? null : past.Partner,
            });
    }

    // All of a day together, as they come.
    private static async IAsyncEnumerable<IReadOnlyList<PastLearning>> Days(IAsyncEnumerable<PastLearning> newest)
    {
        var day = new List<PastLearning>();
        await foreach (var past in newest)
        {
            if (day.Count > 0 && day[0].Date != past.Date)
            {
                yield return day;
                day = [];
            }

            day.Add(past);
        }

        if (day.Count > 0)
        {
            yield return day;
        }
    }
}
