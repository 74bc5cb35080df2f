using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using CsCheck;

namespace CollectiveImpact.Tests.CheckIns;

/// <summary>What is kept of an answer, when it is asked back, and how it is put right: the laws of a round.</summary>
public sealed class MeasurementTests
{
    private static readonly Instant Now = Riverside.Opening + Duration.FromHours(1);
    private static readonly Instant ClosedAt = Riverside.Round.ClosesAt;
    private static readonly Round Closed = Riverside.Round with { ClosedAt = ClosedAt };
    private static readonly Correction Mine = new("Counted twice", ByBackbone: false);
    private static readonly Correction Backbones = Mine with { ByBackbone = true };

    private static readonly Indicator Split = Riverside.Sessions with
    {
        Breakdown = new Breakdown("Neighbourhood", [new Category("east", "East"), new Category("west", "West")], Sharing.Partners),
    };

    [Theory]
    [InlineData(MissingBecause.NotApplicable, 1)]
    [InlineData(MissingBecause.NotCollected, 0)]
    [InlineData(MissingBecause.NotYetKnown, 0)]
    public void Zero_and_the_three_reasons_for_no_number_are_four_different_answers(MissingBecause why, int notApplicable)
    {
        var missing = Accepted(Receive(Riverside.With(Riverside.Sessions.Id, new ReportedValue.Missing(why))));
        var zero = Accepted(Receive(Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(0))));

        Assert.Equal(new ReportedValue.Missing(why), missing.Values[Riverside.Sessions.Id]);
        var none = Riverside.Round.Totals([missing], [Riverside.Sessions])[0];
        Assert.Equal((null, 0, notApplicable), (none.Value, none.Covers, none.NotApplicable));
        var nothing = Riverside.Round.Totals([zero], [Riverside.Sessions])[0];
        Assert.Equal((0m, 1, 0), (nothing.Value, nothing.Covers, nothing.NotApplicable));
    }

    [Theory]
    [InlineData(7, 4, 10)]
    [InlineData(0, 0, 1)]
    public void Parts_that_are_not_the_whole_are_refused_at_the_parts(int east, int west, int whole)
    {
        var refused = Assert.IsType<Decision.Refused>(Receive(Riverside.With(Split.Id, Of(whole, east, west)), indicators: [Split]));

        Assert.Equal((Split.Id, FaultPlace.Parts), (refused.Faults.Single().Indicator, refused.Faults.Single().Place));
    }

    [Fact]
    public void Parts_of_totals_are_sums_of_the_parts_and_add_up_as_the_whole_does() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000]).Array[1, 20].Sample(answers =>
    {
        var entries = answers.Select((a, n) => Riverside.EntryOf(new Partner(new($"p{n}"), "P"), Riverside.With(Split.Id, Of(a.Item1 + a.Item2, a.Item1, a.Item2))));

        var total = Riverside.Round.Totals(entries, [Split])[0];

        Assert.Equal(total.Value, total.Parts!.Values.Sum());
        Assert.Equal((answers.Sum(a => a.Item1), answers.Length), (total.Parts!["east"], total.PartsCover));
    });

    public static TheoryData<string?, string?, string, string> OutOfRange => new()
    {
        { "-1", null, "-2", En.Indicators.LessThan("-1") },
        { null, null, "-1", En.Indicators.LessThanZero },
        { null, "10", "11", En.Indicators.MoreThan("10") },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_refused_at_its_field(string? least, string? most, string value, string said)
    {
        var indicator = Riverside.Sessions with { Least = Number(least), Most = Number(most) };

        var refused = Assert.IsType<Decision.Refused>(Receive(Riverside.With(indicator.Id, new ReportedValue.Number(Number(value)!.Value)), indicators: [indicator]));

        Assert.Equal((indicator.Id, FaultPlace.Value, said), (refused.Faults.Single().Indicator, refused.Faults.Single().Place, refused.Faults.Single().InWords([indicator], Riverside.English)));
    }

    [Fact]
    public void What_looks_unusual_is_kept_once_it_is_confirmed_and_not_asked_again()
    {
        var past = Past(40, 41, 39, 42, 40, 41, 40, 38);
        var answers = Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(400));

        var doubts = Assert.IsType<Decision.NeedsConfirming>(Receive(answers, past: past)).Doubts;
        Assert.Equal((Riverside.Sessions.Id, DoubtKind.UnlikeOwnHistory, 40m), (doubts.Single().Indicator, doubts.Single().Kind, doubts.Single().Against));
        Assert.IsType<Decision.NeedsConfirming>(Receive(answers with { Confirmed = [Doubt.KeyOf(Riverside.Sessions.Id, 40)] }, past: past));

        var kept = Accepted(Receive(answers with { Confirmed = [Doubt.KeyOf(Riverside.Sessions.Id, 400)], Notes = Note("The camp") }, past: past));
        Assert.Equal("The camp", kept.Notes[Riverside.Sessions.Id]);
        Assert.IsType<Decision.Unchanged>(Receive(answers, kept, past: past));
        var next = Accepted(Receive(answers with { Status = Status.Stuck }, kept, past: past));
        Assert.Equal("The camp", next.Notes[Riverside.Sessions.Id]);
        Assert.IsType<Decision.NeedsConfirming>(Receive(Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(401)), kept, past: past));
        Assert.Empty(Accepted(Receive(Riverside.Full, kept, past: past)).Notes);
    }

    [Fact]
    public void A_first_number_far_beyond_what_all_aim_for_is_asked_back()
    {
        var indicator = Riverside.Sessions with { Target = 50, Direction = GoodDirection.Up };

        var doubt = Assert.IsType<Decision.NeedsConfirming>(Receive(Riverside.With(indicator.Id, new ReportedValue.Number(501)), past: Past(), indicators: [indicator])).Doubts.Single();
        Assert.Equal((DoubtKind.FarBeyondTarget, 50m), (doubt.Kind, doubt.Against));
        Accepted(Receive(Riverside.With(indicator.Id, new ReportedValue.Number(500)), past: Past(), indicators: [indicator]));
        Accepted(Receive(Riverside.With(indicator.Id, new ReportedValue.Number(501)), past: Past(), indicators: [indicator with { Direction = GoodDirection.Down }]));
        Accepted(Receive(Riverside.With(indicator.Id, new ReportedValue.Number(501)), past: Past(500), indicators: [indicator]));
    }

    [Fact]
    public void A_change_beyond_the_expected_one_is_asked_back_and_only_a_comparable_value_counts()
    {
        var indicator = Riverside.Sessions with { ExpectedChange = 20 };
        var answers = Riverside.With(indicator.Id, new ReportedValue.Number(49));

        Assert.Equal(DoubtKind.ChangedMuch, Assert.IsType<Decision.NeedsConfirming>(Receive(answers, past: Past(40), indicators: [indicator])).Doubts.Single().Kind);
        Accepted(Receive(Riverside.With(indicator.Id, new ReportedValue.Number(48)), past: Past(40), indicators: [indicator]));
        Accepted(Receive(answers with { Acknowledged = [indicator.Id] }, past: Past(40), indicators: [indicator with { Version = 2, ComparesFrom = 2 }]));
    }

    [Fact]
    public void A_new_meaning_is_acknowledged_before_a_number_is_kept_and_the_entry_knows_its_version()
    {
        var second = Riverside.Sessions with { Version = 2 };

        var refused = Assert.IsType<Decision.Refused>(Receive(Riverside.Full, past: Past(40), indicators: [second]));
        Assert.Equal(FaultPlace.Meaning, refused.Faults.Single().Place);
        Assert.Equal(2, Accepted(Receive(Riverside.Full with { Acknowledged = [second.Id] }, past: Past(40), indicators: [second])).Versions[second.Id]);
        // Nobody answered by the old meaning: nothing to unlearn.
        Assert.Equal(2, Accepted(Receive(Riverside.Full, indicators: [second])).Versions[second.Id]);
    }

    [Fact]
    public void A_correction_needs_a_reason_and_says_so_at_its_field()
    {
        var refused = Assert.IsType<Decision.Refused>(Receive(Riverside.Full with { Correction = Mine with { Reason = "" } }, round: Closed));

        Assert.Equal(FaultPlace.Reason, refused.Faults.Single().Place);
        var kept = Accepted(Receive(Riverside.Full with { Correction = Mine }, round: Closed));
        Assert.Equal(("Counted twice", false), (kept.CorrectedBecause, kept.AfterSignOff));
    }

    [Fact]
    public void Reporters_correct_for_a_time_and_until_the_sign_off_and_the_backbone_always_can()
    {
        var signedOff = Closed with { SignedOff = new SignOff("Maria", ClosedAt) };
        var until = ClosedAt + Round.CorrectableFor;

        Assert.IsType<Decision.Accepted>(Receive(Riverside.Full with { Correction = Mine }, round: Closed, now: until));
        Assert.Equal(new Decision.TooLate(until), Receive(Riverside.Full with { Correction = Mine }, round: Closed, now: until + Duration.Epsilon));
        Assert.IsType<Decision.Accepted>(Receive(Riverside.Full with { Correction = Backbones }, round: Closed, now: until + Duration.FromDays(900)));
        Assert.Equal(new Decision.Final(signedOff.SignedOff), Receive(Riverside.Full with { Correction = Mine }, round: signedOff));
        Assert.True(Accepted(Receive(Riverside.Full with { Correction = Backbones }, round: signedOff)).AfterSignOff);
    }

    [Fact]
    public void Correcting_and_correcting_back_is_the_identity_but_for_the_revisions() => Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Sample((first, second) =>
    {
        var (before, other) = (Number(first), Number(second));
        var entry = Accepted(Receive(before));

        var decision = Receive(other with { Correction = Mine }, entry, Closed);
        if (first == second)
        {
            Assert.IsType<Decision.Unchanged>(decision);
            return;
        }

        var back = Accepted(Receive(before with { Correction = Mine }, Accepted(decision), Closed));

        Assert.Equal(3, back.Revision);
        Assert.Equal(Riverside.Round.Totals([entry], Riverside.Indicators), Riverside.Round.Totals([back], Riverside.Indicators));
        Assert.Equal(Riverside.Round.Project([entry], [entry], Riverside.Indicators).Values, Riverside.Round.Project([back], [back], Riverside.Indicators).Values);

        // However unusual it looks.
        static Answers Number(int value) => Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(value)) with { Confirmed = [Doubt.KeyOf(Riverside.Sessions.Id, value)] };
    });

    [Fact]
    public void The_order_of_arrival_changes_no_total() => Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 1000], Gen.Bool).Array[1, 30].Sample(answers =>
    {
        var entries = answers.Select((a, n) => Riverside.EntryOf(
            new Partner(new($"p{n:00}"), "P"),
            Riverside.Full with
            {
                Values = new Dictionary<string, ReportedValue>
                {
                    [Riverside.Sessions.Id] = new ReportedValue.Number(a.Item1),
                    [Riverside.Level.Id] = new ReportedValue.Ratio(Math.Min(a.Item1, a.Item2), a.Item2),
                    [Riverside.Met.Id] = new ReportedValue.YesNo(a.Item3),
                },
            },
            Now + Duration.FromMinutes(n))).ToArray();

        var totals = Riverside.Round.Totals(entries, Riverside.Indicators);

        Assert.Equal(totals, Riverside.Round.Totals(entries.Reverse(), Riverside.Indicators));
        Assert.Equal(totals, Riverside.Round.Totals(entries.OrderBy(e => e.Partner.Value.GetHashCode(StringComparison.Ordinal)), Riverside.Indicators));
        // A ratio of sums: no partner's percentage is averaged.
        Assert.Equal(
            Math.Round(100m * answers.Sum(a => (decimal)Math.Min(a.Item1, a.Item2)) / answers.Sum(a => (decimal)a.Item2), 10),
            Math.Round(totals[1].Value!.Value, 10));
    });

    [Theory]
    [InlineData("2026-11-30", "2026-11-23", false)]
    [InlineData("2026-12-07", "2026-11-30", true)]
    [InlineData("2026-12-14", "2026-12-07", false)]
    [InlineData("2026-12-01", null, true)]
    public void What_is_monthly_comes_with_the_first_round_after_the_month(string on, string? last, bool due)
    {
        var monthly = Riverside.Sessions with { Every = Frequency.Monthly };
        var date = Date(on)!.Value;

        Assert.Equal(due, Round.IsDue(monthly, Period.Of(date, Frequency.Weekly), date, Date(last)));
        Assert.True(Round.IsDue(Riverside.Sessions, Period.Of(date, Frequency.Weekly), date, Date(last)));
    }

    [Fact]
    public void A_monthly_value_is_about_the_month_that_has_ended()
    {
        var round = Riverside.Round with { Date = new LocalDate(2026, 1, 5), Period = new Period("2026-W02") };

        Assert.Equal("2025-12", round.PeriodOf(Riverside.Sessions with { Every = Frequency.Monthly }).Id);
        Assert.Equal("2025-Q4", round.PeriodOf(Riverside.Sessions with { Every = Frequency.Quarterly }).Id);
        Assert.Equal("2026-W02", round.PeriodOf(Riverside.Sessions).Id);
    }

    [Fact]
    public void A_partner_is_asked_only_what_is_meant_for_it()
    {
        var round = Riverside.Round with { OnlyFor = new Dictionary<string, IReadOnlyList<PartnerId>> { [Riverside.Sessions.Id] = [Riverside.School.Id] } };

        var kept = Accepted(Receive(Riverside.Full, round: round));

        Assert.DoesNotContain(Riverside.Sessions.Id, kept.Values.Keys);
        Assert.Equal(1, round.Totals([kept], [Riverside.Sessions])[0].Asked);
    }

    [Fact]
    public void What_a_partner_said_it_would_do_is_kept_with_what_came_of_it()
    {
        var done = Accepted(Receive(Riverside.Full with { Outcome = CommitmentOutcome.Done, Commitment = "A third room" }, committed: "A second room"));
        Assert.Equal((new Kept("A second room", CommitmentOutcome.Done, ""), "A third room"), (done.Kept, done.Commitment));

        var going = Accepted(Receive(Riverside.Full with { Outcome = CommitmentOutcome.StillOn }, committed: "A second room"));
        Assert.Equal("A second room", going.Commitment);
        Assert.Null(Accepted(Receive(Riverside.Full with { Outcome = CommitmentOutcome.Done })).Kept);
        Assert.Equal("", Accepted(Receive(Riverside.Full, committed: "A second room")).Commitment);
    }

    [Theory]
    [InlineData(CommitmentOutcome.Changed)]
    [InlineData(CommitmentOutcome.Dropped)]
    public void What_changed_or_was_dropped_needs_a_reason(CommitmentOutcome outcome)
    {
        var refused = Assert.IsType<Decision.Refused>(Receive(Riverside.Full with { Outcome = outcome }, committed: "A second room"));

        Assert.Equal(FaultPlace.OutcomeWhy, refused.Faults.Single().Place);
        Assert.Equal("No room", Accepted(Receive(Riverside.Full with { Outcome = outcome, OutcomeWhy = "No room" }, committed: "A second room")).Kept!.Why);
    }

    [Fact]
    public void Who_reads_a_lesson_is_chosen_for_each_and_survives_a_changed_answer()
    {
        var entry = Accepted(Receive(Riverside.Full));
        var chosen = new Dictionary<LessonKind, Readers> { [LessonKind.Worked] = new Readers(Sharing.Backbone, Attribution.Nobody) };

        var told = Accepted(Round.ChooseReaders(entry, chosen));
        Assert.Equal((2, entry.By, entry.At), (told.Revision, told.By, told.At));
        Assert.IsType<Decision.Unchanged>(Round.ChooseReaders(told, chosen));

        var later = Accepted(Receive(Riverside.Full with { Learning = Riverside.Lessons("Evening hours, really", "Posters", audience: Sharing.Steering) }, told)).Learning;
        Assert.Equal(
            [(LessonKind.Worked, Sharing.Backbone, Attribution.Nobody), (LessonKind.DidNot, Sharing.Steering, Attribution.Partner)],
            later.Lessons.Select(l => (l.Kind, later.AudienceOf(l), l.Signature)));
    }

    [Fact]
    public void Tags_are_found_in_any_script_and_not_in_addresses() =>
        Assert.Equal(["attendance", "café", "学校-1"], new Lesson(LessonKind.Worked, "#Attendance and #café, (#学校-1) but not a#b, &#39; or # alone #attendance", null, Attribution.Partner).Tags);

    private static ReportedValue.Split Of(decimal whole, decimal east, decimal west) => new(whole, new Dictionary<string, decimal> { ["east"] = east, ["west"] = west });

    private static Dictionary<string, string> Note(string text) => new() { [Riverside.Sessions.Id] = text };

    private static Dictionary<string, IReadOnlyList<PastValue>> Past(params decimal[] values) => new()
    {
        [Riverside.Sessions.Id] = [.. values.Select((v, n) => new PastValue(Riverside.Sessions.Id, Riverside.Library.Id, Period.Of(new LocalDate(2026, 11, 16).PlusWeeks(n - values.Length), Frequency.Weekly), new ReportedValue.Number(v)))],
    };

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static LocalDate? Date(string? text) => text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static Entry Accepted(Decision decision) => Assert.IsType<Decision.Accepted>(decision).Entry;

    private static Decision Receive(
        Answers answers, Entry? entry = null, Round? round = null, IReadOnlyDictionary<string, IReadOnlyList<PastValue>>? past = null, IReadOnlyList<Indicator>? indicators = null, Instant? now = null, string committed = "") =>
        (round ?? Riverside.Round).Receive(answers, entry, indicators ?? Riverside.Indicators, past ?? Riverside.NoPast, committed, Riverside.Library.Id, Riverside.Bruno, "Bruno Costa", now ?? Now);
}
