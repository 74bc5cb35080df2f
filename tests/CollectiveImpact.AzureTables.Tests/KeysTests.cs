using System.Text;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using CsCheck;
using Xunit;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class KeysTests
{
    // Short texts full of trouble, and long ones.
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Char["/\\#?%~:'\"&+ aZ23AFé二\u0000\u0001\u001f\u007f\u0085\u009f"].Array[0, 12].Select(c => new string(c)),
        Gen.String[Gen.Char['\u0000', '\ud7ff'], 0, 1200]);

    private static IEnumerable<string> AllKeysOf(string a, string b) =>
    [
        Keys.Initiative(new(a)), Keys.Goal(a), Keys.Partner(new(a)), Keys.Member(new PersonKey(a, b)), Keys.Channel(a), Keys.Indicator(a), Keys.Invite(a),
        Keys.RunningRound(a), Keys.Person(new PersonKey(a, b)), Keys.Membership(new(a)), Keys.Round(new(a), new(b)), Keys.Entry(new(a)), Keys.Revision(new(a), 12),
        Keys.OfIndicator(new(a), b), Keys.Value(new(a), new Period("2026-W48")), Keys.Term(a), Keys.TermRevision(a, 3), Keys.Miss(a), Keys.Agenda(new(a)), Keys.Decision(NodaTime.Instant.FromUnixTimeSeconds(1), a),
        Keys.Mailing(a), Keys.Delivery(a, b), Keys.Plan(a, b, 1), Keys.Plans(a), Keys.TookPart(1, new PersonKey(a, b)),
    ];

    [Fact]
    public void No_key_ever_holds_what_tables_forbid_or_grows_too_long() => Gen.Select(Names, Names).Sample((a, b) =>
    {
        foreach (var key in AllKeysOf(a, b))
        {
            Assert.DoesNotContain(key, c => c is '/' or '\\' or '#' or '?' || char.IsControl(c));
            Assert.InRange(key.Length, 0, 512);
        }
    });

    [Fact]
    public void An_escaped_name_can_be_read_back() => Names.Where(n => n.Length <= 12).Sample(name =>
    {
        Assert.Equal(name, Uri.UnescapeDataString(Keys.Last(name)));
        Assert.Equal(name, Uri.UnescapeDataString(Keys.Part(name)));
    });

    [Fact]
    public void Two_pairs_of_names_never_share_a_key() => Gen.Select(Names, Names, Names, Names).Sample((a, b, c, d) =>
    {
        if ((a, b) != (c, d))
        {
            Assert.NotEqual(Keys.Round(new(a), new(b)), Keys.Round(new(c), new(d)));
            Assert.NotEqual(Keys.Delivery(a, b), Keys.Delivery(c, d));
            Assert.NotEqual(Keys.Person(new PersonKey(a, b)), Keys.Person(new PersonKey(c, d)));
        }
    });

    [Theory]
    [InlineData("a:b", "c", "a", "b:c")]
    [InlineData("a~b", "c", "a", "b~c")]
    [InlineData("a%3Ab", "c", "a:b", "c")]
    [InlineData("a", "", "", "a")]
    public void A_separator_within_a_name_separates_nothing(string a, string b, string c, string d)
    {
        Assert.NotEqual(Keys.Round(new(a), new(b)), Keys.Round(new(c), new(d)));
        Assert.NotEqual(Keys.Delivery(a, b), Keys.Delivery(c, d));
    }

    [Fact]
    public void Long_names_that_differ_only_at_the_end_have_different_keys()
    {
        var name = new string('x', 1000);
        Assert.NotEqual(Keys.Channel(name + "1"), Keys.Channel(name + "2"));
    }

    [Fact]
    public void A_long_name_is_never_cut_in_the_middle_of_an_emoji()
    {
        foreach (var start in new[] { "", "a" })
        {
            var key = Keys.Channel(start + string.Concat(Enumerable.Repeat("😀", 300)));
            Assert.Equal(key, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)));
        }
    }

    [Fact]
    public void No_initiative_or_batch_can_take_the_name_of_a_partition_of_our_own()
    {
        Assert.NotEqual(Keys.AllInitiatives, Keys.Initiative(new(Keys.AllInitiatives)));
        Assert.False(Keys.Mailing(Keys.AllPlans).StartsWith(Keys.AllPlans, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Frequency.Weekly, 7)]
    [InlineData(Frequency.Monthly, 31)]
    [InlineData(Frequency.Quarterly, 92)]
    public void Keys_of_periods_put_the_newest_first(Frequency frequency, int days) => Gen.Select(Gen.Int[0, 40_000], Gen.Int[1, 4_000]).Sample((from, more) =>
    {
        var early = Period.Of(new LocalDate(1990, 1, 1).PlusDays(from), frequency);
        var late = Period.Of(new LocalDate(1990, 1, 1).PlusDays(from + days + more), frequency);
        Assert.True(string.CompareOrdinal(Keys.NewestFirst(late), Keys.NewestFirst(early)) < 0, $"{early} {late}");
    });

    [Theory]
    [InlineData("2026-W48", "W7973-51")]
    [InlineData("2026-11", "M7973-88")]
    [InlineData("2026-Q4", "Q7973-5")]
    public void A_periods_key_is_known(string period, string key) => Assert.Equal(key, Keys.NewestFirst(new Period(period)));

    [Fact]
    public void Revisions_stay_in_order_beyond_nine()
    {
        string[] keys = [.. Enumerable.Range(1, 120).Select(n => Keys.Revision(new("p"), n))];
        Assert.Equal(keys, keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_transaction_refuses_a_second_partition_which_the_emulator_would_accept()
    {
        var transaction = new Transaction(null!, "one");
        Assert.Throws<InvalidOperationException>(() => transaction.Put(new("two", "row")));
    }

    [Fact]
    public void A_transaction_refuses_a_row_twice_and_the_hundred_and_first()
    {
        var transaction = new Transaction(null!, "p").Put(new("p", "0"));
        Assert.Throws<InvalidOperationException>(() => transaction.Insert(new("p", "0")));
        for (var i = 1; i < 100; i++)
        {
            transaction.Put(new("p", $"{i}"));
        }

        Assert.Throws<InvalidOperationException>(() => transaction.Put(new("p", "100")));
    }

    [Fact]
    public void A_transaction_refuses_more_than_four_megabytes()
    {
        var transaction = new Transaction(null!, "p");
        var quotes = new string('"', 30_000);
        Assert.Throws<InvalidOperationException>(() =>
        {
            for (var i = 0; i < 30; i++)
            {
                transaction.Put(new Azure.Data.Tables.TableEntity("p", $"{i}").Put("Card", quotes));
            }
        });
    }

    [Fact]
    public void A_text_that_a_column_can_not_keep_is_refused_before_it_is_sent()
    {
        var row = new Azure.Data.Tables.TableEntity("p", "r");
        row.Put("Card", new string('x', Columns.LongestText));
        var refused = Assert.Throws<ArgumentException>(() => row.Put("Card", new string('x', Columns.LongestText + 1)));
        Assert.Contains("Card is 32,769 characters long", refused.Message, StringComparison.Ordinal);
    }
}
