using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Logging;
using Polly;

namespace CollectiveImpact.Deliveries;

/// <summary>Takes one message from its writer to the post office when its turn has come, and says what became of it.</summary>
public sealed partial class Dispatch(Writers writers, ChannelPosts channels, IGrainFactory grains, IClock calendar, ILogger<Dispatch> log)
{
    /// <summary>Throws when nobody writes messages of a kind.</summary>
    public void Knows(string kind) => _ = writers.Of(kind);

    /// <summary>Tells those who follow what is posted to channels.</summary>
    public Task Tell(IEnumerable<Delivery> deliveries) => channels.Tell(deliveries);

    /// <returns>What became of it, or null when it is to be tried later.</returns>
    internal async Task<Delivery?> Try(string mailing, Job job, ResiliencePipeline untilStorageIsBack)
    {
        if (calendar.GetCurrentInstant() >= job.Expires)
        {
            return Became(DeliveryState.Failed, null, null, Reasons.TooLate(job.Reason)) with { Obstacle = Obstacle.Late };
        }

        switch (await Written(mailing, job))
        {
            case Letter.NotNeeded(var reason):
                return Became(DeliveryState.NotNeeded, null, null, reason);
            case Letter.Unreachable(var reason):
                return Became(DeliveryState.Unreachable, null, null, reason);
            case Letter.Later(var reason):
                job.Reason = reason;
                return null;
            case Letter.To letter:
                job.Attempts++;
                var address = letter.Address;
                switch (await Send(mailing, job, letter))
                {
                    case SendOutcome.Sent(var message):
                        return Became(DeliveryState.Sent, address, message, null);
                    case SendOutcome.Unreachable(var reason, var obstacle):
                        if (address.Kind == PlaceKind.Personal)
                        {
                            await untilStorageIsBack.ExecuteAsync(async _ => await grains.GetGrain<IPersonGrain>(job.Recipient).Reachable(reachable: false, reason));
                        }

                        return Became(DeliveryState.Unreachable, address, null, reason) with { Obstacle = obstacle };
                    case SendOutcome.InDoubt(var reason):
                        return Became(DeliveryState.InDoubt, address, null, reason);
                    case SendOutcome.Refused(var reason):
                        return Became(DeliveryState.Failed, address, null, reason) with { Obstacle = Obstacle.Refused };
                    case SendOutcome.TryLater(_, var reason, _):
                        job.Reason = reason;
                        return null;
                }

                break;
        }

        throw new InvalidOperationException("A letter or an outcome of an unknown kind.");

        Delivery Became(DeliveryState state, ConversationAddress? address, string? message, string? reason) =>
            new(mailing, job.Kind, job.Recipient, state, address, message, reason, job.Attempts, calendar.GetCurrentInstant());
    }

    /// <summary>A message could not be tried: why is logged, and people see that it isn't written.</summary>
    internal void Failed(Job job, Exception why)
    {
        LogNotTried(why);
        job.Reason = Reasons.NotWritten;
    }

    private async Task<Letter> Written(string mailing, Job job)
    {
        try
        {
            return await writers.Of(job.Kind).Write(mailing, job.Kind, job.Recipient, CancellationToken.None);
        }
        catch (FormatException e)
        {
            // What is planned in words that nobody can read can't be read tomorrow either.
            LogNotTried(e);
            return new Letter.NotNeeded("unreadable");
        }
    }

    private async Task<SendOutcome> Send(string mailing, Job job, Letter.To letter)
    {
        var (address, card, summary) = letter;
        var office = grains.GetGrain<IPostOfficeGrain>(address.Tenant);
        if (address.Kind == PlaceKind.Personal)
        {
            return await office.Send(address, card, summary);
        }

        var post = new ChannelPost(mailing, job.Kind, job.Recipient);
        if (job.LeftUnheard && await channels.Doubt(post) is { Reason: var doubt })
        {
            return new SendOutcome.InDoubt(doubt ?? "");
        }

        // Should its process end meanwhile, only the marker knows.
        job.LeftUnheard = true;
        var outcome = await office.Post(address, card, summary, post);
        job.LeftUnheard = false;
        return outcome;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message could not be written.")]
    private partial void LogNotTried(Exception exception);
}
