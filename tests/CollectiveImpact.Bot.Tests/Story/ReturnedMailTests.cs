using System.Globalization;
using CollectiveImpact.Bot.Mail;
using CollectiveImpact.Bot.Tests.Mail;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A mail that a server took and couldn't deliver comes back, and the backbone sees who can't be reached.</summary>
public sealed class ReturnedMailTests(Azurite azurite) : StoryTest(azurite), IAsyncDisposable
{
    private const string Ana = "ana@library.example";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly string Unknown = Reasons.InWords(Reasons.MailboxUnknown, English);
    private readonly PostBox _post = new();
    private readonly Pop3Listener _returns = new();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await _post.DisposeAsync();
        await _returns.DisposeAsync();
    }

    private protected override Task<World> Begins(Azurite azurite) => World.Begins(
        azurite,
        [
            .. _post.Settings,
            ("Mail:Bounces", $"pop3://127.0.0.1:{_returns.Port}"),
            ("Mail:BouncesUser", _returns.User),
            ("Mail:BouncesPassword", _returns.Password),
        ]);

    [Fact]
    public async Task An_address_that_turns_out_not_to_exist_is_shown_until_its_owner_opens_a_link()
    {
        var (carmen, _) = await Riverside();
        await Invites(carmen);
        var invite = _post.Next(Ana);
        Assert.DoesNotContain(Unknown, (await carmen.Asks("invites")).AllText, StringComparison.Ordinal);

        ComesBack("5.1.1");
        await Read();
        Assert.Empty(_returns.Messages);
        Assert.Contains(Unknown, (await carmen.Asks("invites")).AllText, StringComparison.Ordinal);

        // It had been a mistake of the server's: she has the mail, and comes in with it.
        using var ana = new Visitor(World.Address);
        await ana.Sends(invite.Link, ("step", "join"));
        await carmen.ReceivesAbout(En.Piece(En.People.HasJoinedInShort(En.Unknown, En.Unknown)));
        await carmen.OpensCheckIn();
        await World.AllIsSent();
        var asked = _post.Next(Ana);
        ComesBack("5.2.2");
        await Read();
        Assert.Equal(Reasons.MailRefusedWith("5.2.2"), (await Person()).Unreachable);
        Assert.Contains(Reasons.InWords(Reasons.MailRefusedWith("5.2.2"), English), (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.NotReachable("Ana"), (await carmen.Asks("status")).AllText, StringComparison.Ordinal);

        await ana.Sends(asked.Link, ("step", "open"));
        Assert.Null((await Person()).Unreachable);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_made_up_notification_and_one_about_us_put_nobody_out_of_reach_and_ones_own_word_stands()
    {
        var (carmen, _) = await Riverside();
        await Invites(carmen);
        using var ana = new Visitor(World.Address);
        var invite = _post.Next(Ana);
        await ana.Sends(invite.Link, ("step", "join"));
        await carmen.ReceivesAbout(En.Piece(En.People.HasJoinedInShort(En.Unknown, En.Unknown)));

        _returns.Arrives(Notifications.OfPostfix(Ana, "Message-Id: <" + invite.Id.Replace('.', '-') + ">"));
        _returns.Arrives(Notifications.OfPostfix(Ana, $"Message-Id: <{new string('0', 32)}.{new string('0', 16)}@harbour.example>"));
        await Read();
        Assert.Equal(2, _returns.Messages.Count);
        ComesBack("5.7.26");
        await Read();
        Assert.Null((await Person()).Unreachable);
        Assert.Contains(World.Log, l => l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains("5.7.26", StringComparison.Ordinal));
        Assert.DoesNotContain(World.Log, l => l.Contains(Ana, StringComparison.Ordinal));

        await ana.SendsAlone(invite.Stop, ("List-Unsubscribe", "One-Click"));
        ComesBack("5.1.1");
        await Read();
        Assert.Equal(Reasons.NoMail, (await Person()).Unreachable);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_mailbox_that_another_reads_waits_in_silence_and_one_that_lets_nobody_in_is_left_alone_for_an_hour()
    {
        var (carmen, _) = await Riverside();
        await Invites(carmen);
        ComesBack("5.1.1");

        _returns.Answers = verb => verb == "PASS" ? "-ERR [IN-USE] somebody else has it" : null;
        await Read();
        _returns.Answers = verb => verb == "PASS" ? "-ERR maildrop already locked" : null;
        await Read();
        Assert.DoesNotContain(World.Log, l => l.Contains("Mail:Bounces", StringComparison.Ordinal));

        _returns.Answers = verb => verb == "STAT" ? "" : null;
        await Read();
        await Read();
        Assert.Single(World.Log, l => l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains("Mail:Bounces", StringComparison.Ordinal));

        _returns.Answers = verb => verb == "PASS" ? "-ERR [AUTH] no" : null;
        await Read();
        _returns.Answers = static _ => null;
        await Read();
        Assert.Single(World.Log, l => l.StartsWith("Error", StringComparison.Ordinal) && l.Contains("Mail:BouncesPassword", StringComparison.Ordinal));
        Assert.Single(_returns.Messages);
    }

    private Task Read() => World.Services.GetRequiredService<MailBounces>().Run(TestContext.Current.CancellationToken);

    // The last mail to Ana, as a server gives it back.
    private void ComesBack(string status)
    {
        var mail = _post.Server.Mails.Last(m => m.Mailbox == Ana).Text;
        _returns.Arrives(Notifications.OfPostfix(Ana, mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)], status));
    }

    private async Task Invites(Person carmen)
    {
        var form = await (await carmen.Asks("partners")).Press(En.People.InviteByMail);
        await form.Fill(En.People.InviteName, "Ana").Fill(En.People.InviteAddress, Ana).Choose(En.People.InviteFor, "City Library").Press(En.People.InviteSend);
        await World.AllIsSent();
    }

    private async Task<KnownPerson> Person()
    {
        var owner = await World.Services.GetRequiredService<IPersonStore>().OwnerOf(Ana, TestContext.Current.CancellationToken);
        return await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IPersonGrain>(owner!.ToString()).Get();
    }
}
