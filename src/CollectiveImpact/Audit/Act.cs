using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Audit;

/// <summary>Something that somebody did that concerns others. It is kept as it was, and never changed.</summary>
/// <param name="About">The id of what it was done to.</param>
/// <param name="Name">What that was called then; people's words.</param>
public sealed record Act(ActKind Kind, string About, string Name, PersonKey By, string ByName, Instant At)
{
    /// <summary>What belongs to it: a reason, what stood there before, how many it concerned; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>What it takes to take it back, in the words of whoever does that; empty for nothing.</summary>
    public string Before { get; init; } = "";

    public string InWords(CultureInfo culture)
    {
        var t = new Texts(culture);
        return Note.Length == 0 || TellsNote ? What(t) : t.With(What(t), Note);
    }

    // The note of these has its place in their sentence.
    private bool TellsNote => Kind is ActKind.NameChanged or ActKind.TimeZoneChanged or ActKind.LanguageChanged or ActKind.CountryChanged or ActKind.PartnersMerged or ActKind.HomeLanguagesChanged;

    private string What(Texts t) => Kind switch
    {
        ActKind.Opened => t.Opened(Name),
        ActKind.Closed => t.Closed(Name),
        ActKind.Reopened => t.Reopened(Name),
        ActKind.AskedAgain => t.AskedAgain(Name),
        ActKind.SignedOff => t.SignedOff(Name),
        ActKind.SignOffTakenBack => t.SignOffTakenBack(Name),
        ActKind.Nudged => t.Nudged(Name),
        ActKind.Corrected => t.Corrected(Name),
        ActKind.DigestPosted => t.DigestPosted(Name),
        ActKind.DigestTakenDown => t.DigestTakenDown(Name),
        ActKind.DigestEdited => t.DigestEdited(Name),
        ActKind.HomeAdded => t.HomeAdded(Name),
        ActKind.HomeRemoved => t.HomeRemoved(Name),
        ActKind.PartnerAdded => t.PartnerAdded(Name),
        ActKind.PartnerChanged => t.PartnerChanged(Name),
        ActKind.PartnerLeft => t.PartnerLeft(Name),
        ActKind.PartnerBack => t.PartnerBack(Name),
        ActKind.Invited => Name.Length == 0 ? t.InvitedNoPartner : t.Invited(Name),
        ActKind.MadeBackbone => t.MadeBackbone(Name),
        ActKind.BackboneTaken => t.BackboneTaken(Name),
        ActKind.PersonRemoved => t.PersonRemoved(Name),
        ActKind.PersonRestored => t.PersonRestored(Name),
        ActKind.IndicatorAdded => t.IndicatorAdded(Name),
        ActKind.IndicatorChanged => t.IndicatorChanged(Name),
        ActKind.IndicatorRetired => t.IndicatorRetired(Name),
        ActKind.IndicatorRestored => t.IndicatorRestored(Name),
        ActKind.TermAgreed => t.TermAgreed(Name),
        ActKind.TermRetired => t.TermRetired(Name),
        ActKind.RulesChanged => t.RulesChanged,
        ActKind.ScheduleChanged => t.ScheduleChanged(Name),
        ActKind.ScheduleEnded => t.ScheduleEnded(Name),
        ActKind.PausesChanged => t.PausesChanged,
        ActKind.FileImported => t.FileImported(Name),
        ActKind.ImportTakenBack => t.ImportTakenBack(Name),
        ActKind.AgendaInForce => t.AgendaInForce(Name),
        ActKind.MessageSent => t.MessageSent(Name),
        ActKind.AskedBack => t.AskedBack(Name),
        ActKind.DigestPlanned => t.DigestPlanned(Name),
        ActKind.DigestHeldBack => t.DigestHeldBack(Name),
        ActKind.InviteRenewed => t.InviteRenewed(Name),
        ActKind.InviteWithdrawn => t.InviteWithdrawn(Name),
        ActKind.NameChanged => t.NameChanged(Note, Name),
        ActKind.TimeZoneChanged => t.TimeZoneChanged(TimeZones.InWords(Note, t.Culture), TimeZones.InWords(Name, t.Culture)),
        ActKind.LanguageChanged => t.LanguageChanged(Languages.NativeNameOf(Note), Languages.NativeNameOf(Name)),
        ActKind.CountryChanged => t.CountryChanged(Note, Name),
        ActKind.Joined => t.Joined(Name),
        ActKind.JoinedAsBackbone => t.JoinedAsBackbone,
        ActKind.JoinedAsObserver => t.JoinedAsObserver,
        ActKind.Left => Name.Length == 0 ? t.LeftTheInitiative : t.Left(Name),
        ActKind.SetUp => t.SetUp(Name),
        ActKind.GroupAdded => t.GroupAdded(Name),
        ActKind.GroupChanged => t.GroupChanged(Name),
        ActKind.GroupEnded => t.GroupEnded(Name),
        ActKind.GroupJoined => t.GroupJoined(Name),
        ActKind.GroupLeft => t.GroupLeft(Name),
        ActKind.ActivityAdded => t.ActivityAdded(Name),
        ActKind.ActivityChanged => t.ActivityChanged(Name),
        ActKind.ActivityRemoved => t.ActivityRemoved(Name),
        ActKind.NeedTold => t.NeedTold(Name),
        ActKind.NeedEnded => t.NeedEnded(Name),
        ActKind.OfferTold => t.OfferTold(Name),
        ActKind.OfferEnded => t.OfferEnded(Name),
        ActKind.Committed => t.Committed(Name),
        ActKind.CommitmentSettled => t.CommitmentSettled(Name),
        ActKind.Decided => t.Decided(Name),
        ActKind.DecisionAgreedBy => t.DecisionAgreedBy(Name),
        ActKind.AgendaWritten => t.AgendaWritten,
        ActKind.AgendaPutForward => t.AgendaPutForward,
        ActKind.TemplateUsed => t.TemplateUsed(Name),
        ActKind.DateSkipped => t.DateSkipped(Name),
        ActKind.DateAskedAfterAll => t.DateAskedAfterAll(Name),
        ActKind.PulseOpened => t.PulseOpened,
        ActKind.PulseClosed => t.PulseClosed,
        ActKind.EndAsked => t.EndAsked(Name),
        ActKind.EndConfirmed => t.EndConfirmed(Name),
        ActKind.EndKept => t.EndKept(Name),
        ActKind.TermProposed => t.TermProposed(Name),
        ActKind.TermSentBack => t.TermSentBack(Name),
        ActKind.PartnersAsked => t.PartnersAsked(Name),
        ActKind.TermRestored => t.TermRestored(Name),
        ActKind.GlossaryImported => t.GlossaryImported(Name),
        ActKind.ExportTaken => t.ExportTaken(Name),
        ActKind.PartnersMerged => t.PartnersMerged(Note, Name),
        ActKind.SummaryPosted => t.SummaryPosted(Name),
        ActKind.SummaryTakenDown => t.SummaryTakenDown(Name),
        ActKind.HomeLanguagesChanged => t.HomeLanguagesChanged(Name, Note),
        // A version after this one knows acts that this one doesn't.
        _ => Name,
    };
}

/// <summary>What was done. Their names are stored: a new one is added, none is renamed.</summary>
public enum ActKind
{
    /// <summary>By a version after this one.</summary>
    Other,
    Opened,
    Closed,
    Reopened,
    AskedAgain,
    SignedOff,
    SignOffTakenBack,
    Nudged,
    Corrected,
    DigestPosted,
    DigestTakenDown,
    DigestEdited,
    HomeAdded,
    HomeRemoved,
    PartnerAdded,
    PartnerChanged,
    PartnerLeft,
    PartnerBack,
    Invited,
    MadeBackbone,
    BackboneTaken,
    PersonRemoved,
    PersonRestored,
    IndicatorAdded,
    IndicatorChanged,
    IndicatorRetired,
    IndicatorRestored,
    TermAgreed,
    TermRetired,
    RulesChanged,
    ScheduleChanged,
    ScheduleEnded,
    PausesChanged,
    FileImported,
    ImportTakenBack,
    AgendaInForce,
    MessageSent,
    AskedBack,
    DigestPlanned,
    DigestHeldBack,
    InviteRenewed,
    InviteWithdrawn,
    NameChanged,
    TimeZoneChanged,
    LanguageChanged,
    CountryChanged,
    Joined,
    JoinedAsBackbone,
    JoinedAsObserver,
    Left,
    SetUp,
    GroupAdded,
    GroupChanged,
    GroupEnded,
    GroupJoined,
    GroupLeft,
    ActivityAdded,
    ActivityChanged,
    ActivityRemoved,
    NeedTold,
    NeedEnded,
    OfferTold,
    OfferEnded,
    Committed,
    CommitmentSettled,
    Decided,
    DecisionAgreedBy,
    AgendaWritten,
    AgendaPutForward,
    TemplateUsed,
    DateSkipped,
    DateAskedAfterAll,
    PulseOpened,
    PulseClosed,
    EndAsked,
    EndConfirmed,
    EndKept,
    TermProposed,
    TermSentBack,
    PartnersAsked,
    TermRestored,
    GlossaryImported,
    ExportTaken,
    PartnersMerged,
    SummaryPosted,
    SummaryTakenDown,
    HomeLanguagesChanged,
}

/// <summary>Where acts are kept. They are added and read: there is no way to change one, and only the end of the initiative takes them away.</summary>
public interface IAuditStore
{
    /// <summary>Keeps an act; the same act again is one.</summary>
    Task Keep(InitiativeId initiative, Act act, CancellationToken cancel);

    /// <summary>Notes that an act begins.</summary>
    /// <returns>One of its kind about the same thing that was begun before and never done with; it stays noted in this one's place. Null for none.</returns>
    Task<Act?> Begin(InitiativeId initiative, Act act, CancellationToken cancel);

    /// <summary>An act that was begun is kept, or nothing came of it.</summary>
    Task Done(InitiativeId initiative, Act begun, CancellationToken cancel);

    /// <summary>Those after a moment, the newest first.</summary>
    IAsyncEnumerable<Act> Since(InitiativeId initiative, Instant since, CancellationToken cancel);

    /// <summary>The newest first.</summary>
    IAsyncEnumerable<Act> Newest(InitiativeId initiative, CancellationToken cancel);
}
