using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Glossary;
using CollectiveImpact.Pulse;

namespace CollectiveImpact.Health;

/// <summary>So many of so many.</summary>
public readonly record struct PartOf(int Part, int Whole)
{
    /// <summary>In whole percent; null where there is nothing to count.</summary>
    public int? Percent => Whole == 0 ? null : (int)Math.Round(100.0 * Part / Whole, MidpointRounding.AwayFromZero);

    /// <summary>How many are not among them.</summary>
    public int Rest => Whole - Part;
}

/// <summary>The five conditions of collective impact.</summary>
/// <remarks>They are Kania and Kramer's (2011).</remarks>
public enum Condition
{
    CommonAgenda,
    SharedMeasurement,
    ReinforcingActivities,
    Communication,
    Backbone,
}

/// <summary>How far a condition is there, for a first look.</summary>
public enum Strength
{
    /// <summary>There is nothing to count.</summary>
    Unknown,
    Little,
    Some,
    Strong,
}

/// <summary>What to do next about a condition.</summary>
public enum NextStep
{
    Nothing,
    WriteAgenda,
    SeeWhatHoldsBack,
    AddIndicators,
    AgreeOnWords,
    FindMissingNumbers,
    WriteGoals,
    FillGaps,
    ReachChannels,
    HaveCheckInsAnswered,
    SeeWordsInVain,
    DecideOnProposals,
}

/// <summary>Where an initiative stands in the five conditions of collective impact, counted; each with what to do next.</summary>
/// <remarks>Facts about the whole, never about one partner.</remarks>
/// <param name="HasAgenda">Whether a version of the agenda is in force.</param>
/// <param name="Endorsed">Of the partners that report, those that endorse the agenda that is asked about.</param>
/// <param name="Worded">Of the indicators, those that can be asked: their words are agreed.</param>
/// <param name="Values">Of the values that the last closed rounds asked for, those that were given.</param>
/// <param name="Covered">Of the goals, those that somebody works on.</param>
/// <param name="Answers">Of the check-ins that the last closed rounds asked for, those that were answered.</param>
/// <param name="Vain">How many different words people asked for in vain.</param>
/// <param name="Glossary">How the shared words are used, and how soon the backbone decides on them.</param>
/// <param name="Pulse">Null where it isn't to be shown.</param>
public sealed record InitiativeHealth(bool HasAgenda, PartOf Endorsed, PartOf Worded, PartOf Values, PartOf Covered, PartOf Answers, int Vain, GlossaryHealth Glossary, PulseHealth? Pulse)
{
    /// <summary>Of the words that people asked for, those that were found. What was guessed, or offered to choose from, is neither found nor in vain, and isn't counted.</summary>
    public PartOf Words => new(Glossary.Found, Glossary.Found + Glossary.Missed);

    /// <summary>In how many days half of the proposals for the glossary were decided; null when none was.</summary>
    public int? DecidedWithin => Glossary.HalfWithin is { } within ? (int)Math.Max(1, Math.Ceiling(within.TotalDays)) : null;

    /// <summary>For how many whole days the oldest proposal for the glossary has waited; null when none waits.</summary>
    public int? WaitsFor(Instant now) => Glossary.OldestProposal is { } since ? (int)(now - since).TotalDays : null;

    // From so many percent on.
    private const int StrongFrom = 80;
    private const int SomeFrom = 40;

    // The longer a proposal waits, the fewer people make another.
    private const int PatientDays = 14;

    /// <summary>How far a condition is there, as a part of a whole: the least of what is counted for it. Nothing of nothing while there is nothing to count.</summary>
    /// <param name="unreached">How many channels get no digests at present: with any, communication isn't strong.</param>
    public PartOf HowFar(Condition condition, int unreached, Instant now) => condition switch
    {
        Condition.CommonAgenda => HasAgenda ? Endorsed : default,
        Condition.SharedMeasurement => Values.Whole > 0 && Values.Percent < Worded.Percent ? Values : Worded,
        Condition.ReinforcingActivities => Covered,
        Condition.Communication => unreached > 0 && Answers.Percent >= StrongFrom ? new PartOf(StrongFrom - 1, 100) : Answers,
        _ => WaitsFor(now) is { } days ? new PartOf(Math.Max(0, PatientDays - days), PatientDays) : DecidedWithin is null ? default : new PartOf(1, 1),
    };

    /// <summary>The word for it.</summary>
    public static Strength StrengthOf(PartOf far) => far.Whole == 0 ? Strength.Unknown
        : 100 * far.Part >= StrongFrom * far.Whole ? Strength.Strong
        : 100 * far.Part >= SomeFrom * far.Whole ? Strength.Some
        : Strength.Little;

    /// <param name="unreached">How many channels get no digests at present.</param>
    public NextStep Next(Condition condition, int unreached) => condition switch
    {
        Condition.CommonAgenda => !HasAgenda ? NextStep.WriteAgenda : Endorsed.Rest > 0 ? NextStep.SeeWhatHoldsBack : NextStep.Nothing,
        Condition.SharedMeasurement => Worded.Whole == 0 ? NextStep.AddIndicators : Worded.Rest > 0 ? NextStep.AgreeOnWords : Values.Rest > 0 ? NextStep.FindMissingNumbers : NextStep.Nothing,
        Condition.ReinforcingActivities => Covered.Whole == 0 ? NextStep.WriteGoals : Covered.Rest > 0 ? NextStep.FillGaps : NextStep.Nothing,
        Condition.Communication => unreached > 0 ? NextStep.ReachChannels : Answers.Rest > 0 ? NextStep.HaveCheckInsAnswered : Vain > 0 ? NextStep.SeeWordsInVain : NextStep.Nothing,
        _ => Glossary.OldestProposal is null ? NextStep.Nothing : NextStep.DecideOnProposals,
    };

    /// <summary>Counts. Pure.</summary>
    /// <param name="partners">How many partners are asked whether they endorse the agenda.</param>
    /// <param name="indicators">How many are asked.</param>
    /// <param name="notAgreed">How many of them wait for the agreement of their words.</param>
    /// <param name="activities">Those that go on.</param>
    /// <param name="vain">How many different words people asked for in vain.</param>
    /// <param name="pulse">Null where it isn't to be shown.</param>
    public static InitiativeHealth Of(
        AgendaBook book, int partners, int indicators, int notAgreed, IReadOnlyList<SharedActivity> activities, Completeness completeness, int vain, GlossaryHealth glossary, PulseView? pulse) => new(
        book.InForce.Version > 0,
        new PartOf(book.Endorsed, partners),
        new PartOf(indicators - notAgreed, indicators),
        new PartOf(completeness.Indicators.Sum(i => i.Given), completeness.Indicators.Sum(i => i.Asked)),
        new PartOf(book.InForce.Goals.Count(g => activities.Any(a => a.Goals.Contains(g.Id))), book.InForce.Goals.Count),
        new PartOf(completeness.Rounds.Sum(r => r.Answered), completeness.Rounds.Sum(r => r.Asked)),
        vain,
        glossary,
        pulse is null ? null : PulseHealth.Of(pulse));
}

/// <summary>What to do next about what people say of how we work together.</summary>
public enum PulseStep
{
    Nothing,
    WaitForAnswers,
    OpenFirst,
    OpenAgain,
    SayWhatItIsFor,
    TalkAboutWhatWentDown,
}

/// <summary>What people say of how we work together, as far as a report may show it.</summary>
/// <param name="Open">The pulse that is open, if any.</param>
/// <param name="Last">The newest that has closed; null when none has.</param>
/// <param name="Before">The one before it.</param>
public sealed record PulseHealth(Survey? Open, Survey? Last, Survey? Before)
{
    private const int FreshMonths = 3;

    public static PulseHealth Of(PulseView view) => new(view.Open, view.Closed.ElementAtOrDefault(0), view.Closed.ElementAtOrDefault(1));

    /// <summary>What is shown of the newest report; null when there is none, or too few answered.</summary>
    public Section? Shown => Last?.Report?.All;

    /// <summary>Whether it is time to ask again: what people said is older than a quarter, or they never were asked.</summary>
    public bool IsDue(LocalDate today, DateTimeZone zone) => Open is null && (Last is null || (Last.ClosedAt ?? Last.ClosesAt).InZone(zone).Date.PlusMonths(FreshMonths) <= today);

    /// <summary>How a statement stands to the report before: below 0 for lower; null when one of both isn't shown.</summary>
    public int? Moved(Statement statement) => Disclosure.Compare(Shown, Before?.Report?.All, statement);

    public PulseStep Next(LocalDate today, DateTimeZone zone) => Open is not null ? PulseStep.WaitForAnswers
        : Last is null ? PulseStep.OpenFirst
        : IsDue(today, zone) ? PulseStep.OpenAgain
        : Shown is null ? PulseStep.SayWhatItIsFor
        : Tally.Statements.Any(s => Moved(s) < 0) ? PulseStep.TalkAboutWhatWentDown
        : PulseStep.Nothing;
}
