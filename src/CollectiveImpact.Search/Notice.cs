using NodaTime;

namespace CollectiveImpact.Search;

/// <summary>What somebody asks for or offers, as far as matching looks at it: its words, its place and its days.</summary>
/// <param name="Owner">Whose it is. Nobody is offered what is their own. Empty for nobody's.</param>
/// <param name="Text">A sentence or two in people's words.</param>
/// <param name="Place">Empty when anywhere.</param>
/// <param name="From">Open when null, as is <paramref name="Until"/>, which is the last day.</param>
public sealed record Notice(string Id, string Owner, string Text, string Place, LocalDate? From, LocalDate? Until)
{
    internal bool HasDates => From is not null || Until is not null;

    internal bool IsApartFrom(Notice other) => EndsBefore(this, other) || EndsBefore(other, this);

    // Whoever mixes up the two dates means the days between them.
    private LocalDate? First => this is { From: { } from, Until: { } until } ? LocalDate.Min(from, until) : From;

    private LocalDate? Last => this is { From: { } from, Until: { } until } ? LocalDate.Max(from, until) : Until;

    private static bool EndsBefore(Notice first, Notice then) => first.Last is { } last && then.First is { } next && last < next;
}

/// <summary>An offer that may answer an ask.</summary>
/// <param name="Score">From 0 to 1.</param>
/// <param name="SharedWords">The words of the ask that made it match, as written.</param>
/// <param name="SamePlace">Both name a place, and it is the same one. Not when either of them is for anywhere.</param>
/// <param name="SameTime">Both name a time, and the two overlap. Not when either of them is for any time.</param>
public sealed record Match(string Ask, string Offer, double Score, IReadOnlyList<string> SharedWords, bool SamePlace, bool SameTime);
