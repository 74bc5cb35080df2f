using CollectiveImpact.Commitments;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;

namespace CollectiveImpact.CheckIns;

/// <summary>What was read from a form, with what could not be read.</summary>
[GenerateSerializer, Immutable]
public sealed record Answers(
    IReadOnlyDictionary<string, ReportedValue> Values,
    Status? Status,
    Learning Learning,
    IReadOnlyList<Fault> Unreadable)
{
    public const int LongestText = TextKind.Longest;

    /// <summary>For a lesson: what a digest shows whole.</summary>
    public const int LongestLesson = 600;

    /// <summary>For what is a sentence: a note on a number, what is done next.</summary>
    public const int LongestSentence = 300;

    /// <summary>What the person has confirmed: keys of doubts, which name the value too.</summary>
    [Id(0)] public IReadOnlyList<string> Confirmed { get => field ?? []; init; } = [];

    /// <summary>By indicator, what was typed in words and read as numbers.</summary>
    [Id(7)] public IReadOnlyDictionary<string, IReadOnlyList<Reading>> Readings { get => field ?? new Dictionary<string, IReadOnlyList<Reading>>(); init; } = new Dictionary<string, IReadOnlyList<Reading>>();

    /// <summary>By indicator, what the person says about an unusual value.</summary>
    [Id(1)] public IReadOnlyDictionary<string, string> Notes { get => field ?? new Dictionary<string, string>(); init; } = new Dictionary<string, string>();

    /// <summary>The indicators whose changed meaning the person has read.</summary>
    [Id(2)] public IReadOnlyList<string> Acknowledged { get => field ?? []; init; } = [];

    /// <summary>What the partner will do next.</summary>
    [Id(4)] public string Commitment { get => field ?? ""; init; } = "";

    /// <summary>What became of what it said last time; null when that was left alone.</summary>
    [Id(5)] public CommitmentOutcome? Outcome { get; init; }

    [Id(6)] public string OutcomeWhy { get => field ?? ""; init; } = "";

    /// <summary>The BCP 47 tag of the number format that it was written in; empty for one that is nobody's.</summary>
    [Id(8)] public string Format { get => field ?? ""; init; } = "";

    /// <summary>The message whose form this was: the answer to the press takes its place. Null when it isn't known.</summary>
    [Id(9)] public string? Message { get; init; }

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

            faults.AddRange(Kind.Of(indicator.Kind).FaultsOf(indicator, value).Select(f => Fault.Of(indicator.Id, f)));
            if (HasNewMeaning(indicator, past) && value is not ReportedValue.Missing && !Acknowledged.Contains(indicator.Id))
            {
                faults.Add(Fault.Of(FaultPlace.Meaning, FaultKind.MeaningUnread, indicator.Id));
            }
        }

        if (Status is null && NeedsStatus(asked.Count))
        {
            faults.Add(Fault.Of(FaultPlace.Status, FaultKind.StatusMissing));
        }

        foreach (var lesson in Learning.Lessons)
        {
            Check(lesson.Text, PlaceOf(lesson.Kind), LongestLesson);
        }

        Check(Commitment, FaultPlace.Commitment, LongestSentence);
        Check(OutcomeWhy, FaultPlace.OutcomeWhy, LongestSentence);
        if (Outcome is CommitmentOutcome.Changed or CommitmentOutcome.Dropped && OutcomeWhy.Length == 0)
        {
            faults.Add(Fault.Of(FaultPlace.OutcomeWhy, FaultKind.OutcomeUnexplained));
        }

        foreach (var (indicator, note) in Notes.Where(n => n.Value.Length > LongestSentence))
        {
            faults.Add(Fault.TooLong(FaultPlace.Note, note.Length, LongestSentence, indicator));
        }

        if (faults.Count == 0 && Learning.IsEmpty && Commitment.Length == 0 && asked.Count > 0 && !asked.Any(i => Values.ContainsKey(i.Id)))
        {
            faults.Add(Fault.Of(FaultPlace.Value, FaultKind.NothingFilledIn, asked[0].Id));
        }

        return faults;

        void Check(string text, FaultPlace place, int longest)
        {
            if (text.Length > longest)
            {
                faults.Add(Fault.TooLong(place, text.Length, longest));
            }
        }
    }

    /// <summary>Whether how it is going must be said: where one thing alone is asked, that is enough.</summary>
    public static bool NeedsStatus(int questions) => questions != 1;

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
}

/// <summary>A number that was read from words.</summary>
[GenerateSerializer, Immutable]
public sealed record Reading(string Typed, decimal Value);
