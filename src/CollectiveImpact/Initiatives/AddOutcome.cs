namespace CollectiveImpact.Initiatives;

/// <summary>What became of putting the app into somebody's Teams.</summary>
[GenerateSerializer]
public enum AddOutcome
{
    /// <summary>It is there, since now or since before; Teams tells the bot by itself.</summary>
    Added,

    /// <summary>No administrator of the person's organisation has allowed it, or one has taken that back.</summary>
    NotAllowed,

    /// <summary>The organisation knows no such person any more.</summary>
    NoSuchPerson,

    /// <summary>The app isn't among the organisation's apps.</summary>
    NoSuchApp,

    /// <summary>The directory is busy or unwell.</summary>
    Later,
}
