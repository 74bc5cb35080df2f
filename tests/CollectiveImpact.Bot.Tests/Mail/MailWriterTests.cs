using System.Globalization;
using System.Net;
using CollectiveImpact.Bot.Mail;
using CollectiveImpact.Cards;
using MimeKit;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Mail;

/// <summary>A mail as its reader gets it: headers, text and page.</summary>
public sealed class MailWriterTests : IAsyncLifetime
{
    private readonly Mailed _mail = new(options => options with { ReplyTo = "backbone@harbour.example" });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _mail.DisposeAsync();

    [Fact]
    public async Task A_mail_says_from_whom_it_is_and_how_to_stop_it()
    {
        await _mail.Sends();

        var got = _mail.Got();
        Assert.Equal(new MailboxAddress(En.Mail.From("Riverside Reads"), "checkins@harbour.example"), got.From.Single());
        Assert.Equal(new MailboxAddress("Ana Sousa", "ana@school.example"), got.To.Single());
        Assert.Equal("backbone@harbour.example", ((MailboxAddress)got.ReplyTo.Single()).Address);
        Assert.Equal(Mailed.Subject, got.Subject);
        Assert.Equal(_mail.Clock.GetUtcNow(), got.Date);
        Assert.Equal("<https://bot.example/m/stop/abc>", got.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", got.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("auto-generated", got.Headers["Auto-Submitted"]);
        Assert.Equal("All", got.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("en", got.Body!.Headers["Content-Language"]);
        Assert.Contains("https://bot.example/privacy", got.TextBody, StringComparison.Ordinal);
        Assert.Contains($"{En.Mail.AnswerCheckIn}:\nhttps://bot.example/m/abc\n", got.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://bot.example/m/abc\"", got.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(En.Mail.Why("Riverside Reads"), WebUtility.HtmlDecode(got.HtmlBody!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_https_nobody_is_promised_that_one_click_is_enough()
    {
        _mail.Door = _mail.Door! with { Stop = new Uri("http://localhost:3978/m/stop/abc") };
        await _mail.Sends();

        Assert.Equal("<http://localhost:3978/m/stop/abc>", _mail.Got().Headers["List-Unsubscribe"]);
        Assert.Null(_mail.Got().Headers["List-Unsubscribe-Post"]);
    }

    [Theory]
    [InlineData("a\r\nBcc: eve@evil.example")]
    [InlineData("a\nBcc: eve@evil.example")]
    [InlineData("a\r\n\r\n<b>the body</b>")]
    [InlineData("a\u0000\u001b[31m\u2028Bcc: eve@evil.example\u0085x")]
    [InlineData("\"a\" <eve@evil.example>, \\")]
    [InlineData("=?utf-8?q?a=0D=0ABcc:_eve@evil.example?=")]
    public async Task What_people_wrote_begins_no_header_and_ends_none(string words)
    {
        _mail.Door = _mail.Door! with { From = words, To = words };
        await _mail.Sends(summary: words);

        var text = _mail.Server.Mails.Single().Text;
        var lines = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        var got = _mail.Got();
        Assert.DoesNotContain(lines, l => l.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.All(lines, l => Assert.True(l.All(c => c is >= ' ' and < '\u007f' or '\t'), l));
        Assert.Empty(got.Bcc);
        Assert.Equal("ana@school.example", got.To.Mailboxes.Single().Address);
        Assert.Equal("checkins@harbour.example", got.From.Mailboxes.Single().Address);
        Assert.IsType<MultipartAlternative>(got.Body);
        Assert.DoesNotContain('\n', got.Subject!);
    }

    [Fact]
    public async Task Names_and_subjects_may_have_any_letters()
    {
        _mail.Door = _mail.Door! with { From = "Łódź czyta · قراءة", To = "Zoë Ağaoğlu 👩‍🌾" };
        await _mail.Sends(summary: "Ваш «ответ» 👋");

        var got = _mail.Got();
        Assert.Equal("Ваш «ответ» 👋", got.Subject);
        Assert.Equal("Zoë Ağaoğlu 👩‍🌾", got.To.Single().Name);
        Assert.Equal(En.Mail.From("Łódź czyta · قراءة"), got.From.Single().Name);
    }

    [Fact]
    public async Task Who_reads_from_right_to_left_gets_it_so()
    {
        var arabic = CultureInfo.GetCultureInfo("ar");
        _mail.Door = _mail.Door! with { Culture = arabic };
        await _mail.Sends();

        var got = _mail.Got();
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", got.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("ar", got.Body!.Headers["Content-Language"]);
        Assert.Contains(new Texts(arabic).AnswerCheckIn, got.TextBody, StringComparison.Ordinal);
        Assert.Equal(new Texts(arabic).From("Riverside Reads"), got.From.Single().Name);
    }

    [Fact]
    public async Task What_people_wrote_does_nothing_on_the_page()
    {
        const string words = "<script>alert(1)</script><img src=x onerror=y> \"'&";
        var card = new AdaptiveCard
        {
            FallbackText = words,
            Body =
            [
                RichTextBlock.Of(words), new TextBlock(PeoplesWords.Escape(words)), new TextInput { Id = "a", Label = words },
                new ActionSet([new OpenUrl("javascript:alert(1)") { Title = words }, new OpenUrl("https://ok.example/\"><script>") { Title = words }]),
            ],
        };
        _mail.Door = _mail.Door! with { From = words, To = words };
        await _mail.Sends(card: card.ToJson(), summary: words);

        var page = _mail.Got().HtmlBody;
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(words, _mail.Got().TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_fetches_nothing_from_anywhere()
    {
        await _mail.Sends();

        Assert.All(new[] { "src=", "url(", "<link", "@import", "<img", "<script", "<form" }, piece => Assert.DoesNotContain(piece, _mail.Got().HtmlBody, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_card_becomes_what_can_be_read_and_what_will_be_asked()
    {
        var card = new AdaptiveCard
        {
            FallbackText = "x",
            Body =
            [
                new ColumnSet([new Column([new TextBlock("Your **week**") { Style = TextBlockStyle.Heading }]), new Column([RichTextBlock.Of("Fill in")]) { SelectAction = new Execute("x") { Title = "x" } }]),
                new ColumnSet([new Column([RichTextBlock.Of("Children")]), new Column([RichTextBlock.Of("12")])]) { Spacing = Spacing.Small },
                new Container([RichTextBlock.Of("Folded away")]) { IsVisible = false },
                new TextInput { Id = "a", Label = "How many?\nThat is no number" },
                RichTextBlock.Of("Twelve before") with { Spacing = Spacing.None },
                new ToggleInput { Id = "b", Label = "Agreed", Title = "Agreed" },
                new Table([new(), new()], [Row("Term", "Meaning"), Row("attendance", "being there")]),
                new FactSet([new Fact("Closes", "on **Thursday** at 9\\:00")]),
                new ActionSet([new Execute("x") { Title = "Press me" }, new OpenUrl("https://bot.example/x") { Title = "Read on" }, new OpenUrl("https://teams.microsoft.com/l/x") { Title = "In Teams" }]),
                new RichTextBlock([new TextRun("old") { Strikethrough = true }, new TextRun(" new")]),
            ],
            Actions = [new Execute("x") { Title = "Submit" }],
        };

        Assert.Equal(
            $"""
            Your week
            Children · 12

            {En.Mail.Asked}
            - How many?
            Twelve before

            - Agreed

            Term · Meaning
            attendance · being there

            Closes · on Thursday at 9:00

            Read on: https://bot.example/x

            [−old−] new


            """.ReplaceLineEndings("\r\n"),
            Text(card).Split(En.Mail.AnswerCheckIn)[0]);

        static TableRow Row(params string[] cells) => new([.. cells.Select(c => new TableCell([RichTextBlock.Of(c)]))]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("{\"body\":[1,null,{\"type\":\"ColumnSet\",\"columns\":[[]]},{\"type\":\"RichTextBlock\",\"inlines\":\"x\"}],\"actions\":{}}")]
    public async Task A_card_that_cannot_be_read_still_leads_to_its_page(string card)
    {
        await _mail.Sends(card: card, summary: "Something new");

        Assert.StartsWith($"Something new\n\n{En.Mail.Open}:\nhttps://bot.example/m/abc\n", _mail.Got().TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private string Text(AdaptiveCard card) =>
        _mail.Writer.Write(new MailboxAddress("", "ana@school.example"), _mail.Door!, card.ToJson(), "x", "1@harbour.example").TextBody!.ReplaceLineEndings("\r\n");
}
