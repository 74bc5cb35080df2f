using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;

namespace CollectiveImpact.Bot.Web;

/// <summary>Where the pages of an initiative are.</summary>
internal static class PagePaths
{
    public static string Overview(InitiativeId initiative) => $"/i/{Part(initiative.Value)}";

    public static string Indicator(InitiativeId initiative, string indicator) => $"{Overview(initiative)}/numbers/{Part(indicator)}";

    public static string Glossary(InitiativeId initiative) => $"{Overview(initiative)}/glossary";

    public static string Desk(InitiativeId initiative) => $"{Overview(initiative)}/desk";

    /// <param name="place">One of <see cref="Pages.Desk.Places"/>.</param>
    public static string Desk(InitiativeId initiative, string place) => $"{Desk(initiative)}/{place}";

    /// <summary>Where somebody works, as the navigation has it.</summary>
    public static IEnumerable<(string Address, string Name)> Work(Reader reader, Texts t)
    {
        var initiative = reader.Here.Initiative.Id;
        if (reader.Here.Partner is not null)
        {
            yield return (Desk(initiative, "check-in"), t.MyCheckIn);
        }

        yield return (Desk(initiative, "status"), t.WhoAnswered);
        yield return (Desk(initiative, "digests"), t.Digests);
        yield return (Desk(initiative), t.Tasks);
    }

    public static string SignOut(InitiativeId initiative) => $"{Overview(initiative)}/sign-out";

    private static string Part(string id) => Uri.EscapeDataString(id);
}
