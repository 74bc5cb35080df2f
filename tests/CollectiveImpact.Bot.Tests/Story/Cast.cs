using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>How the people of the stories usually begin: by saying and pressing, as everyone does.</summary>
internal static class Cast
{
    // Who made which code, and has yet to hear that somebody joined with it.
    private static readonly ConcurrentDictionary<string, Person> s_invited = new();

    /// <summary>Sets an initiative up; whoever does is its backbone staff.</summary>
    public static async Task SetsUp(this Person coordinator, string name = "Riverside Reads")
    {
        var form = await coordinator.Asks("set up");
        var done = await form.Fill(En.Onboarding.SetUpName, name).Fill(En.Onboarding.Vision, "Every child reads.").Press(En.Indicators.Save);
        Assert.Contains(En.Onboarding.WelcomeOfFounder, done.AllText, StringComparison.Ordinal);
    }

    /// <summary>Fills in a pulse: what isn't among the answers is rather not said.</summary>
    public static ReceivedCard SaysOfUs(this ReceivedCard form, params (string Statement, string Answer)[] answers) =>
        new[] { En.Pulse.Trust, En.Pulse.Vision, En.Pulse.Heard, En.Pulse.Backbone }.Aggregate(form, (f, statement) => f.Choose(statement, answers.FirstOrDefault(a => a.Statement == statement).Answer ?? En.Pulse.RatherNot));

    /// <summary>Adds an indicator: chooses its kind, fills in the form and saves it after a look.</summary>
    public static async Task AddsIndicator(this Person coordinator, string question, string? kind = null, string unit = "", string target = "", string words = "", string? good = null)
    {
        var form = (await coordinator.BeginsIndicator(kind)).Fill(En.Indicators.Question, question);
        form = good is null ? form : form.Choose(En.Indicators.Direction, good);
        form = target.Length == 0 ? form : form.Fill(En.Indicators.TargetOfAll, target);
        form = form.Unfold(En.Indicators.SectionMore);
        form = words.Length == 0 ? form : form.Unfold(En.Indicators.SectionTerms).Fill(En.Indicators.Terms, words);
        form = unit.Length == 0 ? form : form.Fill(kind == En.Indicators.KindMoney ? En.Indicators.OtherCurrencyThan : En.Indicators.Unit, unit);
        Assert.Contains(question, (await form.SavesIndicator()).AllText, StringComparison.Ordinal);
    }

    /// <summary>Asks for the form of a new indicator of a kind, a number unless another is said.</summary>
    public static async Task<ReceivedCard> BeginsIndicator(this Person coordinator, string? kind = null) =>
        await (await (await coordinator.Asks("indicators")).Press(En.Indicators.AddIndicator)).Press(kind ?? En.Indicators.KindNumber);

    /// <summary>Looks at the question as partners will see it, and saves it.</summary>
    public static async Task<ReceivedCard> SavesIndicator(this ReceivedCard form)
    {
        var look = await form.Press(En.Indicators.SeeAsPartners);
        Assert.Equal(En.Indicators.AsPartnersSeeIt, look.Title);
        return await look.Press(En.Indicators.Save);
    }

    /// <summary>Adds a partner.</summary>
    /// <returns>Its invite code.</returns>
    public static async Task<string> AddsPartner(this Person coordinator, string name)
    {
        var list = await coordinator.Asks("partners");
        await list.Fill(En.People.PartnersNewName, name).Press(En.People.PartnersAdd);
        return await coordinator.ReceivesInvite();
    }

    /// <summary>Asks for one more code of a partner.</summary>
    public static async Task<string> InvitesAnother(this Person coordinator, int partner = 1)
    {
        await (await coordinator.Asks("partners")).Press(En.People.PartnersInvite, partner);
        return await coordinator.ReceivesInvite();
    }

    public static async Task Joins(this Person reporter, string code)
    {
        var welcome = await reporter.JoinsWith(code);
        Assert.Contains(En.Piece(En.People.JoinWelcome(En.Unknown)), welcome.AllText, StringComparison.Ordinal);
        // The introduction has stories of its own; in the others it would come between.
        Assert.Contains(En.Onboarding.IntroductionEnded, (await welcome.Press(En.Onboarding.IntroductionNone)).Notice, StringComparison.Ordinal);
    }

    /// <summary>Says a code, of which whoever made it is told.</summary>
    public static async Task<ReceivedCard> JoinsWith(this Person newcomer, string code)
    {
        var welcome = await newcomer.Asks($"join {code}");
        // Read there and then: in most stories it would come between.
        if (s_invited.TryRemove(code, out var inviter) && inviter != newcomer)
        {
            await inviter.ReceivesAbout(En.Piece(En.People.HasJoinedInShort(En.Unknown, En.Unknown)));
        }

        return welcome;
    }

    /// <summary>Says on a check-in's form how it is going: folded where one thing alone is asked.</summary>
    public static ReceivedCard IsGoing(this ReceivedCard form, string how) =>
        form.Inputs.ContainsKey(En.CheckIns.StatusNeeded) ? form.Choose(En.CheckIns.StatusNeeded, how) : form.Unfolded(En.CheckIns.Status).Choose(En.CheckIns.Status, how);

    /// <summary>Writes on a check-in's form what was learned, or what comes next.</summary>
    public static ReceivedCard Writes(this ReceivedCard form, string label, string text) => form.Unfolded(label).Fill(label, text);

    /// <summary>Says on a check-in's form who may read what was learned.</summary>
    public static ReceivedCard IsReadBy(this ReceivedCard form, string audience) => form.Unfolded(En.CheckIns.Audience).Choose(En.CheckIns.Audience, audience);

    private static ReceivedCard Unfolded(this ReceivedCard form, string label) => form.Inputs.ContainsKey(label) ? form : form.Unfold(En.CheckIns.AddWhatYouLearned);

    /// <summary>What the bot answers to something said.</summary>
    public static async Task<ReceivedCard> Asks(this Person person, string words) => await person.ReceivesAnswer(await person.Says(words));

    /// <summary>Opens a check-in after a look at what that does, also about a period that was asked about before.</summary>
    public static async Task<ReceivedCard> OpensCheckIn(this Person coordinator, string name = "")
    {
        var look = await coordinator.Asks($"open check-in {name}".TrimEnd());
        return look.Buttons.FirstOrDefault(b => b == En.CheckIns.AskAgain || b == En.CheckIns.OpenIt || b == En.CheckIns.OpenWithout) is { } button ? await look.Press(button) : look;
    }

    /// <summary>Closes the open check-in after a look at what that does.</summary>
    public static async Task<ReceivedCard> ClosesCheckIn(this Person coordinator, string name = "") =>
        await (await coordinator.Asks($"close check-in {name}".TrimEnd())).Press(En.CheckIns.CloseIt);

    /// <summary>Corrects the number of sessions in a closed check-in.</summary>
    public static async Task<ReceivedCard> Corrects(this Person reporter, string checkIn, string value, string because = "Counted twice") =>
        await (await (await reporter.Asks("correct")).Press(checkIn)).Fill("Children in sessions", value).Fill(En.CheckIns.Reason, because).Press(En.CheckIns.SaveTheCorrection);

    /// <summary>Confirms the last check-in's numbers after a look at them.</summary>
    public static async Task<ReceivedCard> SignsOff(this Person coordinator) => await (await coordinator.Asks("sign off")).Press(En.CheckIns.SignOff);

    /// <summary>Reminds who is missing, as many as the look says.</summary>
    /// <returns>What is said of it.</returns>
    public static async Task<string> Nudges(this Person coordinator, string line = "")
    {
        var look = await coordinator.Asks("nudge");
        return (await look.Fill(En.CheckIns.LineOfYours, line).Press(look.Buttons[0])).AllText;
    }

    /// <summary>A card on which everything is unfolded that a button unfolds.</summary>
    public static ReceivedCard Unfolded(this ReceivedCard card)
    {
        foreach (var fold in Folds(card.Json))
        {
            card = card.Unfold(fold);
        }

        return card;
    }

    private static IEnumerable<string> Folds(JsonNode? node) => node switch
    {
        JsonObject o when o["type"]?.GetValue<string>() == "Action.ToggleVisibility" => [o["title"]!.GetValue<string>()],
        JsonObject o => o.SelectMany(p => Folds(p.Value)),
        JsonArray a => a.SelectMany(Folds),
        _ => [],
    };

    /// <summary>What the bot answers in a channel to something said there.</summary>
    public static async Task<ReceivedCard> AsksIn(this Person person, Channel channel, string words)
    {
        var card = await channel.ReceivesAnswer(await person.Says(words, channel));
        return card.As(person);
    }

    /// <summary>Asks for a code for backbone staff.</summary>
    public static async Task<string> InvitesBackbone(this Person coordinator)
    {
        await (await coordinator.Asks("partners")).Press(En.People.PartnersInviteBackbone);
        return await coordinator.ReceivesInvite();
    }

    /// <summary>Asks for a code for an observer.</summary>
    public static async Task<string> InvitesObserver(this Person coordinator)
    {
        await (await coordinator.Asks("partners")).Press(En.People.PartnersInviteObserver);
        return await coordinator.ReceivesInvite();
    }

    /// <summary>The message to forward, which has just been asked for.</summary>
    /// <returns>The code in it.</returns>
    public static async Task<string> ReceivesInvite(this Person coordinator)
    {
        var code = CodeOn(await coordinator.ReceivesAbout(En.People.LetterBegin));
        s_invited[code] = coordinator;
        return code;
    }

    /// <summary>How a status begins: how many have answered, and until when it can be.</summary>
    public static string Answered(int answered, int asked, string until) =>
        $"{En.CheckIns.AnsweredOf(answered, asked)}  {Signs.Of(answered, asked)}\n{En.CheckIns.StaysOpenUntil(until)}";

    /// <summary>The one invite code that a card shows.</summary>
    public static string CodeOn(ReceivedCard invitation)
    {
        var codes = invitation.AllText.Split([' ', '\n', '*', '.', ',', '\u2068', '\u2069', '،']).Distinct().Where(w => Codes.ReadInvite(w)?.Code == w).ToArray();
        Assert.True(codes.Length == 1, invitation.AllText);
        return codes[0];
    }
}
