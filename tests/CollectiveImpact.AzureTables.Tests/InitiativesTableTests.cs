using Azure.Data.Tables;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class InitiativesTableTests(Azurite azurite)
{
    private static readonly Instant Moment = Instant.FromUtc(2026, 11, 25, 9, 0, 1).PlusNanoseconds(123_456_700);

    private static Initiative New(string id) => new(new(id), Awkward, Awkward, new string('ß', 1000), "Europe/Lisbon", "pt-PT", [], [], [], []) { Country = "PT" };

    private static HomeChannel Channel(string id) =>
        new(new ConversationAddress("https://smba.example/emea/", id, "tenant", "28:bot", PlaceKind.Channel), Awkward);

    [Fact]
    public async Task Every_setting_comes_back_as_it_was_saved_and_in_the_order_in_which_it_came()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var before = New("ab12cd");
        var change = new InitiativeChange
        {
            Initiative = before,
            Goals = [new Goal("z", Awkward), new Goal("a/#?\\", "two")],
            Partners = [new Partner(new("zebra"), Awkward), new Partner(new("ähm"), "B"), new Partner(new("apple"), "C")],
            Members = [new Member(Ana, Awkward, Role.Backbone, null), new Member(Ben, "Ben", Role.Reporter, new("zebra")) { Since = Moment, Introduced = 3, AwayUntil = new(2026, 12, 3), AwayByMailbox = true, HereUntil = new(2026, 12, 4) }],
            Channels = [Channel("19:zz/#?@thread.tacv2"), Channel("19:aa@thread.tacv2") with { Languages = ["ar", "es"] }],
        };
        var version = await store.Save(before, change, null, Cancel);

        var loaded = await store.Load(new("ab12cd"), Cancel);

        Same.As(before.With(change), loaded!.Initiative);
        Assert.Equal(["zebra", "ähm", "apple"], loaded.Initiative.Partners.Select(p => p.Id.Value));
        Assert.Equal(version, loaded.Version);
    }

    [Fact]
    public async Task A_change_writes_only_what_it_names_and_keeps_the_rest()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var start = New("ab12cd") with { Partners = [new Partner(new("p1"), "One"), new Partner(new("p2"), "Two")], Channels = [Channel("19:a"), Channel("19:b")] };
        var version = await store.Save(start, new InitiativeChange { Initiative = start, Members = [new Member(Ana, "Ana", Role.Backbone, null)] }, null, Cancel);
        var now = start.With(new InitiativeChange { Members = [new Member(Ana, "Ana", Role.Backbone, null)] });
        var change = new InitiativeChange
        {
            Initiative = now with { Name = "New name", Partners = [] },
            Partners = [new Partner(new("p1"), "One, renamed"), new Partner(new("p0"), "New")],
            RemovedChannel = "19:a",
        };

        await store.Save(now, change, version, Cancel);

        var loaded = await store.Load(new("ab12cd"), Cancel);
        Same.As(now.With(change), loaded!.Initiative);
        Assert.Equal(["One, renamed", "Two", "New"], loaded.Initiative.Partners.Select(p => p.Name));
        Assert.Equal(["19:b"], loaded.Initiative.Channels.Select(c => c.Address.ConversationId));
    }

    [Fact]
    public async Task Who_wants_to_end_it_and_who_ended_it_come_back()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var start = New("ab12cd") with { Ending = new Ending(Ana, Awkward, Moment) };
        var version = await store.Save(start, new InitiativeChange { Initiative = start }, null, Cancel);
        Same.As(start, (await store.Load(new("ab12cd"), Cancel))!.Initiative);

        var ended = start with { Ending = null, Ended = new Ended(Ben, Awkward, "Ben", Moment) };
        await store.Save(start, new InitiativeChange { Initiative = ended }, version, Cancel);

        Same.As(ended, (await store.Load(new("ab12cd"), Cancel))!.Initiative);
    }

    [Fact]
    public async Task Who_is_removed_is_gone_and_the_others_keep_their_order()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var now = New("ab12cd");
        var cem = new PersonKey("tenant-c", "cem");
        var eve = new PersonKey("tenant-a", "eve");
        var version = await store.Save(now, new InitiativeChange { Initiative = now }, null, Cancel);
        foreach (var change in new[]
        {
            new InitiativeChange { Members = [new Member(Ana, "Ana", Role.Backbone, null), new Member(Ben, "Ben", Role.Reporter, new("p")), new Member(cem, "Cem", Role.Observer, null)] },
            new InitiativeChange { RemovedMember = Ana },
            new InitiativeChange { Members = [new Member(eve, "Eve", Role.Backbone, null)] },
            // Nobody is removed twice.
            new InitiativeChange { RemovedMember = Ana },
        })
        {
            version = await store.Save(now, change, version, Cancel);
            now = now.With(change);
        }

        var loaded = await store.Load(new("ab12cd"), Cancel);

        Same.As(now, loaded!.Initiative);
        Assert.Equal(["Ben", "Cem", "Eve"], loaded.Initiative.Members.Select(m => m.Name));
    }

    [Fact]
    public async Task Working_groups_come_back_whole_and_by_name_and_one_that_has_ended_is_gone_with_its_channels()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var now = New("ab12cd");
        PersonKey[] many = [.. Enumerable.Range(0, 1_000).Select(i => new PersonKey(Guid.NewGuid().ToString(), Guid.NewGuid().ToString()))];
        var readers = new WorkingGroup("r/#", Awkward, Awkward, ["goal-1", Awkward], [Ana, Ben]) { Lead = Ben };
        var version = await store.Save(now, new InitiativeChange { Initiative = now }, null, Cancel);
        foreach (var change in new[]
        {
            new InitiativeChange { Groups = [new WorkingGroup("z", "zebra", "", [], many), readers, new WorkingGroup("b", "Bees", "", [], [])], Channels = [Channel("19:r") with { Group = "r/#" }, Channel("19:b") with { Group = "b" }, Channel("19:all")] },
            new InitiativeChange { Groups = [readers.Without(Ben), new WorkingGroup("b", "ants", "For ants", ["goal-2"], [Ana])] },
            new InitiativeChange { RemovedGroup = "r/#" },
            // Nothing ends twice.
            new InitiativeChange { RemovedGroup = "r/#" },
        })
        {
            version = await store.Save(now, change, version, Cancel);
            now = now.With(change);
            Same.As(now, (await store.Load(new("ab12cd"), Cancel))!.Initiative);
        }

        var loaded = (await store.Load(new("ab12cd"), Cancel))!.Initiative;
        Assert.Equal(["ants", "zebra"], loaded.Groups.Select(g => g.Name));
        Assert.Equal([("19:b", "b"), ("19:all", null)], loaded.Channels.Select(c => (c.Address.ConversationId, c.Group)));
    }

    [Fact]
    public async Task Who_changes_what_another_has_changed_meanwhile_is_refused_and_nothing_of_it_stays()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var start = New("ab12cd");
        var version = await store.Save(start, new InitiativeChange { Initiative = start }, null, Cancel);
        await store.Save(start, new InitiativeChange { Partners = [new Partner(new("first"), "First")] }, version, Cancel);

        await Assert.ThrowsAsync<StaleStateException>(() =>
            store.Save(start, new InitiativeChange { Partners = [new Partner(new("late"), "Late")] }, version, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(start, new InitiativeChange { Initiative = start }, null, Cancel));

        Assert.Equal(["first"], (await store.Load(new("ab12cd"), Cancel))!.Initiative.Partners.Select(p => p.Id.Value));
    }

    [Fact]
    public async Task A_change_is_one_transaction_and_a_load_is_one_read()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var start = New("ab12cd");
        var version = await store.Save(start, new InitiativeChange { Initiative = start }, null, Cancel);

        var calls = await storage.CallsOf(async () =>
        {
            await store.Save(start, new InitiativeChange { Partners = [new Partner(new("p"), "P")], Goals = [new Goal("g", "G")] }, version, Cancel);
            await store.Load(new("ab12cd"), Cancel);
        });

        Assert.Equal(["TRANSACTION Initiatives", "GET Initiatives"], calls);
    }

    [Fact]
    public async Task Initiatives_are_listed_and_never_see_each_others_rows()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        foreach (var id in new[] { "a", "a:b", "ab", "~all" })
        {
            var start = New(id);
            await store.Save(start, new InitiativeChange { Initiative = start, Partners = [new Partner(new("of-" + id), id)] }, null, Cancel);
            await storage.The<IIndicatorStore>().Save(new(id), Indicator("i-" + id), Cancel);
        }

        Assert.Equal(["a", "a:b", "ab", "~all"], (await store.ListAll(Cancel)).Select(i => i.Value).Order(StringComparer.Ordinal));
        foreach (var id in new[] { "a", "a:b", "ab", "~all" })
        {
            Assert.Equal([new Partner(new("of-" + id), id)], (await store.Load(new(id), Cancel))!.Initiative.Partners);
            Assert.Equal(["i-" + id], (await storage.The<IIndicatorStore>().Load(new(id), Cancel)).Select(i => i.Id));
        }

        Assert.Null(await store.Load(new("nobody"), Cancel));
    }

    [Fact]
    public async Task An_invite_is_found_by_its_code_alone_until_it_is_used_and_after()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var start = New("ab12cd");
        var invite = new Invite("ab12cd-01234567", new("p"), Moment, null) { ForObserver = true, From = Ben, Then = AfterHandOver.Leaves, By = Ben, MadeAt = Moment, For = Ana, App = AddOutcome.NotAllowed };
        var version = await store.Save(start, new InitiativeChange { Initiative = start, Invites = [invite] }, null, Cancel);
        Assert.Equal(invite, await store.FindInvite(new("ab12cd"), invite.Code, Cancel));

        await store.Save(start, new InitiativeChange { Invites = [invite with { UsedBy = Ana }] }, version, Cancel);

        Assert.Equal(invite with { UsedBy = Ana }, await store.FindInvite(new("ab12cd"), invite.Code, Cancel));
        Assert.Equal([invite with { Code = "", Hash = invite.Key, UsedBy = Ana }], await store.Invites(new("ab12cd"), Cancel));
        Assert.Null(await store.FindInvite(new("ab12cd"), "ab12cd-other", Cancel));
        Assert.Null(await store.FindInvite(new("other"), invite.Code, Cancel));
    }

    [Fact]
    public async Task An_invite_of_a_list_that_names_no_codes_is_withdrawn_for_whoever_has_its_code()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var start = New("ab12cd");
        var invite = new Invite("ab12cd-012345-678901", new("p"), Moment, null);
        var version = await store.Save(start, new InitiativeChange { Initiative = start, Invites = [invite, new Invite("ab12cd-012345-678902", null, Moment, null)] }, null, Cancel);

        var listed = Assert.Single(await store.Invites(new("ab12cd"), Cancel), i => i.PartnerId is not null);
        await store.Save(start, new InitiativeChange { Invites = [listed with { WithdrawnBy = Ana, WithdrawnAt = Moment, IsRenewed = true }] }, version, Cancel);

        Assert.Equal(invite with { WithdrawnBy = Ana, WithdrawnAt = Moment, IsRenewed = true }, await store.FindInvite(new("ab12cd"), invite.Code, Cancel));
        Assert.Equal(2, (await store.Invites(new("ab12cd"), Cancel)).Count);
    }

    [Fact]
    public async Task Invites_of_earlier_versions_are_listed_by_their_hash_and_once()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var start = New("ab12cd");
        var version = await store.Save(start, new InitiativeChange { Initiative = start }, null, Cancel);
        var (table, partition) = (storage.The<StorageAccount>().Initiatives, Keys.Initiative(new("ab12cd")));
        await table.AddEntityAsync(new TableEntity(partition, Keys.Invite("ab12cd-01234567")).Put("Code", "ab12cd-01234567").Put("Partner", "p").Put("Expires", Moment).Put("ForObserver", false), Cancel);
        await table.AddEntityAsync(new TableEntity(partition, Keys.Invite(Codes.KeyOf("other"))).Put("Partner", "p").Put("Expires", Moment).Put("ForObserver", false), Cancel);

        var listed = await store.Invites(new("ab12cd"), Cancel);
        Assert.Equal(new[] { Codes.KeyOf("ab12cd-01234567"), Codes.KeyOf("other") }.Order(), listed.Select(i => i.Key).Order());
        await store.Save(start, new InitiativeChange { Invites = [.. listed.Select(i => i with { WithdrawnAt = Moment })] }, version, Cancel);

        Assert.Equal(2, (await store.Invites(new("ab12cd"), Cancel)).Count(i => !i.IsWaiting));
        Assert.NotNull((await store.FindInvite(new("ab12cd"), "ab12cd-01234567", Cancel))?.WithdrawnAt);
    }

    [Fact]
    public async Task No_row_holds_a_code_with_which_somebody_could_join()
    {
        await using var storage = await Empty(azurite);
        var start = New("ab12cd");
        var code = Codes.NewInvite(new("ab12cd"));

        await storage.The<IInitiativeStore>().Save(start, new InitiativeChange { Initiative = start, Invites = [new Invite(code, new("p"), Moment, null)] }, null, Cancel);

        var rows = await storage.The<StorageAccount>().Initiatives.QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);
        Assert.Contains(rows, r => r.RowKey.Contains(Codes.KeyOf(code), StringComparison.Ordinal));
        Assert.DoesNotContain(rows, r => $"{r.RowKey} {string.Join(' ', r.Select(c => c.Value))}".Contains(code[7..], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_invite_of_an_earlier_version_is_found_by_its_code_and_works_once()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IInitiativeStore>();
        var start = New("ab12cd");
        var version = await store.Save(start, new InitiativeChange { Initiative = start }, null, Cancel);
        await storage.The<StorageAccount>().Initiatives.AddEntityAsync(
            new TableEntity(Keys.Initiative(new("ab12cd")), Keys.Invite("ab12cd-01234567")).Put("Code", "ab12cd-01234567").Put("Partner", "p").Put("Expires", Moment).Put("ForObserver", false), Cancel);

        var invite = await store.FindInvite(new("ab12cd"), "ab12cd-01234567", Cancel);
        Assert.Equal("p", invite?.PartnerId);
        await store.Save(start, new InitiativeChange { Invites = [invite! with { UsedBy = Ana }] }, version, Cancel);

        Assert.Equal(Ana, (await store.FindInvite(new("ab12cd"), "ab12cd-01234567", Cancel))?.UsedBy);
    }

    private static Indicator Indicator(string id) => new(
        id, Awkward, "meals", IndicatorKind.Percentage, GoodDirection.Down, RollUp.RatioOfSums, 0.1m, ["attendance", Awkward], 7, Retired: true)
    {
        Definition = Awkward,
        Least = -0.5m,
        Most = 999_999_999_999m,
        ExpectedChange = 12.5m,
        AtMost = "enrolled",
        Breakdown = new Breakdown(Awkward, [new Category("east", Awkward), new Category("west", "West")], Sharing.Steering),
        Formula = "[cost] / [graduates]",
        Every = Frequency.Quarterly,
        Partners = [new("food-bank"), new(Awkward)],
        Baseline = 0m,
        BaselineOn = new LocalDate(2025, 1, 1),
        TargetBy = new LocalDate(2030, 12, 31),
        ByStep = true,
        Sharing = Sharing.Backbone,
        PartnerSharing = Sharing.Public,
        WhatChanged = Awkward,
        ComparesFrom = 3,
        UnitOfOne = "child",
        PartName = "children reading",
        WholeName = "of all children tested",
        Decimals = 1,
        Translations = new Dictionary<string, IndicatorWords>
        {
            ["es"] = new(Awkward, 3, Awkward)
            {
                Definition = Awkward,
                Unit = "niños",
                UnitOfOne = "niño",
                PartName = "niños que leen",
                WholeName = "de los evaluados",
                WhatChanged = Awkward,
                Breakdown = "Barrio",
                Categories = new Dictionary<string, string> { ["east"] = "Este", ["a.b"] = Awkward },
            },
            ["pt-BR"] = new("Crianças", 1, ""),
        },
    };

    private static Indicator Bare(string id) => new(id, "Meals?", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false);

    [Fact]
    public async Task Indicators_come_back_whole_in_the_order_in_which_they_were_added()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IIndicatorStore>();
        Indicator[] indicators = [Indicator("zebra"), Indicator("apple") with { Target = 999_999_999_999m, Retired = false }, Indicator("mango") with { Target = null, Terms = [] }, Bare("plain")];
        foreach (var indicator in indicators)
        {
            await store.Save(new("ab12cd"), indicator, Cancel);
        }

        await store.Save(new("ab12cd"), indicators[0] with { Question = "Changed?", Target = null, Version = 8 }, Cancel);

        indicators[0] = indicators[0] with { Question = "Changed?", Target = null, Version = 8 };
        var loaded = await store.Load(new("ab12cd"), Cancel);
        Assert.Equal(["zebra", "apple", "mango", "plain"], loaded.Select(i => i.Id));
        Same.As(indicators, loaded);
    }

    [Fact]
    public async Task More_indicators_than_fit_one_transaction_are_saved_where_they_were()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IIndicatorStore>();
        Indicator[] indicators = [.. Enumerable.Range(0, 120).Select(i => Bare($"i{i}"))];
        await store.SaveAll(new("ab12cd"), indicators[..60], Cancel);

        Indicator[] changed = [.. indicators.Reverse().Select(i => i with { Question = $"Changed, {i.Id}?" })];
        await store.SaveAll(new("ab12cd"), changed, Cancel);

        var loaded = await store.Load(new("ab12cd"), Cancel);
        Assert.Equal(indicators[..60].Concat(indicators[60..].Reverse()).Select(i => i.Id), loaded.Select(i => i.Id));
        Assert.All(loaded, i => Assert.Equal($"Changed, {i.Id}?", i.Question));
    }

    [Fact]
    public async Task Every_version_of_a_definition_is_kept_and_wording_alone_makes_none()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IIndicatorStore>();
        Indicator[] versions = [Bare("meals"), Indicator("meals") with { Version = 2 }, Bare("meals") with { Version = 12, Definition = "Hot ones" }];
        foreach (var version in versions)
        {
            await store.Save(new("ab12cd"), version with { Question = "An older wording?" }, Cancel);
            await store.Save(new("ab12cd"), version, Cancel);
        }

        await store.Save(new("ab12cd"), Bare("meals-at-home"), Cancel);
        await store.Save(new("other"), Bare("meals"), Cancel);

        Same.As(versions, await store.Versions(new("ab12cd"), "meals", Cancel));
        Same.As([versions[2], Bare("meals-at-home")], await store.Load(new("ab12cd"), Cancel));
    }

    private static readonly Schedule Schedule = new(
        "deep-look",
        "Deep look ☀",
        new Recurrence(Frequency.Weekly, 2, [IsoDayOfWeek.Thursday, IsoDayOfWeek.Sunday], new DayInMonth(DayKind.WorkingDay, -1)),
        new LocalTime(9, 30, 15).PlusNanoseconds(5),
        "America/New_York",
        3,
        [2, 1],
        new Scope(["attendance"], [new("library"), new("school")]),
        new LocalDate(2026, 2, 28));

    private static RunningRound Running(string id, Instant? tells) => new(
        new(id),
        "deep-look",
        "Deep look ☀",
        2,
        new Period("2026-W48"),
        new LocalDate(2026, 11, 26),
        new LocalTime(9, 30),
        AtOnce: true,
        new Scope([], [new("library")]),
        Moment,
        Moment + Duration.FromDays(3),
        [new LocalDate(2026, 11, 27), new LocalDate(2026, 11, 28)],
        Moment + Duration.FromTicks(1),
        tells);

    [Fact]
    public async Task A_timetable_comes_back_whole_with_its_open_rounds_in_order()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITimetableStore>();
        var followed = new FollowedSchedule(Schedule, new LocalDate(2026, 11, 26), [new LocalDate(2026, 12, 10)]);
        Timetable[] timetables =
        [
            Timetable.Empty,
            new(
                [followed, followed with { Schedule = Schedule with { Id = "check-in", RemindDaysBefore = [], Asks = Scope.Everything }, Skipped = [] }],
                [new Pause(new LocalDate(2026, 12, 21), new LocalDate(2027, 1, 1), "Winter break – ☃"), new Pause(new LocalDate(2027, 1, 6), new LocalDate(2027, 1, 6), "")],
                [Running("2026-W48.deep-look.2", Moment), Running("2026-W47.check-in", null)],
                ["2026-W46.check-in", "2026-W48.deep-look"]),
            new([followed], [], [Running("2026-W49.deep-look", null)], ["2026-W48.deep-look.2"])
            {
                MorningsTo = Moment,
                Digests = [new WaitingDigest(Running("2026-W48.deep-look.2", null), Moment), new WaitingDigest(Running("2026-W47.check-in", Moment), Moment)],
            },
            new([followed with { Schedule = Schedule with { DigestAt = new LocalTime(14, 30) } }], [], [], ["2026-W48.deep-look.2"]) { Digests = [new WaitingDigest(Running("2026-W47.check-in", Moment), Moment)] },
            new([], [], [], ["2026-W48.deep-look.2"]),
        ];
        string? version = null;
        var before = Timetable.Empty;
        foreach (var timetable in timetables)
        {
            version = await store.Save(new("ab12cd"), before, timetable, version, Cancel);
            before = timetable;

            var loaded = await store.Load(new("ab12cd"), Cancel);

            Same.As(timetable, loaded!.Value.Timetable);
            Assert.Equal(version, loaded.Value.Version);
        }
    }

    [Fact]
    public async Task A_stale_clock_writes_nothing_and_the_backbones_changes_do_not_disturb_it()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITimetableStore>();
        var first = await store.Save(new("ab12cd"), Timetable.Empty, Timetable.Empty, null, Cancel);
        var start = New("ab12cd");
        await storage.The<IInitiativeStore>().Save(start, new InitiativeChange { Initiative = start }, null, Cancel);
        await store.Save(new("ab12cd"), Timetable.Empty, Timetable.Empty with { Closed = ["2026-W47"] }, first, Cancel);

        var late = Timetable.Empty with { Running = [Running("2026-W48.deep-look", null)] };
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(new("ab12cd"), Timetable.Empty, late, first, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(new("ab12cd"), Timetable.Empty, late, null, Cancel));

        var loaded = await store.Load(new("ab12cd"), Cancel);
        Assert.Equal("2026-W47", loaded!.Value.Timetable.LastClosed);
        Assert.Empty(loaded.Value.Timetable.Running);
        Assert.Null(await store.Load(new("other"), Cancel));
    }
}
