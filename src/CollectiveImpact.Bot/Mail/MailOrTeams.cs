using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Mail;

/// <summary>Writes to a mailbox by mail, and to everybody else through Teams.</summary>
/// <param name="mail">Null where mail isn't set up.</param>
internal sealed class MailOrTeams(IMessenger teams, IMessenger? mail) : IMessenger
{
    public Task<SendOutcome> Send(ConversationAddress to, string card, string summary, CancellationToken cancel) =>
        !to.IsMail ? teams.Send(to, card, summary, cancel) : mail?.Send(to, card, summary, cancel) ?? NotSetUp;

    public Task<SendOutcome> Replace(ConversationAddress to, string messageId, string card, CancellationToken cancel) =>
        !to.IsMail ? teams.Replace(to, messageId, card, cancel) : mail?.Replace(to, messageId, card, cancel) ?? NotSetUp;

    // Whoever runs the service may set it up again: nobody is taken for out of reach meanwhile.
    private static Task<SendOutcome> NotSetUp => Task.FromResult<SendOutcome>(new SendOutcome.TryLater(null, Reasons.MailNotSetUp));
}
