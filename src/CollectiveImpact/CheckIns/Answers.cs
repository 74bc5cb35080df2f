using System.Globalization;
using CollectiveImpact.Commitments;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.CheckIns;

/// <summary>What was read from a form, with what could not be read.</summary>
[GenerateSerializer, Immutable]
public sealed record Answers(
    IReadOnlyDictionary<string, ReportedValue> Values,
    Status? Status,
    Learning Learning,
    IReadOnlyList<Fault> Unreadable)
{
    public const int LongestText = 1000;

    /// <summary>For a lesson: what a digest shows whole.</summary>
    public const int LongestLesson = 600;

    /// <summary>For what is a sentence: a note on a number, what is done next.</summary>
    public const int LongestSentence = 300;

    /// <summary>What the person has confirmed: keys of doubts, which name the value too.</summary>
    [Id(0)] public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>By indicator, what was typed in words and read as numbers.</summary>
    [Id(7)] public IReadOnlyDictionary<string, IReadOnlyList<Reading>> Readings { get; init; } = new Dictionary<string, IReadOnlyList<Reading>>();

    /// <summary>By indicator, what the person says about an unusual value.</summary>
    [Id(1)] public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();

    /// <summary>The indicators whose changed meaning the person has read.</summary>
    [Id(2)] public IReadOnlyList<string> Acknowledged { get; init; } = [];

    /// <summary>What the partner will do next.</summary>
    [Id(4)] public string Commitment { get; init; } = "";

    /// <summary>What became of what it said last time; null when that was left alone.</summary>
    [Id(5)] public CommitmentOutcome? Outcome { get; init; }

    [Id(6)] public string OutcomeWhy { get; init; } = "";

    /// <summary>The BCP 47 tag of the number format that it was written in; empty for one that is nobody's.</summary>
    [Id(8)] public string Format { get; init; } = "";

    /// <summary>Set when a closed round is corrected.</summary>
    [Id(3)] public Correction? Correction { get; init; }

    /// <summary>All that is wrong, at once, each at its field.</summary>
    public IReadOnlyList<Fault> Faults(IReadOnlyList<Indicator> asked, IReadOnlyDictionary<string, IReadOnlyList<PastValue>> past)
    {
        var faults = Unreadable.ToList();
        foreach (var indicator in asked)
        {
            if (!Values.TryGetValue(indicator.Id, out var value))
            {
                continue;
            }

            faults.AddRange(FaultsOf(indicator, value, CultureInfo.GetCultureInfo(Format)));
            if (HasNewMeaning(indicator, past) && value is not ReportedValue.Missing && !Acknowledged.Contains(indicator.Id))
            {
                faults.Add(new Fault(indicator.Id, FaultPlace.Meaning, "What counts here has changed. Please read it and tick the box."));
            }
        }

        if (Status is null)
        {
            faults.Add(new Fault(null, FaultPlace.Status, "Please choose how it is going."));
        }

        foreach (var lesson in Learning.Lessons)
        {
            Check(lesson.Text, PlaceOf(lesson.Kind), LongestLesson);
        }

        Check(Commitment, FaultPlace.Commitment, LongestSentence);
        Check(OutcomeWhy, FaultPlace.OutcomeWhy, LongestSentence);
        if (Outcome is CommitmentOutcome.Changed or CommitmentOutcome.Dropped && OutcomeWhy.Length == 0)
        {
            faults.Add(new Fault(null, FaultPlace.OutcomeWhy, "Please say why, in a few words: the others learn from it."));
        }

        foreach (var (indicator, note) in Notes.Where(n => n.Value.Length > LongestSentence))
        {
            faults.Add(new Fault(indicator, FaultPlace.Note, TooLong(note.Length, LongestSentence)));
        }

        if (faults.Count == 0 && Learning.IsEmpty && Commitment.Length == 0 && asked.Count > 0 && !asked.Any(i => Values.ContainsKey(i.Id)))
        {
            faults.Add(new Fault(asked[0].Id, FaultPlace.Value, "Nothing is filled in yet. Give at least one answer, or press “Skip this time”."));
        }

        return faults;

        void Check(string text, FaultPlace place, int longest)
        {
            if (text.Length > longest)
            {
                faults.Add(new Fault(null, place, TooLong(text.Length, longest)));
            }
        }
    }

    /// <summary>Whether the partner answered last by an earlier meaning of the indicator.</summary>
    public static bool HasNewMeaning(Indicator indicator, IReadOnlyDictionary<string, IReadOnlyList<PastValue>> past) =>
        past.GetValueOrDefault(indicator.Id) is { Count: > 0 } before && before[^1].Version < indicator.Version;

    /// <summary>The indicators of a partner's form whose meaning has changed since it answered last.</summary>
    public static IReadOnlySet<string> ChangedMeaning(PartnerView view) =>
        view.Indicators.Where(i => HasNewMeaning(i, view.Past)).Select(i => i.Id).ToHashSet();

    internal static FaultPlace PlaceOf(LessonKind kind) => kind switch
    {
        LessonKind.Worked => FaultPlace.Worked,
        LessonKind.DidNot => FaultPlace.DidNot,
        LessonKind.WouldChange => FaultPlace.WouldChange,
        _ => FaultPlace.Needed,
    };

    internal static string TooLong(int length, int longest) =>
        string.Create(CultureInfo.InvariantCulture, $"This is {length:#,0} characters long; please keep it to {longest:#,0}.");

    internal static IEnumerable<Fault> FaultsOf(Indicator indicator, ReportedValue value, CultureInfo culture)
    {
        switch (value)
        {
            case ReportedValue.Number number:
                return Range(number.Value, FaultPlace.Value, indicator.Least ?? 0, indicator.Most);
            case ReportedValue.Ratio ratio:
                return ratio.Whole <= 0
                    ? [new Fault(indicator.Id, FaultPlace.Whole, "The whole must be more than zero. If there were none at all, say under “Why is there no number?” that it doesn't apply.")]
                    : ratio.Part > ratio.Whole
                    ? [new Fault(indicator.Id, FaultPlace.Value, "The part can't be more than the whole.")]
                    : Range(ratio.Whole, FaultPlace.Whole, 0, null).Concat(Range(ratio.Part, FaultPlace.Value, 0, null)).DistinctBy(f => f.Message);
            case ReportedValue.Split split:
                var parts = split.Parts.Values.Sum();
                return Range(split.Whole, FaultPlace.Value, indicator.Least ?? 0, indicator.Most)
                    .Concat(split.Parts.Values.Any(p => p < 0) ? [new Fault(indicator.Id, FaultPlace.Parts, "A part can't be less than zero.")] : [])
                    .Concat(split.Parts.Count > 0 && parts != split.Whole
                        ? [new Fault(indicator.Id, FaultPlace.Parts, $"The parts add up to {Exact(parts)}, the whole is {Exact(split.Whole)}. Which is right?")]
                        : []);
            case ReportedValue.Words { Text.Length: > LongestText } words:
                return [new Fault(indicator.Id, FaultPlace.Value, TooLong(words.Text.Length, LongestText))];
            default:
                return [];
        }

        string Exact(decimal number) => Figures.Exact(number, culture);

        IEnumerable<Fault> Range(decimal number, FaultPlace place, decimal least, decimal? most)
        {
            if (number < least)
            {
                yield return new Fault(indicator.Id, place, least == 0 ? "This can't be less than zero." : $"This can't be less than {Exact(least)}.");
            }
            else if (most is { } limit && number > limit)
            {
                yield return new Fault(indicator.Id, place, $"This can't be more than {Exact(limit)}.");
            }
            else if (number > Figures.Largest)
            {
                yield return new Fault(indicator.Id, place, "This is larger than I can keep. Is a digit too many in it?");
            }
        }
    }

}

/// <summary>A number that was read from words.</summary>
[GenerateSerializer, Immutable]
public sealed record Reading(string Typed, decimal Value);

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
    WouldChange,
    Needed,
    SkipReason,
    Parts,
    Meaning,
    Note,
    Reason,
    Commitment,
    OutcomeWhy,
    Audience,
    Outcome,
    WhyMissing,
}
