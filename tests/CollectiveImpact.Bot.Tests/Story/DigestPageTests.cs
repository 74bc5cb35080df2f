using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>The backbone writes a digest on a page, beside what it becomes in each place.</summary>
public sealed partial class DigestPageTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Arabic = "العربية";

    private static readonly Digests.Texts s_arabic = new(CultureInfo.GetCultureInfo("ar"));

    [Fact]
    public async Task What_is_written_there_is_what_each_channel_gets_and_nothing_that_was_not_looked_at()
    {
        var (carmen, rui, home) = await WithHome();
        var schools = home.Team.Channel("Schools");
        await carmen.AsksIn(schools, "digest here");
        await (await (await carmen.Asks("channels")).Press(En.Digests.LanguagesThere, 2)).Choose(En.Digests.PostsFirst, Arabic).Choose(En.Digests.PostsSecond, "English").Press(En.Digests.SaveLanguages);
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var ben = Teams.Person("Ben", "backbone");
        await ben.JoinsWith(await carmen.InvitesBackbone());
        using var page = await Visitor.Of(carmen, World.Address);
        using var reporter = await Visitor.Of(rui, World.Address);
        Assert.True((await page.Opens(Digest())).Says(En.Web.NoDigestToWrite("open check-in")));

        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, "Reading outdoors").Writes(En.CheckIns.Needed, "A mediator").Press(En.CheckIns.Submit);
        await (await sam.Receives()).Fill("Children in sessions", "9").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, "Tea for parents").Press(En.CheckIns.Submit);
        var form = await page.Opens(Digest());
        Assert.True(form.Says(En.Digests.HeadlineAnswered(2, 2)));
        Assert.Equal(HttpStatusCode.OK, (await page.Opens(Digest(Round))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await page.Opens(Digest("2026-W01.check-in"))).Status);
        foreach (var address in new[] { Digest(), Digest(Round) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await reporter.Opens(address)).Status);
        }

        // What was never looked at isn't posted: it is kept, and shown.
        var look = await Press(page, form, En.Digests.PostDigest, (Name(form, En.Digests.Introduction), "Thank you all."), (Name(form, "Tea for parents"), "1"), (Name(form, "A mediator"), "out"));
        Assert.True(look.Says(En.Web.LookThenPress));
        await World.AllIsSent();
        Assert.Equal(0, home.Unread);
        Assert.Contains(Words("Thank you all."), Previews(look), StringComparison.Ordinal);
        Assert.DoesNotContain(Words("A mediator"), Previews(look), StringComparison.Ordinal);
        // Nothing in a preview can be pressed.
        Assert.DoesNotContain("<button", look.Html[look.Html.IndexOf("class=\"previews\"", StringComparison.Ordinal)..], StringComparison.Ordinal);

        // What is wrong is said at its field, and all that was typed is there.
        var wrong = await Press(page, look, En.Digests.SaveWords, (Name(form, En.Digests.Headline), new string('x', 121)), (Name(form, En.Digests.Introduction), "Thank you both."));
        Assert.Contains("class=\"fault\"", wrong.Html, StringComparison.Ordinal);
        Assert.Equal("Thank you both.", Fields(wrong)[Name(wrong, En.Digests.Introduction)]);
        Assert.Equal("1", Fields(wrong)[Name(wrong, "Tea for parents")]);
        Assert.DoesNotContain(Words("Thank you both."), Previews(wrong), StringComparison.Ordinal);

        // Somebody else saves meanwhile, in the chat.
        await (await (await ben.Asks("digest")).Press(En.Digests.WriteTitle)).Fill(En.Digests.Introduction, "From Ben").Press(En.Digests.SaveWords);
        var both = await Press(page, wrong, En.Digests.PostDigest, (Name(form, En.Digests.Headline), "A good week"));
        Assert.True(both.Says(En.Digests.WrittenMeanwhile("Ben", En.Digests.HeadlineAnswered(2, 2), "From Ben")));
        Assert.Equal("Thank you both.", Fields(both)[Name(both, En.Digests.Introduction)]);
        var kept = await Press(page, both, En.Digests.SaveWords);
        Assert.True(kept.Says(En.Web.DigestKept));
        Assert.Equal(0, home.Unread);

        // What the previews show is what the channels get, in the languages of each.
        await Press(page, kept, En.Digests.PostDigest);
        var (inEnglish, inArabic) = (await home.Receives(), await schools.Receives());
        var shown = Previews(kept);
        foreach (var posted in new[] { inEnglish, inArabic })
        {
            Assert.All(posted.AllText.Split('\n').Where(l => l.Trim().Length > 0), line => Assert.Contains(Words(line), shown, StringComparison.Ordinal));
            Assert.True(posted.AllText.IndexOf("Tea for parents", StringComparison.Ordinal) < posted.AllText.IndexOf("Reading outdoors", StringComparison.Ordinal));
            Assert.Contains("A good week", posted.AllText, StringComparison.Ordinal);
            Assert.DoesNotContain("A mediator", posted.AllText, StringComparison.Ordinal);
        }

        Assert.Contains(s_arabic.Title, inArabic.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.Title, inArabic.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(s_arabic.Title, inEnglish.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task It_goes_to_the_channels_that_were_chosen_at_the_time_that_was_chosen()
    {
        var (carmen, rui, answers) = await OpenRound();
        await Submits(answers, "41");
        await Closes(carmen, rui);
        var home = await Home(carmen);
        var schools = home.Team.Channel("Schools");
        await carmen.AsksIn(schools, "digest here");
        using var page = await Visitor.Of(carmen, World.Address);

        var before = await World.Rows();
        var form = await page.Opens(Digest(Round));
        Assert.Equal(before, await World.Rows());
        var kept = await Press(page, form, En.Digests.SaveWords, (Name(form, "Riverside › Schools"), await ChannelId("Schools")));
        Assert.True(kept.Says(En.Digests.NotChosen));
        var ask = await Press(page, kept, En.Digests.PostLater);
        var past = await Press(page, ask, En.Digests.PostAtThatTime, (Name(ask, En.Digests.PostOnDay), "2026-11-25"), (Name(ask, En.Digests.PostAtTime), "9:30"));
        Assert.True(past.Says(En.Digests.PostTimePast));
        Assert.Equal("9:30", Fields(past)[Name(past, En.Digests.PostAtTime)]);
        var planned = await Press(page, past, En.Digests.PostAtThatTime, (Name(ask, En.Digests.PostOnDay), "2026-11-27"), (Name(ask, En.Digests.PostAtTime), "14:00"));
        Assert.True(planned.Says(En.Digests.IsPostedAt("Friday 27 November 14:00")));
        Assert.True((await page.Opens(Digest())).Says(En.Digests.IsPostedAt("Friday 27 November 14:00")));
        await World.ItIs(Instant.FromUtc(2026, 11, 27, 14, 0));
        Assert.Contains("41", (await schools.Receives()).AllText, StringComparison.Ordinal);
        Assert.Equal(0, home.Unread);
        NothingWentWrong();
    }

    private const string Round = "2026-W48.check-in";

    private async Task<string> ChannelId(string name) =>
        (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(Id()).Get())!.Channels.Single(c => c.Name.EndsWith(name, StringComparison.Ordinal)).Address.ConversationId;

    /// <summary>Presses a button of the page, with all that stands in its form.</summary>
    private static Task<Visitor.Page> Press(Visitor browser, Visitor.Page page, string button, params (string Name, string Value)[] typed)
    {
        var form = Form().Matches(page.Html).Single(f => Button(f.Value, button) is not null);
        var fields = Fields(page);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        fields["press"] = Button(form.Value, button)!;
        return browser.Sends(WebUtility.HtmlDecode(form.Groups["to"].Value), [.. fields.Select(f => (f.Key, f.Value))]);
    }

    private static string? Button(string html, string title) =>
        Buttons().Matches(html).Where(b => WebUtility.HtmlDecode(b.Groups["title"].Value) == title).Select(b => WebUtility.HtmlDecode(b.Groups["press"].Value)).FirstOrDefault();

    /// <summary>What stands in the fields that are sent.</summary>
    private static Dictionary<string, string> Fields(Visitor.Page page)
    {
        var fields = new Dictionary<string, string>();
        foreach (var match in Field().Matches(page.Html).Cast<Match>())
        {
            var name = WebUtility.HtmlDecode(match.Groups["name"].Value);
            if (match.Groups["choices"] is { Success: true, Value: var choices })
            {
                fields[name] = WebUtility.HtmlDecode(Chosen().Match(choices).Groups["value"].Value);
            }
            else if (!match.Value.Contains("checkbox", StringComparison.Ordinal) || match.Value.Contains(" checked", StringComparison.Ordinal))
            {
                fields[name] = WebUtility.HtmlDecode(match.Groups["text"] is { Success: true, Value: var text } ? text : match.Groups["value"].Value);
            }
        }

        return fields;
    }

    /// <summary>The name of the field with a label.</summary>
    private static string Name(Visitor.Page page, string label) => Label().Matches(page.Html)
        .Where(l => WebUtility.HtmlDecode(l.Groups["label"].Value) == label).Select(l => WebUtility.HtmlDecode(l.Groups["name"].Value)).First();

    /// <summary>What is read in the previews.</summary>
    private static string Previews(Visitor.Page page) => Words(Tag().Replace(page.Html[page.Html.IndexOf("class=\"previews\"", StringComparison.Ordinal)..], ""));

    private static string Words(string text) => Space().Replace(WebUtility.HtmlDecode(text), "");

    private string Digest(string round = "") => $"/i/{Id()}/digest{(round.Length > 0 ? "/" + round : "")}";

    private InitiativeId Id() => World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).GetAwaiter().GetResult().Single();

    [GeneratedRegex("<form method=\"post\" action=\"(?<to>[^\"]*)\".*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("<button name=\"press\" value=\"(?<press>[^\"]*)\"[^>]*>(?<title>[^<]*)</button>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Buttons();

    [GeneratedRegex("<select [^>]*name=\"(?<name>f?[^\"]*)\"[^>]*>(?<choices>.*?)</select>|<textarea [^>]*name=\"(?<name>[^\"]*)\"[^>]*>(?<text>[^<]*)</textarea>|<input [^>]*name=\"(?<name>[^\"]*)\"[^>]*value=\"(?<value>[^\"]*)\"[^>]*>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex("<option value=\"(?<value>[^\"]*)\" selected", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Chosen();

    [GeneratedRegex("<label for=\"in-(?<name>[^\"]*)\">(?<label>[^<]*)</label>|name=\"(?<name>f[.][^\"]*)\"[^>]*> <span dir=\"auto\">(?<label>[^<]*)</span>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+|[\u2066-\u2069]|[*][*]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Space();
}
