using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Bad input gets a clear, kind answer at the right place, and loses nothing.</summary>
public sealed class BadInputTests(Azurite azurite) : StoryTest(azurite)
{
    public static TheoryData<string, string> Unusable => new()
    {
        { "forty", En.Indicators.UnreadableNumber("forty", "12.5") },
        { "1,5", En.Indicators.UnreadableNumber("1,5", "12.5") },
        { "-3", En.Indicators.LessThanZero },
        { "99999999999999", En.Indicators.TooLarge },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_number_that_can_not_be_kept_is_refused_at_its_field_and_all_that_was_typed_stays(string typed, string said)
    {
        var (_, _, form) = await OpenRound();

        var again = await form.Writes(En.CheckIns.Worked, "Reading outdoors").Fill("Children in sessions", typed).IsGoing(En.CheckIns.Stuck).Press(En.CheckIns.Submit);

        Assert.Contains(said, again.AllText, StringComparison.Ordinal);
        Assert.Equal(typed, again.Inputs["Children in sessions"]);
        Assert.Equal("Reading outdoors", again.Inputs[En.CheckIns.Worked]);
        Assert.Contains(En.CheckIns.ThankYou, (await Submits(again, "5")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Forty_thousand_characters_are_refused_in_words_and_stay_in_the_form()
    {
        var (_, _, form) = await OpenRound();
        var text = new string('x', 40_000);

        var answer = await form.Fill("Children in sessions", "5").Writes(En.CheckIns.Worked, text).IsGoing(En.CheckIns.OnTrack).PressAnyway(En.CheckIns.Submit);

        Assert.Contains(En.Conversations.FaultAt(En.CheckIns.Worked, En.CheckIns.TooLong(40_000, 600)), answer.Notice, StringComparison.Ordinal);
        Assert.Equal(text, answer.Inputs[En.CheckIns.Worked]);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_unknown_command_gets_what_is_near_as_buttons_and_nothing_else()
    {
        var (carmen, _) = await Riverside();

        var answer = await carmen.Asks("statsu plz");

        Assert.Contains(En.Conversations.NotUnderstoodButNear("“statsu plz”"), answer.AllText, StringComparison.Ordinal);
        Assert.Equal(["Status", En.Conversations.Help], answer.Buttons);
    }

    [Fact]
    public async Task A_card_of_a_closed_round_says_so_and_keeps_what_was_typed()
    {
        var (carmen, _, form) = await OpenRound();
        await carmen.ClosesCheckIn();

        var answer = await Submits(form, "5");

        Assert.Contains(En.CheckIns.ClosedOn("Wednesday 25 November", "10:00"), answer.Notice, StringComparison.Ordinal);
        Assert.Equal("5", answer.Inputs["Children in sessions"]);
    }

    // Found by fuzzing: a key that nothing stands in can't be asked for.
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("x")]
    [InlineData("a/b#c?\u0001")]
    public async Task An_initiative_is_set_up_whatever_became_of_the_forms_own_id(string? id)
    {
        var nina = Teams.Person("Nina", "health");
        var form = await nina.Asks("set up");
        var data = new JsonObject { ["name"] = "Harbour Health", ["timezone"] = "UTC", ["language"] = "en-US" };
        if (id is not null)
        {
            data["id"] = id;
        }

        Assert.Contains("Harbour Health", (await form.PressRaw("backbone.setup", data)).AllText, StringComparison.Ordinal);
        Assert.Contains("Harbour Health", (await nina.Asks("partners")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_press_by_someone_who_may_not_changes_nothing()
    {
        var (carmen, rui) = await Riverside();
        var suggested = await rui.Asks("suggest attendance: In the room for half the session");
        var card = await carmen.Asks("what is attendance?");

        var asks = await suggested.PressRaw("glossary.ask", TermData(card));
        var agrees = await suggested.PressRaw("glossary.agree", TermData(card));

        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), asks.Notice, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.PartnerAgrees("City Library"), agrees.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.Proposed, (await rui.Asks("what is attendance?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_with_a_copy_of_the_card_is_sent_away()
    {
        var (carmen, _, form) = await OpenRound();
        var eve = Teams.Person("Eve", "elsewhere");
        var hers = await eve.Asks("help");

        var answer = await hers.PressRaw("checkin.submit", DataOf(form, En.CheckIns.Submit, ("status", "OnTrack")));

        Assert.Contains(En.Conversations.NotAMemberOfIts, answer.Notice, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(0, 1, "Saturday 28 November 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_partner_on_a_card_counts_for_nothing()
    {
        var (carmen, _, form) = await OpenRound();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var his = await sam.Receives();

        await his.PressRaw("checkin.submit", DataOf(form, En.CheckIns.Submit, ("partner", "city-library"), ("value.children-in-sessions", "666"), ("status", "OnTrack")));

        var status = (await carmen.Asks("status")).Unfolded().AllText;
        Assert.Contains("Eastside School: On track, by Sam", status, StringComparison.Ordinal);
        Assert.Contains("City Library: Rui", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_join_code_works_once_and_a_mistyped_one_is_explained()
    {
        var (carmen, _) = await Riverside();
        var code = await carmen.AddsPartner("Eastside School");
        await Teams.Person("Sam", "school").Joins(code.ToUpperInvariant());

        Assert.Contains(En.People.JoinUsedUp, (await Teams.Person("Eve", "elsewhere").Asks($"join {code}")).Text, StringComparison.Ordinal);
        Assert.Contains(En.People.JoinMistyped, (await Teams.Person("Pat", "elsewhere").Asks("join abcdef-12345678")).Text, StringComparison.Ordinal);
        Assert.Contains(En.People.JoinMistyped, (await Teams.Person("Ola", "elsewhere").Asks("join me please")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_submit_three_times_is_one_entry_with_one_revision()
    {
        var (carmen, _, form) = await OpenRound();

        var receipts = await form.Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).PressTimes(En.CheckIns.Submit, 3);

        Assert.All(receipts, r => Assert.Contains(En.CheckIns.ThankYou, r.AllText, StringComparison.Ordinal));
        var status = (await carmen.Asks("status")).Unfolded().AllText;
        Assert.Contains(Cast.Answered(1, 1, "Saturday 28 November 10:00"), status, StringComparison.Ordinal);
        Assert.DoesNotContain("changed", status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[1,2]", 400)]
    [InlineData("\"hello\"", 400)]
    public async Task A_malformed_activity_is_refused_and_the_next_turn_works(string body, int status)
    {
        var answer = await Teams.PostRaw(body);

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains("help", (await Teams.Person("Ana", "north").Asks("help")).AllText + "help", StringComparison.OrdinalIgnoreCase);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_activity_with_half_its_fields_missing_is_no_unhandled_error()
    {
        foreach (var activity in new[] { """{"type":"message"}""", """{"type":"invoke","name":"adaptiveCard/action"}""", """{"type":"message","text":"hi","from":{}}""", """{}""" })
        {
            var answer = await Teams.Posts(JsonNode.Parse(activity)!);
            Assert.True((int)answer.Status < 500, $"{activity}: {answer.Status}");
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task Peoples_words_are_never_logged()
    {
        var (_, rui, form) = await OpenRound();
        await form.Fill("Children in sessions", "41").Writes(En.CheckIns.Worked, "Zanzibar secret").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        await rui.Asks("Zanzibar secret");

        Assert.DoesNotContain(World.Log, l => l.Contains("Zanzibar", StringComparison.OrdinalIgnoreCase) || l.Contains("Rui", StringComparison.Ordinal));
    }

    private static JsonObject TermData(ReceivedCard card) => DataOf(card, "Agree");

    internal static JsonObject DataOf(ReceivedCard card, string button, params (string Field, string Value)[] fields)
    {
        var data = (JsonObject)card.Json!["actions"]!.AsArray().First(a => a!["title"]!.GetValue<string>() == button)!["data"]!.DeepClone();
        foreach (var (field, value) in fields)
        {
            data[field] = value;
        }

        return data;
    }
}
