using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Deliveries;

/// <summary>Asked once, and everyone: what went wrong for those who came before, each as a test.</summary>
public sealed class OutboxGrainTests : IClassFixture<OwnEngine>
{
    private static readonly Instant Always = Instant.FromUtc(2999, 1, 1, 0, 0);

    private readonly OwnEngine _engine;
    private readonly string _tenant;
    private readonly string _mailing;

    public OutboxGrainTests(OwnEngine engine)
    {
        _engine = engine;
        _tenant = engine.NewId();
        _mailing = $"{_tenant}:2026-W48.check-in";
    }

    private IOutboxGrain Outbox => _engine.Grains.GetGrain<IOutboxGrain>(_mailing);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_planned_message_is_sent_once_and_recorded_with_its_id()
    {
        await PostAndFinish("ana");
        await PostAndFinish("ana");

        Assert.Equal(1, Sends("ana"));
        var sent = Stored("ana")!;
        Assert.Equal((DeliveryState.Sent, 1, $"message-{Conversation("ana")}", null), (sent.State, sent.Attempts, sent.MessageId, sent.Reason));
        Assert.False(IsPlanned);
    }

    [Fact]
    public async Task What_begins_a_mailing_is_sent_once_too()
    {
        foreach (var time in new[] { 1, 2 })
        {
            await Outbox.Begin(Letters.Kind, [Recipient("ana")], Always);
            await Outbox.Post(Letters.Kind, [Recipient("ana"), Recipient("ben")], Always);
            await Outbox.Finished().InTime();
            Assert.Equal((1, 1), (Sends("ana"), Sends("ben")));
        }
    }

    [Fact]
    public async Task What_is_planned_in_words_that_nobody_can_read_is_given_up()
    {
        _engine.Letters.Write(Recipient("ana"), () => throw new FormatException("\"x\" is no number."));

        await PostAndFinish("ana", "ben");

        Assert.Equal((DeliveryState.NotNeeded, DeliveryState.Sent), (Stored("ana")!.State, Stored("ben")!.State));
        Assert.False(IsPlanned);
    }

    [Fact]
    public async Task Success_is_never_recorded_before_the_send()
    {
        var go = new TaskCompletionSource<SendOutcome>();
        var asked = new TaskCompletionSource();
        _engine.Teams.Answer(Conversation("ana"), _ =>
        {
            asked.SetResult();
            return go.Task;
        });

        await Post("ana");
        await asked.Task.InTime();

        Assert.Null(Stored("ana"));
        Assert.True(IsPlanned);
        go.SetResult(new SendOutcome.Sent("m"));
        await Outbox.Finished().InTime();
        Assert.Equal(DeliveryState.Sent, Stored("ana")!.State);
    }

    [Theory]
    [InlineData(DeliveryState.Sent)]
    [InlineData(DeliveryState.Unreachable)]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.NotNeeded)]
    public async Task What_was_dealt_with_before_a_restart_is_not_sent_again_and_the_rest_is(DeliveryState state)
    {
        _engine.Stores.Plans[(_mailing, Letters.Kind)] = new Plan(_mailing, Letters.Kind, [Recipient("ana"), Recipient("bo")], Riverside.Opening, Always, "0");
        _engine.Stores.Put(new Delivery(_mailing, Letters.Kind, Recipient("ana"), state, null, null, null, 1, Riverside.Opening));

        await Outbox.Wake();
        await Outbox.Finished().InTime();

        Assert.Equal([0, 1], new[] { "ana", "bo" }.Select(Sends));
        Assert.False(IsPlanned);
    }

    [Fact]
    public async Task A_plan_of_which_all_was_marked_when_the_process_died_is_taken_away()
    {
        _engine.Stores.Plans[(_mailing, Letters.Kind)] = new Plan(_mailing, Letters.Kind, [Recipient("ana")], Riverside.Opening, Always, "0");
        _engine.Stores.Put(new Delivery(_mailing, Letters.Kind, Recipient("ana"), DeliveryState.Sent, null, null, null, 1, Riverside.Opening));

        await Outbox.Wake();

        Assert.False(IsPlanned);
        Assert.Equal(0, Sends("ana"));
    }

    [Fact]
    public async Task Planned_again_nobody_is_written_to_twice_whatever_happened_in_between()
    {
        await PostAndFinish("ana");
        await _engine.Forget(Outbox);
        await PostAndFinish("ana", "bo", "bo");
        await PostAndFinish("bo", "ana");

        Assert.Equal([1, 1], new[] { "ana", "bo" }.Select(Sends));
    }

    [Fact]
    public async Task Posted_many_times_at_once_it_is_sent_once()
    {
        var people = People(30);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Post(people)));
        await Outbox.Finished().InTime();

        Assert.All(people, who => Assert.Equal(1, Sends(who)));
        Assert.False(IsPlanned);
    }

    [Fact]
    public async Task What_is_planned_while_others_are_on_their_way_is_sent_too()
    {
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource<SendOutcome>();
        _engine.Teams.Answer(Conversation("ana"), _ =>
        {
            started.SetResult();
            return go.Task;
        });
        await Post("ana");
        await started.Task.InTime();

        await Post("bo");
        await Post("cy");
        go.SetResult(new SendOutcome.Sent("m"));
        await Outbox.Finished().InTime();

        Assert.All(new[] { "ana", "bo", "cy" }, who => Assert.Equal((1, DeliveryState.Sent), (Sends(who), Stored(who)!.State)));
    }

    [Fact]
    public async Task A_recipient_is_looked_at_again_when_the_turn_comes()
    {
        _engine.Letters.Write(Recipient("ana"), () => new Letter.NotNeeded("answered"));
        _engine.Letters.Write(Recipient("bo"), () => new Letter.Unreachable(Reasons.AppRemoved));

        await PostAndFinish("ana", "bo", "cy");

        Assert.Equal([0, 0, 1], new[] { "ana", "bo", "cy" }.Select(Sends));
        Assert.Equal((DeliveryState.NotNeeded, "answered"), (Stored("ana")!.State, Stored("ana")!.Reason));
        Assert.Equal((DeliveryState.Unreachable, Reasons.AppRemoved), (Stored("bo")!.State, Stored("bo")!.Reason));
        Assert.False(IsPlanned);
    }

    [Fact]
    public async Task Blocked_by_the_user_is_not_retried_and_is_remembered()
    {
        await _engine.Grains.GetGrain<IPersonGrain>(Recipient("ana")).Heard(Letters.AddressOf(Recipient("ana")), "Ana", null, "en-GB");
        _engine.Teams.Answer(Conversation("ana"), _ => Task.FromResult<SendOutcome>(new SendOutcome.Unreachable(Reasons.Blocked)));

        await PostAndFinish("ana");

        Assert.Equal(1, Sends("ana"));
        Assert.Equal((DeliveryState.Unreachable, Reasons.Blocked), (Stored("ana")!.State, Stored("ana")!.Reason));
        Assert.Equal(Reasons.Blocked, (await _engine.Grains.GetGrain<IPersonGrain>(Recipient("ana")).Get()).Unreachable);
    }

    [Fact]
    public async Task A_message_that_is_refused_is_not_retried()
    {
        _engine.Teams.Answer(Conversation("ana"), _ => Task.FromResult<SendOutcome>(new SendOutcome.Refused(Reasons.TooLong)));

        await PostAndFinish("ana");

        Assert.Equal(1, Sends("ana"));
        Assert.Equal((DeliveryState.Failed, Reasons.TooLong), (Stored("ana")!.State, Stored("ana")!.Reason));
    }

    [Fact]
    public async Task Retry_after_is_obeyed_for_the_whole_tenant_and_a_throttled_recipient_is_not_dropped()
    {
        // No other wait here is of 47 seconds.
        var asked = TimeSpan.FromSeconds(47);
        var times = new List<DateTimeOffset>();
        _engine.Teams.Answer(Conversation("ana"), nth => Answer(nth));
        await Post("ana");
        await _engine.Time.WaitBegun(wait => wait == asked);
        _engine.Teams.Answer(Conversation("bo"), _ => Answer(nth: 2));
        await Post("bo");

        _engine.Time.Advance(asked);
        await Outbox.Finished().InTime();

        Assert.Equal(3, times.Count);
        Assert.True(times[1] - times[0] >= asked && times[2] - times[0] >= asked);
        Assert.All(new[] { "ana", "bo" }, who => Assert.Equal(DeliveryState.Sent, Stored(who)!.State));

        Task<SendOutcome> Answer(int nth)
        {
            times.Add(_engine.Time.GetUtcNow());
            return Task.FromResult<SendOutcome>(nth == 1 ? new SendOutcome.TryLater(asked, Reasons.Busy, Throttled: true) : new SendOutcome.Sent("m"));
        }
    }

    [Fact]
    public async Task Mails_go_at_the_pace_of_their_server_and_not_of_Teams()
    {
        var office = _engine.Grains.GetGrain<IPostOfficeGrain>(ConversationAddress.MailTenant);
        var mails = Enumerable.Range(0, 5).Select(n => office.Send(ConversationAddress.OfMail($"p{n}@partner.example"), "{}", "")).ToArray();

        await _engine.Time.WaitBegun(wait => wait > TimeSpan.FromSeconds(55) && wait < TimeSpan.FromSeconds(65));
        await Until(() => mails.Count(m => m.IsCompleted) == 3);

        _engine.Time.Advance(TimeSpan.FromSeconds(62));
        Assert.All(await Task.WhenAll(mails).InTime(), outcome => Assert.IsType<SendOutcome.Sent>(outcome));
    }

    [Fact]
    public async Task A_channel_that_is_throttled_holds_up_nobody_else_of_its_tenant()
    {
        var asked = TimeSpan.FromSeconds(43);
        _engine.Letters.Write(Recipient("channel"), () => new Letter.To(Letters.AddressOf(Recipient("channel"), PlaceKind.Channel), "{}", ""));
        _engine.Teams.Answer(Conversation("channel"), nth => Task.FromResult<SendOutcome>(nth == 1 ? new SendOutcome.TryLater(asked, Reasons.Busy, Throttled: true) : new SendOutcome.Sent("m")));
        await Post("channel");
        await _engine.Time.WaitBegun(wait => wait == asked);

        await Post("ana");
        await Until(() => Sends("ana") == 1);

        _engine.Time.Advance(asked);
        // Its turn in the tenant's pace comes a moment later.
        await AsTimePasses(() => Stored("channel")?.State == DeliveryState.Sent);
        Assert.Equal(2, Sends("channel"));
    }

    [Fact]
    public async Task Throttling_uses_up_no_tries()
    {
        _engine.Teams.Answer(Conversation("ana"), nth => Task.FromResult<SendOutcome>(nth <= 12 ? new SendOutcome.TryLater(TimeSpan.FromSeconds(3), Reasons.Busy, Throttled: true) : new SendOutcome.Sent("m")));

        await Post("ana");
        await AsTimePasses(() => Stored("ana") is not null);

        Assert.Equal((DeliveryState.Sent, 1), (Stored("ana")!.State, Stored("ana")!.Attempts));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connector_that_is_away_for_an_hour_loses_nobody(bool timesOut)
    {
        var people = People(20);
        var back = _engine.Time.GetUtcNow() + TimeSpan.FromHours(1);
        foreach (var who in people)
        {
            _engine.Teams.Answer(Conversation(who), _ => _engine.Time.GetUtcNow() >= back
                ? Task.FromResult<SendOutcome>(new SendOutcome.Sent("m"))
                : Task.FromException<SendOutcome>(timesOut ? new TimeoutException() : new HttpRequestException("No route to Teams")));
        }

        await Post(people);
        await Until(() => people.Sum(Sends) > 0);
        var waiting = await Outbox.Deliveries();
        await AsTimePasses(() => !IsPlanned);

        Assert.All(waiting, d => Assert.Equal(DeliveryState.Planned, d.State));
        Assert.All(people, who => Assert.Equal(DeliveryState.Sent, Stored(who)!.State));
        // Few knocks while nobody is there: not twenty people three times a minute.
        Assert.InRange(people.Sum(Sends), 20, 600);
    }

    [Fact]
    public async Task One_conversation_that_is_unwell_holds_up_nobody_else()
    {
        _engine.Teams.Answer(Conversation("ana"), _ => Task.FromResult<SendOutcome>(new SendOutcome.TryLater(null, Reasons.Busy)));
        var people = People(150);

        await Post(["ana", .. people]);
        await AsTimePasses(() => people.All(who => Stored(who) is not null));

        Assert.All(people, who => Assert.Equal(1, Sends(who)));
        Assert.Contains(await Outbox.Deliveries(), d => d.Recipient == Recipient("ana") && d.State == DeliveryState.Planned);
    }

    [Fact]
    public async Task A_full_tenant_slows_no_other()
    {
        var slow = People(200);
        foreach (var who in slow)
        {
            _engine.Teams.Answer(Conversation(who), _ => new TaskCompletionSource<SendOutcome>().Task.WaitAsync(TimeSpan.FromDays(1), _engine.Time));
        }

        var other = $"{_engine.NewId()}:eve";
        await Outbox.Post(Letters.Kind, [.. slow.Select(Recipient), other], Always);
        await Until(() => _engine.Teams.Sends("chat-" + other) == 1);
        await Until(() => _engine.Stores.DeliveryOf(_mailing, Letters.Kind, other) is not null || Advanced());

        Assert.Equal(DeliveryState.Sent, _engine.Stores.DeliveryOf(_mailing, Letters.Kind, other)!.State);
    }

    [Fact]
    public async Task What_comes_too_late_is_not_sent_and_says_so()
    {
        await Outbox.Post(Letters.Kind, [Recipient("ana")], Instant.FromUtc(2020, 1, 1, 0, 0));
        await Outbox.Finished().InTime();

        Assert.Equal(0, Sends("ana"));
        Assert.Equal((DeliveryState.Failed, Reasons.TooLate(null)), (Stored("ana")!.State, Stored("ana")!.Reason));
    }

    [Fact]
    public async Task Card_sent_then_the_status_write_fails_it_is_not_sent_again()
    {
        _engine.Stores.Away(_mailing);

        await Post("ana", "bo");
        await Until(() => _engine.Stores.Writes(_mailing) > 0 || Advanced());
        _engine.Stores.Away(_mailing, away: false);
        await AsTimePasses(() => !IsPlanned);

        Assert.All(new[] { "ana", "bo" }, who => Assert.Equal((1, DeliveryState.Sent), (Sends(who), Stored(who)!.State)));
    }

    [Fact]
    public async Task No_more_is_sent_unmarked_than_may_be_repeated_after_a_crash()
    {
        var people = People(90);
        _engine.Stores.Away(_mailing);

        await Post(people);
        await Until(() => people.Sum(Sends) == 16 && _engine.Stores.Writes(_mailing) > 0);
        var tries = _engine.Stores.Writes(_mailing);
        await Until(() => Advanced() || _engine.Stores.Writes(_mailing) > tries + 1);
        Assert.Equal(16, people.Sum(Sends));

        _engine.Stores.Away(_mailing, away: false);
        await AsTimePasses(() => !IsPlanned);
        Assert.All(people, who => Assert.Equal(1, Sends(who)));
    }

    [Fact]
    public async Task A_thousand_messages_are_planned_in_one_write_and_marked_sixteen_at_a_time()
    {
        var people = People(1000);

        await PostAndFinish(people);

        // Once more each time that the clock, which other tests set too, says that it is due.
        Assert.InRange(_engine.Stores.Writes(_mailing), 63, 72);
        Assert.Equal(2, _engine.Stores.Writes($"plan:{_mailing}:{Letters.Kind}"));
        Assert.All(people, who => Assert.Equal(DeliveryState.Sent, Stored(who)!.State));
    }

    [Fact]
    public async Task Many_tenants_of_a_round_are_marked_together()
    {
        string[] recipients = [.. Enumerable.Range(0, 2000).Select(n => $"{_tenant}-{n % 40}:p{n}")];

        await Outbox.Post(Letters.Kind, recipients, Always);
        await Outbox.Finished().InTime();

        Assert.InRange(_engine.Stores.Writes(_mailing), 20, (2000 / 16) + 3);
        Assert.All(recipients, r => Assert.Equal(DeliveryState.Sent, _engine.Stores.DeliveryOf(_mailing, Letters.Kind, r)!.State));
    }

    [Fact]
    public async Task What_is_sent_does_not_wait_for_one_that_is_slow_to_be_marked()
    {
        var (slow, go) = (new TaskCompletionSource(), new TaskCompletionSource<SendOutcome>());
        _engine.Teams.Answer(Conversation("p0"), _ =>
        {
            slow.SetResult();
            return go.Task;
        });
        var people = People(16);

        await Post(people);
        await slow.Task.InTime();
        await Until(() => people.Sum(Sends) == 16);
        Assert.True(new DeliveryOptions().MarkEvery <= TimeSpan.FromMilliseconds(200));
        await Until(() =>
        {
            _engine.Time.Advance(new DeliveryOptions().MarkEvery);
            return people[1..].All(who => Stored(who)?.State == DeliveryState.Sent);
        });

        Assert.Null(Stored("p0"));
        go.SetResult(new SendOutcome.Sent("m"));
        await Outbox.Finished().InTime();
    }

    [Fact]
    public async Task In_a_conversation_the_order_is_kept_even_when_the_first_has_to_be_tried_again()
    {
        var office = _engine.Grains.GetGrain<IPostOfficeGrain>(_tenant);
        var address = Letters.AddressOf(Recipient("ana"));
        var arrived = new List<int>();
        _engine.Teams.Answer(address.ConversationId, nth =>
        {
            if (nth == 1)
            {
                return Task.FromResult<SendOutcome>(new SendOutcome.TryLater(null, "Teams is unwell"));
            }

            arrived.Add(nth);
            return Task.FromResult<SendOutcome>(new SendOutcome.Sent($"{nth}"));
        });

        var first = office.Send(address, "first", "");
        await Until(() => Sends("ana") == 1);
        var second = office.Send(address, "second", "");
        await AsTimePasses(() => first.IsCompleted && second.IsCompleted);

        Assert.Equal(("2", "3"), (((SendOutcome.Sent)await first).MessageId, ((SendOutcome.Sent)await second).MessageId));
        Assert.Equal([2, 3], arrived);
    }

    private static string[] People(int count) => [.. Enumerable.Range(0, count).Select(i => $"p{i}")];

    private bool Advanced()
    {
        _engine.Time.Advance(TimeSpan.FromSeconds(20));
        return false;
    }

    private Task AsTimePasses(Func<bool> holds) => Until(() => Advanced() || holds());

    // How long something is left alone between two tries varies, so its waits can't be told from others.
    private static async Task Until(Func<bool> holds)
    {
        for (var patience = 6000; !holds(); patience--)
        {
            Assert.True(patience > 0, "It never came.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }
    }

    private Task Post(params string[] people) => Outbox.Post(Letters.Kind, [.. people.Select(Recipient)], Always);

    private async Task PostAndFinish(params string[] people)
    {
        await Post(people);
        await Outbox.Finished().InTime();
    }

    private bool IsPlanned => _engine.Stores.Plans.ContainsKey((_mailing, Letters.Kind));

    private string Recipient(string person) => $"{_tenant}:{person}";

    private string Conversation(string person) => "chat-" + Recipient(person);

    private int Sends(string person) => _engine.Teams.Sends(Conversation(person));

    private Delivery? Stored(string person) => _engine.Stores.DeliveryOf(_mailing, Letters.Kind, Recipient(person));
}
