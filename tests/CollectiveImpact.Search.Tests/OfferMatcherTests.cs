namespace CollectiveImpact.Search.Tests;

public sealed class OfferMatcherTests
{
    private static readonly LocalDate Autumn = new(2026, 9, 1);
    private static readonly LocalDate Winter = new(2026, 12, 1);
    private static readonly LocalDate Spring = new(2027, 3, 1);

    private static readonly Notice[] Some =
    [
        Offer("van", "A van with a driver for outings"),
        Offer("room", "Meeting room for twenty, in the evening"),
        Offer("tutor", "Students tutor mathematics"),
        Offer("coats", "Warm jackets from our clothing drive"),
        Offer("poster", "Posters of the historic bus timetable"),
        Offer("food", "Sandwiches left over at closing time"),
    ];

    [Theory]
    [InlineData("We need a lift to the museum", "van", "lift")]
    [InlineData("Who has a venue for our meetings?", "room", "venue")]
    [InlineData("Looking for tutoring in maths.", "tutor", "tutoring maths")]
    [InlineData("short of winter coat for a boy", "coats", "coat")]
    [InlineData("Kids come hungry. Any SNACKS?", "food", "hungry SNACKS")]
    [InlineData("looking for tutroing in matematics", "tutor", "tutroing matematics")]
    public void The_same_thing_in_other_words_is_found_and_the_words_that_made_it_match_are_named(string ask, string offer, string words)
    {
        var found = new OfferMatcher(Some).For(Ask(ask), 3);

        Assert.Equal(offer, found[0].Offer);
        Assert.Equal("ask", found[0].Ask);
        Assert.Equal(words, string.Join(' ', found[0].SharedWords.Where(w => words.Contains(w, StringComparison.Ordinal))));
        Assert.All(found, f => Assert.InRange(f.Score, 0, 1));
        Assert.Equal(found.OrderByDescending(f => f.Score).Select(f => f.Offer), found.Select(f => f.Offer));
    }

    /// <remarks>Found by the fuzzer: one character that is read as two words.</remarks>
    [Theory]
    [InlineData("½")]
    [InlineData("a van ½ and ¾ day")]
    [InlineData("⅓⅔")]
    [InlineData("㍿ ㌔ ﷺ")]
    public void A_character_that_is_several_words_is_read(string text)
    {
        var notice = new Notice("1", "a", text, "", null, null);

        Assert.True(new OfferMatcher([notice]).For(notice with { Id = "2", Owner = "b" }, 3).Count <= 1);
    }

    [Fact]
    public void Words_of_other_languages_are_found_in_their_forms()
    {
        Notice[] offers = [Offer("de", "Wir verleihen Bierzelte"), Offer("es", "Tenemos juguetes"), Offer("zh", "我们有会议室可以借用"), Offer("ar", "كتب للأطفال")];
        var matching = new OfferMatcher(offers, "de", "es-MX");

        Assert.Equal(["de"], matching.For(Ask("Bierzelt gesucht"), 3).Select(m => m.Offer));
        Assert.Equal(["es"], matching.For(Ask("buscamos un juguete"), 3).Select(m => m.Offer));
        var found = Assert.Single(matching.For(Ask("需要会议室"), 3));
        Assert.Equal("zh", found.Offer);
        Assert.Equal(["会议室"], found.SharedWords);
        Assert.Equal(["ar"], matching.For(Ask("كتب"), 3).Select(m => m.Offer));
    }

    [Fact]
    public void Nobody_is_offered_their_own()
    {
        Notice[] offers = [Offer("own", "Laptops", partner: "them"), Offer("other", "Laptops", partner: "others")];

        Assert.Equal(["other"], new OfferMatcher(offers).For(Ask("laptops", partner: "them"), 3).Select(m => m.Offer));
        Assert.Equal(2, new OfferMatcher(offers).For(Ask("laptops", partner: "someone else"), 3).Count);
    }

    [Fact]
    public void Dates_that_dont_meet_exclude_and_open_ones_never_do()
    {
        var matching = new OfferMatcher(
        [
            Offer("over", "Laptops", until: Autumn.PlusDays(-1)),
            Offer("last day", "Laptops", until: Autumn),
            Offer("first day", "Laptops", from: Winter),
            Offer("later", "Laptops", from: Winter.PlusDays(1)),
            Offer("within", "Laptops", from: Autumn.PlusDays(3), until: Autumn.PlusDays(4)),
            Offer("mixed up", "Laptops", from: Winter, until: Autumn),
            Offer("open", "Laptops"),
        ]);

        var found = matching.For(Ask("laptops", from: Autumn, until: Winter), 10);
        Assert.Equal(["first day", "last day", "mixed up", "open", "within"], found.Select(m => m.Offer).Order(StringComparer.Ordinal));
        Assert.All(found, m => Assert.Equal(m.Offer != "open", m.SameTime));
        Assert.Equal(7, matching.For(Ask("laptops"), 10).Count);
        Assert.All(matching.For(Ask("laptops"), 10), m => Assert.False(m.SameTime));
        Assert.Equal(["later", "first day", "open"], matching.For(Ask("laptops", from: Spring), 10).Select(m => m.Offer).OrderByDescending(o => o == "later").ThenBy(o => o, StringComparer.Ordinal));
    }

    [Fact]
    public void Another_place_comes_last_and_a_place_within_is_the_same()
    {
        var matching = new OfferMatcher(
        [
            Offer("there", "Laptops", place: "Milltown"),
            Offer("part of a word", "Laptops", place: "Side"),
            Offer("anywhere", "Laptops"),
            Offer("here", "Laptops", place: "RIVER SIDE"),
            Offer("block", "Laptops", place: "river-side, Block 4"),
            Offer("accent", "Laptops", place: "Ríver Side"),
        ]);

        var found = matching.For(Ask("laptops", place: "River Side"), 10);

        Assert.Equal(["accent", "block", "here", "part of a word", "anywhere", "there"], found.Select(m => m.Offer));
        Assert.Equal([true, true, true, true, false, false], found.Select(m => m.SamePlace));
        Assert.True(found[^1].Score < found[0].Score / 2);
        Assert.False(new OfferMatcher([Offer("part", "Laptops", place: "Side")]).For(Ask("laptops", place: "Riverside"), 1)[0].SamePlace);
        Assert.True(new OfferMatcher([Offer("part", "Laptops", place: "东京都")]).For(Ask("laptops", place: "东京"), 1)[0].SamePlace);
        Assert.All(matching.For(Ask("laptops"), 10), m => Assert.False(m.SamePlace));
    }

    [Fact]
    public void What_has_little_in_common_is_not_shown()
    {
        var matching = new OfferMatcher(Some);

        Assert.Empty(matching.For(Ask("We are looking for beehives and a beekeeper"), 3));
        Assert.Empty(matching.For(Ask("Can anyone help us? We need it urgently."), 3));
        // For whom and when alone are no topic.
        Assert.Empty(new OfferMatcher([Offer("sports", "Basketball for kids on Saturday")]).For(Ask("A dentist for kids on Saturday"), 3));
        // A word in a long text about many other things is chance.
        Assert.DoesNotContain(matching.For(Ask("An orchestra with oboes, bassoons, harps and timpani that would play Mahler, Bruckner, Sibelius or Nielsen under a museum's glass dome"), 3), m => m.Score > 0.3);
    }

    [Fact]
    public void No_more_than_was_asked_for()
    {
        var matching = new OfferMatcher([.. Enumerable.Range(0, 20).Select(i => Offer($"o{i:00}", "Laptops"))]);

        Assert.Equal(["o00", "o01", "o02"], matching.For(Ask("laptops"), 3).Select(m => m.Offer));
        Assert.Empty(matching.For(Ask("laptops"), 0));
        Assert.Empty(matching.For(Ask("laptops"), -1));
        Assert.Empty(new OfferMatcher([]).For(Ask("laptops"), 3));
        Assert.Empty(OfferMatcher.All([], Some, 3));
        Assert.Empty(OfferMatcher.All([Ask("laptops")], [], 3));
    }

    public static TheoryData<string> Hostile =>
    [
        "",
        "   \t\r\n",
        "🎉🎉🎉",
        "👩‍👩‍👧‍👦 laptops 👍🏽",
        "\ud800 laptops \udc00",
        "\0\u0001\u200b\u202e",
        new string('a', 60_000),
        new string('界', 60_000),
        string.Concat(Enumerable.Repeat("laptop ", 9_000)),
        string.Concat(Enumerable.Range(0, 8_000).Select(i => $"word{i} ")),
        string.Concat(Enumerable.Repeat("😀", 30_000)),
        string.Concat(Enumerable.Repeat("e\u0301\u0302", 20_000)),
        "first aid",
        "first",
        "sign",
        "' '' ’s l’ d'",
        "กรุงเทพมหานคร แล็ปท็อป",
        "ลาปทอป\u0e31\u0e31\u0e31 हिन्दी עִבְרִית",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Any_text_is_matched_in_no_time_and_finds_itself_if_it_says_something(string text)
    {
        Notice[] offers = [.. Some, Offer("itself", text, place: text.Length > 200 ? text[..200] : text)];
        var matching = new OfferMatcher(offers, "de", "fr", "th");

        var found = matching.For(Ask(text, place: text), 5);

        Assert.All(found, f => Assert.InRange(f.Score, 0, 1));
        Assert.All(found, f => Assert.All(f.SharedWords, w => Assert.Contains(w, text, StringComparison.Ordinal)));
        Assert.All(found, f => Assert.NotEmpty(f.SharedWords));
        Assert.Equal(text.Any(char.IsLetter) && text is not ("first" or "' '' ’s l’ d'"), found.Any(f => f.Offer == "itself"));
    }

    [Fact]
    public void The_order_in_which_notices_come_in_changes_nothing()
    {
        var (asks, offers) = Many();
        var random = new Random(5);
        var first = Lines(OfferMatcher.All(asks, offers, 4, "de"));

        for (var i = 0; i < 3; i++)
        {
            random.Shuffle(asks);
            random.Shuffle(offers);
            Assert.Equal(first, Lines(OfferMatcher.All(asks, offers, 4, "de")));
        }
    }

    [Fact]
    public void All_asks_at_once_find_what_each_finds_alone()
    {
        var (asks, offers) = Many();
        var matching = new OfferMatcher(offers);

        Assert.Equal(Lines(asks.SelectMany(a => matching.For(a, 4))), Lines(OfferMatcher.All(asks, offers, 4)));
        Assert.Equal(Lines(asks.Take(3).SelectMany(a => matching.For(a, 4))), Lines(OfferMatcher.All([.. asks.Take(3)], offers, 4)));
    }

    private static (Notice[] Asks, Notice[] Offers) Many()
    {
        string[] words = ["laptops", "room", "van", "tutor", "food", "coats", "kids", "evening", "grant", "training", "garden", "bikes", "violin", "computr", "interpreter", "Saturday"];
        string[] places = ["", "Riverside", "Riverside, Block 4", "Milltown"];
        var random = new Random(11);
        return (Notices("a", 120), Notices("o", 200));

        Notice[] Notices(string kind, int count) =>
        [
            .. Enumerable.Range(0, count).Select(i => new Notice(
                $"{kind}{i}",
                $"p{random.Next(20)}",
                string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => words[random.Next(words.Length)])),
                places[random.Next(places.Length)],
                random.Next(3) == 0 ? Autumn.PlusDays(random.Next(100)) : null,
                random.Next(3) == 0 ? Winter.PlusDays(random.Next(100)) : null)),
        ];
    }

    private static string[] Lines(IEnumerable<Match> matches) =>
        [.. matches.GroupBy(m => m.Ask).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => g.Select(m => $"{m.Ask} {m.Offer} {m.Score:R} {string.Join(' ', m.SharedWords)} {m.SamePlace} {m.SameTime}"))];

    private static Notice Ask(string text, string partner = "asking", string place = "", LocalDate? from = null, LocalDate? until = null) =>
        new("ask", partner, text, place, from, until);

    private static Notice Offer(string id, string text, string partner = "giving", string place = "", LocalDate? from = null, LocalDate? until = null) =>
        new(id, partner, text, place, from, until);
}
