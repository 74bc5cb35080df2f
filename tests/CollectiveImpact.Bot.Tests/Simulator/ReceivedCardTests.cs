using System.Text.Json.Nodes;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

public sealed class ReceivedCardTests : SimulatorTest
{
    [Fact]
    public async Task A_card_is_read_as_a_person_reads_it()
    {
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(Card("""
            {"type":"RichTextBlock","inlines":["Check-in for ",{"type":"TextRun","text":"November"}]},
            {"type":"Container","items":[{"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"TextBlock","text":"in a column"}]}]}]},
            {"type":"FactSet","facts":[{"title":"Partner","value":"Riverside"}]},
            {"type":"Table","rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"in a cell"}]}]}]},
            {"type":"Chart.Line","title":"Reading","data":[{"legend":"North","values":[{"x":"2026-10","y":41}]}],"fallback":{"type":"TextBlock","text":"Reading: 41 in October"}},
            {"type":"Hologram","fallback":{"type":"TextBlock","text":"instead of a hologram"}},
            {"type":"TextBlock","text":"secret","isVisible":false},
            {"type":"Input.Text","id":"why","label":"What worked?","placeholder":"In a few words"},
            {"type":"ActionSet","actions":[{"type":"Action.Execute","title":"Skip this time","verb":"skip"}]}
            """, """
            {"type":"Action.Execute","title":"Submit check-in","verb":"submit"},
            {"type":"Action.OpenUrl","title":"Read more","url":"https://example.org/more"}
            """));
        await ana.Says("check in");

        var card = await ana.Receives();

        Assert.Equal("Check-in for November", card.Title);
        Assert.Equal(["Skip this time", "Submit check-in", "Read more"], card.Buttons);
        Assert.Equal("https://example.org/more", card.Links["Read more"]);
        Assert.Equal("""
            Check-in for November
            in a column
            Partner
            Riverside
            in a cell
            Reading
            North
            2026-10
            41
            Reading: 41 in October
            instead of a hologram
            What worked?
            In a few words
            Skip this time
            Submit check-in
            Read more
            """, card.AllText);
        Assert.Equal("AdaptiveCard", card.Json.Text("type"));
    }

    [Fact]
    public async Task Inputs_show_what_is_in_them()
    {
        var form = await Form(Teams.Person("Ana", "north"));

        Assert.Equal("12", form.Inputs["Children reading at grade level"]);
        Assert.Equal("", form.Inputs["Status"]);
        Assert.Equal("false", form.Inputs["Share with all"]);

        form.Fill("Children reading at grade level", "41").Choose("Status", "On track").Toggle("Share", true);

        Assert.Equal("41", form.Inputs["Children reading at grade level"]);
        Assert.Equal("on", form.Inputs["Status"]);
        Assert.Equal("true", form.Inputs["Share with all"]);
    }

    [Fact]
    public async Task A_wrong_label_choice_or_button_is_answered_with_those_there_are()
    {
        var form = await Form(Teams.Person("Ana", "north"));

        var label = Assert.Throws<InvalidOperationException>(() => form.Fill("Adults", "1"));
        var twice = Assert.Throws<InvalidOperationException>(() => form.Fill("s", "1"));
        var choice = Assert.Throws<InvalidOperationException>(() => form.Choose("Status", "Splendid"));
        var button = await Assert.ThrowsAsync<InvalidOperationException>(() => form.Press("Save"));

        Assert.Contains("Children reading at grade level", label.Message, StringComparison.Ordinal);
        Assert.StartsWith("Several inputs", twice.Message, StringComparison.Ordinal);
        Assert.Contains("On track, At risk", choice.Message, StringComparison.Ordinal);
        Assert.Contains("Submit check-in", button.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_sends_the_verb_the_data_and_the_inputs_as_strings()
    {
        var ana = Teams.Person("Ana", "north");
        var form = await Form(ana);
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Thank you")));

        await form.Fill("Children reading at grade level", "41").Choose("Status", "On track").Press("Submit check-in");

        var invoke = Bot.Heard[^1];
        Assert.Equal("adaptiveCard/action", invoke.Text("name"));
        Assert.Equal(form.Id, invoke.Text("replyToId"));
        Assert.Equal("manual", invoke.At("value").Text("trigger"));
        var action = invoke.At("value").At("action");
        Assert.Equal(("Action.Execute", "checkin.submit"), (action.Text("type"), action.Text("verb")));
        Assert.Equal("""{"round":"2026-11","children":"41","status":"on","share":"false"}""", action.At("data")!.ToJsonString());
    }

    [Fact]
    public async Task The_card_answered_replaces_the_card_until_the_bot_updates_the_message()
    {
        var ana = Teams.Person("Ana", "north");
        var form = await Form(ana);
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Thank you")));

        var receipt = await form.Choose("Status", "On track").Press("Submit check-in");

        Assert.Equal("Thank you", receipt.Title);
        Assert.Equal(form.Id, receipt.Id);
        Assert.False(receipt.IsError);
        Assert.Equal("Thank you", form.Current.Title);

        await Bot.Calls(HttpMethod.Put, Bot.Heard[0], $"activities/{form.Id}", Card(TextBlock("Closed")));
        Assert.Equal("Closed", (await receipt.IsUpdated()).Title);
    }

    [Fact]
    public async Task An_update_made_during_the_press_is_not_missed()
    {
        var ana = Teams.Person("Ana", "north");
        var form = await Form(ana);
        Bot.Does = async invoke =>
        {
            await Bot.Calls(HttpMethod.Put, invoke, $"activities/{form.Id}", Card(TextBlock("Answered")));
            return new BotAnswer(200, AnswerCard(TextBlock("Thank you")).ToJsonString());
        };

        var receipt = await form.Choose("Status", "On track").Press("Submit check-in");

        Assert.Equal("Thank you", (await receipt.IsUpdated()).Title);
        Assert.Equal(1, form.Message.Updates);
        Assert.Equal("Answered", form.Message.SeenBy(viewer: null).Title);
    }

    [Fact]
    public async Task Words_and_errors_leave_the_card_and_what_was_typed()
    {
        var form = await Form(Teams.Person("Ana", "north"));
        form.Choose("Status", "At risk");

        Bot.AnswersPresses(_ => Answer(200, "application/vnd.microsoft.activity.message", "Noted."));
        var noted = await form.Press("Submit check-in");
        Bot.AnswersPresses(_ => Answer(400, "application/vnd.microsoft.error", new JsonObject { ["code"] = "Closed", ["message"] = "The round is closed." }));
        var refused = await form.Press("Submit check-in");

        Assert.Equal((false, "Noted."), (noted.IsError, noted.Notice));
        Assert.Equal((true, "The round is closed.", "Closed"), (refused.IsError, refused.Notice, refused.ErrorCode));
        Assert.Equal("risk", refused.Inputs["Status"]);
        Assert.Equal("Check-in", refused.Title);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"statusCode":200,"type":"application/json","value":{}}""")]
    public async Task An_answer_that_no_client_can_show_fails_the_press(string body)
    {
        var form = await Form(Teams.Person("Ana", "north"));
        Bot.Does = _ => Task.FromResult(new BotAnswer(200, body));

        await Assert.ThrowsAsync<BotFailedException>(() => form.Choose("Status", "On track").Press("Submit check-in"));
    }

    [Fact]
    public async Task The_client_checks_the_cards_own_rules()
    {
        var ana = Teams.Person("Ana", "north");
        var form = await Form(ana);
        var heard = Bot.Heard.Count;

        await RefusedFor("Status", "isRequired", "Say how it goes.");
        form.Choose("Status", "On track").Fill("Children reading at grade level", "-1");
        await RefusedFor("Children reading at grade level", "min 0", "A number from 0 to 500.");
        form.Fill("Children reading at grade level", "501");
        await RefusedFor("Children reading at grade level", "max 500", "A number from 0 to 500.");
        form.Fill("Children reading at grade level", "41").Fill("Partner code", "abc");
        await RefusedFor("Partner code", "regex ^[A-Z]+$", "Capital letters.");
        form.Fill("Partner code", "ABCDEF");
        await RefusedFor("Partner code", "maxLength 5", "Capital letters.");
        Assert.Equal(heard, Bot.Heard.Count);

        async Task RefusedFor(string label, string rule, string message)
        {
            var refused = await Assert.ThrowsAsync<ClientRefusedException>(() => form.Press("Submit check-in"));
            Assert.Equal((label, rule, message), (refused.Label, refused.Rule, refused.ErrorMessage));
        }
    }

    [Fact]
    public async Task A_client_without_rules_sends_anyway()
    {
        var form = await Form(Teams.Person("Ana", "north"));
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Status is missing")));

        var answer = await form.PressAnyway("Submit check-in");

        Assert.Equal("Status is missing", answer.Title);
        Assert.Null(DataOf(Bot.Heard[^1]).Text("status"));
    }

    [Fact]
    public async Task An_action_without_associated_inputs_checks_and_sends_none()
    {
        var form = await Form(Teams.Person("Ana", "north"));
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Skipped")));

        var skipped = await form.Press("Skip this time");

        Assert.Equal("Skipped", skipped.Title);
        Assert.Equal("""{"round":"2026-11"}""", DataOf(Bot.Heard[^1])!.ToJsonString());
    }

    [Fact]
    public async Task Numbers_are_typed_in_the_persons_own_writing()
    {
        var joao = Teams.Person("João", "north", locale: "pt-PT");
        var form = await Form(joao);

        form.Fill("Children reading at grade level", "41,5");

        Assert.Equal("41.5", form.Inputs["Children reading at grade level"]);
        var ana = await Form(Teams.Person("Ana", "north"));
        Assert.Throws<ClientRefusedException>(() => ana.Fill("Children reading at grade level", "41,5"));
    }

    [Fact]
    public async Task The_inputs_of_a_shown_card_are_sent_by_its_own_actions_only()
    {
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(Card("""
            {"type":"Input.Text","id":"outer","label":"Outside","value":"o"}
            """, """
            {"type":"Action.Execute","title":"Submit","verb":"outer"},
            {"type":"Action.ShowCard","title":"Hand over","card":{"type":"AdaptiveCard",
              "body":[{"type":"Input.Text","id":"inner","label":"To whom?","isRequired":true}],
              "actions":[{"type":"Action.Execute","title":"Send","verb":"inner"}]}}
            """));
        await ana.Says("check in");
        var card = await ana.Receives();
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Done")));

        await card.Press("Submit");
        Assert.Equal("""{"outer":"o"}""", DataOf(Bot.Heard[^1])!.ToJsonString());

        await Assert.ThrowsAsync<ClientRefusedException>(() => card.Press("Send"));
        await card.Fill("To whom?", "Ben").Press("Send");
        Assert.Equal("""{"outer":"o","inner":"Ben"}""", DataOf(Bot.Heard[^1])!.ToJsonString());
    }

    [Fact]
    public async Task A_submit_sends_a_message_with_a_value()
    {
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(Card("""
            {"type":"Input.Text","id":"why","label":"Why?"}
            """, """
            {"type":"Action.Submit","title":"Old way","data":{"verb":"old"}}
            """));
        await ana.Says("check in");
        var card = await ana.Receives();

        await card.Fill("Why?", "because").Press("Old way");

        var sent = Bot.Heard[^1];
        Assert.Equal("message", sent.Text("type"));
        Assert.Null(sent.Text("text"));
        Assert.Equal(card.Id, sent.Text("replyToId"));
        Assert.Equal("""{"verb":"old","why":"because"}""", sent.At("value")!.ToJsonString());
    }

    [Fact]
    public async Task A_container_can_be_pressed_and_hidden_parts_can_be_opened()
    {
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(Card("""
            {"type":"Container","selectAction":{"type":"Action.Execute","title":"Open attendance","verb":"open"},"items":[]},
            {"type":"TextBlock","id":"more","text":"The small print","isVisible":false}
            """, """
            {"type":"Action.ToggleVisibility","title":"More","targetElements":["more"]}
            """));
        await ana.Says("terms");
        var card = await ana.Receives();
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Attendance")));

        var opened = await card.Press("More");

        Assert.DoesNotContain("The small print", card.AllText, StringComparison.Ordinal);
        Assert.Contains("The small print", opened.AllText, StringComparison.Ordinal);
        Assert.Equal("Attendance", (await opened.Press("Open attendance")).Title);
    }

    [Fact]
    public async Task Nobody_can_press_on_a_message_that_was_deleted()
    {
        var form = await Form(Teams.Person("Ana", "north"));
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Skipped")));
        await Bot.Calls(HttpMethod.Delete, Bot.Heard[0], $"activities/{form.Id}");

        await Assert.ThrowsAsync<InvalidOperationException>(() => form.Press("Skip this time"));
    }

    [Fact]
    public async Task Of_several_buttons_with_one_title_the_person_says_which()
    {
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(Card(TextBlock("Terms"), """
            {"type":"Action.Execute","title":"Edit","verb":"edit","data":{"term":"attendance"}},
            {"type":"Action.Execute","title":"Edit","verb":"edit","data":{"term":"reading"}}
            """));
        await ana.Says("terms");
        var card = await ana.Receives();
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Edit")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => card.Press("Edit"));
        await card.Press("Edit", number: 2);

        Assert.Equal("reading", DataOf(Bot.Heard[^1]).Text("term"));
    }

    [Fact]
    public async Task A_suggestion_is_said_when_pressed()
    {
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "Did you mean one of these?",
            ["suggestedActions"] = JsonNode.Parse("""{"actions":[{"type":"imBack","title":"Check in","value":"check in"}]}"""),
        });
        await ana.Says("chekin");
        var card = await ana.Receives();

        await card.Press(Assert.Single(card.Buttons));

        Assert.Equal("check in", Bot.Heard[^1].Text("text"));
    }

    [Fact]
    public async Task Anybody_can_forge_a_press()
    {
        var form = await Form(Teams.Person("Ana", "north"));
        Bot.AnswersPresses(_ => Answer(400, "application/vnd.microsoft.error", new JsonObject { ["message"] = "No." }));

        var answer = await form.PressRaw("initiative.delete", new JsonObject { ["initiative"] = "somebody else's" });

        Assert.True(answer.IsError);
        Assert.Equal("initiative.delete", Bot.Heard[^1].At("value").At("action").Text("verb"));
        Assert.Equal("somebody else's", DataOf(Bot.Heard[^1]).Text("initiative"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repeated_press_keeps_its_id(bool atOnce)
    {
        var form = await Form(Teams.Person("Ana", "north"));
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("Thank you")));

        var answers = await form.Choose("Status", "On track").PressTimes("Submit check-in", 3, atOnce);

        Assert.Equal(3, answers.Count);
        Assert.All(answers, a => Assert.Equal("Thank you", a.Title));
        var invokes = Bot.Heard.Where(a => a.Text("type") == "invoke").ToList();
        Assert.Equal(3, invokes.Count);
        Assert.Single(invokes.Select(i => i.Text("id")).Distinct());
    }

    [Fact]
    public async Task Only_the_people_whom_a_card_lists_refresh_it()
    {
        var ana = Teams.Person("Ana", "north");
        var ben = Teams.Person("Ben", "north");
        var chat = Teams.GroupChat("Reading", ana, ben);
        await chat.Installs(by: ana);
        var message = Card(TextBlock("For all"));
        message["attachments"]![0]!["content"]!["refresh"] = JsonNode.Parse(
            $$"""{"userIds":["{{ana.UserId}}"],"action":{"type":"Action.Execute","verb":"view","data":{"id":"7"} } }""");
        await Bot.Send(Bot.Heard[0], message);
        var card = await chat.Receives();
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("For Ana")));

        var bens = await card.As(ben).Refresh();
        var anas = await card.As(ana).Refresh();

        Assert.Equal("For all", bens.Title);
        Assert.Equal("For Ana", anas.Title);
        Assert.Equal("For all", card.As(ben).Title);
        var invoke = Assert.Single(Bot.Heard, a => a.Text("type") == "invoke");
        Assert.Equal(("automatic", "view"), (invoke.At("value").Text("trigger"), invoke.At("value").At("action").Text("verb")));
        Assert.Equal("7", DataOf(invoke).Text("id"));
    }
}
