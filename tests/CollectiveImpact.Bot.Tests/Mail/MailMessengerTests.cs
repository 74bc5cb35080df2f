using System.Net;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using MailKit.Security;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Mail;

/// <summary>What goes to a mail server, and what each of its answers means.</summary>
public sealed class MailMessengerTests : IAsyncLifetime
{
    private Mailed _mail = new();

    private SmtpListener Server => _mail.Server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _mail.DisposeAsync();

    [Fact]
    public async Task A_mail_that_is_taken_is_sent_and_known_by_its_number()
    {
        var outcome = Assert.IsType<SendOutcome.Sent>(await _mail.Sends());

        var got = _mail.Got();
        Assert.Equal(outcome.MessageId, got.MessageId);
        Assert.EndsWith("@harbour.example", got.MessageId, StringComparison.Ordinal);
        Assert.Equal("ana@school.example", Server.Mails.First().Mailbox);
        Assert.StartsWith("MAIL FROM:<checkins@harbour.example>", Server.Mails.First().From, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_mails_go_over_few_connections()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => _mail.Sends($"p{n}@school.example")));

        Assert.Equal(40, Server.Mails.Select(m => m.Mailbox).Distinct().Count());
        Assert.InRange(Server.Connections, 1, 2);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No such user", Reasons.MailboxUnknown)]
    [InlineData("RCPT", "550 no such user here", Reasons.MailboxUnknown)]
    [InlineData("RCPT", "551 5.1.6 moved", Reasons.MailboxUnknown)]
    [InlineData("RCPT", "553 5.1.3 bad address", Reasons.MailboxUnknown)]
    [InlineData("RCPT", "550 5.2.1 mailbox closed", Reasons.MailboxUnknown)]
    [InlineData("RCPT", "550 5.1.10 null MX", Reasons.MailboxUnknown)]
    public async Task Whoever_the_server_does_not_know_cannot_be_reached(string verb, string answer, string reason)
    {
        Server.Answers = c => c.Verb == verb ? answer : null;

        Assert.Equal(new SendOutcome.Unreachable(reason, Obstacle.Gone), await _mail.Sends());
        Assert.Empty(Server.Mails);
        Server.Answers = _ => null;
        Assert.IsType<SendOutcome.Sent>(await _mail.Sends("rui@library.example"));
        Assert.Equal(1, Server.Connections);
    }

    [Theory]
    [InlineData("RCPT", "550 5.7.1 not from you", "550 5.7.1")]
    [InlineData("RCPT", "554 5.7.1 blocked", "554 5.7.1")]
    [InlineData(".", "554 5.6.0 looks bad", "554 5.6.0")]
    [InlineData(".", "550 looks like spam", "550")]
    [InlineData("RCPT", "552 5.2.2 full", "552 5.2.2")]
    [InlineData("MAIL", "553 5.7.1 not your address", "553 5.7.1")]
    public async Task What_the_server_will_never_take_is_refused_with_its_code(string verb, string answer, string code)
    {
        Server.Answers = c => c.Verb == verb ? answer : null;

        Assert.Equal(new SendOutcome.Refused(Reasons.MailRefusedWith(code)), await _mail.Sends());
    }

    [Theory]
    [InlineData("RCPT", "450 4.2.0 greylisted", false)]
    [InlineData("RCPT", "451 4.7.1 come back in five minutes", false)]
    [InlineData("RCPT", "452 4.2.2 mailbox full", false)]
    [InlineData("RCPT", "452 4.5.3 too many recipients", true)]
    [InlineData("MAIL", "450 4.7.0 too fast", true)]
    [InlineData("MAIL", "421 4.3.2 going down", true)]
    [InlineData(".", "451 4.3.0 try again", true)]
    [InlineData(".", "432 4.3.2 too many at once", true)]
    [InlineData("", "421 too many connections", true)]
    public async Task What_passes_is_tried_later_and_holds_the_others_back_only_when_it_is_about_all(string verb, string answer, bool isAboutAll)
    {
        Server.Answers = c => c.Verb == verb ? answer : null;

        Assert.Equal(new SendOutcome.TryLater(null, Reasons.MailLater, Throttled: isAboutAll), await _mail.Sends());
        Server.Answers = _ => null;
        Assert.IsType<SendOutcome.Sent>(await _mail.Sends());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("EHLO", false)]
    [InlineData("MAIL", false)]
    [InlineData("RCPT", false)]
    [InlineData("DATA", false)]
    [InlineData(".", true)]
    public async Task A_connection_that_breaks_off_leaves_a_doubt_only_when_the_whole_mail_had_left(string verb, bool mayHaveArrived)
    {
        Server.Answers = c => c.Verb == verb ? SmtpListener.Drops : null;

        Assert.Equal(new SendOutcome.TryLater(null, Reasons.MailNotReached) { MayHaveArrived = mayHaveArrived }, await _mail.Sends());
        Server.Answers = _ => null;
        Assert.IsType<SendOutcome.Sent>(await _mail.Sends());
        Assert.Single(Server.Mails);
    }

    [Theory]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    public async Task Nobody_waits_longer_than_they_should_for_a_server_that_says_nothing(string verb)
    {
        using var patience = new CancellationTokenSource();
        Server.Answers = c =>
        {
            if (c.Verb == verb)
            {
                patience.Cancel();
                return SmtpListener.SaysNothing;
            }

            return null;
        };

        Assert.Equal(new SendOutcome.TryLater(null, Reasons.MailNotAnswered), await _mail.Sends(cancel: patience.Token));
    }

    [Fact]
    public async Task What_the_server_has_whole_is_waited_for_although_time_is_up()
    {
        using var patience = new CancellationTokenSource();
        Server.Answers = c =>
        {
            if (c.Verb == ".")
            {
                patience.Cancel();
            }

            return null;
        };

        Assert.IsType<SendOutcome.Sent>(await _mail.Sends(cancel: patience.Token));
    }

    [Fact]
    public async Task And_after_two_minutes_nobody_knows_whether_it_arrived()
    {
        Server.Answers = c =>
        {
            if (c.Verb == ".")
            {
                _mail.Clock.Advance(TimeSpan.FromMinutes(3));
                return SmtpListener.SaysNothing;
            }

            return null;
        };

        Assert.Equal(new SendOutcome.TryLater(null, Reasons.MailNotAnswered) { MayHaveArrived = true }, await _mail.Sends());
    }

    [Fact]
    public async Task The_same_mail_again_on_the_same_day_has_the_same_number()
    {
        Server.Answers = c => c.Verb == "." && c.Connection == 1 ? SmtpListener.Drops : null;
        await _mail.Sends();
        var again = Assert.IsType<SendOutcome.Sent>(await _mail.Sends());
        Server.Answers = _ => null;

        var others = new[] { await _mail.Sends(), await _mail.Sends("rui@library.example"), await _mail.Sends(summary: "Another") }.Cast<SendOutcome.Sent>().Select(s => s.MessageId == again.MessageId);
        Assert.Equal([true, false, false], others);
        _mail.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(again, await _mail.Sends());
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_while_it_rested_costs_no_mail()
    {
        await _mail.Sends();
        Server.DropsAll();

        Assert.IsType<SendOutcome.Sent>(await _mail.Sends("rui@library.example"));
        Assert.Equal(2, Server.Mails.Count);
        Assert.Equal(2, Server.Connections);
    }

    [Fact]
    public async Task A_server_that_takes_three_mails_a_connection_gets_all_mails_without_a_pause()
    {
        Server.Answers = c => c.Verb == "MAIL" && c.Mails == 3 ? "421 4.7.0 enough" : null;

        for (var n = 0; n < 10; n++)
        {
            Assert.IsType<SendOutcome.Sent>(await _mail.Sends($"p{n}@school.example"));
        }

        Assert.Equal(4, Server.Connections);
    }

    [Fact]
    public async Task A_connection_is_made_anew_after_as_many_mails_as_it_may_carry()
    {
        await Again(options => options with { MailsPerConnection = 2 });

        for (var n = 0; n < 5; n++)
        {
            await _mail.Sends($"p{n}@school.example");
        }

        Assert.Equal([1, 1, 2, 2, 3], Server.Mails.Select(m => m.Connection));
        Assert.Contains("1 QUIT", Server.Commands);
    }

    [Fact]
    public async Task A_connection_that_rested_long_is_not_used_again()
    {
        await _mail.Sends();
        _mail.Clock.Advance(TimeSpan.FromMinutes(1));
        await _mail.Sends();

        Assert.Equal([1, 2], Server.Mails.Select(m => m.Connection));
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_clear_where_it_must_be_secret()
    {
        await Again(options => options with { Server = options.Server with { Encryption = SecureSocketOptions.StartTls }, User = "harbour", Password = "a secret" });

        Assert.Equal(Reasons.MailNotLetIn, Assert.IsType<SendOutcome.TryLater>(await _mail.Sends()).Reason);
        Assert.DoesNotContain(Server.Commands, c => c.Contains("AUTH", StringComparison.Ordinal) || c.Contains("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_offers_encryption_and_then_refuses_it_gets_nothing()
    {
        await Again(options => options with { Server = options.Server with { Encryption = SecureSocketOptions.StartTls } });
        Server.Can = ["STARTTLS"];
        Server.Answers = c => c.Verb == "STARTTLS" ? "454 4.7.0 not just now" : null;

        Assert.IsType<SendOutcome.TryLater>(await _mail.Sends());
        Assert.DoesNotContain(Server.Commands, c => c.Contains("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SecureSocketOptions.StartTls)]
    [InlineData(SecureSocketOptions.SslOnConnect)]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_nothing_least_of_all_the_password(SecureSocketOptions encryption)
    {
        using var authority = new CertificateAuthority();
        using var certificate = authority.Vouches(IPAddress.Loopback);
        await Again(
            options => options with { Server = options.Server with { Encryption = encryption }, User = "harbour", Password = "a secret" },
            new SmtpListener(certificate: certificate, isEncryptedAtOnce: encryption == SecureSocketOptions.SslOnConnect));

        Assert.Equal(Reasons.MailNotLetIn, Assert.IsType<SendOutcome.TryLater>(await _mail.Sends()).Reason);
        Assert.Equal(1, Server.Connections);
        Assert.Equal(encryption == SecureSocketOptions.StartTls ? ["EHLO", "STARTTLS"] : [], Server.InTheClear.Select(l => l.Split(' ')[0]));
        Assert.DoesNotContain(Server.Commands, c => c.Contains("AUTH", StringComparison.Ordinal) || c.Contains("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_not_tried_again_and_again()
    {
        await Again(options => options with { User = "harbour", Password = "wrong" });
        Server.Can = ["AUTH PLAIN"];
        Server.Answers = c => c.Verb == "AUTH" ? "535 5.7.8 no" : null;

        Assert.All(
            new[] { await _mail.Sends(), await _mail.Sends(), await _mail.Sends() },
            outcome => Assert.Equal(Reasons.MailNotLetIn, Assert.IsType<SendOutcome.TryLater>(outcome).Reason));
        Assert.Equal(1, Server.Connections);

        Server.Answers = _ => null;
        _mail.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<SendOutcome.Sent>(await _mail.Sends());
    }

    [Fact]
    public async Task A_server_that_wants_to_know_who_writes_is_tried_later()
    {
        Server.Answers = c => c.Verb == "MAIL" ? "530 5.7.0 Authentication required" : null;

        Assert.Equal(Reasons.MailNotLetIn, Assert.IsType<SendOutcome.TryLater>(await _mail.Sends()).Reason);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_later()
    {
        await Server.DisposeAsync();

        Assert.Equal(new SendOutcome.TryLater(null, Reasons.MailNotReached), await _mail.Sends());
    }

    [Theory]
    [InlineData("ana@school.example>\r\nRCPT TO:<eve@evil.example")]
    [InlineData("ana@school.example\r\nDATA")]
    [InlineData("ana@school.example, eve@evil.example")]
    [InlineData("Ana <ana@school.example>")]
    [InlineData("ana")]
    [InlineData("")]
    public async Task What_is_no_mailbox_is_not_sent_to(string address)
    {
        Assert.Equal(new SendOutcome.Unreachable(Reasons.MailboxUnknown, Obstacle.Gone), await _mail.Sends(address));
        Assert.Empty(Server.Commands);
    }

    [Fact]
    public async Task A_mailbox_in_other_letters_is_written_to_where_the_server_can_and_else_is_out_of_reach()
    {
        Assert.IsType<SendOutcome.Sent>(await _mail.Sends("josé@escola.example"));
        await Again(options => options);
        Server.Can = ["8BITMIME"];

        Assert.Equal(new SendOutcome.Unreachable(Reasons.MailboxUnknown, Obstacle.Gone), await _mail.Sends("josé@escola.example"));
        Assert.IsType<SendOutcome.Sent>(await _mail.Sends("ana@école.example"));
        Assert.Equal("ana@xn--cole-9oa.example", Server.Mails.Single().Mailbox);
    }

    [Fact]
    public async Task A_mailbox_that_is_nobodys_any_more_gets_nothing()
    {
        _mail.Door = null;

        Assert.Equal(new SendOutcome.Unreachable(Reasons.MailEnded), await _mail.Sends());
        Assert.Empty(Server.Commands);
    }

    [Fact]
    public async Task A_mail_that_was_sent_stays_as_it_is()
    {
        Assert.Equal(
            new SendOutcome.Refused(Reasons.MessageGone),
            await _mail.Messenger.Replace(ConversationAddress.OfMail("ana@school.example"), "1@harbour.example", Mailed.Card, TestContext.Current.CancellationToken));
        Assert.Empty(Server.Commands);
    }

    private async Task Again(Func<Bot.Mail.MailOptions, Bot.Mail.MailOptions> change, SmtpListener? server = null)
    {
        await _mail.DisposeAsync();
        _mail = new Mailed(change, server);
    }
}
