using CollectiveImpact.Bot.Mail;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using MailKit.Security;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Mail;

/// <summary>What is read in the mailbox to which mails come back, and what is left there.</summary>
public sealed class MailBounceTests : IAsyncLifetime
{
    private const string Ana = "Ana@library.example";
    private readonly Pop3Listener _mailbox = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));
    private readonly List<MailBounce> _read = [];
    private MailOptions _options = null!;
    private MailNumbers _numbers = null!;
    private MailBounceBox _box = null!;

    public ValueTask InitializeAsync()
    {
        _options = Options("secret of the server");
        _numbers = new MailNumbers(_options, _clock);
        _box = new MailBounceBox(_options, _numbers);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _mailbox.DisposeAsync();

    [Fact]
    public async Task Whatever_server_tells_it_a_mail_that_was_given_up_is_known_by_its_reader_and_its_code_and_taken_out()
    {
        _mailbox.Arrives(Notifications.OfPostfix("ana@library.example", Mail()));
        _mailbox.Arrives(Notifications.OfExchange("ana@library.example", Mail()));
        _mailbox.Arrives(Notifications.OfGmail("ana@library.example", Mail(), "5.2.1"));

        await Reads();

        Assert.Equal(["5.2.1", "5.1.10", "5.1.1"], _read.Select(b => b.Code));
        Assert.All(_read, b => Assert.Equal("ana@library.example", b.Mailbox));
        Assert.Empty(_mailbox.Messages);
    }

    [Fact]
    public async Task A_notification_that_somebody_made_up_is_about_nobody()
    {
        // The number of a mail to somebody else, one of another service, one without a tag, one whose tag is guessed, and none.
        var hash = Number()[..32];
        string[] numbers = [Number("eva@library.example"), new MailNumbers(Options("another secret"), _clock).Of(Address(Ana), Mailed.Card, "x"), $"{hash}@harbour.example", $"{hash}.0123456789abcdef@harbour.example", $"{Number()}.example"];
        foreach (var number in numbers)
        {
            _mailbox.Arrives(Notifications.OfPostfix(Ana, Mail(number)));
            _mailbox.Arrives(Notifications.OfExchange(Ana, Mail(number)));
        }

        _mailbox.Arrives(Notifications.OfGmail(Ana, "Subject: Numbers of November"));
        var all = _mailbox.Messages;

        await Reads();

        Assert.Empty(_read);
        Assert.Equal(all, _mailbox.Messages);
    }

    [Fact]
    public async Task A_mail_that_is_late_or_may_come_yet_is_no_bounce_and_its_notification_is_taken_out()
    {
        _mailbox.Arrives(Notifications.OfPostfix(Ana, Mail(), "4.4.1", "delayed"));
        _mailbox.Arrives(Notifications.OfPostfix(Ana, Mail(), "4.4.7", "failed"));
        _mailbox.Arrives(Notifications.OfPostfix(Ana, Mail(), "2.1.5", "relayed"));

        await Reads();

        Assert.Equal([null, null, null], _read.Select(b => b.Code));
        Assert.Empty(_mailbox.Messages);
    }

    [Fact]
    public async Task What_people_write_what_is_broken_and_what_is_too_long_stays_and_is_looked_at_once()
    {
        var whole = Notifications.OfPostfix(Ana, Mail());
        _mailbox.Arrives(Notifications.AnAnswer(Ana, Mail()));
        _mailbox.Arrives("\0\u0001 no mail at all");
        _mailbox.Arrives("");
        _mailbox.Arrives("Content-Type: multipart/report; report-type=delivery-status; boundary=\n\n--\n--\n");
        _mailbox.Arrives(whole[..whole.IndexOf("Action:", StringComparison.Ordinal)]);
        _mailbox.Arrives(whole.Replace("Status: 5.1.1", "Status: 5.1", StringComparison.Ordinal).Replace("Final-Recipient: rfc822;", "Final-Recipient: ;;;", StringComparison.Ordinal).Replace("Original-Recipient", "X", StringComparison.Ordinal));
        _mailbox.Arrives(whole + new string('x', MailBounceBox.Longest));
        var all = _mailbox.Messages;

        await Reads();
        var asked = _mailbox.Commands.Count(c => c.StartsWith("RETR", StringComparison.Ordinal));
        await Reads();

        Assert.Empty(_read);
        Assert.Equal(all, _mailbox.Messages);
        // The answer, what is no mail and what is too long aren't even fetched.
        Assert.DoesNotContain("RETR 1", _mailbox.Commands);
        Assert.DoesNotContain("RETR 7", _mailbox.Commands);
        Assert.Equal(asked, _mailbox.Commands.Count(c => c.StartsWith("RETR", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_can_do_the_least_is_read_as_well_as_one_that_can_more()
    {
        _mailbox.Can = ["USER"];
        _mailbox.Arrives(Notifications.OfPostfix(Ana, Mail()));
        _mailbox.Arrives(Notifications.AnAnswer(Ana, Mail()));

        await Reads();

        Assert.Equal([new MailBounce(Ana, "5.1.1")], _read);
        Assert.Single(_mailbox.Messages);
    }

    [Fact]
    public async Task A_mail_that_somebody_has_sent_on_comes_back_as_theirs_and_a_domain_may_be_written_in_ascii()
    {
        _mailbox.Arrives(Notifications.OfPostfix(Ana, Mail()).Replace($"Final-Recipient: rfc822; {Ana}", "Final-Recipient: rfc822; ana@elsewhere.example", StringComparison.Ordinal));
        _mailbox.Arrives(Notifications.OfExchange("ana@xn--bcherei-n2a.example", Mail(Number("ana@bücherei.example"))));

        await Reads();

        Assert.Equal(["ana@bücherei.example", Ana], _read.Select(b => b.Mailbox));
    }

    [Fact]
    public async Task Many_are_read_bit_by_bit_the_newest_first_and_those_of_people_are_in_nobodys_way()
    {
        _mailbox.Arrives(Notifications.OfPostfix(Ana, Mail()));
        for (var n = 0; n < MailBounceBox.MostAtOnce; n++)
        {
            _mailbox.Arrives(Notifications.AnAnswer(Ana, Mail()));
        }

        await Reads();
        Assert.Empty(_read);
        await Reads();

        Assert.Single(_read);
        Assert.Equal(MailBounceBox.MostAtOnce, _mailbox.Messages.Count);
    }

    [Fact]
    public async Task What_could_not_be_noted_is_still_there_and_what_was_noted_before_it_is_not()
    {
        _mailbox.Arrives(Notifications.OfPostfix(Ana, Mail()));
        _mailbox.Arrives(Notifications.OfExchange(Ana, Mail()));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _box.Read(
            (bounce, _) => bounce.Code == "5.1.10" ? Task.CompletedTask : throw new InvalidOperationException("Storage is away."),
            TestContext.Current.CancellationToken));

        Assert.Contains("Postfix", Assert.Single(_mailbox.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_mail_on_the_same_day_has_the_same_number_and_other_mails_have_others()
    {
        var number = Number();

        Assert.Equal(number, new MailNumbers(Options("secret of the server"), _clock).Of(Address(Ana), Mailed.Card, "x"));
        Assert.Matches(@"^[0-9a-f]{32}\.[0-9a-f]{16}@harbour\.example$", number);
        Assert.True(_numbers.IsOfMailTo("ANA@library.example", number));
        Assert.False(_numbers.IsOfMailTo("anna@library.example", number));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(number, Number());
        // Where nobody reads what comes back, nothing of a password goes out.
        Assert.Matches("^[0-9a-f]{32}@", new MailNumbers(_options with { Bounces = null }, _clock).Of(Address(Ana), Mailed.Card, "x"));
    }

    [Theory]
    [InlineData("5.1.1", Reasons.MailboxUnknown)]
    [InlineData("5.1.10", Reasons.MailboxUnknown)]
    [InlineData("5.2.1", Reasons.MailboxUnknown)]
    [InlineData("5.4.4", Reasons.MailboxUnknown)]
    [InlineData("5.2.2", "mail-refused:5.2.2")]
    [InlineData("5.0.0", "mail-refused:5.0.0")]
    [InlineData("5.4.14", "mail-refused:5.4.14")]
    [InlineData("5.7.26", null)]
    [InlineData("5.6.0", null)]
    [InlineData("5.1.8", null)]
    public void A_code_is_about_the_reader_or_about_us(string code, string? reason) => Assert.Equal(reason, MailMeaning.OfBounce(code));

    private static ConversationAddress Address(string mailbox) => ConversationAddress.OfMail(mailbox);

    private MailOptions Options(string password) =>
        new(new MailServer("127.0.0.1", 25, SecureSocketOptions.None), "checkins@harbour.example", null, "checkins", password, 2, 100, 0)
        {
            Bounces = new(new MailServer("127.0.0.1", _mailbox.Port, SecureSocketOptions.None), _mailbox.User, _mailbox.Password),
        };

    private string Number(string to = Ana) => _numbers.Of(Address(to), Mailed.Card, "x");

    private string Mail(string? number = null) => $"From: checkins@harbour.example\nTo: {Ana}\nSubject: Numbers of November\nMessage-Id: <{number ?? Number()}>";

    private async Task Reads() => Assert.True(await _box.Read(
        (bounce, _) =>
        {
            _read.Add(bounce);
            return Task.CompletedTask;
        },
        TestContext.Current.CancellationToken));
}
