namespace CollectiveImpact.Bot.Hosting;

/// <summary>A setting is missing or wrong; the message is the one line that its operator reads.</summary>
public sealed class CannotStartException : Exception
{
    public CannotStartException()
    {
    }

    public CannotStartException(string message)
        : base(message)
    {
    }

    public CannotStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
