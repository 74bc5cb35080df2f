using System.Globalization;
using System.Text;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Onboarding;

/// <summary>Someone is polite, or says it with a thumb: a short word back, and no card.</summary>
public sealed class SayWelcome : IListener, IAnswerWords
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Welcome(turn.Culture));

    // Nothing but emoji: a question mark alone asks for something, though.
    public Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel) =>
        Task.FromResult(turn.Said.Length > 0 && !turn.Said.AsSpan().ContainsAny("?？¿") && turn.Said.EnumerateRunes().All(IsSign) ? Welcome(turn.Culture) : null);

    private static Reply Welcome(CultureInfo culture) => Reply.Says(new Texts(culture).TalkWelcome);

    private static bool IsSign(Rune rune) => !Rune.IsLetterOrDigit(rune);
}

/// <summary>Someone asks who speaks here.</summary>
public sealed class SayWhoIAm : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(
        new Texts(turn.Culture).TalkWhoIAm));
}

/// <summary>Someone looks for their settings: most come from Teams.</summary>
public sealed class ExplainSettings : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var language = turn.Culture.EnglishName;
        return Task.FromResult(Reply.Says($"{(turn.TimeZone is { } zone ? t.TalkSettings(language, zone) : t.TalkSettingsWithoutTimeZone(language))} {t.TalkSettingsHere}"));
    }
}

/// <summary>Someone wants to be asked no more: for a while, or for good.</summary>
public sealed class ExplainPauses : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(
        new Texts(turn.Culture).TalkPauses));
}

/// <summary>A member wants to speak with the people behind the initiative.</summary>
public sealed class ShowBackbone : IMemberListener
{
    private const int MostNamed = 12;

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var names = here.Initiative.Backbone.Select(m => m.Name).Where(n => n.Length > 0).Take(MostNamed).ToArray();
        var t = new Texts(turn.Culture);
        return Task.FromResult(Reply.Says(names.Length == 0
            ? t.TalkBackboneUnknown(here.Initiative.Name)
            : t.TalkBackbone(here.Initiative.Name, string.Join(", ", names))));
    }
}
