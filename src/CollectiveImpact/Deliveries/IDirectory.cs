using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>The directories of the organisations that people belong to, as far as an administrator of each lets us in. A door.</summary>
public interface IDirectory
{
    /// <summary>Where an administrator reads what we ask their organisation for, and allows it; null where we ask nobody for anything.</summary>
    Uri? ConsentPage { get; }

    /// <summary>Puts the app into a person's Teams, so that they can be written to before they have ever opened it; twice is once.</summary>
    Task<AddOutcome> Add(PersonKey person, CancellationToken cancel);

    /// <summary>What a person has set in their mailbox, as it was some hours ago at most; null where nobody allows us to look, or nothing can be said now.</summary>
    Task<Mailbox?> MailboxOf(PersonKey person, CancellationToken cancel);
}

/// <summary>Where nobody's directory is asked for anything.</summary>
public sealed class NoDirectory : IDirectory
{
    public Uri? ConsentPage => null;

    public Task<AddOutcome> Add(PersonKey person, CancellationToken cancel) => Task.FromResult(AddOutcome.NotAllowed);

    public Task<Mailbox?> MailboxOf(PersonKey person, CancellationToken cancel) => Task.FromResult<Mailbox?>(null);
}
