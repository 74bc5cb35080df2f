using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Files;
using CollectiveImpact.Time;

namespace CollectiveImpact.Pages;

/// <summary>A member gets a link to the pages, which opens once and lets their browser in for a day.</summary>
public sealed class OpenPages(Sessions sessions, IPages pages) : IMemberListener
{
    /// <summary>Where links lead to, below the service's root.</summary>
    public const string Place = "open";

    /// <summary>What to say to the bot for a link.</summary>
    public static string SaidAs(CultureInfo culture) => Spoken.Pages.In(culture);

    /// <summary>That somebody isn't in an initiative.</summary>
    public static string InNone(CultureInfo culture) => new Conversations.Texts(culture).InNone;

    /// <summary>What they say to the bot to come into one with a code, and to start one.</summary>
    public static (string Join, string SetUp) ToBegin(CultureInfo culture) => (Spoken.Join.In(culture), Spoken.SetUp.In(culture));

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(SessionsCard.Link(
            here.Initiative,
            pages.To($"{Place}/{await sessions.Link(turn, here.Initiative, cancel)}"),
            (turn.Now + Session.LinkLifetime).InZone(here.Zone(turn)).AtTime(turn.Culture),
            turn.Culture))
        // Whoever reads along could press it first.
        : Reply.Says(new Texts(turn.Culture).LinkIsYours(Spoken.Pages.In(turn.Culture)));
}

/// <summary>A member sees in which browsers the pages are open for them.</summary>
public sealed class ShowSessions(Sessions sessions) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? await List(sessions, turn, here, said: null, cancel)
        : Reply.Says(new Texts(turn.Culture).SessionsAreYours(Spoken.Sessions.In(turn.Culture)));

    internal static async Task<Reply> List(Sessions sessions, Turn turn, Here here, string? said, CancellationToken cancel) =>
        Reply.Shows(SessionsCard.List(here.Initiative, await sessions.Of(here.Initiative.Id, turn.Person, turn.Now, cancel), here.Zone(turn), turn.Culture, said));
}

/// <summary>A member ends one of their sessions, or all.</summary>
public sealed class EndSessions(Sessions sessions) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (SessionsCard.KeyOf(turn.Form) is { } key)
        {
            await sessions.End(here.Initiative.Id, turn.Person, key, cancel);
            return await ShowSessions.List(sessions, turn, here, t.OneEnded, cancel);
        }

        await sessions.EndAll(here.Initiative.Id, turn.Person, cancel);
        return await ShowSessions.List(sessions, turn, here, t.AllEnded, cancel);
    }
}
