using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Glossary;

/// <summary>A wording that is or was in force, and how it came to be.</summary>
/// <param name="Number">What people call its version.</param>
/// <param name="Before">The wording that it took the place of; null for the first, and for the first that was read.</param>
/// <param name="AgreedAt">Null where that isn't known any more.</param>
/// <param name="Proposal">As it stood before it was agreed, with what was said to it; null where it was brought in agreed.</param>
/// <param name="By">Who agreed for all, or last; null where that isn't known any more.</param>
public sealed record Edition(int Number, Wording Wording, Wording? Before, Instant? AgreedAt, Proposal? Proposal, PersonKey? By)
{
    /// <summary>All editions among a term's states, the newest first.</summary>
    /// <param name="states">Earlier states of the term, oldest first.</param>
    public static IReadOnlyList<Edition> Of(Term now, IReadOnlyList<Term> states)
    {
        ArgumentNullException.ThrowIfNull(now);
        var editions = new List<Edition>();
        var before = (Term?)null;
        foreach (var state in states.Append(now))
        {
            // Opinions and proposals come and go within an edition: it begins with its first state.
            if (state.InForce is { } wording && state.Edition != before?.Edition)
            {
                editions.Add(new(
                    state.Edition,
                    wording,
                    before?.InForce,
                    state.AgreedAt,
                    before?.Proposal is { } proposal && proposal.Wording.SaysTheSameAs(wording) ? proposal : null,
                    state.Decided.LastOrDefault(d => d.Agreed && d.At == state.AgreedAt)?.By));
            }

            before = state;
        }

        editions.Reverse();
        return editions;
    }

    /// <summary>What is said below the oldest that is shown.</summary>
    public static string EarlierAreKept(CultureInfo culture) => new Texts(culture).EarlierAreKept;

    /// <summary>What it is called, with the day on which it was agreed.</summary>
    public string Titled(Initiative initiative, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(initiative);
        var t = new Texts(culture);
        return AgreedAt is { } at ? t.VersionAgreedOn(Number, at.InZone(TimeZones.Of(initiative.TimeZone)).Date.OnDayOfYear(culture)) : t.VersionAgreed(Number);
    }

    /// <summary>Who proposed it and who agreed, as far as that is known.</summary>
    public string ByWhom(Initiative initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        return string.Join(" · ", [
            .. Proposal is null ? [] : new[] { t.ProposedBy(Proposal.ByName) },
            .. AgreedBy(initiative) is { Count: > 0 } agreed ? [t.AgreedBy(string.Join(", ", agreed))] : Array.Empty<string>()]);
    }

    /// <summary>What was said to it with a reason.</summary>
    public IReadOnlyList<Opinion> Reasons => [.. (Proposal?.Opinions ?? []).Where(o => o.Why.Length > 0)];

    // A partner has one voice, whoever speaks for it. Of who agreed last, only the person is known: their partner may be another by now.
    private IReadOnlyList<string> AgreedBy(Initiative initiative)
    {
        var agreed = (Proposal?.Opinions ?? []).Where(o => o.Agrees).Select(o => initiative.Partner(o.Partner)?.Name ?? o.Name);
        var last = By is { } by && initiative.Member(by) is { } member ? [member.Name] : Array.Empty<string>();
        return [.. agreed.Concat(last).Distinct(StringComparer.Ordinal)];
    }
}
