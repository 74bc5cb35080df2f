using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.CheckIns;

/// <summary>One occurrence of a check-in: who is asked what, and until when.</summary>
/// <param name="Name">What people call the check-in.</param>
/// <param name="Number">Which time the period is asked about.</param>
/// <param name="Date">The local date on which reporters are asked.</param>
/// <param name="At">The local time at which each reporter is asked, where they are; null when everyone was asked at once.</param>
/// <param name="OpenedAt">When the first of them were asked.</param>
/// <param name="Indicators">The ids of the indicators that are asked.</param>
/// <param name="Partners">The ids of the partners that are asked; whoever joins later may answer too.</param>
/// <param name="Only">The partners that the check-in is for; empty for all.</param>
/// <param name="Before">The id of the check-in's round before this one, whose answers stand beside the questions.</param>
[GenerateSerializer, Immutable]
public sealed record Round(
    string Initiative,
    string Id,
    string Name,
    int Number,
    Period Period,
    LocalDate Date,
    LocalTime? At,
    Instant OpenedAt,
    Instant ClosesAt,
    Instant? ClosedAt,
    IReadOnlyList<string> Indicators,
    IReadOnlyList<string> Partners,
    IReadOnlyList<string> Only,
    string? Before)
{
    /// <summary>The round for people: "Check-in, week 48 of 2026", and "Check-in, week 48 of 2026 (round 2)" when a period is asked about again.</summary>
    public string Title(CultureInfo culture) => $"{Name}, {InWords(culture)}";

    /// <summary>The round below a heading that says already that it is a check-in: its name only where it has one of its own.</summary>
    public string Subtitle(CultureInfo culture) => Name == Schedule.UsualName ? InWords(culture) : Title(culture);

    /// <summary>What the round asks about, for people: "week 48 of 2026".</summary>
    public string InWords(CultureInfo culture) => Number == 1 ? Period.InWords(culture) : $"{Period.InWords(culture)} (round {Number.ToString(culture)})";

    /// <summary>When a reporter's time to be asked comes, in their zone.</summary>
    public Instant OpensIn(DateTimeZone zone) => At is { } at ? LocalMoment.In(zone, Date, at) : OpenedAt;

    /// <summary>Decides what becomes of a partner's answers. Pure: nothing is read, nothing is written.</summary>
    /// <param name="entry">What the partner answered before, if anything.</param>
    /// <param name="indicators">The definitions in force.</param>
    public Decision Receive(Answers answers, Entry? entry, IReadOnlyList<Indicator> indicators, string partner, PersonKey by, string byName, Instant now)
    {
        if (ClosedAt is { } closed)
        {
            return new Decision.Closed(closed);
        }

        var asked = indicators.Where(i => Indicators.Contains(i.Id)).ToArray();
        var faults = answers.Faults(asked);
        if (faults.Count > 0)
        {
            return new Decision.Refused(faults);
        }

        // Only what was asked is kept: a form can carry anything.
        var values = asked.Where(i => answers.Values.ContainsKey(i.Id)).ToDictionary(i => i.Id, i => answers.Values[i.Id]);
        var next = new Entry(partner, (entry?.Revision ?? 0) + 1, by, byName, now, values, answers.Status, answers.Learning, null);
        return entry is not null && entry.SaysTheSameAs(next) ? new Decision.Unchanged(entry) : new Decision.Accepted(next);
    }

    /// <summary>Decides what becomes of a partner's wish not to answer this time.</summary>
    public Decision Skip(string reason, Entry? entry, string partner, PersonKey by, string byName, Instant now)
    {
        if (ClosedAt is { } closed)
        {
            return new Decision.Closed(closed);
        }

        if (reason.Length is 0 or > Answers.LongestText)
        {
            return new Decision.Refused([new Fault(null, FaultPlace.SkipReason, reason.Length == 0
                ? "Please say why, in a few words, so that the others know."
                : Answers.TooLong(reason.Length, Answers.LongestText))]);
        }

        var next = new Entry(partner, (entry?.Revision ?? 0) + 1, by, byName, now, new Dictionary<string, ReportedValue>(), null, Learning.None, reason);
        return entry?.SkippedBecause == reason ? new Decision.Unchanged(entry) : new Decision.Accepted(next);
    }

    /// <summary>Each indicator's total over the entries, in the order in which the indicators are asked.</summary>
    public IReadOnlyList<Total> Totals(IEnumerable<Entry> entries, IReadOnlyList<Indicator> indicators)
    {
        var inOrder = entries.Where(e => e.SkippedBecause is null).OrderBy(e => e.At).ToArray();
        return
        [
            .. indicators.Where(i => Indicators.Contains(i.Id)).Select(i => Total.Of(
                i,
                Period,
                [.. inOrder.Where(e => e.Values.ContainsKey(i.Id)).Select(e => e.Values[i.Id])],
                Partners.Union(inOrder.Select(e => e.Partner)).Count())),
        ];
    }
}

/// <summary>A partner's answer in a round, whoever of its reporters gave it.</summary>
/// <param name="Revision">1 for the first answer; earlier ones are kept.</param>
/// <param name="Status">Null when the partner skipped.</param>
/// <param name="SkippedBecause">Why the partner didn't answer this time, or null when it did.</param>
[GenerateSerializer, Immutable]
public sealed record Entry(
    string Partner,
    int Revision,
    PersonKey By,
    string ByName,
    Instant At,
    IReadOnlyDictionary<string, ReportedValue> Values,
    Status? Status,
    Learning Learning,
    string? SkippedBecause)
{
    /// <summary>The same answer sent again, by Teams or by an impatient finger, is one entry with one revision.</summary>
    public bool SaysTheSameAs(Entry other) =>
        Status == other.Status
        && Learning == other.Learning
        && SkippedBecause == other.SkippedBecause
        && Values.Count == other.Values.Count
        && Values.All(v => other.Values.TryGetValue(v.Key, out var value) && value == v.Value);
}

/// <summary>How the partner's own work goes.</summary>
[GenerateSerializer]
public enum Status
{
    OnTrack,
    AtRisk,
    Stuck,
}

/// <summary>What the partner learned, and whether all partners may read it or the backbone only.</summary>
[GenerateSerializer, Immutable]
public sealed record Learning(string Worked, string DidNot, string Needed, bool ForAll)
{
    public static readonly Learning None = new("", "", "", ForAll: true);

    public bool IsEmpty => Worked.Length + DidNot.Length + Needed.Length == 0;
}

/// <summary>What was read from a form, with what could not be read.</summary>
[GenerateSerializer, Immutable]
public sealed record Answers(
    IReadOnlyDictionary<string, ReportedValue> Values,
    Status? Status,
    Learning Learning,
    IReadOnlyList<Fault> Unreadable)
{
    public const int LongestText = 1000;

    /// <summary>All that is wrong, at once, each at its field.</summary>
    public IReadOnlyList<Fault> Faults(IReadOnlyList<Indicator> asked)
    {
        var faults = Unreadable.ToList();
        foreach (var indicator in asked)
        {
            if (Values.TryGetValue(indicator.Id, out var value))
            {
                faults.AddRange(FaultsOf(indicator, value));
            }
        }

        if (Status is null)
        {
            faults.Add(new Fault(null, FaultPlace.Status, "Please choose how it is going."));
        }

        Check(Learning.Worked, FaultPlace.Worked);
        Check(Learning.DidNot, FaultPlace.DidNot);
        Check(Learning.Needed, FaultPlace.Needed);
        if (faults.Count == 0 && Learning.IsEmpty && asked.Count > 0 && !asked.Any(i => Values.ContainsKey(i.Id)))
        {
            faults.Add(new Fault(asked[0].Id, FaultPlace.Value, "Nothing is filled in yet. Give at least one answer, or press “Skip this time”."));
        }

        return faults;

        void Check(string text, FaultPlace place)
        {
            if (text.Length > LongestText)
            {
                faults.Add(new Fault(null, place, TooLong(text.Length, LongestText)));
            }
        }
    }

    internal static string TooLong(int length, int longest) =>
        string.Create(CultureInfo.InvariantCulture, $"This is {length:#,0} characters long; please keep it to {longest:#,0}.");

    private static IEnumerable<Fault> FaultsOf(Indicator indicator, ReportedValue value)
    {
        switch (value)
        {
            case ReportedValue.Number { Value: < 0 }:
                yield return new Fault(indicator.Id, FaultPlace.Value, "This can't be less than zero.");
                break;
            case ReportedValue.Number { Value: > Figures.Largest }:
                yield return new Fault(indicator.Id, FaultPlace.Value, "This is larger than I can keep. Is a digit too many in it?");
                break;
            case ReportedValue.Ratio { Part: < 0 }:
                yield return new Fault(indicator.Id, FaultPlace.Value, "This can't be less than zero.");
                break;
            case ReportedValue.Ratio { Whole: <= 0 }:
                yield return new Fault(indicator.Id, FaultPlace.Whole, "The whole must be more than zero.");
                break;
            case ReportedValue.Ratio { Whole: > Figures.Largest }:
                yield return new Fault(indicator.Id, FaultPlace.Whole, "This is larger than I can keep. Is a digit too many in it?");
                break;
            case ReportedValue.Ratio ratio when ratio.Part > ratio.Whole:
                yield return new Fault(indicator.Id, FaultPlace.Value, "The part can't be more than the whole.");
                break;
            case ReportedValue.Words { Text.Length: > LongestText } words:
                yield return new Fault(indicator.Id, FaultPlace.Value, TooLong(words.Text.Length, LongestText));
                break;
        }
    }
}

/// <summary>Something wrong in a form, said at its field.</summary>
/// <param name="Indicator">The indicator whose field it is, or null for the others.</param>
[GenerateSerializer, Immutable]
public sealed record Fault(string? Indicator, FaultPlace Place, string Message);

[GenerateSerializer]
public enum FaultPlace
{
    Value,
    Whole,
    Status,
    Worked,
    DidNot,
    Needed,
    SkipReason,
}

/// <summary>What becomes of a submit.</summary>
[GenerateSerializer, Immutable]
public abstract record Decision
{
    [GenerateSerializer, Immutable]
    public sealed record Accepted(Entry Entry) : Decision;

    /// <summary>The same answer as before: nothing to write.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Unchanged(Entry Entry) : Decision;

    [GenerateSerializer, Immutable]
    public sealed record Refused(IReadOnlyList<Fault> Faults) : Decision;

    [GenerateSerializer, Immutable]
    public sealed record Closed(Instant At) : Decision;

    /// <summary>There is no such round.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NoSuchRound : Decision;
}

/// <summary>A round with all that was answered.</summary>
/// <param name="Version">What the next write must name.</param>
public sealed record LoadedRound(Round Round, IReadOnlyList<Entry> Entries, string Version);

/// <summary>Where rounds are kept: one partition a round, so that its board is one read and an entry is one transaction.</summary>
public interface IRoundStore
{
    Task<LoadedRound?> Load(string initiative, string round, CancellationToken cancel);

    /// <summary>Writes the round itself.</summary>
    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>; null says that it is new.</exception>
    Task<string> Save(Round round, string? version, CancellationToken cancel);

    /// <summary>Writes an entry and its revision in one transaction.</summary>
    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>.</exception>
    Task<string> Save(Round round, Entry entry, string version, CancellationToken cancel);

    /// <summary>All states that a partner's entry has had, oldest first.</summary>
    Task<IReadOnlyList<Entry>> Revisions(string initiative, string round, string partner, CancellationToken cancel);

    /// <summary>Writes a whole round at once, for samples and imports.</summary>
    Task Import(Round round, IReadOnlyList<Entry> entries, CancellationToken cancel);
}
