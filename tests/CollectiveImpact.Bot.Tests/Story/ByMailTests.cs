using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Somebody who has a mailbox and no Teams is in the round like everybody else.</summary>
public sealed class ByMailTests(Azurite azurite) : StoryTest(azurite), IAsyncDisposable
{
    private const string Ana = "ana@library.example";
    private readonly PostBox _post = new();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await _post.DisposeAsync();
    }

    private protected override Task<World> Begins(Azurite azurite) => World.Begins(azurite, _post.Settings);

    [Fact]
    public async Task Somebody_without_teams_is_invited_comes_in_answers_corrects_and_reads_what_was_learned()
    {
        var (carmen, rui) = await Riverside();
        await Invites(carmen);
        var invite = _post.Next(Ana);
        Assert.Equal(En.People.InvitedInShort("Riverside Reads"), invite.Subject);
        using var ana = new Visitor(World.Address);

        // What only looks at the link, as mail filters do, changes nothing.
        var shown = await ana.Opens(invite.Link);
        Assert.True(shown.Says(En.People.InvitedYes));
        Assert.DoesNotContain((await Initiative()).Members, m => m.Name == "Ana");
        var joined = await ana.Sends(invite.Link, ("step", "join"));

        // Nothing is asked yet.
        Assert.EndsWith("/desk", joined.Path, StringComparison.Ordinal);
        Assert.True(joined.Says(En.Web.YouAreInFor("Riverside Reads", "City Library", Ana)));
        await carmen.ReceivesAbout(En.Piece(En.People.HasJoinedInShort(En.Unknown, En.Unknown)));
        await carmen.OpensCheckIn();
        var form = await rui.Receives();
        await World.AllIsSent();
        var asked = _post.Next(Ana);
        Assert.Contains("Children in sessions", asked.Words, StringComparison.Ordinal);
        var page = await Follows(ana, asked.Link);
        Assert.EndsWith("/desk/check-in", page.Path, StringComparison.Ordinal);

        // What can't be read is said at its field, and stays there.
        var again = await Submits(ana, page, "a lot");
        Assert.True(again.Says("a lot"));
        Assert.Contains("aria-invalid=\"true\"", again.Html, StringComparison.Ordinal);
        var receipt = await Submits(ana, again, "23");
        Assert.True(receipt.Says("23"));

        // One answer for the partner, whoever looks.
        var same = (await rui.Asks("check in")).AllText;
        Assert.Contains("23", same, StringComparison.Ordinal);
        Assert.Contains("Ana", same, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.AnsweredOf(1, 1), (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        Assert.True((await ana.Sends($"/i/{Id}/desk", ("say", "what is a partner"))).Status == HttpStatusCode.OK);
        await carmen.ClosesCheckIn();
        await World.AllIsSent();
        Assert.Contains("23", _post.Next(Ana, En.Digests.WhatCameOfIt).Words, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", _post.Next(Ana).Words, StringComparison.Ordinal);
        Assert.Equal(0, _post.Unread(Ana));
        NothingWentWrong();
    }

    [Fact]
    public async Task A_link_that_was_forwarded_shows_little_and_ends_when_its_person_wants_another()
    {
        var (carmen, ana) = await WithAna();
        using (ana)
        {
            await carmen.OpensCheckIn();
            await World.AllIsSent();
            var asked = _post.Next(Ana);
            using var other = new Visitor(World.Address);
            await Follows(ana, asked.Link);

            var shown = await other.Opens(asked.Link);
            Assert.True(shown.Says(En.Web.MailLinkElsewhere));
            Assert.False(shown.Says("Children in sessions"));
            Assert.False(shown.Says(Ana));
            Assert.False(shown.Says("Ana"));
            // Pressing what isn't there opens nothing either.
            Assert.True((await other.Sends(asked.Link, ("step", "open"))).Says(En.Web.LookInYourMail));
            Assert.Equal(HttpStatusCode.Unauthorized, (await other.Opens($"/i/{Id}")).Status);
            await World.AllIsSent();

            // The one who has the mailbox gets the new link; the old one opens nothing anywhere.
            var fresh = _post.Next(Ana, En.ByMail.LinkMeans);
            Assert.Equal(HttpStatusCode.Gone, (await ana.Opens(asked.Link)).Status);
            using var phone = new Visitor(World.Address);
            Assert.Equal($"/i/{Id}/desk/check-in", (await Follows(phone, fresh.Link)).Path);
            Assert.Equal(HttpStatusCode.OK, (await ana.Opens($"/i/{Id}")).Status);

            // However soon another is wanted, it comes: the one before may be what was lost.
            Assert.True((await other.Sends("/me", ("address", Ana))).Says(En.Web.LookInYourMail));
            await World.AllIsSent();
            Assert.Equal($"/i/{Id}", (await phone.Opens(_post.Next(Ana, En.ByMail.LinkMeans).Link)).Path);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task Where_somebody_has_pressed_before_the_next_link_leads_on_at_once_and_nowhere_else()
    {
        var (carmen, ana) = await WithAna();
        using (ana)
        {
            await carmen.OpensCheckIn();
            await World.AllIsSent();
            var link = _post.Next(Ana).Link;
            using var filter = new Visitor(World.Address);

            Assert.True((await filter.Opens(link)).Says(En.Web.MailLinkIsFor("Ana")));
            Assert.True((await ana.Opens(link, ("Sec-Purpose", "prefetch"))).Says(En.Web.MailLinkIsFor("Ana")));
            Assert.True((await filter.Opens(link)).Says(En.Web.MailLinkIsFor("Ana")));
            Assert.Equal($"/i/{Id}/desk/check-in", (await ana.Opens(link)).Path);
            Assert.True((await filter.Opens(link)).Says(En.Web.MailLinkElsewhere));
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task One_press_in_a_mail_program_ends_mails_everybody_sees_why_and_another_brings_them_back()
    {
        var (carmen, ana) = await WithAna();
        using (ana)
        {
            await carmen.OpensCheckIn();
            await World.AllIsSent();
            var asked = _post.Next(Ana);
            using var program = new Visitor(World.Address);

            Assert.True((await program.Opens(asked.Stop)).Says(En.Web.StopMailAsk));
            Assert.Null((await Person("Ana")).Unreachable);
            Assert.Equal(HttpStatusCode.OK, (await program.SendsAlone(asked.Stop, ("List-Unsubscribe", "One-Click"))).Status);

            Assert.Equal(Reasons.NoMail, (await Person("Ana")).Unreachable);
            Assert.Contains(Reasons.InWords(Reasons.NoMail, System.Globalization.CultureInfo.GetCultureInfo("en-GB")), (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
            await carmen.Nudges();
            await World.AllIsSent();
            Assert.Equal(0, _post.Unread(Ana));

            // What they ask for themselves comes all the same.
            Assert.True((await program.Sends("/me", ("address", Ana))).Says(En.Web.LookInYourMail));
            await World.AllIsSent();
            _post.Next(Ana, En.ByMail.LinkMeans);
            Assert.True((await program.Opens(asked.Stop)).Says(En.Web.MailStopped));
            Assert.True((await program.Sends(asked.Stop, ("step", "again"))).Says(En.Web.MailIsBack));
            Assert.Null((await Person("Ana")).Unreachable);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_gets_teams_moves_there_with_all_they_reported_and_back()
    {
        var (carmen, ana) = await WithAna();
        using (ana)
        {
            var anaInTeams = Teams.Person("Ana in Teams", "library");
            var code = LinkCode((await ana.Sends($"/i/{Id}/desk", ("say", "this is me too"))).Html);

            Assert.Contains(En.Piece(En.People.NowWrittenHere(En.Unknown)), (await anaInTeams.Asks($"this is me {code}")).AllText, StringComparison.Ordinal);
            await World.AllIsSent();
            _post.Next(Ana, En.People.AnotherSpeaksForYouInShort);
            await carmen.OpensCheckIn();
            var form = await anaInTeams.Receives();
            await form.Fill("Children in sessions", "7").Press(En.CheckIns.Submit);
            await World.AllIsSent();
            Assert.Equal(0, _post.Unread(Ana));
            Assert.Contains("7", (await ana.Opens($"/i/{Id}/desk/check-in")).Html, StringComparison.Ordinal);

            // Back again, by one press.
            await (await anaInTeams.Asks("by mail")).Press(En.ByMail.MailMeAgain);
            Assert.True((await Person("Ana")).IsByMail);
            await carmen.ClosesCheckIn();
            await World.AllIsSent();
            _post.Next(Ana, En.Digests.WhatCameOfIt);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task Somebody_in_teams_gets_mail_once_the_address_has_shown_to_be_theirs()
    {
        var (carmen, rui) = await Riverside();
        var card = await rui.Asks("by mail");
        var wrong = await card.Fill(En.ByMail.YourAddress, "rui at library").Press(En.ByMail.MailMe);
        Assert.Contains(En.ByMail.AddressWrong, wrong.AllText, StringComparison.Ordinal);
        await wrong.Fill(En.ByMail.YourAddress, "rui@library.example").Press(En.ByMail.MailMe);
        await World.AllIsSent();
        Assert.False((await Person("Rui")).IsByMail);
        using var browser = new Visitor(World.Address);

        var confirm = _post.Next("rui@library.example");
        Assert.True((await browser.Sends(confirm.Link, ("step", "open"))).Says(En.Web.MailboxIsYours("rui@library.example")));

        await carmen.OpensCheckIn();
        await World.AllIsSent();
        _post.Next("rui@library.example");
        // Speaking in Teams doesn't change where they are written to.
        await (await rui.Asks("by mail")).Press(En.ByMail.ToTeams);
        Assert.False((await Person("Rui")).IsByMail);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_code_that_was_passed_on_lets_somebody_in_by_mail_and_a_lost_link_comes_again()
    {
        var (carmen, _) = await Riverside();
        var code = await carmen.InvitesAnother();
        using var eva = new Visitor(World.Address);

        var page = await eva.Opens($"/join/{code}");
        Assert.True(page.Says(code));
        Assert.True((await eva.Sends("/join", ("code", "not a code"), ("name", "Eva"), ("address", "eva@library.example"))).Says(En.Web.CodeOpensNothing));
        Assert.True((await eva.Sends("/join", ("code", code), ("name", ""), ("address", "eva"))).Says(En.Web.YourNameMissing));
        Assert.True((await eva.Sends("/join", ("code", code), ("name", "Eva"), ("address", "eva@library.example"))).Says(En.Web.LookInYourMail));
        await World.AllIsSent();
        await eva.Sends(_post.Next("eva@library.example").Link, ("step", "join"));
        Assert.Contains((await Initiative()).Members, m => m.Name == "Eva" && m.PartnerId is not null);

        // The same words for an address that nobody has.
        Assert.True((await eva.Sends("/me", ("address", "nobody@library.example"))).Says(En.Web.LookInYourMail));
        Assert.True((await eva.Sends("/me", ("address", "EVA@library.example"))).Says(En.Web.LookInYourMail));
        Assert.True((await eva.Sends("/me", ("address", "eva"))).Says(En.Web.MailAddressNotRead));
        await World.AllIsSent();
        Assert.Equal(0, _post.Unread("nobody@library.example"));
        using var phone = new Visitor(World.Address);
        Assert.Equal($"/i/{Id}", (await Follows(phone, _post.Next("eva@library.example").Link, ("stays", "true"))).Path);
        World.Clock.MoveTo(World.Start + Duration.FromDays(60));
        Assert.Equal(HttpStatusCode.OK, (await phone.Opens($"/i/{Id}")).Status);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_does_not_want_to_join_is_forgotten_and_an_address_that_does_not_exist_is_shown()
    {
        var (carmen, _) = await Riverside();
        _post.Server.Answers = c => c.Verb == "RCPT" && c.Line.Contains("anna", StringComparison.Ordinal) ? "550 5.1.1 No such user" : null;
        await Invites(carmen, "Anna", "anna@library.example");
        Assert.Contains(Reasons.InWords(Reasons.MailboxUnknown, System.Globalization.CultureInfo.GetCultureInfo("en-GB")), (await carmen.Asks("invites")).AllText, StringComparison.Ordinal);

        await Invites(carmen);
        using var ana = new Visitor(World.Address);
        Assert.True((await ana.Sends(_post.Next(Ana).Link, ("step", "decline"))).Says(En.Web.Declined));

        Assert.Null(await World.Services.GetRequiredService<IPersonStore>().OwnerOf(Ana, TestContext.Current.CancellationToken));
        await carmen.ReceivesAbout(En.Piece(En.People.HasDeclined(En.Unknown)));
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_leaves_and_is_in_nothing_else_is_written_to_no_more_and_their_address_is_gone()
    {
        var (carmen, ana) = await WithAna();
        using (ana)
        {
            var asks = await ana.Sends($"/i/{Id}/desk", ("say", "leave"));
            await ana.Sends($"/i/{Id}/desk", ("press", asks.Press(En.People.Leave)));

            Assert.Null(await World.Services.GetRequiredService<IPersonStore>().OwnerOf(Ana, TestContext.Current.CancellationToken));
            Assert.Equal(HttpStatusCode.Unauthorized, (await ana.Opens($"/i/{Id}")).Status);
            await carmen.OpensCheckIn();
            await World.AllIsSent();
            Assert.Equal(0, _post.Unread(Ana));
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task A_card_of_any_kind_that_comes_by_mail_is_pressed_on_its_page()
    {
        var (carmen, ana) = await WithAna();
        using (ana)
        {
            await (await (await carmen.Asks("message partners")).Fill(En.Messages.Subject, "Meeting").Fill(En.Messages.Text, "On Friday.").Choose(En.Messages.To, En.Messages.ToEveryone).Press(En.Messages.Preview)).Press(En.Messages.Send(2));
            await World.AllIsSent();

            var message = _post.Next(Ana, "On Friday.");
            Assert.True((await Follows(ana, message.Link)).Says("On Friday."));
            // Nobody else's session opens it.
            using var backbone = await Visitor.Of(carmen, World.Address);
            Assert.Equal(HttpStatusCode.NotFound, (await backbone.Opens($"/i/{Id}/mail/20261223-{new string('0', 64)}")).Status);
        }

        NothingWentWrong();
    }

    private async Task<(Person Carmen, Visitor Ana)> WithAna()
    {
        var (carmen, _) = await Riverside();
        await Invites(carmen);
        var ana = new Visitor(World.Address);
        await ana.Sends(_post.Next(Ana).Link, ("step", "join"));
        await carmen.ReceivesAbout(En.Piece(En.People.HasJoinedInShort(En.Unknown, En.Unknown)));
        return (carmen, ana);
    }

    private async Task Invites(Person carmen, string name = "Ana", string address = Ana)
    {
        var form = await (await carmen.Asks("partners")).Press(En.People.InviteByMail);
        var sent = await form.Fill(En.People.InviteName, name).Fill(En.People.InviteAddress, address).Choose(En.People.InviteFor, "City Library").Press(En.People.InviteSend);
        Assert.Contains(En.People.MailIsOnItsWay(name, address), sent.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
    }

    private static Task<Visitor.Page> Follows(Visitor visitor, string link, params (string, string)[] besides) => visitor.Sends(link, [("step", "open"), .. besides]);

    private static async Task<Visitor.Page> Submits(Visitor visitor, Visitor.Page page, string value)
    {
        var field = Regex.Match(page.Html, "name=\"(?<name>f\\.value\\.[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["name"].Value;
        return await visitor.Sends(page.Path.Split("/desk")[0] + "/desk", ("press", page.Press(En.CheckIns.Submit)), (WebUtility.HtmlDecode(field), value), ("f.status", "OnTrack"));
    }

    private static string LinkCode(string html) =>
        Regex.Matches(WebUtility.HtmlDecode(html), "[0-9a-z]{4}-[0-9a-z]{4}(-[0-9a-z]{4})*", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Value).First(c => c.Any(char.IsAsciiDigit));

    private InitiativeId Id => World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).Result.Single();

    private async Task<Initiative> Initiative() => (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(Id).Get())!;

    private async Task<KnownPerson> Person(string name) =>
        await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IPersonGrain>((await Initiative()).Members.Single(m => m.Name == name).Person.ToString()).Get();
}
