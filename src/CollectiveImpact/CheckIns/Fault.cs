using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;

namespace CollectiveImpact.CheckIns;

/// <summary>Something wrong in a form, at its field.</summary>
/// <param name="Indicator">The indicator whose field it is, or null for the others.</param>
/// <param name="Code">
/// What it is and what it is about, as a text that is sent between processes. Its words are made where it is read; what an earlier
/// version sent in words is shown as it sent it.
/// </param>
[GenerateSerializer, Immutable]
public sealed record Fault(string? Indicator, FaultPlace Place, string Code)
{
    private const char Separator = '\u001f';

    public static Fault Of(FaultPlace place, FaultKind kind, string? indicator = null) => new(indicator, place, kind.ToString());

    public static Fault TooLong(FaultPlace place, int length, int longest, string? indicator = null) =>
        new(indicator, place, string.Create(CultureInfo.InvariantCulture, $"{FaultKind.TooLong}{Separator}{length}{Separator}{longest}"));

    public static Fault Of(string indicator, ValueFault fault) => new(
        indicator,
        fault.Part switch
        {
            ValuePart.Value => FaultPlace.Value,
            ValuePart.Whole => FaultPlace.Whole,
            ValuePart.Parts => FaultPlace.Parts,
            _ => FaultPlace.WhyMissing,
        },
        fault.ToCode());

    /// <param name="asked">The indicators of the form.</param>
    public string InWords(IReadOnlyList<Indicator> asked, CultureInfo culture)
    {
        if (ValueFault.Read(ValuePart.Value, Code) is { } fault && asked.FirstOrDefault(i => i.Id == Indicator) is { } indicator)
        {
            return fault.InWords(indicator, culture);
        }

        var (t, parts) = (new Texts(culture), Code.Split(Separator));
        return !Enum.TryParse<FaultKind>(parts[0], out var kind) ? Code : (kind, parts) switch
        {
            (FaultKind.NotOffered, _) => t.NotOffered,
            (FaultKind.MeaningUnread, _) => t.MeaningUnread,
            (FaultKind.StatusMissing, _) => t.StatusMissing,
            (FaultKind.OutcomeUnexplained, _) => t.OutcomeUnexplained,
            (FaultKind.NothingFilledIn, _) => t.NothingFilledIn,
            (FaultKind.ReasonMissing, _) => t.ReasonMissing,
            (FaultKind.SkipReasonMissing, _) => t.SkipReasonMissing,
            (FaultKind.TooLong, [_, var length, var longest]) => t.TooLong(int.Parse(length, CultureInfo.InvariantCulture), int.Parse(longest, CultureInfo.InvariantCulture)),
            _ => Code,
        };
    }
}

/// <summary>What can be wrong in a check-in besides its values.</summary>
public enum FaultKind
{
    NotOffered,

    /// <summary>What an indicator counts has changed, and nobody has said that they read it.</summary>
    MeaningUnread,
    StatusMissing,

    /// <summary>What was planned changed or was dropped, without a word why.</summary>
    OutcomeUnexplained,
    NothingFilledIn,
    ReasonMissing,
    SkipReasonMissing,
    TooLong,
}

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
