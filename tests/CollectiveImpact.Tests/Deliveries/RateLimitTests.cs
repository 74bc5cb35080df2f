using CollectiveImpact.Deliveries;
using CsCheck;

namespace CollectiveImpact.Tests.Deliveries;

public sealed class RateLimitTests
{
    private static readonly PaceWindow[] Thread = [.. new DeliveryOptions().PerConversation];

    // When each message is ready to go, in seconds from the one before.
    private static readonly Gen<double[]> Arrivals = Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 0.5], Gen.Double[0, 40]).Array[1, 400];

    [Fact]
    public void A_conversation_never_gets_more_than_any_of_its_windows_allows() => Arrivals.Sample(arrivals =>
    {
        var pace = new RateLimit(Thread);
        var now = 0.0;
        var sent = arrivals.Select(wait => pace.Next(now += wait)).ToArray();

        Assert.Equal(sent.Order(), sent);
        foreach (var window in Thread)
        {
            AssertNeverMore(sent, window.Messages, window.Seconds);
        }
    });

    [Fact]
    public void No_message_goes_before_it_is_ready_nor_waits_when_it_need_not() => Arrivals.Sample(arrivals =>
    {
        var pace = new RateLimit(Thread);
        var now = 0.0;
        var sent = new List<double>();
        foreach (var wait in arrivals)
        {
            now += wait;
            var at = pace.Next(now);
            // A moment earlier, or at once, would have been too early for a window.
            Assert.True(at >= now);
            Assert.True(at == now || (sent.Count > 0 && at <= sent[^1]) || Thread.Any(w => sent.Count >= w.Messages && at - sent[^w.Messages] <= (w.Seconds * 1.02) + 1e-6));
            sent.Add(at);
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void A_tenants_messages_go_evenly_and_within_three_percent_of_the_limit(int perSecond)
    {
        var pace = RateLimit.PerSecond(perSecond);

        var sent = Enumerable.Range(0, perSecond * 60).Select(_ => pace.Next(0)).ToArray();

        AssertNeverMore(sent, perSecond, 1);
        Assert.InRange(sent.Length / sent[^1], perSecond * 0.97, perSecond);
    }

    [Fact]
    public void There_is_no_full_bucket_at_the_start_nor_after_a_pause()
    {
        var pace = RateLimit.PerSecond(50);
        var first = Enumerable.Range(0, 10).Select(_ => pace.Next(0)).ToArray();
        var later = Enumerable.Range(0, 10).Select(_ => pace.Next(1000)).ToArray();

        Assert.InRange(first[9] - first[0], 0.18, 0.2);
        Assert.InRange(later[9] - later[0], 0.18, 0.2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.2)]
    public void Sixteen_go_so_close_together_that_they_are_marked_together_and_soon_and_at_full_pace(double answeredAfter)
    {
        const double written = 0.02;
        var pace = RateLimit.PerSecond(50);
        var now = 0.0;
        var sent = new List<double>();

        for (var group = 0; group < 200; group++)
        {
            double[] together = [.. Enumerable.Range(0, 16).Select(_ => pace.Next(now))];
            // The first ones go evenly.
            Assert.InRange(together[^1] - together[0], 0, group == 0 ? 0.23 : 0.175);
            now = together[^1] + answeredAfter + written;
            sent.AddRange(together);
        }

        AssertNeverMore([.. sent], 50, 1);
        Assert.InRange((sent.Count - 1) / (sent[^1] - sent[0]), 50 * 0.965, 50);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(49)]
    [InlineData(200)]
    public void Whatever_the_limit_it_is_used_and_never_exceeded(int perSecond)
    {
        var pace = RateLimit.PerSecond(perSecond);

        var sent = Enumerable.Range(0, perSecond * 60).Select(_ => pace.Next(0)).ToArray();

        AssertNeverMore(sent, perSecond, 1);
        Assert.InRange(sent.Length / sent[^1], perSecond * 0.96, perSecond);
    }

    private static void AssertNeverMore(double[] sent, int messages, double seconds)
    {
        for (var i = messages; i < sent.Length; i++)
        {
            Assert.True(sent[i] - sent[i - messages] > seconds, $"Over {messages} in {seconds} s, at {sent[i]}.");
        }
    }
}
