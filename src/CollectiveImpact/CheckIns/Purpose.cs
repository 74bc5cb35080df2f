namespace CollectiveImpact.CheckIns;

/// <summary>Why a check-in card is sent.</summary>
public enum Purpose
{
    Open,
    Remind,
    Nudge,

    /// <summary>Who was away is back, and it is still open.</summary>
    Back,

    /// <summary>Not sent, but asked for: the form of a round that is closed.</summary>
    Correct,

    /// <summary>Not sent: the form with what the person has just written.</summary>
    FilledIn,
}
