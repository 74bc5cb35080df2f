using CollectiveImpact.Agenda;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Web;

/// <summary>What can be asked for in the address of a page: words, a partner, a goal. What isn't offered is not asked for.</summary>
internal static class Choices
{
    public const string WordsField = "q";
    public const string PartnerField = "partner";
    public const string GoalField = "goal";

    private const int LongestSearch = 80;
    private const int LongestOption = 80;

    public static string Words(IQueryCollection query) => query[WordsField].ToString().Trim() is var asked ? asked[..Math.Min(asked.Length, LongestSearch)] : "";

    public static Partner? PartnerOf(IQueryCollection query, Initiative initiative) => initiative.OwnPartners.FirstOrDefault(p => p.Id.Value == query[PartnerField]);

    public static AgendaGoal? GoalOf(IQueryCollection query, CommonAgenda agenda) => agenda.Goals.FirstOrDefault(g => g.Id == query[GoalField]);

    public static Filter Partners(Texts t, Initiative initiative, PartnerId? chosen) =>
        new(PartnerField, t.Partner, t.AllPartners, [.. initiative.OwnPartners.OrderBy(p => p.Name, StringComparer.Create(t.Culture, ignoreCase: true)).Select(p => (p.Id.Value, PeoplesWords.Shorten(p.Name, LongestOption)))], chosen?.Value ?? "");

    public static Filter Goals(Texts t, string label, CommonAgenda agenda, string? chosen) =>
        new(GoalField, label, t.AllGoals, [.. agenda.Goals.Select(g => (g.Id, PeoplesWords.Shorten(g.Text, LongestOption)))], chosen ?? "");
}
