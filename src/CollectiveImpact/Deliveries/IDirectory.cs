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
