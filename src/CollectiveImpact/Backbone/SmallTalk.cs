using System.Text;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Backbone;

/// <summary>Someone is polite, or says it with a thumb: a short word back, and no card.</summary>
public sealed class SayWelcome : IListener, IAnswerWords
{
    private static readonly Reply Kind = Reply.Says("You're welcome. I'm here whenever you need me.");

    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Kind);

    // Nothing but emoji: a question mark alone asks for something, though.
    public Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel) =>
        Task.FromResult(turn.Said.Length > 0 && !turn.Said.AsSpan().ContainsAny("?？¿") && turn.Said.EnumerateRunes().All(IsSign) ? Kind : null);

    private static bool IsSign(Rune rune) => !Rune.IsLetterOrDigit(rune);
}

/// <summary>Someone asks who speaks here.</summary>
public sealed class SayWhoIAm : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(
        "I'm Collective Impact Bot, a program and not a person. I help partners who work on one problem together: I ask for a short check-in, explain the words you share, and tell everyone what was learned. Say \"help\" to see what you can do here."));
}

/// <summary>Someone wants to take back what they did: each thing has its own way back.</summary>
public sealed class ExplainUndo : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(
        "I don't take anything back by itself, so that nothing is lost by accident. To change an answer of an open check-in, say \"check in\"; of one that has closed, say \"correct\". If you are away by mistake, say \"back\". "
        + "An earlier answer is never overwritten: \"history\" shows what changed. For anything else, say \"contact backbone\"."));
}

/// <summary>Someone looks for their settings: most come from Teams.</summary>
public sealed class ExplainSettings : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(
        $"I take your language, number format and time zone from Teams: {turn.Culture.EnglishName}{(turn.TimeZone is null ? "" : $", {turn.TimeZone}")}. Change them in the settings of Teams. "
        + "Here you can say \"away until\" and a day, \"hand over\" to have a colleague report, \"my accounts\" if you write from several, and \"initiatives\" to switch between them. Backbone staff set the rest: say \"schedule\", \"people\" or \"glossary rules\"."));
}

/// <summary>Someone wants to be asked no more: for a while, or for good.</summary>
public sealed class ExplainPauses : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(
        "I've changed nothing yet. Which do you mean? For a holiday, say \"away until\" and a day. To have a colleague report instead of you, say \"hand over\". To leave the initiative for good, say \"leave\": I ask once more before anything happens."));
}

/// <summary>A member wants to speak with the people behind the initiative.</summary>
public sealed class ShowBackbone : IMemberListener
{
    private const int MostNamed = 12;

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var names = here.Initiative.Backbone.Select(m => m.Name).Where(n => n.Length > 0).Take(MostNamed).ToArray();
        return Task.FromResult(Reply.Says(names.Length == 0
            ? $"I don't know the names of {here.Initiative.Name}'s backbone staff. Whoever gave you your invite code is one of them."
            : $"The backbone of {here.Initiative.Name}: {string.Join(", ", names)}. Search for the name in Teams to write to them; I pass on no messages."));
    }
}
