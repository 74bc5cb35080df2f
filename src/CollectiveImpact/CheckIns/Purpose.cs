namespace CollectiveImpact.CheckIns;

/// <summary>Why a check-in card is sent.</summary>
public enum Purpose
{
    Open,
    Remind,
    Nudge,

    /// <summary>Not sent, but asked for: the form of a round that is closed.</summary>
    Correct,

    /// <summary>Not sent: the form with what the person has just written.</summary>
    FilledIn,
}
