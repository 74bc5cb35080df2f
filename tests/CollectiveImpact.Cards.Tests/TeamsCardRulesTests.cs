using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Cards.Tests;

/// <summary>Each rule of the checker sees a wrong card, says so in one sentence, and says nothing else.</summary>
public sealed class TeamsCardRulesTests
{
    private const string Meals = """{"type":"Input.Number","id":"meals","label":"Meals"}""";

    [Fact]
    public void A_small_right_card_has_no_fault() => Assert.Empty(TeamsCardRules.Faults(Card(Meals)));

    [Theory]
    [InlineData("""{"type":"TextBlok","text":"Hi"}""", "$.body[0].type is \"TextBlok\", which Teams doesn't know.")]
    [InlineData("""{"text":"Hi"}""", "$.body[0] lacks \"type\".")]
    [InlineData("""{"type":"TextBlock"}""", "$.body[0] lacks \"text\".")]
    [InlineData("""{"type":"TextBlock","text":"Hi","colour":"Good"}""", "$.body[0].colour isn't known to Teams' card language there.")]
    [InlineData("""{"type":"TextBlock","text":"Hi","wrap":"yes"}""", "$.body[0].wrap is a string, where Teams wants \"boolean\".")]
    [InlineData(
        """{"type":"TextBlock","text":"Hi","size":"large"}""",
        """$.body[0].size is "large", where Teams knows only "Small", "Default", "Medium", "Large", "ExtraLarge".""")]
    [InlineData("""{"type":"Container","items":[{"type":"FactSet","facts":[{"title":"Meals"}]}]}""", "$.body[0].items[0].facts[0] lacks \"value\".")]
    [InlineData("""{"type":"ColumnSet","columns":[{"type":"Kolumn","items":[]}]}""", "$.body[0].columns[0].type is \"Kolumn\", where Teams wants \"Column\".")]
    [InlineData("""{"type":"RichTextBlock","inlines":[7]}""", "$.body[0].inlines[0] is a number, where Teams wants \"string\".")]
    [InlineData(
        """{"type":"ActionSet","actions":[{"type":"Action.Dance","title":"Dance"}]}""",
        """$.body[0].actions[0].type is "Action.Dance", where Teams knows only "Action.Execute", "Action.InsertImage", "Action.OpenUrl", "Action.OpenUrlDialog", "Action.Popover", "Action.ResetInputs", "Action.ShowCard", "Action.Submit", "Action.ToggleVisibility".""")]
    public void What_isnt_in_Teams_card_language_is_a_fault(string element, string fault) => AssertFault(fault, Card(element));

    [Theory]
    [InlineData("""{"type":"Input.Number","label":"Meals"}""", "$.body[0] is an Input.Number without an id, so its answer would not be sent.")]
    [InlineData("""{"type":"Input.Text","id":" ","label":"Story"}""", "$.body[0] is an Input.Text without an id, so its answer would not be sent.")]
    [InlineData("""{"type":"Input.Date","id":"day"}""", "$.body[0] is an Input.Date without a label, so a screen reader can't say what it asks.")]
    [InlineData("""{"type":"Input.Time","id":"time","label":" "}""", "$.body[0] is an Input.Time without a label, so a screen reader can't say what it asks.")]
    [InlineData(
        """{"type":"Input.Text","id":"story","label":"Story","isRequired":true}""",
        "$.body[0] is required, but has no errorMessage to say so.")]
    [InlineData(
        """{"type":"Input.ChoiceSet","id":"c","label":"Where","choices":[{"title":"A","value":"a"},{"title":"B","value":"b,c"}]}""",
        "$.body[0].choices[1].value is \"b,c\", and a comma separates several choices in an answer.")]
    public void An_input_without_what_people_and_the_bot_need_is_a_fault(string element, string fault) => AssertFault(fault, Card(element));

    [Theory]
    [InlineData(
        """{"type":"TextBlock","id":"a","text":"A"},{"type":"Container","items":[{"type":"Input.Text","id":"a","label":"A"}]}""",
        "$.body[1].items[0] has the id \"a\" that $.body[0] already has.")]
    [InlineData(
        """{"type":"ActionSet","actions":[{"type":"Action.ShowCard","title":"More","card":{"type":"AdaptiveCard","body":[{"type":"Input.Text","id":"b","label":"B"}]}}]},{"type":"Input.Text","id":"b","label":"B"}""",
        "$.body[1] has the id \"b\" that $.body[0].actions[0].card.body[0] already has.")]
    [InlineData(
        """{"type":"TextBlock","id":"a","text":"A"},{"type":"Badge","text":"x","id":"b","fallback":{"type":"TextBlock","id":"a","text":"x"}}""",
        "$.body[1].fallback has the id \"a\" that $.body[0] already has.")]
    public void An_id_used_twice_is_a_fault(string elements, string fault) => AssertFault(fault, Card(elements));

    [Fact]
    public void An_element_and_its_fallback_may_share_an_id_since_one_of_them_is_drawn() =>
        Assert.Empty(TeamsCardRules.Faults(Card("""{"type":"Badge","id":"a","text":"x","fallback":{"type":"TextBlock","id":"a","text":"x"}}""")));

    [Theory]
    [InlineData("""{"type":"Badge","text":"x"}""", "$.body[0] (Badge) has no fallback, so some clients draw nothing there.")]
    [InlineData("""{"type":"Icon","name":"Star"}""", "$.body[0] (Icon) has no fallback, so some clients draw nothing there.")]
    [InlineData("""{"type":"ProgressBar","value":1}""", "$.body[0] (ProgressBar) has no fallback, so some clients draw nothing there.")]
    [InlineData("""{"type":"Chart.Donut","data":[{"legend":"A","value":1}]}""", "$.body[0] (Chart.Donut) has no fallback, so some clients draw nothing there.")]
    [InlineData(
        """{"type":"Badge","text":"x","fallback":{"type":"Icon","name":"Star"}}""",
        "$.body[0].fallback (Icon) has no fallback, so some clients draw nothing there.")]
    public void A_newer_element_that_old_clients_cant_replace_is_a_fault(string element, string fault) => AssertFault(fault, Card(element));

    [Theory]
    [InlineData("""{"type":"Image","url":"https://example.org/a.png"}""", "$.body[0] is an Image without altText, so a screen reader is silent about it.")]
    [InlineData(
        """{"type":"Image","url":"http://example.org/a.png","altText":"A"}""",
        "$.body[0].url is \"http://example.org/a.png\", which is neither https nor data.")]
    public void A_picture_that_some_cant_see_is_a_fault(string element, string fault) => AssertFault(fault, Card(element));

    [Theory]
    [InlineData("""{"type":"Action.Execute","title":"Send"}""", "$.actions[0] is an Action.Execute without a verb.")]
    [InlineData("""{"type":"Action.Execute","verb":"a.b","title":" "}""", "$.actions[0] is a button without a title.")]
    [InlineData(
        """{"type":"Action.ShowCard","title":"More","card":{"type":"AdaptiveCard","body":[],"actions":[{"type":"Action.Submit"}]}}""",
        "$.actions[0].card.actions[0] is a button without a title.")]
    public void A_button_that_says_or_does_nothing_is_a_fault(string action, string fault) => AssertFault(fault, Card(Meals, action));

    [Fact]
    public void A_button_without_a_title_is_a_fault_inside_the_body_too() =>
        AssertFault("$.body[0].actions[0] is a button without a title.", Card("""{"type":"ActionSet","actions":[{"type":"Action.Submit"}]}"""));

    [Fact]
    public void A_seventh_button_is_a_fault()
    {
        const string Send = """{"type":"Action.Submit","title":"Send"}""";

        Assert.Empty(TeamsCardRules.Faults(Card(Meals, string.Join(',', Enumerable.Repeat(Send, 6)))));
        AssertFault("$.actions holds 7 buttons, more than the 6 that Teams draws.", Card(Meals, string.Join(',', Enumerable.Repeat(Send, 7))));
    }

    [Theory]
    [InlineData("", "$ has no fallbackText, which notifications and old clients show.")]
    [InlineData(""","fallbackText":" " """, "$ has no fallbackText, which notifications and old clients show.")]
    public void A_card_that_a_notification_cant_show_is_a_fault(string fallbackText, string fault) =>
        AssertFault(fault, $$"""{"type":"AdaptiveCard","version":"1.5","body":[]{{fallbackText}}}""");

    [Theory]
    [InlineData("")]
    [InlineData(""","version":"1.6" """)]
    [InlineData(""","version":"1.4" """)]
    public void A_card_of_another_version_than_1_5_is_a_fault(string version) =>
        AssertFault(
            "$ isn't of version 1.5, the newest that every Teams client draws.",
            $$"""{"type":"AdaptiveCard","body":[],"fallbackText":"Hello"{{version}}}""");

    [Theory]
    [InlineData("""{"type":"Action.Execute"}""", "[]", "$.refresh.action is an Action.Execute without a verb.")]
    [InlineData("""{"verb":"a.b"}""", "[]", "$.refresh.action lacks \"type\".")]
    [InlineData("""{"type":"Action.Submit"}""", "[]", "$.refresh.action.type is \"Action.Submit\", where Teams wants \"Action.Execute\".")]
    public void A_refresh_that_cant_be_answered_is_a_fault(string action, string people, string fault) =>
        AssertFault(fault, CardWithRefresh(action, people));

    [Fact]
    public void A_refresh_for_more_than_sixty_people_is_a_fault() =>
        AssertFault(
            "$.refresh.userIds names 61 people, more than the 60 that Teams refreshes for.",
            CardWithRefresh("""{"type":"Action.Execute","verb":"a.b"}""", $"[{string.Join(',', Enumerable.Repeat("\"29:x\"", 61))}]"));

    [Fact]
    public void A_card_larger_than_28_KB_in_UTF16_is_a_fault()
    {
        var room = (28 * 1024 / 2) - Card(Text("")).Length;

        Assert.Empty(TeamsCardRules.Faults(Card(Text(new string('é', room)))));
        AssertFault(
            "$ takes 28674 bytes as UTF-16, more than the 28672 that every path into Teams carries.",
            Card(Text(new string('é', room + 1))));

        static string Text(string text) => $$"""{"type":"TextBlock","text":"{{text}}"}""";
    }

    [Theory]
    [InlineData("""{"type":"Chart.Line","data":[{"legend":"Meals","values":[{"x":"1","y":120},{"x":"2","y":135.5}]}],"fallback":FALLBACK}""", "120 then 135", "135.5")]
    [InlineData("""{"type":"Chart.VerticalBar","data":[{"x":"North","y":3},{"x":"South","y":4}],"fallback":FALLBACK}""", "North 3", "4")]
    [InlineData("""{"type":"Chart.Donut","data":[{"legend":"A","value":7},{"legend":"B","value":5}],"fallback":FALLBACK}""", "In Q7, since 2026-05-07", "7, 5")]
    [InlineData("""{"type":"Chart.Gauge","value":58,"max":100,"fallback":FALLBACK}""", "of 100", "58")]
    [InlineData("""{"type":"Chart.VerticalBar.Grouped","data":[{"legend":"A","values":[{"x":"N","y":9}]}],"fallback":FALLBACK}""", "none", "9")]
    [InlineData("""{"type":"Chart.HorizontalBar.Stacked","data":[{"title":"A","data":[{"legend":"N","value":8}]}],"fallback":FALLBACK}""", "none", "8")]
    [InlineData("""{"type":"Chart.VerticalBar","data":[{"x":"Week 3","y":3}],"fallback":FALLBACK}""", "Week 3", "3")]
    [InlineData("""{"type":"Chart.VerticalBar","data":[{"x":"N","y":-4}],"fallback":FALLBACK}""", "4", "-4")]
    [InlineData("""{"type":"Chart.VerticalBar","data":[{"x":"N","y":1204}],"fallback":FALLBACK}""", "1.2 thousand, 12 and 04", "1204")]
    public void A_number_that_only_the_chart_shows_is_a_fault(string chart, string fallback, string unsaid) =>
        AssertFault(
            $"$.body[0] draws {unsaid}, which its fallback doesn't state as text.",
            Card(chart.Replace("FALLBACK", $$"""{"type":"TextBlock","id":"{{unsaid}}","text":"{{fallback}}","maxLines":58}""", StringComparison.Ordinal)));

    [Theory]
    [InlineData("1204", "1204")]
    [InlineData("1204", "1,204 meals")]
    [InlineData("1204", "1.204")]
    [InlineData("1204", "1\u202f204")]
    [InlineData("1204", "1’204")]
    [InlineData("1204.5", "1,204.5")]
    [InlineData("1204.5", "1.204,5")]
    [InlineData("123456789", "12,34,56,789")]
    [InlineData("58.333", "58 %")]
    [InlineData("58.333", "58.3%")]
    [InlineData("0.25", "0.3")]
    [InlineData("0.25", "0.2")]
    [InlineData("-4", "−4")]
    [InlineData("7", "(7).")]
    [InlineData("7", "Answered:7")]
    [InlineData("5", "7, 5 and 3")]
    [InlineData("3", "3 204")]
    [InlineData("1e3", "1000")]
    public void A_number_may_be_stated_as_people_write_numbers(string drawn, string stated) =>
        Assert.Empty(TeamsCardRules.Faults(Card(
            $$"""{"type":"Chart.Gauge","value":{{drawn}},"fallback":{"type":"FactSet","facts":[{"title":"Now","value":"{{stated}}"}]} }""")));

    [Theory]
    [InlineData("""{"type":"RichTextBlock","inlines":["58 %"]}""")]
    [InlineData("""{"type":"Container","items":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"58 %"}]}]}""")]
    [InlineData("""{"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"58"}]}]}]}""")]
    [InlineData("""{"type":"Image","url":"https://example.org/58.png","altText":"58 %"}""")]
    public void A_number_may_be_stated_anywhere_that_people_read(string fallback) =>
        Assert.Empty(TeamsCardRules.Faults(Card($$"""{"type":"Chart.Gauge","value":58,"fallback":{{fallback}} }""")));

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"type":"AdaptiveCard","type":"AdaptiveCard"}""")]
    public void What_isnt_JSON_is_a_fault(string card) =>
        Assert.StartsWith("$ isn't JSON: ", Assert.Single(TeamsCardRules.Faults(card)), StringComparison.Ordinal);

    [Fact]
    public void What_isnt_an_object_is_a_fault() => AssertFault("$ is an array, where Teams wants \"object\".", "[]");

    [Fact]
    public void Each_fault_of_a_card_is_told() => Assert.Equal(
        [
            "$.body[0] lacks \"text\".",
            "$ has no fallbackText, which notifications and old clients show.",
            "$.body[1] is an Input.Text without an id, so its answer would not be sent.",
            "$.body[1] is an Input.Text without a label, so a screen reader can't say what it asks.",
        ],
        TeamsCardRules.Faults("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock"},{"type":"Input.Text"}]}"""));

    private static void AssertFault(string fault, string card) => Assert.Equal([fault], TeamsCardRules.Faults(card));

    private static string Card(string elements, string actions = "") =>
        $$"""{"type":"AdaptiveCard","version":"1.5","fallbackText":"Hello","body":[{{elements}}],"actions":[{{actions}}]}""";

    private static string CardWithRefresh(string action, string people) =>
        $$"""{"type":"AdaptiveCard","version":"1.5","fallbackText":"Hello","body":[],"refresh":{"action":{{action}},"userIds":{{people}} } }""";
}
