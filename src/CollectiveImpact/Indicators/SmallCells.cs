using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>Keeps numbers back behind which few people or few partners stand.</summary>
/// <remarks>
/// A small count in a part could tell whom it counts. When only one part is kept back, the whole minus the others would give it away,
/// so another one goes with it: primary and complementary suppression, as in the Handbook on Statistical Disclosure Control
/// (Hundepool et al., 2010), section 4.
/// </remarks>
public static class SmallCells
{
    /// <summary>The smallest count that is shown.</summary>
    public const decimal Smallest = 5;

    /// <summary>The fewest partners whose total is shown where no one partner's value may be.</summary>
    public const int FewestPartners = 3;

    /// <summary>The parts of an indicator's number; money tells of no single person.</summary>
    /// <returns>By category, the number, or null where it is kept back.</returns>
    public static IReadOnlyDictionary<string, decimal?> Of(Indicator indicator, IReadOnlyDictionary<string, decimal> parts) =>
        Kind.Of(indicator.Kind).CountsPeople ? Of(parts) : parts.ToDictionary(p => p.Key, p => (decimal?)p.Value);

    /// <returns>By category, the number, or null where it is kept back.</returns>
    public static IReadOnlyDictionary<string, decimal?> Of(IReadOnlyDictionary<string, decimal> parts)
    {
        var hidden = parts.Where(p => p.Value is > 0 and < Smallest).Select(p => p.Key).ToHashSet();
        if (hidden.Count == 1)
        {
            // A zero tells of nobody, but hides as well as any other when there is nothing else.
            var other = parts.Where(p => !hidden.Contains(p.Key)).OrderBy(p => p.Value == 0).ThenBy(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key).FirstOrDefault();
            if (other is not null)
            {
                hidden.Add(other);
            }
        }

        return parts.ToDictionary(p => p.Key, p => hidden.Contains(p.Key) ? null : (decimal?)p.Value);
    }

    /// <summary>Whether an audience may see a total: it is shared with them, and doesn't give one partner's value away that isn't.</summary>
    public static bool MaySee(Sharing audience, Indicator indicator, Total total) =>
        indicator.Sharing >= audience && (indicator.PartnerSharing >= audience || total.Covers == 0 || total.Covers >= FewestPartners);
}

/// <summary>How much of an initiative a person may see.</summary>
public static class Seeing
{
    /// <summary>The backbone sees all, observers what the steering committee may, reporters what all partners may.</summary>
    public static Sharing Sees(this Here here) =>
        here.IsBackbone ? Sharing.Backbone
        : here.Member.Role == Role.Observer ? Sharing.Steering
        : Sharing.Partners;

    /// <summary>How much may be shown to somebody where they speak: in a channel, all of its members read along.</summary>
    public static Sharing Sees(this Here here, Turn turn) => turn.IsPersonal ? here.Sees() : Sharing.Partners;
}
