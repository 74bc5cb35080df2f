using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>The directories of the organisations that people belong to, as far as an administrator of each lets us in. A door.</summary>
public interface IDirectory
{
    /// <summary>Where an administrator reads what we ask their organisation for, and allows it; null where we ask nobody for anything.</summary>
    Uri? ConsentPage { get; }

    /// <summary>Puts the app into a person's Teams, so that they can be written to before they have ever opened it; twice is once.</summary>
    Task<AddOutcome> Add(PersonKey person, CancellationToken cancel);
}

/// <summary>What became of putting the app into somebody's Teams.</summary>
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
