using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Digests;
using CollectiveImpact.Groups;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Digests;

public sealed class GroupDigestTests
{
    private static readonly PersonKey Observer = new("tenant-fund", "olga");

    private static readonly Initiative Six = Riverside.Initiative with
    {
        Partners = [.. Enumerable.Range(1, 6).Select(i => new Partner(new($"p{i}"), $"Partner {i}"))],
        Members =
        [
            new Member(Riverside.Maria, "Maria", Role.Backbone, null),
            .. Enumerable.Range(1, 6).Select(i => new Member(Person(i), $"Person {i}", Role.Reporter, new($"p{i}"))),
            new Member(Observer, "Olga", Role.Observer, null),
        ],
    };

    private static readonly Round Round = Riverside.Round with { Partners = [.. Six.Partners.Select(p => p.Id)] };

    private static readonly LocalDate Today = new(2026, 11, 26);
    private static readonly LocalDate Last = new(2026, 11, 19);

    private static readonly CommonAgenda Agenda = new(
        1,
        "Every child reads",
        "",
        "",
        [new AgendaGoal("reads", "Every child reads", [Riverside.Sessions.Id]), new AgendaGoal("meets", "Families meet", [Riverside.Met.Id, Riverside.Level.Id])],
        [
            new AgreedAction("On the last day of the digest before", "Partner 1", Last),
            new AgreedAction("The day after", "PARTNER 1", Last.PlusDays(1)),
            new AgreedAction("A fortnight on", "Person 2", Today.PlusDays(14)),
            new AgreedAction("Later", "Partner 1", Today.PlusDays(15)),
            new AgreedAction("Of the group", "readers", Today),
            new AgreedAction("Of others", "Partner 3", Today),
            new AgreedAction("Of nobody", "", Today),
            new AgreedAction("Some day", "Partner 1", null),
        ]);

    // Partner 1 and 2 have somebody in it; so has nobody's observer.
    private static readonly WorkingGroup Readers = new("abc123", "Readers", "", ["reads", "gone"], [Person(1), Person(2), Observer, new PersonKey("tenant-x", "left")]);

    [Fact]
    public void It_has_the_numbers_of_its_goals_and_what_its_partners_learned_and_nothing_else()
    {
        var digest = Of([.. Enumerable.Range(1, 6).Select(Answered)]).For(Work(), Last, Today);

        Assert.Equal([Riverside.Sessions.Id], digest.Lines.Select(l => l.Indicator.Id));
        Assert.Equal(["Lesson 1", "Lesson 2"], digest.Lessons.Select(l => l.Text));
        Assert.Equal((6, 6), (digest.Answered, digest.Asked));
        Assert.Empty(digest.Statuses);
        Assert.Empty(digest.AnsweredBy);
        var lines = DigestCard.Of(digest, Riverside.English).Lines();
        Assert.Contains(En.Digests.TitleOfGroup("Readers"), lines);
        Assert.DoesNotContain(lines, l => l.Contains("On track", StringComparison.Ordinal) || l.Contains("Lesson 3", StringComparison.Ordinal) || l.Contains("grade level", StringComparison.Ordinal));
    }

    [Fact]
    public void What_bears_no_name_is_in_no_groups_digest_however_many_answered()
    {
        Entry[] entries = [.. Enumerable.Range(1, 6).Select(Answered)];
        entries[0] = entries[0] with { Learning = entries[0].Learning.WithReaders(new Dictionary<LessonKind, Readers> { [LessonKind.Worked] = new Readers(Sharing.Partners, Attribution.Nobody) }) };

        var whole = Of(entries);
        Assert.Contains(whole.Lessons, l => l.Text == "Lesson 1");
        Assert.Null(whole.Lessons.Single(l => l.Text == "Lesson 1").Partner);

        var its = whole.For(Work(), Last, Today);
        Assert.Equal(["Lesson 2"], its.Lessons.Select(l => l.Text));
        Assert.Equal((0, 0), (its.HeldBack, Of(entries[..4]).For(Work(), Last, Today).HeldBack));
        Assert.DoesNotContain("Lesson 1", DigestCard.Of(its, Riverside.English, Sharing.Backbone).ToJson(), StringComparison.Ordinal);
        // Nor does it say whether there are any.
        Assert.DoesNotContain(En.Piece(En.Digests.HeldBack(1)), DigestCard.Of(Of(entries[..4]).For(Work(), Last, Today), Riverside.English).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lesson_for_the_backbone_alone_is_on_no_card_of_a_groups_channel()
    {
        var secret = Answered(1) with { Learning = Riverside.Lessons("Secret", audience: Sharing.Backbone) };

        var digest = Of(secret, Answered(2)).For(Work(), Last, Today);

        Assert.DoesNotContain("Secret", DigestCard.Of(digest, Riverside.English).ToJson(), StringComparison.Ordinal);
        Assert.Contains("Secret", DigestCard.Of(digest, Riverside.English, Sharing.Backbone).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_on_too_few_partners_is_kept_back_as_it_is_in_the_whole()
    {
        var guarded = Riverside.Sessions with { PartnerSharing = Sharing.Backbone };
        var digest = Digest.Of(Six, new Board(Round, [Answered(1), Answered(2)], [guarded, Riverside.Met]), NoHistory, []).For(Work(), Last, Today);

        var lines = DigestCard.Of(digest, Riverside.English).Lines();

        Assert.Contains(En.Digests.TooFewPartners(1), lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("84", StringComparison.Ordinal));
    }

    [Fact]
    public void Actions_of_who_is_in_it_are_told_from_the_day_after_the_last_digest_to_two_weeks_ahead()
    {
        var actions = Of(Answered(1)).For(Work(), Last, Today).Group!.Actions;

        Assert.Equal(["The day after", "Of the group", "A fortnight on"], actions.Select(a => a.Text));
    }

    [Fact]
    public void New_activities_are_those_first_said_since_the_digest_before_and_a_goal_without_any_is_a_gap()
    {
        var since = Riverside.Opening;
        var digest = Of(Answered(1)) with { Since = since };
        SharedActivity[] activities =
        [
            Activity("Known", "reads", since),
            Activity("New", "reads", since + Duration.FromTicks(1)),
            Activity("Of another goal", "meets", since + Duration.FromDays(1)),
            // Whether it is new wasn't kept then, though it was confirmed today.
            Activity("From before", "reads", null),
            Activity("Over", "reads", since + Duration.FromDays(1)) with { Until = Today.PlusDays(-1) },
            Activity("Of a partner that is gone", "reads", since + Duration.FromDays(1)) with { Partner = new("p9") },
        ];

        Assert.Equal(["New"], digest.For(Work(activities), Last, Today).Group!.Activities.Select(a => a.What));
        Assert.Empty(digest.For(Work(activities), Last, Today).Group!.Gaps);
        Assert.Equal(["Every child reads"], digest.For(Work(activities[2], activities[4]), Last, Today).Group!.Gaps.Select(g => g.Text));
    }

    [Fact]
    public void It_has_nothing_when_no_number_of_its_goals_was_asked_and_its_partners_share_no_lesson()
    {
        var without = new Board(Round, [Answered(3), Answered(1) with { Learning = Riverside.Lessons("Secret", audience: Sharing.Backbone) }], [Riverside.Met, Riverside.Book]);
        var whole = Digest.Of(Six, without, NoHistory, []);

        Assert.False(whole.HasNothingFor(Sharing.Partners));
        Assert.True(whole.For(Work(), Last, Today).HasNothingFor(Sharing.Partners));
        Assert.False(whole.For(Work(), Last, Today).HasNothingFor(Sharing.Backbone));
        Assert.False(Of(Answered(3)).For(Work(), Last, Today).HasNothingFor(Sharing.Partners));
        Assert.False((whole with { Lessons = Of(Answered(1)).Lessons }).For(Work(), Last, Today).HasNothingFor(Sharing.Partners));
        // A number for the backbone alone is nothing for a channel.
        var kept = Digest.Of(Six, without with { Indicators = [Riverside.Sessions with { Sharing = Sharing.Backbone }] }, NoHistory, []);
        Assert.True(kept.For(Work(), Last, Today).HasNothingFor(Sharing.Partners));
    }

    private static readonly Dictionary<string, IReadOnlyList<Total>> NoHistory = [];

    private static PersonKey Person(int partner) => new($"tenant-{partner}", $"person-{partner}");

    private static GroupWork Work(params SharedActivity[] activities) => GroupWork.Of(Readers, Six, Agenda, activities, Today);

    private static SharedActivity Activity(string what, string goal, Instant? since) => new(what, new("p4"), what, [goal], "", Riverside.Opening + Duration.FromDays(2)) { Since = since };

    private static Entry Answered(int partner) => Riverside.EntryOf(
        Six.Partners[partner - 1], Riverside.Full with { Learning = Riverside.Lessons($"Lesson {partner}") }, Riverside.Opening + Duration.FromMinutes(partner));

    private static Digest Of(params Entry[] entries) => Digest.Of(Six, new Board(Round, entries, Riverside.Indicators), NoHistory, []);
}
