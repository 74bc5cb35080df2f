using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Web;

/// <summary>Where the pages of an initiative are.</summary>
internal static class PagePaths
{
    public static string Overview(InitiativeId initiative) => $"/i/{Part(initiative.Value)}";

    public static string Indicator(InitiativeId initiative, string indicator) => $"{Overview(initiative)}/numbers/{Part(indicator)}";

    public static string Glossary(InitiativeId initiative) => $"{Overview(initiative)}/glossary";

    public static string SignOut(InitiativeId initiative) => $"{Overview(initiative)}/sign-out";

    private static string Part(string id) => Uri.EscapeDataString(id);
}
