using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Initiatives;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>How the people of the stories usually begin: by saying and pressing, as everyone does.</summary>
internal static class Cast
{
    /// <summary>Sets an initiative up; whoever does is its backbone staff.</summary>
    public static async Task SetsUp(this Person coordinator, string name = "Riverside Reads")
    {
        var form = await coordinator.Asks("set up");
        var done = await form.Fill("Name", name).Fill("Vision", "Every child reads.").Press("Save");
        Assert.Contains("backbone staff", done.AllText, StringComparison.Ordinal);
    }

    /// <summary>Adds an indicator by its form.</summary>
    public static async Task AddsIndicator(this Person coordinator, string question, string kind = "Number", string rollUp = "sum of all partners", string unit = "", string target = "", string words = "", string good = "More is good")
    {
        var form = await (await coordinator.Asks("indicators")).Press("Add indicator");
        var list = await form.Fill("Question", question).Choose("Kind of answer", kind).Fill("Unit", unit).Choose("Which way is good?", good)
            .Choose("How partners' answers become one", rollUp).Fill("Target", target).Fill("Glossary words it relies on", words).Press("Save");
        Assert.Contains(question, list.AllText, StringComparison.Ordinal);
    }

    /// <summary>Adds a partner.</summary>
    /// <returns>Its invite code.</returns>
    public static async Task<string> AddsPartner(this Person coordinator, string name)
    {
        var list = await coordinator.Asks("partners");
        var invitation = await list.Fill("A new partner's name", name).Press("Add partner");
        return CodeOn(invitation);
    }

    /// <summary>Asks for one more code of a partner.</summary>
    public static async Task<string> InvitesAnother(this Person coordinator, int partner = 1)
    {
        return CodeOn(await (await coordinator.Asks("partners")).Press("Invite", partner));
    }

    public static async Task Joins(this Person reporter, string code)
    {
        var welcome = await reporter.Asks($"join {code}");
        Assert.Contains("Welcome to", welcome.AllText, StringComparison.Ordinal);
        // The introduction has stories of its own; in the others it would come between.
        Assert.Contains("get to know us", (await welcome.Press("No introduction, thanks")).Notice, StringComparison.Ordinal);
    }

    /// <summary>What the bot answers to something said.</summary>
    public static async Task<ReceivedCard> Asks(this Person person, string words) => await person.ReceivesAnswer(await person.Says(words));

    /// <summary>What the bot answers in a channel to something said there.</summary>
    public static async Task<ReceivedCard> AsksIn(this Person person, Channel channel, string words)
    {
        var card = await channel.ReceivesAnswer(await person.Says(words, channel));
        return card.As(person);
    }

    /// <summary>Asks for a code for backbone staff.</summary>
    public static async Task<string> InvitesBackbone(this Person coordinator) =>
        CodeOn(await (await coordinator.Asks("partners")).Press("Invite backbone staff"));

    /// <summary>The one invite code that a card shows.</summary>
    public static string CodeOn(ReceivedCard invitation) => invitation.AllText.Split([' ', '\n', '*', '.', ',']).Distinct().Single(w => Codes.ReadInvite(w)?.Code == w);
}
