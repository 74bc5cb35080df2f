using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Deliveries;

public sealed class PostOfficeGrainTests
{
    private readonly Engine _engine;
    private readonly string _tenant;
    private readonly string _batch;

    public PostOfficeGrainTests(Engine engine)
    {
        _engine = engine;
        _tenant = engine.NewId();
        _batch = $"{_tenant}:2026-W48:open";
    }

    private IPostOfficeGrain Office => _engine.Grains.GetGrain<IPostOfficeGrain>(_tenant);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_planned_message_is_sent_once_and_recorded_with_its_id()
    {
        await Plan("ana");

        await PostAndFinish();
        await PostAndFinish();

        Assert.Equal(1, Sends("ana"));
        var sent = Stored("ana");
        Assert.Equal((DeliveryState.Sent, 1, $"message-{Conversation("ana")}", null), (sent.State, sent.Attempts, sent.MessageId, sent.Reason));
        Assert.False(_engine.Stores.IsPending(_batch, _tenant));
    }

    [Fact]
    public async Task What_was_sent_or_given_up_before_is_never_sent_again()
    {
        await Plan("ana", "bo", "cy", "dee");
        _engine.Stores.Put(Stored("ana") with { State = DeliveryState.Sent });
        _engine.Stores.Put(Stored("bo") with { State = DeliveryState.Unreachable });
        _engine.Stores.Put(Stored("cy") with { State = DeliveryState.Failed });

        await PostAndFinish();

        Assert.Equal([0, 0, 0, 1], new[] { "ana", "bo", "cy", "dee" }.Select(Sends));
    }

    [Fact]
    public async Task Planning_the_same_again_after_a_restart_sends_nothing_again()
    {
        await Plan("ana");
        await PostAndFinish();
        await _engine.Forget(Office);

        await Plan("ana");
        await PostAndFinish();

        Assert.Equal(1, Sends("ana"));
    }

    [Fact]
    public async Task A_busy_service_is_left_alone_for_as_long_as_it_asks()
    {
        // No other wait here is of 47 seconds.
        var asked = TimeSpan.FromSeconds(47);
        await Plan("ana");
        var times = new List<DateTimeOffset>();
        _engine.Teams.Answer(Conversation("ana"), nth =>
        {
            times.Add(_engine.Time.GetUtcNow());
            return Task.FromResult<SendOutcome>(nth == 1 ? new SendOutcome.TryLater(asked, "Teams is busy") : new SendOutcome.Sent("m"));
        });

        await Office.Post(_batch);
        await _engine.Time.WaitBegun(wait => wait == asked);
        Assert.Equal(DeliveryState.Planned, Stored("ana").State);
        _engine.Time.Advance(asked);
        await Office.Finished().InTime();

        Assert.Equal(2, times.Count);
        Assert.True(times[1] - times[0] >= asked);
        Assert.Equal((DeliveryState.Sent, 2), (Stored("ana").State, Stored("ana").Attempts));
    }

    [Fact]
    public async Task After_several_tries_a_message_is_given_up_with_the_reason()
    {
        var asked = TimeSpan.FromSeconds(53);
        await Plan("ana");
        _engine.Teams.Answer(Conversation("ana"), _ => Task.FromResult<SendOutcome>(new SendOutcome.TryLater(asked, "Teams is busy")));

        await Office.Post(_batch);
        await AdvanceThrough(asked, times: 4);
        await Office.Finished().InTime();

        var given = Stored("ana");
        Assert.Equal((DeliveryState.Failed, 5, "Teams is busy"), (given.State, given.Attempts, given.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_that_cannot_be_reached_at_all_is_given_up_with_a_reason_too(bool timesOut)
    {
        await Plan("ana", "bo");
        _engine.Teams.Answer(Conversation("ana"), nth => Task.FromException<SendOutcome>(timesOut ? new TimeoutException() : new HttpRequestException("No route to Teams")));

        await Office.Post(_batch);
        while (Sends("ana") < 5)
        {
            // The waits grow and vary; a minute is the longest.
            await _engine.Time.WaitBegun(wait => wait > TimeSpan.FromSeconds(0.5) && wait <= TimeSpan.FromMinutes(1));
            _engine.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await Office.Finished().InTime();

        Assert.Equal((DeliveryState.Failed, 5), (Stored("ana").State, Stored("ana").Attempts));
        Assert.NotEmpty(Stored("ana").Reason!);
        Assert.Equal(DeliveryState.Sent, Stored("bo").State);
    }

    [Fact]
    public async Task Somebody_who_cannot_be_reached_is_not_tried_again_and_is_remembered_so()
    {
        await Plan("ana");
        _engine.Teams.Answer(Conversation("ana"), _ => Task.FromResult<SendOutcome>(new SendOutcome.Unreachable("has blocked me")));

        await PostAndFinish();

        Assert.Equal(1, Sends("ana"));
        Assert.Equal((DeliveryState.Unreachable, "has blocked me"), (Stored("ana").State, Stored("ana").Reason));
        Assert.Equal("has blocked me", (await _engine.Grains.GetGrain<IPersonGrain>(Recipient("ana")).Get()).Unreachable);
    }

    [Fact]
    public async Task A_message_that_is_refused_is_not_tried_again()
    {
        await Plan("ana");
        _engine.Teams.Answer(Conversation("ana"), _ => Task.FromResult<SendOutcome>(new SendOutcome.Refused("too large")));

        await PostAndFinish();

        Assert.Equal(1, Sends("ana"));
        Assert.Equal((DeliveryState.Failed, "too large"), (Stored("ana").State, Stored("ana").Reason));
    }

    [Fact]
    public async Task What_is_planned_while_the_batch_is_being_sent_is_sent_too()
    {
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource<SendOutcome>();
        await Plan("ana");
        _engine.Teams.Answer(Conversation("ana"), _ =>
        {
            started.SetResult();
            return go.Task;
        });
        await Office.Post(_batch);
        await started.Task.InTime();

        await Plan("bo");
        await Office.Post(_batch);
        await Plan("cy");
        await Office.Post(_batch);
        go.SetResult(new SendOutcome.Sent("m"));
        await Office.Finished().InTime();

        Assert.Equal([1, 1, 1], new[] { "ana", "bo", "cy" }.Select(Sends));
        Assert.All(new[] { "ana", "bo", "cy" }, who => Assert.Equal(DeliveryState.Sent, Stored(who).State));
    }

    [Fact]
    public async Task A_batch_that_is_posted_many_times_at_once_is_sent_once_and_finishes()
    {
        var people = Enumerable.Range(0, 30).Select(i => $"p{i}").ToArray();
        await Plan(people);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Office.Post(_batch)));
        await Office.Finished().InTime();

        Assert.All(people, who => Assert.Equal(1, Sends(who)));
        Assert.All(people, who => Assert.Equal(DeliveryState.Sent, Stored(who).State));
    }

    [Fact]
    public async Task What_was_sent_while_storage_is_away_is_marked_when_it_is_back_and_not_sent_again()
    {
        await Plan("ana", "bo");
        _engine.Stores.Away(_batch);

        await Office.Post(_batch);
        await Until(() => _engine.Stores.Writes(_batch) > 0);
        _engine.Stores.Away(_batch, away: false);
        await FinishAsTimePasses();

        Assert.Equal([1, 1], new[] { "ana", "bo" }.Select(Sends));
        Assert.All(new[] { "ana", "bo" }, who => Assert.Equal(DeliveryState.Sent, Stored(who).State));
    }

    [Fact]
    public async Task No_more_is_sent_unmarked_than_may_be_repeated_after_a_crash()
    {
        var people = Enumerable.Range(0, 70).Select(i => $"p{i}").ToArray();
        await Plan(people);
        _engine.Stores.Away(_batch);

        await Office.Post(_batch);
        await Until(() => people.Sum(Sends) == 50 && _engine.Stores.Writes(_batch) > 0);
        var tries = _engine.Stores.Writes(_batch);
        await Until(() =>
        {
            _engine.Time.Advance(TimeSpan.FromMinutes(1));
            return _engine.Stores.Writes(_batch) > tries + 1;
        });
        Assert.Equal(50, people.Sum(Sends));

        _engine.Stores.Away(_batch, away: false);
        await FinishAsTimePasses();
        Assert.All(people, who => Assert.Equal(1, Sends(who)));
    }

    [Fact]
    public async Task Many_messages_are_marked_in_few_transactions()
    {
        var people = Enumerable.Range(0, 100).Select(i => $"p{i}").ToArray();
        await Plan(people);

        await PostAndFinish();

        // Fifty at a time, and once more each time that the clock, which other tests set too, says that it is due.
        Assert.InRange(_engine.Stores.Writes(_batch), 2, 6);
        Assert.All(people, who => Assert.Equal(DeliveryState.Sent, Stored(who).State));
    }

    private Task FinishAsTimePasses()
    {
        var finished = Office.Finished();
        return Until(() =>
        {
            _engine.Time.Advance(TimeSpan.FromMinutes(1));
            return finished.IsCompleted;
        });
    }

    // How long storage is left alone between two tries varies, so its waits can't be told from others.
    private static async Task Until(Func<bool> holds)
    {
        for (var patience = 6000; !holds(); patience--)
        {
            Assert.True(patience > 0, "It never came.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }
    }

    private async Task AdvanceThrough(TimeSpan wait, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _engine.Time.WaitBegun(w => w == wait);
            _engine.Time.Advance(wait);
        }
    }

    private async Task PostAndFinish()
    {
        await Office.Post(_batch);
        await Office.Finished().InTime();
    }

    private Task Plan(params string[] people) => ((IOutboxStore)_engine.Stores).Plan(
        _batch,
        [.. people.Select(p => new Delivery(_batch, Recipient(p), new ConversationAddress("https://teams.test", Conversation(p), _tenant, "bot", PlaceKind.Personal), "{}", "", DeliveryState.Planned, 0, null, null))],
        Cancel);

    private string Recipient(string person) => $"{_tenant}:{person}";

    private string Conversation(string person) => $"chat-{_tenant}-{person}";

    private int Sends(string person) => _engine.Teams.Sends(Conversation(person));

    private Delivery Stored(string person) => _engine.Stores.DeliveryOf(_batch, Recipient(person));
}
