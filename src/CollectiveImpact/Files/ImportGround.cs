using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

/// <summary>What a file is checked against.</summary>
/// <param name="Today">Where the initiative is.</param>
public sealed record ImportGround(Initiative Initiative, IReadOnlyList<Indicator> Indicators, LocalDate Today)
{
    /// <summary>By indicator, for what lengths of time check-ins ask or have asked for it; none where no check-in has.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Frequency>> Asked { get; init; } = new Dictionary<string, IReadOnlyList<Frequency>>();

    /// <summary>The times that there are values of already.</summary>
    public IReadOnlyList<Period> Known { get; init; } = [];
}
