using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Files;

/// <summary>Which numbers are wanted as a file; what isn't chosen isn't narrowed.</summary>
/// <param name="From">Every period with a day from this one on.</param>
/// <param name="To">Every period with a day up to this one.</param>
/// <param name="Indicator">The id of the only indicator.</param>
public sealed record ExportChoice(LocalDate? From, LocalDate? To, PartnerId? Partner, string? Indicator, RoundId? Round)
{
    public static readonly ExportChoice Everything = new(null, null, null, null, null);

    private const int LongestStored = 600;

    private const string FromName = "from";
    private const string ToName = "to";
    private const string PartnerName = "partner";
    private const string IndicatorName = "indicator";
    private const string RoundName = "round";

    /// <summary>Whether a period's numbers are among the chosen.</summary>
    public bool Has(Period period) => !(period.LastDay < From) && !(period.FirstDay > To);

    /// <summary>As it stands in a link and is kept: what a query of an address holds.</summary>
    public string Stored => string.Join('&', new[]
    {
        (FromName, From is { } from ? LocalDatePattern.Iso.Format(from) : null),
        (ToName, To is { } to ? LocalDatePattern.Iso.Format(to) : null),
        (PartnerName, Partner?.Value),
        (IndicatorName, Indicator),
        (RoundName, Round?.Value),
    }.Where(p => p.Item2 is { Length: > 0 }).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));

    /// <summary>Reads what was kept, or what stands in a link that anybody may have changed: what can't be read narrows nothing.</summary>
    public static ExportChoice Read(string stored)
    {
        if (stored.Length > LongestStored)
        {
            return Everything;
        }

        var parts = stored.TrimStart('?').Split('&').Select(p => p.Split('=')).Where(p => p.Length == 2).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        return new ExportChoice(
            Day(FromName),
            Day(ToName),
            parts.GetValueOrDefault(PartnerName) is { Length: > 0 } partner ? new PartnerId(partner) : null,
            parts.GetValueOrDefault(IndicatorName) is { Length: > 0 } indicator ? indicator : null,
            parts.GetValueOrDefault(RoundName) is { Length: > 0 } round ? new RoundId(round) : null);

        LocalDate? Day(string name) => LocalDatePattern.Iso.Parse(parts.GetValueOrDefault(name, "")) is { Success: true, Value: var day } ? day : null;
    }
}
