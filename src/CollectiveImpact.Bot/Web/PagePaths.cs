using CollectiveImpact.Cards;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;

namespace CollectiveImpact.Bot.Web;

/// <summary>Where the pages of an initiative are.</summary>
internal static class PagePaths
{
    /// <summary>In which language somebody's words are shown.</summary>
    public const string LanguageField = "language";

    /// <summary>Where the app's tab in Teams begins.</summary>
    public const string TabPlace = "/tab";

    /// <summary>The last part of <see cref="SignedIn"/>.</summary>
    public const string Arrival = "signed-in";

    // Longer than any of ours.
    private const int Longest = 500;

    /// <summary>The tab, to lead on to a page.</summary>
    public static string Tab(string page) => With(TabPlace, ("page", page));

    /// <summary>Where whoever was let in by the tab arrives: from there on the browser says who reads, or it says that it can't.</summary>
    public static string SignedIn(InitiativeId initiative, string page) => With($"{Overview(initiative)}/{Arrival}", ("page", page));

    /// <summary>An address that somebody asked for, if it is one of an initiative's pages; null for every other, of ours too.</summary>
    public static string? Within(InitiativeId initiative, string? asked)
    {
        // Read as a browser will: with dots resolved, and slashes of either kind.
        var (here, own) = (new Uri("https://here.invalid/"), Overview(initiative));
        return asked is { Length: > 0 and <= Longest } && asked[0] == '/' && Uri.TryCreate(here, asked, out var address)
            && address.GetLeftPart(UriPartial.Authority) == here.GetLeftPart(UriPartial.Authority)
            && (address.AbsolutePath == own || address.AbsolutePath.StartsWith(own + "/", StringComparison.Ordinal))
                ? address.PathAndQuery + address.Fragment
                : null;
    }

    public static string Overview(InitiativeId initiative) => $"/i/{Part(initiative.Value)}";

    public static string Indicator(InitiativeId initiative, string indicator) => $"{Overview(initiative)}/numbers/{Part(indicator)}";

    /// <summary>The numbers of an indicator's page as a file.</summary>
    public static string NumbersFile(InitiativeId initiative, string indicator) => Indicator(initiative, indicator) + ".csv";

    public static string Partners(InitiativeId initiative) => $"{Overview(initiative)}/partners";

    public static string Partner(InitiativeId initiative, PartnerId partner) => $"{Partners(initiative)}/{Part(partner.Value)}";

    public static string Glossary(InitiativeId initiative) => $"{Overview(initiative)}/glossary";

    /// <param name="language">The tag of the language to show it in; null for the reader's own.</param>
    public static string Term(InitiativeId initiative, string slug, string? language = null) => With($"{Glossary(initiative)}/{Part(slug)}", (LanguageField, language));

    /// <summary>All words as one document. Not below the glossary: a word may be called "Booklet".</summary>
    public static string Booklet(InitiativeId initiative) => $"{Overview(initiative)}/booklet";

    public static string Learnings(InitiativeId initiative) => $"{Overview(initiative)}/learnings";

    public static string Decisions(InitiativeId initiative) => $"{Overview(initiative)}/decisions";

    public static string Activities(InitiativeId initiative) => $"{Overview(initiative)}/activities";

    public static string Report(InitiativeId initiative) => $"{Overview(initiative)}/report";

    /// <summary>Who does what towards one goal.</summary>
    public static string Activities(InitiativeId initiative, string goal) => With(Activities(initiative), (Choices.GoalField, goal)) + "#work";

    /// <summary>A page with what is asked of it; what is empty isn't.</summary>
    public static string With(string page, params IEnumerable<(string Name, string? Value)> asked) =>
        page + QueryString.Create(asked.Where(a => !string.IsNullOrEmpty(a.Value)).Select(a => KeyValuePair.Create(a.Name, a.Value)));

    /// <summary>Where the digest that comes out next is written.</summary>
    public static string Digest(InitiativeId initiative) => $"{Overview(initiative)}/digest";

    /// <summary>Where the digest of a round is written.</summary>
    public static string Digest(InitiativeId initiative, RoundId round) => $"{Digest(initiative)}/{Part(round.Value)}";

    /// <summary>The dates to come.</summary>
    public static string Calendar(InitiativeId initiative) => $"{Overview(initiative)}/schedule";

    public static string CalendarFile(InitiativeId initiative) => $"{Calendar(initiative)}.ics";

    public static string Desk(InitiativeId initiative) => $"{Overview(initiative)}/desk";

    /// <param name="place">One of <see cref="Pages.Desk.Places"/>.</param>
    public static string Desk(InitiativeId initiative, string place) => $"{Desk(initiative)}/{place}";

    /// <summary>Where an earlier digest is read.</summary>
    public static string PostedDigest(InitiativeId initiative, RoundId round) => Desk(initiative, Pages.Desk.PlaceOf(round));

    /// <summary>Where what a button shows has an address; null where the button has to be pressed.</summary>
    public static string? Of(Execute button, Initiative initiative) =>
        Pages.Desk.PlaceOf(button, initiative.Id) is { } place ? Desk(initiative.Id, place)
        : TermCard.ShownBy(button, initiative) is var (slug, language, versions) ? Term(initiative.Id, slug, language) + (versions ? "#versions" : "")
        : null;

    /// <summary>What the navigation has, in its order.</summary>
    public static IEnumerable<(string Address, string Name)> Navigation(Reader reader, Texts t)
    {
        var initiative = reader.Here.Initiative.Id;
        yield return (Overview(initiative), t.Overview);
        if (reader.Here.Partner is { } own)
        {
            yield return (Desk(initiative, "check-in"), t.MyCheckIn);
            yield return (Partner(initiative, own.Id), t.OurPage);
        }

        yield return (Desk(initiative, "status"), t.WhoAnswered);
        if (reader.Here.IsBackbone)
        {
            yield return (Partners(initiative), t.Partners);
        }

        yield return (Desk(initiative, "digests"), t.Digests);
        if (reader.Here.IsBackbone)
        {
            yield return (Digest(initiative), t.WriteDigest);
        }

        yield return (Calendar(initiative), t.Calendar);
        yield return (Activities(initiative), t.Activities);
        yield return (Learnings(initiative), t.Learnings);
        yield return (Decisions(initiative), t.Decisions);
        yield return (Glossary(initiative), t.Glossary);
        yield return (Report(initiative), t.Report);
        yield return (Desk(initiative), t.Tasks);
    }

    public static string SignOut(InitiativeId initiative) => $"{Overview(initiative)}/sign-out";

    private static string Part(string id) => Uri.EscapeDataString(id);
}
