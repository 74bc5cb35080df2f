using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What people write reaches the bot as they mean it, however Teams brings it.</summary>
public sealed class HearingTests(Azurite azurite) : StoryTest(azurite)
{
    [Theory]
    [InlineData("<quoted messageId=\"1700000000009\"/> status")]
    [InlineData("<quoted messageId=\"1\">Did you open it?</quoted> status")]
    [InlineData("<at>{bot}</at> status")]
    [InlineData("<at>{bot}</at>&nbsp;status")]
    [InlineData("\u200bsta\u00adtus\ufeff")]
    [InlineData("<p>status</p>")]
    [InlineData("status<br/>")]
    [InlineData("\u00a0status\u00a0👍")]
    [InlineData("&#8203;status, please ❤️")]
    public async Task What_Teams_puts_around_the_words_is_none_of_them(string text)
    {
        var (carmen, _, _) = await OpenRound();

        Assert.Contains(Cast.Answered(0, 1, "Saturday 28 November 10:00"), (await Writes(carmen, text)).AllText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<at>{bot}</at> status", false)]
    [InlineData("{bot} status", false)]
    [InlineData("@{bot}, status", false)]
    [InlineData("status @{bot}", false)]
    [InlineData("<at>{bot}</at> status", true)]
    public async Task A_mention_of_the_bot_is_no_word_whether_its_text_is_told_or_not(string text, bool told)
    {
        var (carmen, _, _) = await OpenRound();
        var mention = new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = Teams.BotId, ["name"] = Teams.BotName } };
        if (told)
        {
            mention["text"] = $"<at>{Teams.BotName}</at>";
        }

        Assert.Contains(Cast.Answered(0, 1, "Saturday 28 November 10:00"), (await Writes(carmen, text, a => a["entities"]!.AsArray().Add(mention))).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_that_tells_no_locale_is_read_in_the_one_that_is_known()
    {
        var (carmen, rui) = await Riverside();
        rui.Locale = "it-IT";
        await rui.Asks("status");
        await carmen.OpensCheckIn();
        var form = await rui.Receives();

        // No locale anywhere, then one in the client's description of itself only.
        rui.TellsLocale = false;
        rui.Locale = "en-US";
        var receipt = await form.Fill("Children in sessions", "1.500").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        Assert.Contains("1.500", receipt.AllText, StringComparison.Ordinal);

        await rui.Installs();
        Assert.Contains("1.500", (await rui.Asks("my answers")).AllText, StringComparison.Ordinal);
        Assert.Contains("1,500", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_alone_is_looked_up_as_if_asked_and_a_command_misspelled_is_offered_beside_it()
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("suggest bridge bed: A bed between two places to live");
        await rui.Asks("suggest warm referral: A call made together");
        await rui.Asks("suggest partnership: Working as one");

        Assert.Contains("A bed between two places to live", (await rui.Asks("brige bed")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.YouWrote("brige bed"), (await rui.Asks("brige bed?")).AllText, StringComparison.Ordinal);
        Assert.Contains("A call made together", (await rui.Asks("wram\u00a0referral")).AllText, StringComparison.Ordinal);

        var both = await carmen.Asks("partnershp");
        Assert.Contains(En.Conversations.NotUnderstoodButNear("“partnershp”"), both.AllText, StringComparison.Ordinal);
        Assert.Equal("partnership", both.Buttons[0]);
        Assert.Contains(En.Onboarding.Partners, both.Buttons);
        Assert.DoesNotContain("Leave", (await rui.Asks("leav")).Buttons);
        Assert.Equal([En.People.Help], (await rui.Asks("zxqv wkjh")).Buttons);
    }

    [Fact]
    public async Task What_is_not_understood_is_counted_for_the_backbone_alone_and_nobody_is_named()
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("zxqv wkjh");
        await rui.Asks("Zxqv wkjh!");
        await rui.Asks("join us for lunch tomorrow");

        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("not understood")).Text, StringComparison.Ordinal);
        var list = await carmen.Asks("not understood");
        Assert.Contains(En.Glossary.Times(2), list.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Rui", list.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("kjh", (await list.Press(En.Glossary.TakeItOff)).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("kjh", (await carmen.Asks("words asked for in vain")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(World.Log, l => l.Contains("kjh", StringComparison.OrdinalIgnoreCase));
    }

    public static TheoryData<string, string> Ordinary => new()
    {
        { "thanks a lot!", En.Onboarding.TalkWelcome },
        { "👍", En.Onboarding.TalkWelcome },
        { "❤️🎉", En.Onboarding.TalkWelcome },
        { "undo", En.Audit.HowToUndo },
        { "unsubscribe", En.Onboarding.TalkPauses },
        { "settings", En.Onboarding.TalkSettings(System.Globalization.CultureInfo.GetCultureInfo("en-GB").EnglishName, "Lisbon") },
        { "who are you?", En.Onboarding.TalkWhoIAm },
        { "contact backbone", En.Onboarding.TalkBackbone("Riverside Reads", "Carmen") },
        { "when is the next check-in?", En.Schedules.NoneOpenNoneScheduled },
    };

    [Theory]
    [MemberData(nameof(Ordinary))]
    public async Task Ordinary_sentences_get_an_answer_in_words(string said, string answer)
    {
        var (_, rui) = await Riverside();

        Assert.Contains(answer, (await rui.Asks(said)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_alone_joins()
    {
        var (carmen, _) = await Riverside();
        var ana = Teams.Person("Ana", "north");

        Assert.Contains(En.People.JoinWelcome("Riverside Reads"), (await ana.Asks(await carmen.AddsPartner("North Shelter"))).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_joins_without_a_name_gets_it_when_Teams_says_it()
    {
        var (carmen, _) = await Riverside();
        var code = await carmen.AddsPartner("North Shelter");
        var ana = Teams.Person("Ana", "north");
        await Writes(ana, "join " + code, a => a["from"]!.AsObject().Remove("name"));
        Assert.DoesNotContain("Ana", (await carmen.Asks("people")).AllText, StringComparison.Ordinal);

        await ana.Asks("status");

        Assert.Contains("Ana", (await carmen.Asks("people")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_answered_by_where_it_is_brought_or_why_it_is_of_no_use()
    {
        var (carmen, rui) = await Riverside();

        Assert.Equal([En.Files.ImportData, En.Files.ImportTerms, En.Files.OfferTranslateQuestions], (await Sends(carmen, "numbers.csv")).Buttons);
        Assert.Equal([En.Files.ImportTerms], (await Sends(carmen, "words.jsonld")).Buttons);
        Assert.Contains(En.Files.OtherSent("plan.docx"), (await Sends(carmen, "plan.docx")).Text, StringComparison.Ordinal);
        Assert.Contains(En.Files.BackboneBrings("numbers.csv", "Carmen"), (await Sends(rui, "numbers.csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_digest_is_shown_by_its_time_and_what_is_not_known_is_said()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "12");
        await Closes(carmen, rui);

        Assert.Contains("12", (await rui.Asks("digest this month")).AllText, StringComparison.Ordinal);
        Assert.Contains("12", (await rui.Asks("digest November")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.NoDigestFor("October"), (await rui.Asks("digest October")).Text, StringComparison.Ordinal);
        Assert.Contains(En.Digests.NoSuchTime("marmalade"), (await rui.Asks("digest marmalade")).Text, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", (await rui.Asks("history children")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.NoIndicator("attendance"), (await rui.Asks("history attendance")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_term_with_its_abbreviation_in_brackets_is_found_by_both()
    {
        var (_, rui) = await Riverside();
        await rui.Asks("suggest Adverse Childhood Experience (ACE): Something hard that happened before eighteen");

        foreach (var asked in new[] { "what is ACE?", "ACE", "what is an adverse childhood experience?", "what are ACEs?", "adverse childhood experience (ACE)" })
        {
            Assert.Contains("before eighteen", (await rui.Asks(asked)).AllText, StringComparison.Ordinal);
        }
    }

    private async Task<ReceivedCard> Writes(Person person, string text, Action<JsonObject>? change = null)
    {
        person.Chat.MustBeOpen();
        var activity = person.Activity("message", person.Chat);
        activity["textFormat"] = "plain";
        activity["text"] = text.Replace("{bot}", Teams.BotName, StringComparison.Ordinal);
        change?.Invoke(activity);
        await Teams.Tell(activity);
        return await person.ReceivesAnswer(activity["id"]!.GetValue<string>());
    }

    private Task<ReceivedCard> Sends(Person person, string file) => Writes(person, "", a => a["attachments"] = new JsonArray(new JsonObject
    {
        ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
        ["name"] = file,
        ["contentUrl"] = "https://example.sharepoint.com/" + file,
        ["content"] = new JsonObject { ["downloadUrl"] = "https://example.sharepoint.com/download", ["uniqueId"] = "1", ["fileType"] = file.Split('.')[^1] },
    }));
}
