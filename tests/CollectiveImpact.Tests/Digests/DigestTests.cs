using CollectiveImpact.CheckIns;
using CollectiveImpact.Digests;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Digests;

public sealed class DigestTests
{
    private static readonly Initiative Six = Riverside.Initiative with
    {
        Partners = [.. Enumerable.Range(1, 6).Select(i => new Partner(new($"p{i}"), $"Partner {i}"))],
    };

    private static readonly Round Round = Riverside.Round with { Partners = [.. Six.Partners.Select(p => p.Id)] };

    [Fact]
    public void What_bears_no_name_waits_until_its_author_can_not_be_guessed()
    {
        Entry[] entries = [.. Enumerable.Range(1, 5).Select(n => Answered(n, Riverside.Full with { Learning = Riverside.Lessons($"Lesson {n}") }))];
        entries[0] = entries[0] with { Learning = entries[0].Learning.WithReaders(new Dictionary<LessonKind, Readers> { [LessonKind.Worked] = new Readers(Sharing.Partners, Attribution.Nobody) }) };

        var few = Of(entries[..4]);
        Assert.Equal((1, 3), (few.HeldBack, few.Lessons.Count));
        Assert.DoesNotContain(few.Lessons, l => l.Text == "Lesson 1");

        var enough = Of(entries);
        Assert.Equal((0, 5), (enough.HeldBack, enough.Lessons.Count));
        Assert.Equal(En.CheckIns.OneOfUs, enough.Lessons.Single(l => l.Text == "Lesson 1").SignedAs(Riverside.English));
        // Where it stands says nothing either.
        Assert.Equal("Lesson 1", enough.Lessons[^1].Text);
    }

    [Fact]
    public void The_response_rate_is_of_those_asked_and_skips_are_counted_apart()
    {
        var digest = Of(Answered(1), Answered(2), Answered(3), Riverside.SkippedBy(Six.Partners[3], "Holidays"));

        Assert.Equal((3, 1, 6, 50), (digest.Answered, digest.Skipped, digest.Asked, digest.ResponseRate));
    }

    [Fact]
    public void A_round_that_asked_nobody_has_no_response()
    {
        var digest = Digest.Of(Six, new Board(Round with { Partners = [] }, [], Riverside.Indicators), NoHistory, []);

        Assert.Equal(0, digest.ResponseRate);
    }

    [Fact]
    public void Whoever_joined_later_and_answered_was_asked_too() =>
        Assert.Equal((1, 7), (Of(Answered(7)).Answered, Of(Answered(7)).Asked));

    [Fact]
    public void Only_learnings_that_are_for_all_are_in_it_in_the_order_of_the_answers()
    {
        var digest = Of(
            Answered(1, Riverside.Full with { Learning = Riverside.Lessons("Late") }, minutes: 30),
            Answered(2, Riverside.Full with { Learning = Riverside.Lessons("Secret", audience: Sharing.Backbone) }),
            Answered(3, Riverside.Full with { Learning = Learning.None }),
            Answered(4, Riverside.Full with { Learning = Riverside.Lessons("Early") }, minutes: 10),
            Riverside.SkippedBy(Six.Partners[4], "Holidays"));

        Assert.Equal([("Partner 4", "Early"), ("Partner 1", "Late")], digest.Lessons.Where(l => l.Audience == Sharing.Partners).Select(l => (l.SignedAs(Riverside.English), l.Text)));
    }

    [Fact]
    public void What_is_for_the_backbone_only_is_on_no_card_that_a_channel_reads()
    {
        var digest = Of(Answered(1, Riverside.Full with { Learning = Riverside.Lessons("Secret one", "Secret two", "Secret three", Sharing.Backbone) }));

        Assert.DoesNotContain("Secret", DigestCard.Of(digest, Riverside.English).ToJson(), StringComparison.Ordinal);
        Assert.Contains("Secret", DigestCard.Preview(digest, Riverside.English, "", isPosted: false).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_to_a_question_is_shared_only_as_its_learning_is()
    {
        var digest = Of(
            Answered(1, Riverside.With(Riverside.Book.Id, new ReportedValue.Words("Shared book"))),
            Answered(2, Riverside.With(Riverside.Book.Id, new ReportedValue.Words("Kept book")) with { Learning = Riverside.Learned with { Audience = Sharing.Backbone } }));

        var json = DigestCard.Of(digest, Riverside.English).ToJson();
        Assert.Contains("Shared book", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Kept book", json, StringComparison.Ordinal);
    }

    [Fact]
    public void That_an_unusual_number_is_right_is_told_where_a_partner_says_no_more()
    {
        var asked = Riverside.Sessions;

        var digest = Of(
            Answered(1) with { Notes = new Dictionary<string, string> { [asked.Id] = "" } },
            Answered(2) with { Notes = new Dictionary<string, string> { [asked.Id] = "Open day" } });

        var lines = DigestCard.Of(digest, Riverside.English).Lines();
        Assert.Contains($"Partner 1: {asked.Question}: {En.Digests.UnusualAndRight}", lines);
        Assert.Contains($"Partner 2: {asked.Question}: Open day", lines);
    }

    [Fact]
    public void Statuses_are_counted_and_no_partner_is_named_with_its_numbers()
    {
        var numbers = Riverside.Full with { Learning = Learning.None, Values = Riverside.Full.Values.Where(v => v.Key != Riverside.Book.Id).ToDictionary() };

        var digest = Of(Answered(1, numbers), Answered(2, numbers with { Status = Status.Stuck }), Answered(3, numbers));

        Assert.Equal(2, digest.Statuses[Status.OnTrack]);
        Assert.Equal(1, digest.Statuses[Status.Stuck]);
        var lines = DigestCard.Of(digest, Riverside.English).Lines();
        Assert.Contains(lines, line => line.EndsWith($"{En.CheckIns.OnTrack}: 2 · {En.CheckIns.Stuck}: 1", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Partner ", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_indicator_has_its_total_its_cover_and_the_totals_before()
    {
        var before = new Dictionary<string, IReadOnlyList<Total>>
        {
            [Riverside.Sessions.Id] =
            [
                new Total(Riverside.Sessions.Id, new Period("2026-W46"), 70, 2, 6),
                new Total(Riverside.Sessions.Id, new Period("2026-W47"), 80, 2, 6),
                // The round's own total may have been written already.
                new Total(Riverside.Sessions.Id, new Period("2026-W48"), 84, 2, 6),
            ],
        };

        var digest = Digest.Of(Six, new Board(Round, [Answered(1), Answered(2)], Riverside.Indicators), before, []);

        var line = digest.Lines.Single(l => l.Indicator == Riverside.Sessions);
        Assert.Equal((84m, 2, 6), (line.Total.Value, line.Total.Covers, line.Total.Asked));
        Assert.Equal(["2026-W46", "2026-W47"], line.Before.Select(t => t.Period.Id));
        Assert.Contains(DigestCard.Of(digest, Riverside.English).Lines(), text =>
            text.StartsWith("84 children", StringComparison.Ordinal)
            && text.Contains(En.Indicators.Up("4"), StringComparison.Ordinal)
            && text.Contains(En.Indicators.FromPartners(2, 6), StringComparison.Ordinal));
    }

    [Fact]
    public void A_sum_of_fewer_partners_is_not_called_a_fall()
    {
        var before = new Dictionary<string, IReadOnlyList<Total>> { [Riverside.Sessions.Id] = [new Total(Riverside.Sessions.Id, new Period("2026-W47"), 240, 6, 6)] };

        var digest = Digest.Of(Six, new Board(Round, [Answered(1)], Riverside.Indicators), before, []);

        var lines = DigestCard.Of(digest, Riverside.English).Lines();
        Assert.DoesNotContain(lines, line => line.Contains("down", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(En.Digests.LastTime("240 children", 6), StringComparison.Ordinal));
    }

    [Fact]
    public void A_sign_that_no_row_shows_is_not_explained()
    {
        Total[] totals = [new(Riverside.Met.Id, new Period("2026-W45"), 4, 6, 6), new(Riverside.Met.Id, new Period("2026-W46"), 5, 6, 6), new(Riverside.Met.Id, new Period("2026-W47"), 3, 4, 6)];
        var met = Digest.Of(Six, new Board(Round, [Answered(1)], [Riverside.Met]), new Dictionary<string, IReadOnlyList<Total>> { [Riverside.Met.Id] = totals }, []);
        var sessions = Digest.Of(
            Six, new Board(Round, [Answered(1)], [Riverside.Sessions]), new Dictionary<string, IReadOnlyList<Total>> { [Riverside.Sessions.Id] = [.. totals.Select(t => t with { Indicator = Riverside.Sessions.Id })] }, []);

        Assert.DoesNotContain(En.Digests.HollowMeans, DigestCard.Of(met, Riverside.English).Lines());
        Assert.Contains(En.Digests.HollowMeans, DigestCard.Of(sessions, Riverside.English).Lines());
    }

    [Fact]
    public void Sixty_partners_and_twenty_indicators_fit_and_every_indicators_number_stays()
    {
        var initiative = Riverside.Initiative with { Partners = [.. Enumerable.Range(1, 60).Select(i => new Partner(new($"p{i}"), $"Partner number {i} of many"))] };
        var indicators = Enumerable.Range(1, 20).Select(i => Riverside.Sessions with { Id = $"i{i}", Question = $"{i}. " + new string('q', 190) }).ToArray();
        var learning = Riverside.Lessons(new string('w', 1_000), new string('d', 1_000), new string('n', 1_000));
        var entries = initiative.Partners.Select((p, n) => Riverside.EntryOf(
            p, new Answers(indicators.ToDictionary(i => i.Id, i => (ReportedValue)new ReportedValue.Number(1_000 + n)), Status.AtRisk, learning, [])));
        var before = indicators.ToDictionary(
            i => i.Id, i => (IReadOnlyList<Total>)[.. Enumerable.Range(30, 12).Select(w => new Total(i.Id, new Period($"2026-W{w}"), 123_456.78m + w, 60, 60))]);
        var board = new Board(
            Riverside.Round with { Indicators = [.. indicators.Select(i => i.Id)], Partners = [.. initiative.Partners.Select(p => p.Id)] }, [.. entries], indicators);

        var digest = Digest.Of(initiative, board, before, []);

        Assert.All(
            new[] { DigestCard.Of(digest, Riverside.English), DigestCard.Preview(digest, Riverside.English, En.Digests.GoesTo(1), isPosted: true) },
            card =>
            {
                Assert.InRange(CollectiveImpact.Cards.CardJson.SizeOf(card.ToJson()), 1, CollectiveImpact.Cards.CardJson.Budget);
                Assert.Equal(20, card.Lines().Count(line => line.StartsWith("61,770 children", StringComparison.Ordinal)));
            });
    }

    private static readonly Dictionary<string, IReadOnlyList<Total>> NoHistory = [];

    private static Entry Answered(int partner, Answers? answers = null, int minutes = 0) => Riverside.EntryOf(
        partner <= 6 ? Six.Partners[partner - 1] : new Partner(new($"p{partner}"), $"Partner {partner}"),
        answers ?? Riverside.Full,
        Riverside.Opening + Duration.FromMinutes(minutes));

    private static Digest Of(params Entry[] entries) => Digest.Of(Six, new Board(Round, entries, Riverside.Indicators), NoHistory, []);
}
