using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>What a round that is open is called.</summary>
internal static class RoundTitles
{
    /// <summary>As <see cref="Round.TitleFor"/>.</summary>
    public static string TitleFor(this RunningRound round, Initiative initiative)
    {
        var culture = Languages.CultureOf(initiative.Language);
        var period = round.Period.InWords(culture);
        return $"{round.Name}, {(round.Number == 1 ? period : new Texts(culture).RoundOf(period, round.Number))}";
    }
}
