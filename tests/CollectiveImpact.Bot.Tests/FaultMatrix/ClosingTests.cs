using System.Collections.Concurrent;
using System.Globalization;
using CollectiveImpact.Testing;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>A round closes and the process is killed meanwhile: the digest comes once, or the backbone hears that it may be missing.</summary>
/// <remarks>CLOSING_SEEDS sets how many kills there are. The first four are at the steps that matter; the others at any.</remarks>
[Collection(Processes.Collection)]
public sealed class ClosingTests(Azurite azurite, ITestOutputHelper output)
{
    private static readonly Instant Sunday = Instant.FromUtc(2026, 11, 29, 6, 0);
    private static readonly Instant MondayNine = Instant.FromUtc(2026, 11, 30, 9, 0);
    private static readonly Instant Closed = MondayNine + Duration.FromDays(3);

    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("CLOSING_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) ? seeds : 4;

    [Fact]
    public async Task Killed_while_closing_no_digest_comes_twice_and_none_is_missing_unless_the_backbone_is_told()
    {
        var (kills, told) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (killed, digests, doubts) = await Close(seed);
            output.WriteLine($"seed {seed}: {(killed ? "killed" : "closed before its step")}, {digests} digests, {doubts} doubts told.");
            kills += killed ? 1 : 0;
            told += doubts;
            Assert.True(digests + doubts >= 1, $"Seed {seed}: the digest is missing and nobody was told.");
            Assert.InRange(digests, 0, 1);
        }

        output.WriteLine($"{kills} kills in {Seeds} closings: 0 digests twice, {told} in doubt and told.");
    }

    private async Task<(bool Killed, int Digests, int Doubts)> Close(int seed)
    {
#pragma warning disable CA5394 // A seed must give the same kill again.
        var step = new Random(seed).Next(1, 60);
#pragma warning restore CA5394
        var initiative = $"f{seed:00000}";
        var prefix = "k" + Guid.NewGuid().ToString("N")[..10];
        await using var storage = await StorageProxy.Start(azurite.TableEndpoint);
        await using var teams = await CountingConnector.Start();
        var (armed, steps, killed, digestIsTaken) = (false, 0, false, false);
        var bot = await Start(Sunday);
        try
        {
            await bot.Must($"/test/fill?initiative={initiative}&reporters=2&service={teams.Address}");
            await Settle(MondayNine);
            storage.Before = () =>
            {
                Step(seed == 0 && digestIsTaken);
                return true;
            };
            storage.After = body => Step(seed == 1 && body.Contains("InDoubt", StringComparison.Ordinal));
            teams.Arrives = (_, kind) =>
            {
                Step(seed == 2 && kind == "digest");
                digestIsTaken |= kind == "digest";
                return 201;
            };
            teams.Taken = () => Step(seed == 3 && digestIsTaken);
            armed = true;
            await Settle(Closed);
            armed = false;
            await Settle(Closed + Duration.FromHours(1));
        }
        finally
        {
            bot.Dispose();
        }

        return (killed, Count("channel", "digest"), Count("backbone", "doubt"));

        int Count(string who, string kind) => teams.Received.GetValueOrDefault($"{initiative}-{who}", new ConcurrentQueue<string>()).Count(k => k == kind);

        void Step(bool itMatters)
        {
            var nth = Interlocked.Increment(ref steps);
            if (armed && !killed && (seed < 4 ? itMatters : nth == step))
            {
                killed = true;
                bot.Kill();
            }
        }

        async Task<BotProcess> Start(Instant now) =>
            await BotProcess.Start(Azurite.To(storage.Address.ToString().TrimEnd('/')), prefix, InstantPattern.ExtendedIso.Format(now));

        async Task Settle(Instant now)
        {
            for (var tries = 0; ; tries++)
            {
                Assert.True(tries < 40, "It never settled: " + bot.Said);
                if (bot.IsDead)
                {
                    bot.Dispose();
                    bot = await Start(now);
                }

                await bot.Does($"/test/calendar?now={InstantPattern.ExtendedIso.Format(now)}");
                if (await bot.Does("/test/settle") is not null)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            }
        }
    }
}
