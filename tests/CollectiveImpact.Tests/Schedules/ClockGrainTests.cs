using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Tests.Schedules;

public sealed class ClockGrainTests : IDisposable
{
    private static readonly Instant Monday = Riverside.Opening;
    private static readonly Schedule Mondays = ScheduleTests.Weekly;

    private readonly Engine _engine;
    private readonly InitiativeId _initiative;

    public ClockGrainTests(Engine engine)
    {
        _engine = engine;
        _initiative = engine.NewInitiative().Id;
        engine.Calendar.Now = Monday - Duration.FromHours(1);
    }

    private IClockGrain Clock => _engine.Grains.GetGrain<IClockGrain>(_initiative);

    private IEnumerable<string> Heard => _engine.Listening.Heard(_initiative).Select(h => $"{h.Moment} {h.Round.Id}");

    public void Dispose() => _engine.Listening.Looking = static _ => { };

    [Fact]
    public async Task Nothing_is_brought_before_its_time_and_the_reminder_is_armed_for_it()
    {
        await Clock.Follow(Mondays);
        await Clock.Wake();

        Assert.Empty(Heard);
        Assert.Equal(TimeSpan.FromHours(1), _engine.Reminders.Of(Clock));
    }

    [Fact]
    public async Task A_round_goes_from_opening_over_its_reminder_to_its_close_and_its_digest()
    {
        await Clock.Follow(Mondays);
        foreach (var days in new[] { 0, 1, 2, 3, 4 })
        {
            _engine.Calendar.Now = Monday + Duration.FromDays(days);
            await Clock.Wake();
        }

        Assert.Equal(["Opens", "Opens", "Tells", "Reminds", "Closes", "Digest"], Heard.Select(h => h.Split(' ')[0]));
        Assert.All(Heard, h => Assert.EndsWith(" 2026-W48.check-in", h, StringComparison.Ordinal));
        Assert.Equal("2026-W48.check-in", (await Clock.Get()).LastClosed);
        // The next morning is the same Friday's.
        Assert.Equal(TimeSpan.FromHours(1), _engine.Reminders.Of(Clock));
    }

    [Fact]
    public async Task A_morning_is_brought_once_to_each_who_listens()
    {
        _engine.Calendar.Now = Monday + Duration.FromHours(1);
        await Clock.Wake();
        await Clock.Wake();
        await _engine.Forget(Clock);
        await Clock.Wake();

        Assert.Equal(["first Europe/Lisbon", "second Europe/Lisbon"], _engine.Listening.HeardMornings(_initiative));
        Assert.Equal(TimeSpan.FromDays(1), _engine.Reminders.Of(Clock));
    }

    [Fact]
    public async Task One_who_fails_in_the_morning_keeps_neither_the_others_nor_the_check_ins_from_theirs_and_is_asked_again()
    {
        await Clock.Follow(Mondays);
        _engine.Calendar.Now = Monday + Duration.FromHours(1);
        _engine.Listening.FailMornings(_initiative);
        await Assert.ThrowsAnyAsync<Exception>(() => Clock.Wake());

        Assert.Equal(["Opens 2026-W48.check-in"], Heard);
        Assert.Equal(["first Europe/Lisbon", "second Europe/Lisbon"], _engine.Listening.HeardMornings(_initiative));
        Assert.Equal(TimeSpan.FromMinutes(1), _engine.Reminders.Of(Clock));

        _engine.Listening.FailMornings(_initiative, fails: false);
        await Clock.Wake();
        await Clock.Wake();

        Assert.Equal(4, _engine.Listening.HeardMornings(_initiative).Count);
    }

    [Fact]
    public async Task A_new_schedule_owes_nothing_of_the_past()
    {
        await Clock.Follow(Mondays);
        _engine.Calendar.Now = Monday + Duration.FromHours(1);
        await Clock.Follow(Mondays with { ClosesAfterDays = 5 });
        await Clock.Wake();

        Assert.Empty(Heard);
    }

    [Fact]
    public async Task Opening_by_hand_twice_is_one_round()
    {
        var (first, isNew) = await Clock.OpenNow(null);
        var (second, isNewAgain) = await Clock.OpenNow(null);

        Assert.True(isNew);
        Assert.False(isNewAgain);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(["Opens 2026-W48.check-in"], Heard);
    }

    [Fact]
    public async Task Closing_by_hand_brings_the_close_and_then_the_digest_before_it_is_recorded()
    {
        await Clock.OpenNow(null);
        var recorded = new List<bool>();
        _engine.Listening.Looking = occasion =>
        {
            if (occasion.Initiative.Id == _initiative)
            {
                recorded.Add(_engine.Stores.Timetables[_initiative].Closed.Count > 0);
            }
        };

        var closed = await Clock.CloseNow(new("2026-W48.check-in"));

        Assert.Equal("2026-W48.check-in", closed!.Id);
        Assert.Equal(["Opens 2026-W48.check-in", "Closes 2026-W48.check-in", "Digest 2026-W48.check-in"], Heard);
        Assert.Equal([false, false], recorded);
        Assert.Equal("2026-W48.check-in", _engine.Stores.Timetables[_initiative].LastClosed);
        Assert.Null(await Clock.CloseNow(new("2026-W48.check-in")));
    }

    [Theory]
    [InlineData(Moment.Opens, 0)]
    [InlineData(Moment.Reminds, 2)]
    [InlineData(Moment.Closes, 3)]
    [InlineData(Moment.Digest, 3)]
    public async Task What_failed_stays_due_and_is_brought_again(Moment moment, int day)
    {
        await Clock.Follow(Mondays);
        if (moment != Moment.Opens)
        {
            _engine.Calendar.Now = Monday;
            await Clock.Wake();
        }

        _engine.Calendar.Now = Monday + Duration.FromDays(moment is Moment.Closes or Moment.Digest ? 2 : day);
        if (moment is Moment.Closes or Moment.Digest)
        {
            await Clock.Wake();
        }

        _engine.Calendar.Now = Monday + Duration.FromDays(day);
        _engine.Listening.Fail(_initiative, moment);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Clock.Wake());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Clock.Wake());
        _engine.Listening.Fail(_initiative, moment, fails: false);
        await Clock.Wake();
        await Clock.Wake();

        Assert.Equal(3, _engine.Listening.Heard(_initiative).Count(h => h.Moment == moment));
    }

    [Fact]
    public async Task What_failed_is_tried_again_after_a_minute_and_not_at_once_for_ever()
    {
        await Clock.Follow(Mondays);
        _engine.Calendar.Now = Monday;
        _engine.Listening.Fail(_initiative, Moment.Opens);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Clock.Wake());

        Assert.Equal(TimeSpan.FromMinutes(1), _engine.Reminders.Of(Clock));
    }

    [Fact]
    public async Task What_was_brought_but_not_recorded_is_brought_again_as_the_same_round()
    {
        await Clock.Follow(Mondays);
        _engine.Calendar.Now = Monday;
        _engine.Stores.Away("clock:" + _initiative);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Clock.Wake());
        _engine.Stores.Away("clock:" + _initiative, away: false);
        await _engine.Forgotten(Clock);

        await Clock.Wake();

        Assert.Equal(["Opens 2026-W48.check-in", "Opens 2026-W48.check-in"], Heard);
        Assert.Single((await Clock.Get()).Running);
    }

    [Fact]
    public async Task What_has_ended_is_erased_after_a_month_and_tried_again_when_storage_is_away()
    {
        var grain = _engine.Grains.GetGrain<IInitiativeGrain>(_initiative);
        await grain.MakeBackbone(Riverside.Bruno, backbone: true);
        await grain.AskToEnd(Riverside.Maria, "Maria", Monday);
        await grain.ConfirmEnd(Riverside.Bruno, "Bruno", Monday);
        _engine.Calendar.Now = Monday;
        await Clock.End();
        Assert.Equal(TimeSpan.FromDays(Ending.DaysKept), _engine.Reminders.Of(Clock));

        _engine.Calendar.Now = Monday + Duration.FromDays(Ending.DaysKept) - Duration.FromTicks(1);
        await Clock.Wake();
        Assert.DoesNotContain(_initiative, _engine.Stores.Erased);
        Assert.Empty(_engine.Listening.HeardMornings(_initiative));

        _engine.Calendar.Now = Monday + Duration.FromDays(Ending.DaysKept);
        _engine.Stores.Away("erase:" + _initiative);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Clock.Wake());
        Assert.NotNull(await grain.Get());
        _engine.Stores.Away("erase:" + _initiative, away: false);
        await Clock.Wake();
        await Clock.Wake();

        Assert.Single(_engine.Stores.Erased, _initiative);
        Assert.Null(await grain.Get());
    }

    [Fact]
    public async Task A_restart_brings_nothing_again()
    {
        await Clock.Follow(Mondays);
        _engine.Calendar.Now = Monday;
        await Clock.Wake();
        await _engine.Forget(Clock);

        await Clock.Wake();

        Assert.Equal(["Opens 2026-W48.check-in"], Heard);
    }
}
