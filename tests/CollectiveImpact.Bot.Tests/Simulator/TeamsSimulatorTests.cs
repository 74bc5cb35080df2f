using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

public sealed class TeamsSimulatorTests : IAsyncLifetime
{
    private static readonly DateTimeOffset WednesdayNoon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    // Long enough for a loopback request on a busy machine, short enough for what must not arrive.
    private static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _clock = new(WednesdayNoon);
    private StandInBot _bot = null!;
    private TeamsSimulator _teams = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await StandInBot.Start();
        _teams = await TeamsSimulator.Start(_bot.Messages, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _teams.DisposeAsync();
        await _bot.DisposeAsync();
    }

    // ---- People and what they say

    [Fact]
    public async Task What_a_person_says_reaches_the_bot_as_Teams_writes_it()
    {
        var ana = _teams.Person("Ana", tenant: "north");

        await ana.Says("check in");

        var heard = Assert.Single(_bot.Heard);
        Assert.Equal("message", heard.Text("type"));
        Assert.Equal("check in", heard.Text("text"));
        Assert.Equal("msteams", heard.Text("channelId"));
        Assert.Equal("personal", heard.At("conversation").Text("conversationType"));
        Assert.Equal(ana.TenantId, heard.At("conversation").Text("tenantId"));
        Assert.Equal(ana.TenantId, heard.At("channelData").At("tenant").Text("id"));
        Assert.Equal(ana.AadObjectId, heard.At("from").Text("aadObjectId"));
        Assert.StartsWith("29:", heard.At("from").Text("id"), StringComparison.Ordinal);
        Assert.Equal(_teams.BotId, heard.At("recipient").Text("id"));
        Assert.Equal("2026-11-25T12:00:00.000Z", heard.Text("timestamp"));
        Assert.Equal(_teams.ServiceUrlOf("north").ToString(), heard.Text("serviceUrl"));
    }

    [Fact]
    public async Task A_person_speaks_in_their_own_language_and_time()
    {
        var chidi = _teams.Person("Chidi", tenant: "north", locale: "pt-BR", timeZone: "America/Sao_Paulo");

        await chidi.Says("check in");

        var heard = Assert.Single(_bot.Heard);
        var client = Assert.Single(heard.Items("entities"), e => e.Text("type") == "clientInfo");
        Assert.Equal("pt-BR", client.Text("locale"));
        Assert.Equal("BR", client.Text("country"));
        Assert.Equal("America/Sao_Paulo", client.Text("timezone"));
        Assert.Equal("America/Sao_Paulo", heard.Text("localTimezone"));
        Assert.Equal("2026-11-25T09:00:00.000-03:00", heard.Text("localTimestamp"));
    }

    [Fact]
    public async Task A_failed_turn_fails_the_test_with_the_bots_answer()
    {
        _bot.Does = _ => Task.FromResult(new BotAnswer(500, "out of order"));

        var failed = await Assert.ThrowsAsync<BotFailedException>(() => _teams.Person("Ana", "north").Says("check in"));

        Assert.Equal(500, failed.Answer.Status);
        Assert.Contains("out of order", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_people_of_one_name_are_two_people()
    {
        var one = _teams.Person("Ana", tenant: "north");
        var other = _teams.Person("Ana", tenant: "north");

        Assert.NotEqual(one.AadObjectId, other.AadObjectId);
        Assert.NotEqual(one.UserId, other.UserId);
        Assert.NotEqual(one.Chat.Id, other.Chat.Id);
        Assert.Equal(one.TenantId, other.TenantId);
    }

    [Fact]
    public async Task Ids_are_the_same_on_every_run_and_differ_between_worlds()
    {
        await using var again = await TeamsSimulator.Start(_bot.Messages);
        await using var elsewhere = await TeamsSimulator.Start(_bot.Messages, world: "elsewhere");
        var ana = _teams.Person("Ana", "north");

        Assert.Equal(ana.UserId, again.Person("Ana", "north").UserId);
        Assert.NotEqual(ana.UserId, elsewhere.Person("Ana", "north").UserId);
        Assert.NotEqual(ana.TenantId, elsewhere.TenantId("north"));
    }

    [Fact]
    public async Task A_guest_has_other_ids_in_the_other_tenant()
    {
        var ana = _teams.Person("Ana", tenant: "north");
        var guest = ana.AsGuestIn("south");
        var team = _teams.Team("Riverside Reads", tenant: "south");
        team.Add(guest);
        await team.Installs(by: guest);

        var member = (await _bot.Calls(HttpMethod.Get, _bot.Heard[0], $"members/{guest.AadObjectId}")).Json;

        Assert.NotEqual(ana.AadObjectId, guest.AadObjectId);
        Assert.Equal("guest", member.Text("userRole"));
        Assert.Equal(_teams.TenantId("south"), member.Text("tenantId"));
    }

    // ---- Installing

    [Fact]
    public async Task Installing_tells_the_bot_twice()
    {
        var ana = _teams.Person("Ana", "north");

        await ana.Installs();

        Assert.Collection(
            _bot.Heard,
            first =>
            {
                Assert.Equal("installationUpdate", first.Text("type"));
                Assert.Equal("add", first.Text("action"));
            },
            second =>
            {
                Assert.Equal("conversationUpdate", second.Text("type"));
                Assert.Equal(_teams.BotId, Assert.Single(second.Items("membersAdded")).Text("id"));
            });
    }

    [Fact]
    public async Task After_uninstalling_the_bot_is_told_and_then_refused()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Installs();

        await ana.Uninstalls();

        Assert.Equal("remove", _bot.Heard[^1].Text("action"));
        var answer = await _bot.Send(_bot.Heard[^1], Words("Hello?"));
        Assert.Equal((403, "BotNotInConversationRoster"), (answer.Status, CodeOf(answer)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ana.Says("hello"));

        await ana.Installs();
        Assert.Equal(201, (await _bot.Send(_bot.Heard[^1], Words("Welcome back"))).Status);
    }

    [Fact]
    public async Task A_person_who_blocks_the_bot_does_so_in_silence()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Installs();
        var heard = _bot.Heard.Count;

        ana.Blocks();

        var answer = await _bot.Send(_bot.Heard[^1], Words("Hello?"));
        Assert.Equal((403, "ConversationBlockedByUser"), (answer.Status, CodeOf(answer)));
        Assert.Equal(heard, _bot.Heard.Count);
        Assert.Empty(ana.Messages);
    }

    // ---- Receiving

    [Fact]
    public async Task A_person_receives_messages_in_the_order_they_were_sent()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("check in");
        await _bot.Send(_bot.Heard[0], Words("One"));
        await _bot.Send(_bot.Heard[0], Words("Two"));

        Assert.Equal(2, ana.Unread);
        Assert.Equal("One", (await ana.Receives()).Text);
        Assert.Equal("Two", (await ana.Receives()).Text);
        Assert.Equal(0, ana.Unread);
        Assert.Equal(2, ana.Messages.Count);
    }

    [Fact]
    public async Task Receiving_waits_for_a_message_that_is_still_to_come()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("check in");

        var receives = ana.Receives();
        Assert.False(receives.IsCompleted);
        await _bot.Send(_bot.Heard[0], Words("Here you are"));

        Assert.Equal("Here you are", (await receives).Text);
    }

    [Fact]
    public async Task Waiting_in_vain_ends_and_says_what_the_bot_did()
    {
        _teams.Patience = Briefly;
        var ana = _teams.Person("Ana", "north");
        await ana.Says("check in");
        ana.Blocks();
        await _bot.Send(_bot.Heard[0], Words("Hello?"));

        var late = await Assert.ThrowsAsync<TimeoutException>(ana.Receives);

        Assert.Contains("Ana received nothing", late.Message, StringComparison.Ordinal);
        Assert.Contains("-> 403", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_is_not_a_message()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("check in");

        var answer = await _bot.Send(_bot.Heard[0], new JsonObject { ["type"] = "typing" });

        Assert.Equal(201, answer.Status);
        Assert.Equal(0, ana.Unread);
    }

    [Fact]
    public async Task A_message_changes_in_place_when_the_bot_updates_it()
    {
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(Card(TextBlock("Open")));
        await ana.Says("check in");
        var card = await ana.Receives();

        await _bot.Calls(HttpMethod.Put, _bot.Heard[0], $"activities/{card.Id}", Card(TextBlock("Closed")));

        Assert.Equal("Closed", (await card.IsUpdated()).Title);
        Assert.Equal("Closed", card.Current.Title);
        Assert.Equal("Open", card.Title);
        Assert.Equal(0, ana.Unread);
    }

    [Fact]
    public async Task An_update_that_never_comes_is_not_waited_for_for_ever()
    {
        _teams.Patience = Briefly;
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(Card(TextBlock("Open")));
        await ana.Says("check in");
        var card = await ana.Receives();

        await Assert.ThrowsAsync<TimeoutException>(card.IsUpdated);
    }

    [Fact]
    public async Task A_message_disappears_when_the_bot_deletes_it()
    {
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(Words("Oops"));
        await ana.Says("check in");
        var message = await ana.Receives();

        await _bot.Calls(HttpMethod.Delete, _bot.Heard[0], $"activities/{message.Id}");

        await message.IsDeleted();
        Assert.True(message.Message.Deleted);
        var again = await _bot.Calls(HttpMethod.Delete, _bot.Heard[0], $"activities/{message.Id}");
        Assert.Equal((404, "ActivityNotFoundInConversation"), (again.Status, CodeOf(again)));
    }

    // ---- Reading cards

    [Fact]
    public async Task A_card_is_read_as_a_person_reads_it()
    {
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(Card("""
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
        var form = await Form(_teams.Person("Ana", "north"));

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
        var form = await Form(_teams.Person("Ana", "north"));

        var label = Assert.Throws<InvalidOperationException>(() => form.Fill("Adults", "1"));
        var twice = Assert.Throws<InvalidOperationException>(() => form.Fill("s", "1"));
        var choice = Assert.Throws<InvalidOperationException>(() => form.Choose("Status", "Splendid"));
        var button = await Assert.ThrowsAsync<InvalidOperationException>(() => form.Press("Save"));

        Assert.Contains("Children reading at grade level", label.Message, StringComparison.Ordinal);
        Assert.StartsWith("Several inputs", twice.Message, StringComparison.Ordinal);
        Assert.Contains("On track, At risk", choice.Message, StringComparison.Ordinal);
        Assert.Contains("Submit check-in", button.Message, StringComparison.Ordinal);
    }

    // ---- Pressing

    [Fact]
    public async Task Pressing_sends_the_verb_the_data_and_the_inputs_as_strings()
    {
        var ana = _teams.Person("Ana", "north");
        var form = await Form(ana);
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("Thank you")));

        await form.Fill("Children reading at grade level", "41").Choose("Status", "On track").Press("Submit check-in");

        var invoke = _bot.Heard[^1];
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
        var ana = _teams.Person("Ana", "north");
        var form = await Form(ana);
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("Thank you")));

        var receipt = await form.Choose("Status", "On track").Press("Submit check-in");

        Assert.Equal("Thank you", receipt.Title);
        Assert.Equal(form.Id, receipt.Id);
        Assert.False(receipt.IsError);
        Assert.Equal("Thank you", form.Current.Title);

        await _bot.Calls(HttpMethod.Put, _bot.Heard[0], $"activities/{form.Id}", Card(TextBlock("Closed")));
        Assert.Equal("Closed", (await receipt.IsUpdated()).Title);
    }

    [Fact]
    public async Task An_update_made_during_the_press_is_not_missed()
    {
        var ana = _teams.Person("Ana", "north");
        var form = await Form(ana);
        _bot.Does = async invoke =>
        {
            await _bot.Calls(HttpMethod.Put, invoke, $"activities/{form.Id}", Card(TextBlock("Answered")));
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
        var form = await Form(_teams.Person("Ana", "north"));
        form.Choose("Status", "At risk");

        _bot.AnswersPresses(_ => Answer(200, "application/vnd.microsoft.activity.message", "Noted."));
        var noted = await form.Press("Submit check-in");
        _bot.AnswersPresses(_ => Answer(400, "application/vnd.microsoft.error", new JsonObject { ["code"] = "Closed", ["message"] = "The round is closed." }));
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
        var form = await Form(_teams.Person("Ana", "north"));
        _bot.Does = _ => Task.FromResult(new BotAnswer(200, body));

        await Assert.ThrowsAsync<BotFailedException>(() => form.Choose("Status", "On track").Press("Submit check-in"));
    }

    [Fact]
    public async Task The_client_checks_the_cards_own_rules()
    {
        var ana = _teams.Person("Ana", "north");
        var form = await Form(ana);
        var heard = _bot.Heard.Count;

        await RefusedFor("Status", "isRequired", "Say how it goes.");
        form.Choose("Status", "On track").Fill("Children reading at grade level", "-1");
        await RefusedFor("Children reading at grade level", "min 0", "A number from 0 to 500.");
        form.Fill("Children reading at grade level", "501");
        await RefusedFor("Children reading at grade level", "max 500", "A number from 0 to 500.");
        form.Fill("Children reading at grade level", "41").Fill("Partner code", "abc");
        await RefusedFor("Partner code", "regex ^[A-Z]+$", "Capital letters.");
        form.Fill("Partner code", "ABCDEF");
        await RefusedFor("Partner code", "maxLength 5", "Capital letters.");
        Assert.Equal(heard, _bot.Heard.Count);

        async Task RefusedFor(string label, string rule, string message)
        {
            var refused = await Assert.ThrowsAsync<ClientRefusedException>(() => form.Press("Submit check-in"));
            Assert.Equal((label, rule, message), (refused.Label, refused.Rule, refused.ErrorMessage));
        }
    }

    [Fact]
    public async Task A_client_without_rules_sends_anyway()
    {
        var form = await Form(_teams.Person("Ana", "north"));
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("Status is missing")));

        var answer = await form.PressAnyway("Submit check-in");

        Assert.Equal("Status is missing", answer.Title);
        Assert.Null(DataOf(_bot.Heard[^1]).Text("status"));
    }

    [Fact]
    public async Task An_action_without_associated_inputs_checks_and_sends_none()
    {
        var form = await Form(_teams.Person("Ana", "north"));
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("Skipped")));

        var skipped = await form.Press("Skip this time");

        Assert.Equal("Skipped", skipped.Title);
        Assert.Equal("""{"round":"2026-11"}""", DataOf(_bot.Heard[^1])!.ToJsonString());
    }

    [Fact]
    public async Task Numbers_are_typed_in_the_persons_own_writing()
    {
        var joao = _teams.Person("João", "north", locale: "pt-PT");
        var form = await Form(joao);

        form.Fill("Children reading at grade level", "41,5");

        Assert.Equal("41.5", form.Inputs["Children reading at grade level"]);
        var ana = await Form(_teams.Person("Ana", "north"));
        Assert.Throws<ClientRefusedException>(() => ana.Fill("Children reading at grade level", "41,5"));
    }

    [Fact]
    public async Task The_inputs_of_a_shown_card_are_sent_by_its_own_actions_only()
    {
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(Card("""
            {"type":"Input.Text","id":"outer","label":"Outside","value":"o"}
            """, """
            {"type":"Action.Execute","title":"Submit","verb":"outer"},
            {"type":"Action.ShowCard","title":"Hand over","card":{"type":"AdaptiveCard",
              "body":[{"type":"Input.Text","id":"inner","label":"To whom?","isRequired":true}],
              "actions":[{"type":"Action.Execute","title":"Send","verb":"inner"}]}}
            """));
        await ana.Says("check in");
        var card = await ana.Receives();
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("Done")));

        await card.Press("Submit");
        Assert.Equal("""{"outer":"o"}""", DataOf(_bot.Heard[^1])!.ToJsonString());

        await Assert.ThrowsAsync<ClientRefusedException>(() => card.Press("Send"));
        await card.Fill("To whom?", "Ben").Press("Send");
        Assert.Equal("""{"outer":"o","inner":"Ben"}""", DataOf(_bot.Heard[^1])!.ToJsonString());
    }

    [Fact]
    public async Task A_submit_sends_a_message_with_a_value()
    {
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(Card("""
            {"type":"Input.Text","id":"why","label":"Why?"}
            """, """
            {"type":"Action.Submit","title":"Old way","data":{"verb":"old"}}
            """));
        await ana.Says("check in");
        var card = await ana.Receives();

        await card.Fill("Why?", "because").Press("Old way");

        var sent = _bot.Heard[^1];
        Assert.Equal("message", sent.Text("type"));
        Assert.Null(sent.Text("text"));
        Assert.Equal(card.Id, sent.Text("replyToId"));
        Assert.Equal("""{"verb":"old","why":"because"}""", sent.At("value")!.ToJsonString());
    }

    [Fact]
    public async Task A_container_can_be_pressed_and_hidden_parts_can_be_opened()
    {
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(Card("""
            {"type":"Container","selectAction":{"type":"Action.Execute","title":"Open attendance","verb":"open"},"items":[]},
            {"type":"TextBlock","id":"more","text":"The small print","isVisible":false}
            """, """
            {"type":"Action.ToggleVisibility","title":"More","targetElements":["more"]}
            """));
        await ana.Says("terms");
        var card = await ana.Receives();
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("Attendance")));

        var opened = await card.Press("More");

        Assert.DoesNotContain("The small print", card.AllText, StringComparison.Ordinal);
        Assert.Contains("The small print", opened.AllText, StringComparison.Ordinal);
        Assert.Equal("Attendance", (await opened.Press("Open attendance")).Title);
    }

    [Fact]
    public async Task Of_several_buttons_with_one_title_the_person_says_which()
    {
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(Card(TextBlock("Terms"), """
            {"type":"Action.Execute","title":"Edit","verb":"edit","data":{"term":"attendance"}},
            {"type":"Action.Execute","title":"Edit","verb":"edit","data":{"term":"reading"}}
            """));
        await ana.Says("terms");
        var card = await ana.Receives();
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("Edit")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => card.Press("Edit"));
        await card.Press("Edit", number: 2);

        Assert.Equal("reading", DataOf(_bot.Heard[^1]).Text("term"));
    }

    [Fact]
    public async Task A_suggestion_is_said_when_pressed()
    {
        var ana = _teams.Person("Ana", "north");
        _bot.Answers(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "Did you mean one of these?",
            ["suggestedActions"] = JsonNode.Parse("""{"actions":[{"type":"imBack","title":"Check in","value":"check in"}]}"""),
        });
        await ana.Says("chekin");
        var card = await ana.Receives();

        await card.Press(Assert.Single(card.Buttons));

        Assert.Equal("check in", _bot.Heard[^1].Text("text"));
    }

    [Fact]
    public async Task Anybody_can_forge_a_press()
    {
        var form = await Form(_teams.Person("Ana", "north"));
        _bot.AnswersPresses(_ => Answer(400, "application/vnd.microsoft.error", new JsonObject { ["message"] = "No." }));

        var answer = await form.PressRaw("initiative.delete", new JsonObject { ["initiative"] = "somebody else's" });

        Assert.True(answer.IsError);
        Assert.Equal("initiative.delete", _bot.Heard[^1].At("value").At("action").Text("verb"));
        Assert.Equal("somebody else's", DataOf(_bot.Heard[^1]).Text("initiative"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repeated_press_keeps_its_id(bool atOnce)
    {
        var form = await Form(_teams.Person("Ana", "north"));
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("Thank you")));

        var answers = await form.Choose("Status", "On track").PressTimes("Submit check-in", 3, atOnce);

        Assert.Equal(3, answers.Count);
        Assert.All(answers, a => Assert.Equal("Thank you", a.Title));
        var invokes = _bot.Heard.Where(a => a.Text("type") == "invoke").ToList();
        Assert.Equal(3, invokes.Count);
        Assert.Single(invokes.Select(i => i.Text("id")).Distinct());
    }

    [Fact]
    public async Task Only_the_people_whom_a_card_lists_refresh_it()
    {
        var ana = _teams.Person("Ana", "north");
        var ben = _teams.Person("Ben", "north");
        var chat = _teams.GroupChat("Reading", ana, ben);
        await chat.Installs(by: ana);
        var message = Card(TextBlock("For all"));
        message["attachments"]![0]!["content"]!["refresh"] = JsonNode.Parse(
            $$"""{"userIds":["{{ana.UserId}}"],"action":{"type":"Action.Execute","verb":"view","data":{"id":"7"} } }""");
        await _bot.Send(_bot.Heard[0], message);
        var card = await chat.Receives();
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("For Ana")));

        var bens = await card.As(ben).Refresh();
        var anas = await card.As(ana).Refresh();

        Assert.Equal("For all", bens.Title);
        Assert.Equal("For Ana", anas.Title);
        Assert.Equal("For all", card.As(ben).Title);
        var invoke = Assert.Single(_bot.Heard, a => a.Text("type") == "invoke");
        Assert.Equal(("automatic", "view"), (invoke.At("value").Text("trigger"), invoke.At("value").At("action").Text("verb")));
        Assert.Equal("7", DataOf(invoke).Text("id"));
    }

    // ---- Teams, channels and group chats

    [Fact]
    public async Task Installing_in_a_team_tells_of_the_team()
    {
        var (team, ana, _) = Riverside();

        await team.Installs(by: ana);

        Assert.Equal("add", _bot.Heard[0].Text("action"));
        var update = _bot.Heard[1];
        Assert.Equal("conversationUpdate", update.Text("type"));
        Assert.Equal("teamMemberAdded", update.At("channelData").Text("eventType"));
        Assert.Equal(team.Id, update.At("channelData").At("team").Text("id"));
        Assert.Equal("Riverside Reads", update.At("channelData").At("team").Text("name"));
        Assert.Equal(team.General.Id, update.At("conversation").Text("id"));
    }

    [Fact]
    public async Task A_mention_in_a_channel_begins_a_thread_where_the_bot_answers()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        _bot.Answers(Words("Attendance is …"));

        var thread = await ana.Says("what is attendance?", team.General);

        var heard = _bot.Heard[^1];
        Assert.Equal("<at>Bot</at> what is attendance?", heard.Text("text"));
        var mention = Assert.Single(heard.Items("entities"), e => e.Text("type") == "mention");
        Assert.Equal(_teams.BotId, mention.At("mentioned").Text("id"));
        Assert.Equal("<at>Bot</at>", mention.Text("text"));
        Assert.Equal("channel", heard.At("conversation").Text("conversationType"));
        Assert.Equal($"{team.General.Id};messageid={thread}", heard.At("conversation").Text("id"));
        Assert.Equal(thread, (await team.General.Receives()).ThreadId);
    }

    [Fact]
    public async Task Without_a_mention_the_bot_hears_nothing_in_a_channel()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        var heard = _bot.Heard.Count;

        await ana.Says("lunch?", team.General, mention: false);

        Assert.Equal(heard, _bot.Heard.Count);
        var stranger = _teams.Person("Zoe", "north");
        await Assert.ThrowsAsync<InvalidOperationException>(() => stranger.Says("let me in", team.General));
    }

    [Fact]
    public async Task The_bot_begins_and_answers_threads_in_a_channel()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        var digests = team.Channel("Digests");

        var created = await _bot.Calls(HttpMethod.Post, Conversations(_teams.ServiceUrl), new JsonObject
        {
            ["isGroup"] = true,
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = digests.Id } },
            ["activity"] = Words("Digest"),
        }.ToJsonString());
        await _bot.Send(new JsonObject
        {
            ["serviceUrl"] = _teams.ServiceUrl.ToString(),
            ["conversation"] = new JsonObject { ["id"] = created.Json.Text("id") },
        }, Words("One more thing"));

        var post = await digests.Receives();
        var answer = await digests.Receives();
        Assert.Equal(201, created.Status);
        Assert.Equal(created.Json.Text("activityId"), post.Id);
        Assert.Equal(post.Id, post.ThreadId);
        Assert.Equal(post.Id, answer.ThreadId);
        Assert.NotEqual(post.Id, answer.Id);
        Assert.Equal(0, team.General.Unread);
    }

    [Fact]
    public async Task Any_member_may_press_in_a_channel_and_sees_the_answer_alone()
    {
        var (team, ana, ben) = Riverside();
        await team.Installs(by: ana);
        _bot.Answers(Card(TextBlock("Attendance"), """{"type":"Action.Execute","title":"Agree","verb":"agree"}"""));
        await ana.Says("what is attendance?", team.General);
        var card = await team.General.Receives();
        _bot.AnswersPresses(_ => AnswerCard(TextBlock("You agreed")));

        await card.As(ben).Press("Agree");

        var invoke = _bot.Heard[^1];
        Assert.Equal(ben.UserId, invoke.At("from").Text("id"));
        Assert.EndsWith($";messageid={card.ThreadId}", invoke.At("conversation").Text("id"), StringComparison.Ordinal);
        Assert.Equal(team.Id, invoke.At("channelData").At("team").Text("id"));
        Assert.Equal("You agreed", card.As(ben).Title);
        Assert.Equal("Attendance", card.As(ana).Title);
        await Assert.ThrowsAsync<InvalidOperationException>(() => card.Press("Agree"));
        Assert.Throws<InvalidOperationException>(() => card.As(_teams.Person("Zoe", "north")));
    }

    [Fact]
    public async Task Someone_of_another_tenant_speaks_in_the_tenant_of_the_channel()
    {
        var (team, ana, _) = Riverside();
        var carla = _teams.Person("Carla", "south");
        team.Add(carla);
        await team.Installs(by: ana);

        await carla.Says("status", team.General);

        var heard = _bot.Heard[^1];
        Assert.Equal(_teams.TenantId("north"), heard.At("channelData").At("tenant").Text("id"));
        Assert.Equal(carla.AadObjectId, heard.At("from").Text("aadObjectId"));
        var member = await _bot.Calls(HttpMethod.Get, heard, $"members/{carla.UserId}");
        Assert.Equal(_teams.TenantId("south"), member.Json.Text("tenantId"));
    }

    [Fact]
    public async Task People_join_and_leave_a_team_before_the_bots_eyes()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        var zoe = _teams.Person("Zoe", "north");

        await team.Joins(zoe);
        Assert.Equal(zoe.UserId, Assert.Single(_bot.Heard[^1].Items("membersAdded")).Text("id"));
        Assert.Contains(zoe, team.Members);

        await team.Leaves(zoe);
        Assert.Equal(zoe.UserId, Assert.Single(_bot.Heard[^1].Items("membersRemoved")).Text("id"));
        Assert.DoesNotContain(zoe, team.Members);
    }

    [Fact]
    public async Task A_team_or_group_chat_that_removes_the_bot_refuses_it()
    {
        var (team, ana, ben) = Riverside();
        var chat = _teams.GroupChat("Reading", ana, ben);
        await team.Installs(by: ana);
        await chat.Installs(by: ana);
        var (inTeam, inChat) = (_bot.Heard[0], _bot.Heard[2]);
        Assert.Equal("groupChat", inChat.At("conversation").Text("conversationType"));
        Assert.Equal(201, (await _bot.Send(inTeam, Words("Hello"))).Status);
        Assert.Equal(201, (await _bot.Send(inChat, Words("Hello"))).Status);

        await team.Uninstalls(by: ana);
        await chat.Uninstalls(by: ana);

        Assert.Equal(403, (await _bot.Send(inTeam, Words("Hello?"))).Status);
        Assert.Equal(403, (await _bot.Send(inChat, Words("Hello?"))).Status);
        Assert.Equal(1, chat.Unread);
    }

    // ---- The connector's other endpoints

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Opening_a_persons_chat_twice_gives_the_same_chat(bool byObjectId)
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Installs();
        var id = byObjectId ? ana.AadObjectId : ana.UserId;

        var first = await Open(id, ana.TenantId);
        var second = await Open(id, ana.TenantId);

        Assert.Equal((201, ana.Chat.Id), (first.Status, first.Json.Text("id")));
        Assert.Equal(ana.Chat.Id, second.Json.Text("id"));
    }

    [Fact]
    public async Task A_chat_is_opened_only_with_somebody_the_bot_can_reach()
    {
        var (team, ana, _) = Riverside();

        Assert.Equal(403, (await Open(ana.UserId, ana.TenantId)).Status);
        Assert.Equal(404, (await Open("29:nobody", ana.TenantId)).Status);
        Assert.Equal(404, (await Open(ana.UserId, _teams.TenantId("south"))).Status);
        Assert.Equal(400, (await Open(ana.UserId, tenantId: null)).Status);

        await team.Installs(by: ana);
        Assert.Equal(201, (await Open(ana.UserId, ana.TenantId)).Status);
    }

    [Fact]
    public async Task Rosters_come_in_pages()
    {
        var (team, ana, ben) = Riverside();
        team.Add(_teams.Person("Carla", "north"));
        await team.Installs(by: ana);
        _teams.LargestRosterPage = 2;

        var first = (await _bot.Calls(HttpMethod.Get, _bot.Heard[0], "pagedmembers?pageSize=500")).Json;
        var second = (await _bot.Calls(HttpMethod.Get, _bot.Heard[0], $"pagedmembers?continuationToken={first.Text("continuationToken")}")).Json;
        var whole = (await _bot.Calls(HttpMethod.Get, _bot.Heard[0], "members")).Json;

        Assert.Equal([ana.UserId, ben.UserId], first.Items("members").Select(m => m.Text("id")));
        Assert.Equal(["Carla"], second.Items("members").Select(m => m.Text("name")));
        Assert.Null(second.Text("continuationToken"));
        Assert.Equal(3, whole!.AsArray().Count);
        Assert.Equal("MemberNotFoundInConversation", CodeOf(await _bot.Calls(HttpMethod.Get, _bot.Heard[0], "members/29:nobody")));
    }

    [Fact]
    public async Task A_team_tells_its_name_and_channels()
    {
        var (team, ana, _) = Riverside();
        team.Channel("Digests");
        await team.Installs(by: ana);
        var address = new Uri(_teams.ServiceUrl, $"v3/teams/{Uri.EscapeDataString(team.Id)}");

        var details = (await _bot.Calls(HttpMethod.Get, address)).Json;
        var channels = (await _bot.Calls(HttpMethod.Get, new Uri($"{address}/conversations"))).Json;

        Assert.Equal(("Riverside Reads", team.GroupId), (details.Text("name"), details.Text("aadGroupId")));
        Assert.Equal([(team.Id, null), (team.Channel("Digests").Id, "Digests")], channels.Items("conversations").Select(c => (c.Text("id"), c.Text("name"))));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("hello");

        Assert.Equal(404, (await _bot.Calls(HttpMethod.Get, new Uri(_teams.ServiceUrl, "v3/nothing"))).Status);
        Assert.Equal("ConversationNotFound", CodeOf(await _bot.Calls(HttpMethod.Post, Conversations(_teams.ServiceUrl, "a:nobody/activities"), "{}")));
        Assert.Equal("ActivityNotFoundInConversation", CodeOf(await _bot.Calls(HttpMethod.Put, _bot.Heard[0], "activities/1", Words("?"))));
    }

    // ---- Faults

    [Fact]
    public async Task A_fault_is_answered_as_often_as_told_and_to_that_person_only()
    {
        var ana = _teams.Person("Ana", "north");
        var ben = _teams.Person("Ben", "north");
        await ana.Says("hello");
        await ben.Says("hello");
        _teams.Answers(to: ana).With(429, retryAfterSeconds: 1, times: 2).With(502, times: 1);

        Assert.Equal(201, (await _bot.Send(_bot.Heard[1], Words("Ben"))).Status);
        Assert.Equal(429, (await _bot.Send(_bot.Heard[0], Words("Ana"))).Status);
        Assert.Equal(TimeSpan.FromSeconds(1), _bot.RetryAfter);
        Assert.Equal(429, (await _bot.Send(_bot.Heard[0], Words("Ana"))).Status);
        Assert.Equal(502, (await _bot.Send(_bot.Heard[0], Words("Ana"))).Status);
        Assert.Equal(201, (await _bot.Send(_bot.Heard[0], Words("Ana"))).Status);
        Assert.Single(ana.Messages);
    }

    [Fact]
    public async Task Everybody_can_be_refused_until_told_otherwise()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("hello");

        _teams.Answers().With(403);
        var refused = await _bot.Send(_bot.Heard[0], Words("Ana"));
        _teams.Answers().WithNothing();
        var accepted = await _bot.Send(_bot.Heard[0], Words("Ana"));

        Assert.Equal((403, "MessageWritesBlocked"), (refused.Status, refused.Json.Text("subCode")));
        Assert.Equal(201, accepted.Status);
    }

    [Fact]
    public async Task A_channel_can_be_refused_with_a_code()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        _teams.Answers(to: team.General).With(403, code: "BotDisabledByAdmin");

        Assert.Equal("BotDisabledByAdmin", CodeOf(await _bot.Send(_bot.Heard[0], Words("Hello"))));
    }

    [Fact]
    public async Task A_message_can_arrive_though_the_bot_is_told_that_it_did_not()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("hello");
        _teams.Answers(to: ana).DeliversThenAnswers(504, times: 1);

        var answer = await _bot.Send(_bot.Heard[0], Words("Did you get this?"));

        Assert.Equal(504, answer.Status);
        Assert.Equal("Did you get this?", (await ana.Receives()).Text);
    }

    [Fact]
    public async Task A_slow_answer_takes_its_time()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("hello");
        _teams.Answers(to: ana).Slowly(Briefly);
        var started = TimeProvider.System.GetTimestamp();

        await _bot.Send(_bot.Heard[0], Words("Hello"));

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= Briefly);
    }

    [Fact]
    public async Task A_request_that_is_never_answered_hangs_until_the_simulator_is_gone()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("hello");
        _teams.Answers(to: ana).Never();

        var sending = _bot.Send(_bot.Heard[0], Words("Hello?"));
        await _teams.IsAsked(r => r.Person == ana);
        Assert.False(sending.IsCompleted);
        await _teams.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        Assert.Empty(ana.Messages);
    }

    // ---- The record and the limits

    [Fact]
    public async Task All_that_the_bot_does_is_on_record()
    {
        var ana = _teams.Person("Ana", "north");
        await ana.Says("hello");
        _teams.Answers(to: ana).With(502, times: 1);
        await _bot.Send(_bot.Heard[0], Words("Hello"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await _bot.Send(_bot.Heard[0], Words("Hello"));

        var requests = await _teams.IsAsked(r => r.Person == ana, times: 2);

        Assert.Equal([502, 201], requests.Select(r => r.Status));
        Assert.Equal([WednesdayNoon, WednesdayNoon.AddSeconds(2)], requests.Select(r => r.At));
        Assert.Equal("Hello", requests[0].Json.Text("text"));
        var sent = Assert.Single(_teams.Sent);
        Assert.Equal((ana, WednesdayNoon.AddSeconds(2), requests[1].Bytes), (sent.Person, sent.At, sent.Bytes));
    }

    [Fact]
    public async Task A_card_that_is_too_large_is_refused_and_fails_the_test()
    {
        var ana = _teams.Person("Ana", "north");
        // "é" is one UTF-16 unit, however a serialiser writes it.
        _bot.Answers(Card(TextBlock(new string('é', 14_300))));
        await Assert.ThrowsAsync<BotBrokeTheRulesException>(() => ana.Says("check in"));
        Assert.Empty(ana.Messages);

        _teams.ToleratesViolations = true;
        _bot.Answers(Card(TextBlock(new string('é', 14_000))));
        await ana.Says("check in");
        Assert.Single(ana.Messages);
    }

    [Fact]
    public async Task A_message_beyond_what_Teams_takes_is_answered_as_Teams_does()
    {
        _teams.ToleratesViolations = true;
        var ana = _teams.Person("Ana", "north");
        await ana.Says("hello");

        var answer = await _bot.Send(_bot.Heard[0], Words(new string('x', 52_000)));

        Assert.Equal((413, "MessageSizeTooBig"), (answer.Status, CodeOf(answer)));
    }

    [Theory]
    [InlineData("""{"type":"Input.Text","id":"a","label":"A"},{"type":"Input.Text","id":"a","label":"B"}""", "Several inputs have the id")]
    [InlineData("""{"type":"Input.Text","label":"A"}""", "An input without an id")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Execute","title":"Go"}]}""", "without a verb")]
    public async Task A_card_that_no_client_can_handle_is_refused(string body, string violation)
    {
        _teams.ToleratesViolations = true;
        _bot.Answers(Card(body));

        await _teams.Person("Ana", "north").Says("check in");

        Assert.Contains(violation, Assert.Single(_teams.Violations), StringComparison.Ordinal);
        Assert.Empty(_teams.Sent);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_refused()
    {
        _teams.ToleratesViolations = true;
        var ana = _teams.Person("Ana", "north");
        await ana.Says("hello");

        var answer = await _bot.Calls(HttpMethod.Post, Conversations(ana.ServiceUrl, $"{ana.Chat.Id}/activities"), "{\"type\":");

        Assert.Equal((400, "BadSyntax"), (answer.Status, CodeOf(answer)));
        Assert.Single(_teams.Violations);
    }

    [Fact]
    public async Task A_card_answered_to_a_press_is_checked_as_well()
    {
        var form = await Form(_teams.Person("Ana", "north"));
        _bot.AnswersPresses(_ => AnswerCard(TextBlock(new string('x', 15_000))));

        await Assert.ThrowsAsync<BotBrokeTheRulesException>(() => form.Press("Skip this time"));
    }

    [Fact]
    public async Task Anything_at_all_can_be_posted_to_the_bot()
    {
        var odd = await _teams.Posts(new JsonObject { ["type"] = "unheardOf" });
        var broken = await _teams.PostRaw("{\"type\":");

        Assert.Equal(200, odd.Status);
        Assert.Equal("unheardOf", Assert.Single(_bot.Heard).Text("type"));
        Assert.Equal((400, "Not JSON."), (broken.Status, broken.Body));
    }

    [Fact]
    public async Task Many_people_speak_at_once()
    {
        var people = Enumerable.Range(0, 50).Select(i => _teams.Person("Ana", $"tenant {i % 5}")).ToList();
        _bot.Answers(Card(TextBlock("Check-in")));

        await Task.WhenAll(people.Select(p => p.Says("check in")));

        Assert.All(people, p => Assert.Equal(1, p.Unread));
        Assert.Equal(50, _teams.Sent.DistinctBy(s => s.Person).Count());
        Assert.Equal(50, _teams.Sent.DistinctBy(s => s.Message.Id).Count());
    }

    private (Team Team, Person Ana, Person Ben) Riverside()
    {
        var ana = _teams.Person("Ana", "north");
        var ben = _teams.Person("Ben", "north");
        var team = _teams.Team("Riverside Reads", tenant: "north");
        team.Add(ana, ben);
        return (team, ana, ben);
    }

    private async Task<ReceivedCard> Form(Person person)
    {
        _bot.Answers(Card("""
            {"type":"TextBlock","text":"Check-in"},
            {"type":"Input.Number","id":"children","label":"Children reading at grade level","value":12,"min":0,"max":500,"errorMessage":"A number from 0 to 500."},
            {"type":"Input.ChoiceSet","id":"status","label":"Status","isRequired":true,"errorMessage":"Say how it goes.",
              "choices":[{"title":"On track","value":"on"},{"title":"At risk","value":"risk"}]},
            {"type":"Input.Text","id":"code","label":"Partner code","regex":"^[A-Z]+$","maxLength":5,"errorMessage":"Capital letters."},
            {"type":"Input.Toggle","id":"share","title":"Share with all"}
            """, """
            {"type":"Action.Execute","title":"Submit check-in","verb":"checkin.submit","data":{"round":"2026-11"}},
            {"type":"Action.Execute","title":"Skip this time","verb":"checkin.skip","associatedInputs":"none","data":{"round":"2026-11"}}
            """));
        await person.Says("check in");
        return await person.Receives();
    }

    private Task<BotAnswer> Open(string member, string? tenantId) => _bot.Calls(HttpMethod.Post, Conversations(_teams.ServiceUrl), new JsonObject
    {
        ["isGroup"] = false,
        ["members"] = new JsonArray(new JsonObject { ["id"] = member }),
        ["tenantId"] = tenantId,
    }.ToJsonString());

    private static Uri Conversations(Uri serviceUrl, string path = "") =>
        new(serviceUrl, $"v3/conversations{(path.Length == 0 ? "" : "/")}{path}");

    private static string? CodeOf(BotAnswer answer) => answer.Json.At("error").Text("code");

    private static JsonNode? DataOf(JsonObject invoke) => invoke.At("value").At("action").At("data");

    private static JsonObject Words(string text) => new() { ["type"] = "message", ["text"] = text };

    private static string TextBlock(string text) => new JsonObject { ["type"] = "TextBlock", ["text"] = text }.ToJsonString();

    private static JsonObject Card(string body, string actions = "") => JsonNode.Parse($$$"""
        {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",
          "content":{"type":"AdaptiveCard","version":"1.5","body":[{{{body}}}],"actions":[{{{actions}}}]}}]}
        """)!.AsObject();

    private static JsonObject AnswerCard(string body) =>
        Answer(200, "application/vnd.microsoft.card.adaptive", Card(body)["attachments"]![0]!["content"]!.DeepClone());

    private static JsonObject Answer(int status, string type, JsonNode value) =>
        new() { ["statusCode"] = status, ["type"] = type, ["value"] = value };
}
