using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Onboarding;

/// <summary>
/// Brings the introduction to whoever is new in what they do, a chapter at a time over their first two weeks. Who has read on by
/// themselves is brought only what they haven't read.
/// </summary>
public sealed class IntroductionPost(IGrainFactory grains, KnownInitiatives initiatives, Introduction introduction, IClock clock) : IMorningListener, IWriter
{
    private const string Kind = "introduction";

    // On which working day after they came each chapter is brought.
    private static readonly int[] Days = [1, 3, 5, 7, 9];
    private static readonly Duration OfUse = Duration.FromDays(3);

    public IReadOnlyCollection<string> Kinds => [Kind];

    public async Task Handle(Morning morning, CancellationToken cancel)
    {
        foreach (var member in morning.Initiative.Members.Where(morning.Concerns))
        {
            if (ChapterFor(morning.Initiative, member, morning.DateOf(member)) is { } chapter && IsThere(morning.Initiative, member, morning.Now) && member.WhyNot is null)
            {
                // One mailing for each time that somebody came: who comes back or takes over is introduced anew.
                var mailing = new Mailing(morning.Initiative.Id, Kind, $"{member.Since!.Value.ToUnixTimeSeconds()}~{member.Person}");
                await grains.GetGrain<IOutboxGrain>(mailing.ToString()).Post($"{Kind}:{chapter}", [Recipient.Of(member.Person)], morning.Now + OfUse);
            }
        }
    }

    /// <summary>The chapter whose turn it is for somebody on a day, or null when there is none: of those that were missed only the newest.</summary>
    /// <param name="today">The date where they are.</param>
    public static int? ChapterFor(Initiative initiative, Member member, LocalDate today)
    {
        if (member.Since is not { } since)
        {
            return null;
        }

        var day = Mornings.Between(since.InZone(initiative.ZoneOf(member)).Date, today);
        var chapter = day > Days[^1] ? 0 : Days.Count(d => d <= day);
        return chapter > member.Introduced ? chapter : null;
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var chapter = int.Parse(kind[(Kind.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        if (await initiatives.Get(Mailing.Parse(mailing).Initiative) is not { Ended: null } initiative
            || initiative.Member(PersonKey.Parse(recipient)) is not { } member
            || !IsThere(initiative, member, clock.GetCurrentInstant()))
        {
            return new Letter.NotNeeded("gone");
        }

        if (member.Introduced >= chapter)
        {
            return new Letter.NotNeeded("read-already");
        }

        var here = new Here(initiative, member);
        var culture = initiative.CultureOf(member);
        return member.WhyNot is { } why
            ? new Letter.Unreachable(why)
            : Letter.Of(member.Contact!.Address!, culture, IntroductionCard.Of(here, chapter, await introduction.Lines(here, chapter, culture, initiative.ZoneOf(member), cancel), culture, isBrought: true));
    }

    private static bool IsThere(Initiative initiative, Member member, Instant now) => member.PartnerId is null || initiative.IsAsked(member, now);
}
