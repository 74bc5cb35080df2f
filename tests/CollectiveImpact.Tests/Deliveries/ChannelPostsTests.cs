using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Deliveries;

/// <summary>What is posted to a channel is there once, whatever happens to the process or to the answer.</summary>
public sealed class ChannelPostsTests : IClassFixture<OwnEngine>
{
    private static readonly Instant Always = Instant.FromUtc(2999, 1, 1, 0, 0);

    private readonly OwnEngine _engine;
    private readonly string _mailing;
    private readonly string _channel;
    private readonly string _conversation;

    public ChannelPostsTests(OwnEngine engine)
    {
        _engine = engine;
        var tenant = engine.NewId();
        _mailing = $"{tenant}:2026-W48.check-in";
        _channel = $"{tenant}:channel";
        _conversation = "chat-" + _channel;
        _engine.Letters.Write(_channel, () => new Letter.To(Letters.AddressOf(_channel, PlaceKind.Channel), "{}", ""));
    }

    private IOutboxGrain Outbox => _engine.Grains.GetGrain<IOutboxGrain>(_mailing);

    private Delivery? Stored => _engine.Stores.DeliveryOf(_mailing, Letters.Kind, _channel);

    [Fact]
    public async Task It_is_marked_before_it_leaves_and_its_id_takes_the_place_of_the_mark()
    {
        DeliveryState? whileItWasOnItsWay = null;
        _engine.Teams.Answer(_conversation, _ =>
        {
            whileItWasOnItsWay = Stored?.State;
            return Task.FromResult<SendOutcome>(new SendOutcome.Sent("m"));
        });

        await Post();

        Assert.Equal((DeliveryState.InDoubt, DeliveryState.Sent, "m"), (whileItWasOnItsWay, Stored!.State, Stored.MessageId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    public async Task What_was_on_its_way_when_the_process_died_is_not_posted_again_until_somebody_asks_for_it(int secondsAgo)
    {
        _engine.Stores.Plans[(_mailing, Letters.Kind)] = new Plan(_mailing, Letters.Kind, [_channel], Riverside.Opening, Always, "0");
        _engine.Stores.Put(new Delivery(_mailing, Letters.Kind, _channel, DeliveryState.InDoubt, null, null, null, 1, Riverside.Opening - Duration.FromSeconds(secondsAgo)));

        await Outbox.Wake();
        await Post();

        Assert.Equal((0, DeliveryState.InDoubt), (_engine.Teams.Sends(_conversation), Assert.Single(await Outbox.Deliveries()).State));

        await Outbox.PostAgain(Letters.Kind, [_channel], Always);
        await Outbox.Finished().InTime();

        Assert.Equal((1, DeliveryState.Sent), (_engine.Teams.Sends(_conversation), Stored!.State));
    }

    [Fact]
    public async Task A_request_that_nobody_answered_in_time_is_not_repeated()
    {
        _engine.Teams.Answer(_conversation, _ => Task.FromException<SendOutcome>(new TimeoutException()));

        await Post();

        Assert.Equal((1, DeliveryState.InDoubt), (_engine.Teams.Sends(_conversation), Stored!.State));
    }

    [Fact]
    public async Task What_Teams_did_not_take_is_in_no_doubt_while_it_waits()
    {
        // No other wait here is of 41 seconds.
        var asked = TimeSpan.FromSeconds(41);
        _engine.Teams.Answer(_conversation, nth => Task.FromResult<SendOutcome>(nth == 1 ? new SendOutcome.TryLater(asked, Reasons.Busy, Throttled: true) : new SendOutcome.Sent("m")));
        await Outbox.Post(Letters.Kind, [_channel], Always);
        await _engine.Time.WaitBegun(wait => wait == asked);

        Assert.Equal(DeliveryState.Planned, Stored!.State);

        _engine.Time.Advance(asked);
        await Outbox.Finished().InTime();
        Assert.Equal((2, DeliveryState.Sent), (_engine.Teams.Sends(_conversation), Stored!.State));
    }

    private async Task Post()
    {
        await Outbox.Post(Letters.Kind, [_channel], Always);
        await Outbox.Finished().InTime();
    }
}
