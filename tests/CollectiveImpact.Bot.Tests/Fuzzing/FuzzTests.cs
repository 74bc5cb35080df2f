using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Fuzzing;

/// <summary>
/// Whatever is posted to the door, it is answered: no 500, no exception in the log, and nobody is told that something went wrong.
/// </summary>
public sealed class FuzzTests
{
    // A service that is new now and then: what it and the simulator remember stays small, and so does what has to be looked through.
    private const int InOneService = 20_000;

    // FUZZ_INPUTS tries more than the usual number, FUZZ_SEED others than the usual ones.
    private static readonly int Inputs = Setting("FUZZ_INPUTS", 20_000);
    private static readonly int Seed = Setting("FUZZ_SEED", 1);

    [Fact]
    public async Task Whatever_is_posted_nothing_breaks_and_nobody_reads_that_something_went_wrong()
    {
        var time = Stopwatch.StartNew();
        for (var done = 0; done < Inputs; done += InOneService)
        {
            await using var run = await FuzzRun.Begin(Seed);
            var findings = await run.Send(done, Math.Min(InOneService, Inputs - done));
            TestContext.Current.SendDiagnosticMessage($"{(done + InOneService).InWords()} inputs, {time.Elapsed.TotalSeconds:0} s: {string.Join(", ", run.Statuses.Select(s => $"{s.Value.InWords()} answered {s.Key}"))}");
            Assert.True(findings.Count == 0, string.Join("\n\n", findings));
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : usual;
}
