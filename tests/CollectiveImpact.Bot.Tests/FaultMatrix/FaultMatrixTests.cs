using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CollectiveImpact.Testing;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>
/// A week of an initiative while the process is killed between any two steps, storage goes away, and Teams is unwell:
/// every process is real and killed by SIGKILL, every fault comes from a seed.
/// </summary>
/// <remarks>
/// FAULT_SEEDS sets how many seeds are run, and FAULT_FIRST_SEED with which it begins; the long run has 200.
/// </remarks>
[Collection(Processes.Collection)]
public sealed partial class FaultMatrixTests(Azurite azurite, ITestOutputHelper output)
{
    private const string Round = "2026-W49.check-in";
    private static readonly Instant Sunday = Instant.FromUtc(2026, 11, 29, 6, 0);
    private static readonly Instant MondayNine = Instant.FromUtc(2026, 11, 30, 9, 0);

    // Opening in Lisbon, opening in New York, the telling, the reminders, the close; then nothing more may happen.
    private static readonly Instant[] Week =
    [
        MondayNine, MondayNine + Duration.FromHours(5), MondayNine + Duration.FromHours(13), MondayNine + Duration.FromDays(2),
        MondayNine + Duration.FromHours(53), MondayNine + Duration.FromDays(3), MondayNine + Duration.FromHours(75),
    ];

    // So many of a round and a tenant may be on their way or not marked yet.
    private const int Unmarked = 16;

    // Marks follow the answers at once. How long that takes is this machine's, so it is counted and printed, and nothing fails by it.
    private static readonly TimeSpan MarkedWithin = TimeSpan.FromMilliseconds(250);

    private static int Seeds => Setting("FAULT_SEEDS", 4);

    private static int FirstSeed => Setting("FAULT_FIRST_SEED", 1);

    [Fact]
    public async Task Whatever_dies_and_when_nobody_is_lost_and_nobody_gets_again_what_was_marked_as_sent()
    {
        var (sent, duplicates, late, lost, kills, faults) = (0, 0, 0, 0, 0, 0);
        for (var seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            var outcome = await Run(seed);
            output.WriteLine(outcome.ToString());
            sent += outcome.Sent;
            duplicates += outcome.Duplicates;
            late += outcome.Late;
            lost += outcome.Lost;
            kills += outcome.Kills;
            faults += outcome.Refused;
            Assert.True(outcome.Wrong.IsEmpty, $"{outcome}\n{string.Join('\n', outcome.Wrong)}");
        }

        output.WriteLine($"{Seeds} seeds: {sent} sent, {duplicates} duplicates in flight, {late} of them answered more than {MarkedWithin.TotalMilliseconds} ms before, {lost} lost, {kills} processes killed, {faults} calls refused.");
        Assert.Equal(0, lost);
    }

    [Fact]
    public async Task A_large_tenant_whose_process_dies_while_it_sends_gets_no_more_than_sixteen_twice()
    {
        const int reporters = 58;
        for (var seed = FirstSeed; seed < FirstSeed + Math.Max(2, Seeds / 4); seed++)
        {
#pragma warning disable CA5394 // A seed must give the same faults again.
            var (dies, steps) = (new Random(seed).Next(1, reporters + 12), 0);
#pragma warning restore CA5394
            var (initiative, prefix) = ($"l{seed:00000}", "l" + Guid.NewGuid().ToString("N")[..10]);
            await using var storage = await StorageProxy.Start(azurite.TableEndpoint);
            await using var teams = await CountingConnector.Start();
            var (killed, marks) = (new Faults(), new Marks());
            var bot = await BotProcess.Start(Azurite.To(storage.Address.ToString().TrimEnd('/')), prefix, InstantPattern.ExtendedIso.Format(Sunday));
            try
            {
                await bot.Must($"/test/fill?initiative={initiative}&reporters={reporters}&service={teams.Address}&tenants=1");
                // Dies in the middle of a message, or of a mark.
                teams.Arrives = (conversation, kind) => marks.Arrives(conversation, kind);
                teams.Taken = Step;
                storage.After = body =>
                {
                    if (marks.Take(body))
                    {
                        Step();
                    }
                };
                await bot.Does($"/test/calendar?now={InstantPattern.ExtendedIso.Format(MondayNine)}");
                if (await bot.Does("/test/settle") is null)
                {
                    bot.Dispose();
                    bot = await BotProcess.Start(Azurite.To(storage.Address.ToString().TrimEnd('/')), prefix, InstantPattern.ExtendedIso.Format(MondayNine));
                    await bot.Must("/test/settle");
                }
            }
            finally
            {
                bot.Dispose();
            }

            var twice = teams.Takings.GroupBy(t => (t.Conversation, t.Kind)).Count(t => t.Count() > 1);
            var doubles = Doubles(teams, killed);
            output.WriteLine($"seed {seed}: died at step {dies}, {teams.Takings.Count} sent, {twice} twice, {doubles.Late} of them answered more than {MarkedWithin.TotalMilliseconds} ms before");
            Assert.Equal(reporters, teams.Takings.Select(t => t.Conversation).Distinct().Count());
            Assert.InRange(twice, 0, Unmarked);
            Assert.Empty(marks.Wrong);
            Assert.Empty(doubles.Wrong);

            void Step()
            {
                if (Interlocked.Increment(ref steps) == dies)
                {
                    killed.Died();
                    bot.Kill();
                }
            }
        }
    }

    [Fact]
    public async Task When_one_of_two_processes_dies_while_it_sends_the_other_finishes()
    {
        const int reporters = 60;
        var cluster = "c" + Guid.NewGuid().ToString("N")[..10];
        await using var teams = await CountingConnector.Start();
        var now = InstantPattern.ExtendedIso.Format(Sunday);
        (string, string)[] settings = [("Clustering", "AzureTables"), ("Orleans__ClusterId", cluster), ("Delivery__MessagesPerSecond", "20")];
        using var first = await BotProcess.Start(azurite.ConnectionString, cluster, now, settings);
        using var second = await BotProcess.Start(azurite.ConnectionString, cluster, now, settings);
        await first.Must($"/test/fill?initiative=f00000&reporters={reporters}&service={teams.Address}");
        var sends = 0;
        teams.Taken = () =>
        {
            if (Interlocked.Increment(ref sends) == 10)
            {
                first.Kill();
            }
        };

        foreach (var bot in new[] { first, second })
        {
            await bot.Does($"/test/calendar?now={InstantPattern.ExtendedIso.Format(MondayNine)}");
        }

        await first.Does("/test/settle");
        for (var tries = 0; await second.Does("/test/settle") is null; tries++)
        {
            Assert.True(tries < 240, second.Said);
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        var got = Enumerable.Range(0, reporters).Select(n => teams.Received.GetValueOrDefault($"f00000-{n}")?.Count ?? 0).ToArray();
        output.WriteLine($"{got.Sum()} sent, {got.Count(g => g > 1)} duplicates in flight, {got.Count(g => g == 0)} lost.");
        Assert.True(first.IsDead);
        Assert.DoesNotContain(0, got);
        Assert.InRange(got.Sum(), reporters, 2 * reporters);
    }

    [Fact]
    public async Task A_deployment_in_the_middle_of_sending_sends_nothing_twice_and_loses_nothing()
    {
        const int reporters = 60;
        var prefix = "u" + Guid.NewGuid().ToString("N")[..10];
        var now = InstantPattern.ExtendedIso.Format(MondayNine);
        await using var teams = await CountingConnector.Start();
        var half = new TaskCompletionSource();
        var sends = 0;
        teams.Taken = () =>
        {
            if (Interlocked.Increment(ref sends) == 20)
            {
                half.TrySetResult();
            }
        };
        using (var before = await BotProcess.Start(azurite.ConnectionString, prefix, InstantPattern.ExtendedIso.Format(Sunday), ("Delivery__MessagesPerSecond", "20")))
        {
            await before.Must($"/test/fill?initiative=f00001&reporters={reporters}&service={teams.Address}");
            await before.Does($"/test/calendar?now={now}");
            var settling = before.Does("/test/settle");
            await half.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            await before.Stops();
            await settling;
        }

        var atTheStop = sends;
        using var after = await BotProcess.Start(azurite.ConnectionString, prefix, now, ("Delivery__MessagesPerSecond", "0"));
        await after.Must("/test/settle");

        Assert.InRange(atTheStop, 20, reporters);
        Assert.All(Enumerable.Range(0, reporters), n => Assert.Equal(["open"], teams.Received.GetValueOrDefault($"f00001-{n}") ?? []));
    }

    [Theory]
    [InlineData("storage is away for a minute")]
    [InlineData("Teams is away for an hour")]
    [InlineData("the clock jumps back by an hour")]
    [InlineData("a reminder fires three times at once")]
    [InlineData("no reminder fires until the next day")]
    public async Task A_fault_that_lasts_loses_nobody_and_asks_nobody_twice(string fault)
    {
        const int reporters = 12;
        await using var storage = await StorageProxy.Start(azurite.TableEndpoint);
        await using var teams = await CountingConnector.Start();
        var (storageIsAway, teamsIsAway, refused) = (false, false, 0);
        storage.Before = () => !storageIsAway || Interlocked.Increment(ref refused) < 0;
        teams.Arrives = (_, _) => teamsIsAway && Interlocked.Increment(ref refused) > 0 ? 503 : 201;
        using var bot = await BotProcess.Start(Azurite.To(storage.Address.ToString().TrimEnd('/')), "l" + Guid.NewGuid().ToString("N")[..10], InstantPattern.ExtendedIso.Format(Sunday));
        await bot.Must($"/test/fill?initiative=f00002&reporters={reporters}&service={teams.Address}");

        switch (fault)
        {
            case "storage is away for a minute":
                storageIsAway = true;
                Assert.Null(await At(MondayNine));
                storageIsAway = false;
                await Settles(MondayNine + Duration.FromMinutes(1));
                Assert.NotEqual(0, refused);
                break;
            case "Teams is away for an hour":
                teamsIsAway = true;
                Assert.Null(await At(MondayNine));
                teamsIsAway = false;
                await Settles(MondayNine + Duration.FromHours(1));
                Assert.NotEqual(0, refused);
                break;
            case "the clock jumps back by an hour":
                await Settles(MondayNine);
                await Settles(MondayNine - Duration.FromHours(1));
                await Settles(MondayNine + Duration.FromMinutes(1));
                break;
            case "a reminder fires three times at once":
                await bot.Does($"/test/calendar?now={InstantPattern.ExtendedIso.Format(MondayNine)}");
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bot.Does("/test/settle")));
                await Settles(MondayNine);
                break;
            default:
                await Settles(MondayNine + Duration.FromDays(1));
                break;
        }

        Assert.All(Enumerable.Range(0, reporters), n => Assert.Equal(["open"], teams.Received.GetValueOrDefault($"f00002-{n}") ?? []));

        async Task<string?> At(Instant now)
        {
            await bot.Does($"/test/calendar?now={InstantPattern.ExtendedIso.Format(now)}");
            return await bot.Does("/test/settle");
        }

        async Task Settles(Instant now)
        {
            for (var tries = 0; await At(now) is null; tries++)
            {
                Assert.True(tries < 40, "It never settled: " + bot.Said);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    private async Task<Outcome> Run(int seed)
    {
#pragma warning disable CA5394 // A seed must give the same faults again.
        var random = new Random(seed);
        var initiative = $"f{seed:00000}";
        var prefix = "f" + Guid.NewGuid().ToString("N")[..10];
        var reporters = random.Next(4, 25);
        await using var storage = await StorageProxy.Start(azurite.TableEndpoint);
        await using var teams = await CountingConnector.Start();
        var outcome = new Outcome(seed, reporters);
        var faults = new Faults();
        var marks = new Marks();
        var armed = false;
        var bot = await Start(Sunday);
        var until = new int[1];
        var refusals = 0;
        storage.After = body =>
        {
            marks.Take(body);
            Step(after: true);
        };
        storage.Before = () =>
        {
            Step(after: false);
            return !Refuses();
        };
        teams.Arrives = (conversation, kind) =>
        {
            var status = marks.Arrives(conversation, kind);
            Step(after: false);
            return Refuses() ? random.Next(3) switch { 0 => 429, 1 => 503, _ => 502 } : status;
        };
        teams.Taken = () => Step(after: true);
        try
        {
            await bot.Must($"/test/fill?initiative={initiative}&reporters={reporters}&service={teams.Address}&zones=Europe/Lisbon,America/New_York");
            var acknowledged = new HashSet<int>();
            foreach (var moment in Week)
            {
                Arm();
                await Settle(moment);
                if (moment > MondayNine && moment < Week[^2])
                {
                    for (var n = 0; n < reporters; n += 2 + random.Next(3))
                    {
                        if (await bot.Does($"/test/submit?initiative={initiative}&round={Round}&reporter={n}") is "Accepted" or "Unchanged")
                        {
                            acknowledged.Add(n);
                        }
                    }
                }
            }

            armed = false;
            await Settle(Week[^1]);
            await Check(acknowledged);
            return outcome;
        }
        finally
        {
            if (!outcome.Wrong.IsEmpty)
            {
                output.WriteLine(bot.Said);
            }

            bot.Dispose();
        }

        void Arm()
        {
            lock (random)
            {
                // A few steps from now the process dies, or calls are refused for a while, or nothing happens.
                armed = true;
                until[0] = random.Next(3) == 0 ? int.MaxValue : random.Next(1, 60);
                refusals = random.Next(3) == 0 ? random.Next(1, 12) : 0;
            }
        }

        // One step of the bot, before or after it has taken effect.
        void Step(bool after)
        {
            lock (random)
            {
                if (armed && --until[0] == 0)
                {
                    _ = after;
                    faults.Died();
                    bot.Kill();
                    outcome.Kills++;
                }
            }
        }

        bool Refuses()
        {
            lock (random)
            {
                if (!armed || refusals == 0 || random.Next(3) > 0)
                {
                    return false;
                }

                refusals--;
                outcome.Refused++;
                faults.Refused();
                return true;
            }
        }

        async Task<BotProcess> Start(Instant now) =>
            await BotProcess.Start(Azurite.To(storage.Address.ToString().TrimEnd('/')), prefix, InstantPattern.ExtendedIso.Format(now));

        // Whoever watches the service starts it again when it dies, until what is due is done.
        async Task Settle(Instant now)
        {
            for (var tries = 0; ; tries++)
            {
                Assert.True(tries < 40, "It never settled: " + bot.Said);
                if (bot.IsDead)
                {
                    bot.Dispose();
                    bot = await Start(now);
                    continue;
                }

                await bot.Does($"/test/calendar?now={InstantPattern.ExtendedIso.Format(now)}");
                if (await bot.Does("/test/settle") is not null)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            }
        }

        async Task Check(HashSet<int> acknowledged)
        {
            var entries = await bot.Tells($"/test/entries?initiative={initiative}&round={Round}");
            foreach (var n in acknowledged.Where(n => !entries.Contains($"\"p{n} ", StringComparison.Ordinal)))
            {
                outcome.Wrong.Enqueue($"The answer of p{n} was acknowledged and is lost.");
            }

            var closed = await bot.Tells($"/test/timetable?initiative={initiative}");
            if (closed != $"[\"{Round}\"]")
            {
                outcome.Wrong.Enqueue($"The rounds are {closed}.");
            }

            for (var n = 0; n < reporters; n++)
            {
                Count($"{initiative}-{n}", "open", least: acknowledged.Contains(n) ? 0 : 1);
                Count($"{initiative}-{n}", "remind", least: entries.Contains($"\"p{n} ", StringComparison.Ordinal) ? 0 : 1);
            }

            var inDoubt = teams.Received.TryGetValue($"{initiative}-backbone", out var told) && told.Contains("doubt");
            Count($"{initiative}-channel", "digest", least: inDoubt ? 0 : 1);
            if (teams.Received.TryGetValue($"{initiative}-channel", out var inChannel) && inChannel.Count(k => k == "digest") > 1)
            {
                outcome.Wrong.Enqueue("The digest came twice.");
            }

            var doubles = Doubles(teams, faults);
            outcome.Late = doubles.Late;
            foreach (var wrong in doubles.Wrong.Concat(marks.Wrong))
            {
                outcome.Wrong.Enqueue(wrong);
            }
        }

        void Count(string conversation, string kind, int least)
        {
            var got = teams.Received.TryGetValue(conversation, out var all) ? all.Count(k => k == kind) : 0;
            outcome.Sent += got;
            outcome.Duplicates += Math.Max(0, got - 1);
            if (got < least)
            {
                outcome.Lost++;
                outcome.Wrong.Enqueue($"{conversation} never got {kind}.");
            }
        }
#pragma warning restore CA5394
    }

    // What came more often than processes died before it, and how many copies came though the one before had been answered long before a death.
    // Nothing asks whether the death was between the two: what a process had sent may still arrive when it is dead.
    private static (int Late, ImmutableArray<string> Wrong) Doubles(CountingConnector teams, Faults faults)
    {
        var (late, wrong) = (0, ImmutableArray.CreateBuilder<string>());
        foreach (var copies in teams.Takings.GroupBy(t => (t.Conversation, t.Kind)))
        {
            foreach (var (n, (first, second)) in copies.Zip(copies.Skip(1)).Index())
            {
                if (faults.Kills.Count(k => k <= second.At) <= n)
                {
                    wrong.Add($"{copies.Key} came {n + 2} times, and {n} processes had died.");
                }

                var died = faults.Kills.Where(k => k >= first.Answered && k <= second.At).DefaultIfEmpty(long.MaxValue).Min();
                if (died != long.MaxValue && Stopwatch.GetElapsedTime(first.Answered, died) > MarkedWithin && !faults.Refusals.Any(r => r >= first.Answered && r <= died))
                {
                    late++;
                }
            }
        }

        return (late, wrong.ToImmutable());
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : usual;

    // The key of an outcome, as it stands in a write.
    [GeneratedRegex(@"t\d:[fl]\d{5}-[a-z0-9]+~(?:open|remind|digest|tell)", RegexOptions.None, 1000)]
    private static partial Regex Marked();

    /// <summary>When a process died and when storage or Teams refused a call, as timestamps of <see cref="Stopwatch"/>.</summary>
    private sealed class Faults
    {
        public ConcurrentQueue<long> Kills { get; } = new();

        public ConcurrentQueue<long> Refusals { get; } = new();

        public void Died() => Kills.Enqueue(Stopwatch.GetTimestamp());

        public void Refused() => Refusals.Enqueue(Stopwatch.GetTimestamp());
    }

    /// <summary>What storage holds as sent, and what came although it was.</summary>
    private sealed class Marks
    {
        private readonly ConcurrentDictionary<string, bool> _marked = new();

        public ConcurrentQueue<string> Wrong { get; } = new();

        /// <summary>Storage took this write; says whether it marked something.</summary>
        public bool Take(string body)
        {
            // What says that a post is about to leave, or has not been taken, is no mark of one that was sent.
            if (body.Contains("InDoubt", StringComparison.Ordinal) || body.Contains("Planned\"", StringComparison.Ordinal))
            {
                return false;
            }

            var rows = Marked().Matches(body);
            foreach (Match row in rows)
            {
                _marked[row.Value[(row.Value.IndexOf(':', StringComparison.Ordinal) + 1)..]] = true;
            }

            return rows.Count > 0;
        }

        /// <summary>A message arrives; the status that it is answered with.</summary>
        public int Arrives(string conversation, string kind)
        {
            if (_marked.ContainsKey($"{conversation}~{kind}"))
            {
                Wrong.Enqueue($"{conversation} got {kind} after it was marked as sent.");
            }

            return 201;
        }
    }

    private sealed record Outcome(int Seed, int Reporters)
    {
        public int Sent { get; set; }

        public int Duplicates { get; set; }

        public int Late { get; set; }

        public int Lost { get; set; }

        public int Kills { get; set; }

        public int Refused { get; set; }

        public ConcurrentQueue<string> Wrong { get; } = new();

        public override string ToString() => $"seed {Seed}: {Reporters} reporters, {Sent} sent, {Duplicates} duplicates, {Late} late, {Lost} lost, {Kills} killed, {Refused} refused";
    }
}
