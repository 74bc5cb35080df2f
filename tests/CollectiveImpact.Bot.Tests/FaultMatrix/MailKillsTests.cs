using System.Globalization;
using CollectiveImpact.Bot.Tests.Mail;
using CollectiveImpact.Testing;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>People who are written to by mail, while the process that sends is killed: nobody is left out, and nobody's mailbox shows a mail twice.</summary>
/// <remarks>See <see cref="FaultMatrixTests"/> for FAULT_SEEDS; the long run has 50.</remarks>
[Collection(Processes.Collection)]
public sealed class MailKillsTests(Azurite azurite, ITestOutputHelper output)
{
    private const int Reporters = 40;

    // So many of a round may be on their way or not marked yet.
    private const int Unmarked = 16;

    private static readonly string Sunday = InstantPattern.ExtendedIso.Format(Instant.FromUtc(2026, 11, 29, 6, 0));
    private static readonly string MondayNine = InstantPattern.ExtendedIso.Format(Instant.FromUtc(2026, 11, 30, 9, 0));

    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("FAULT_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) ? seeds : 2;

    [Fact]
    public async Task Whenever_the_process_dies_everybody_gets_the_mail_and_at_most_those_on_their_way_get_it_twice_under_one_number()
    {
        var (sent, twice, lost, kills) = (0, 0, 0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            await using var server = new SmtpListener();
            var killed = await Run(seed, server);
            var mails = server.Mails.Select(m => (m.Mailbox, Mailed.Read(m).MessageId)).ToArray();
            var doubled = mails.GroupBy(m => m.Mailbox).Count(m => m.Count() > 1);
            output.WriteLine($"seed {seed}: {(killed ? "killed" : "not killed")}, {mails.Length} sent, {doubled} twice");
            (sent, twice, lost, kills) = (sent + mails.Length, twice + doubled, lost + Reporters - mails.Select(m => m.Mailbox).Distinct().Count(), kills + (killed ? 1 : 0));

            Assert.Equal(Reporters, mails.Select(m => m.Mailbox).Distinct().Count());
            Assert.Equal(Reporters, mails.Distinct().Count());
            Assert.InRange(doubled, 0, Unmarked);
        }

        output.WriteLine($"{Seeds} seeds: {kills} processes killed, {sent} mails, {twice} twice, {lost} lost.");
        Assert.NotEqual(0, kills);
    }

    private async Task<bool> Run(int seed, SmtpListener server)
    {
#pragma warning disable CA5394 // A seed must give the same faults again.
        // Each mail is four steps: its reader, its sender, its beginning and its end.
        var dies = new Random(seed).Next(1, 4 * Reporters);
#pragma warning restore CA5394
        var (steps, prefix, initiative) = (0, "m" + Guid.NewGuid().ToString("N")[..10], $"m{seed:00000}");
        (string, string)[] settings = [("Mail__Server", $"smtp://127.0.0.1:{server.Port}"), ("Mail__From", "checkins@harbour.example"), ("Mail__PerMinute", "0")];
        var bot = await BotProcess.Start(azurite.ConnectionString, prefix, Sunday, settings);
        try
        {
            await bot.Must($"/test/fill?initiative={initiative}&reporters={Reporters}&service=http://127.0.0.1:1/&byMail=true");
            server.Answers = command =>
            {
                if (command.Verb is "MAIL" or "RCPT" or "DATA" or "." && Interlocked.Increment(ref steps) == dies)
                {
                    bot.Kill();
                }

                return null;
            };
            await bot.Does($"/test/calendar?now={MondayNine}");
            if (await bot.Does("/test/settle") is not null)
            {
                return false;
            }

            Assert.True(bot.IsDead, bot.Said);
            bot.Dispose();
            bot = await BotProcess.Start(azurite.ConnectionString, prefix, MondayNine, settings);
            await bot.Must("/test/settle");
            return true;
        }
        finally
        {
            bot.Dispose();
        }
    }
}
