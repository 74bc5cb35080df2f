namespace CollectiveImpact.Pulse;

/// <summary>Decides what of a pulse may be shown. Whatever is shown, stored after the close or compared goes through here.</summary>
/// <remarks>
/// The dangers, as the literature names them, and what stands against each:
/// <list type="bullet">
/// <item>Small numbers. Nothing is shown of fewer than five: a group of k in which one can't be told from the others
/// (Sweeney, "k-anonymity: a model for protecting privacy", 2002).</item>
/// <item>Differencing: a group's figure taken from the whole's leaves a figure of the rest, as in the trackers of Denning, Denning and
/// Schwartz ("The tracker: a threat to statistical database security", 1979). A side is shown only when the other is too, and
/// those who are in neither are none or at least five. Between two reports, a figure moves in steps that are no smaller than what one
/// answer can move, so that no sum can be computed from it, and one more person moves it by one step at most, and mostly not at all.</item>
/// <item>Homogeneity: where all gave the same answer, a group of any size hides nothing (Machanavajjhala, Gehrke, Kifer and
/// Venkitasubramaniam, "l-diversity: privacy beyond k-anonymity", 2006). Both ends of the scale are coded together with
/// what is near to them (top and bottom coding, Hundepool et al., "Statistical Disclosure Control", 2012), and
/// "most or all" begins at three quarters: neither from outside nor knowing one's own answer can one be sure of all others.</item>
/// <item>Subtraction of those who would rather not say: how many answered is shown for the whole report at once, as the least number that
/// holds for every statement, and all statements look alike.</item>
/// </list>
/// </remarks>
public static class Disclosure
{
    /// <summary>The fewest answers of which anything is shown.</summary>
    public const int Fewest = 5;

    private static readonly int[] Bands = [50, 20, 10, Fewest];

    public static Report Of(IReadOnlyDictionary<Side, Tally> tallies)
    {
        var (together, partners, backbone) = (Get(Side.Together), Get(Side.Partners), Get(Side.Backbone));
        var apart = Tally.Statements
            .Where(s => partners.Answered(s) >= Fewest && backbone.Answered(s) >= Fewest && together.Answered(s) is 0 or >= Fewest)
            .ToArray();
        return new Report(Of(together.Plus(partners).Plus(backbone)), Of(partners.Only(apart)), Of(backbone.Only(apart)));

        Tally Get(Side side) => tallies.GetValueOrDefault(side, Tally.None);
    }

    /// <returns>What may be shown of some people's answers, or null when nothing may.</returns>
    public static Section? Of(Tally tally)
    {
        var shown = Tally.Statements.Where(s => tally.Answered(s) >= Fewest).ToArray();
        if (shown.Length == 0)
        {
            return null;
        }

        // One look for all statements: a statement that looked otherwise would tell that somebody left it out.
        var least = shown.Min(tally.Answered);
        var band = Array.Find(Bands, b => b <= least);
        return new Section(band, shown.ToDictionary(s => s, s => FigureOf(tally.Of(s), band)));
    }

    /// <summary>By how much figures of a band move: never less than what one answer can move, which is four divided by how many answered.</summary>
    public static decimal StepOf(int band) => band switch
    {
        >= 50 => 0.1m,
        >= 10 => 0.5m,
        _ => 1m,
    };

    /// <summary>How a statement's figure stands to that of an earlier pulse: only from what both reports show already, so that it tells nothing that they don't.</summary>
    /// <returns>Null when one of them isn't shown, or they can't be compared because they move in other steps.</returns>
    public static int? Compare(Section? now, Section? before, Statement statement) =>
        now is not null && before is not null && StepOf(now.AtLeast) == StepOf(before.AtLeast)
        && now.Figures.TryGetValue(statement, out var figure) && before.Figures.TryGetValue(statement, out var earlier)
            ? figure.Mean.CompareTo(earlier.Mean)
            : null;

    private static Figure FigureOf(ReadOnlySpan<int> counts, int band)
    {
        var (all, sum) = (0, 0);
        for (var i = 0; i < counts.Length; i++)
        {
            all += counts[i];
            sum += counts[i] * (i + Ballot.Lowest);
        }

        if (band < 10)
        {
            // Three points off the middle in all: one more answer crosses that line only as one of two that lie on its side.
            var (balance, line) = (2 * (sum - (3 * all)), all < 10 ? 6 : all);
            return new Figure(balance >= line ? 4 : balance <= -line ? 2 : 3, null);
        }

        var step = StepOf(band);
        var mean = Math.Round(sum / (decimal)all / step, MidpointRounding.AwayFromZero) * step;
        return new Figure(Math.Clamp(mean, 1.5m, 4.5m), ShareOf(counts[3] + counts[4], all));
    }

    private static Share ShareOf(int part, int all) =>
        part * 4 < all ? Share.FewOrNone
        : part * 4 < all * 3 ? Share.Some
        : Share.MostOrAll;
}

/// <summary>What may be shown of a pulse.</summary>
/// <param name="All">Null when fewer than five answered.</param>
/// <param name="Partners">Null when the pulse isn't broken down, or it would tell of fewer than five.</param>
[GenerateSerializer, Immutable]
public sealed record Report(Section? All, Section? Partners, Section? Backbone);

/// <param name="AtLeast">How many answered each statement that is shown, at least: 5, 10, 20 or 50.</param>
/// <param name="Figures">Statements that fewer than five answered are not in it.</param>
[GenerateSerializer, Immutable]
public sealed record Section(int AtLeast, IReadOnlyDictionary<Statement, Figure> Figures);

/// <param name="Mean">In the steps of its section. In the smallest band: 2 for disagreeing on the whole, 4 for agreeing, 3 for in between. In others: 1.5 means "or lower", 4.5 "or higher".</param>
/// <param name="Agree">How many agree; null in the smallest band.</param>
[GenerateSerializer, Immutable]
public sealed record Figure(decimal Mean, Share? Agree);

/// <summary>How many of those who answered, so wide that neither end is certain.</summary>
[GenerateSerializer]
public enum Share
{
    /// <summary>Fewer than a quarter.</summary>
    FewOrNone,
    Some,

    /// <summary>Three quarters and more.</summary>
    MostOrAll,
}
