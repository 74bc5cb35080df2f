using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Teams;

/// <summary>The one place where a fault becomes kind words for the person and a line for whoever looks after the service.</summary>
public sealed partial class TeamsErrors(ILogger<TeamsErrors> log)
{
    public Reply Explain(Exception fault, bool pressed, CultureInfo culture)
    {
        var t = new Texts(culture);
        var causes = Causes(fault).ToArray();
        if (Array.Find(causes, c => c is StaleStateException or StorageUnavailableException) is { } unsaved)
        {
            LogNotSaved(unsaved);
            return Reply.Says(pressed ? t.NotSavedPressed : t.NotSavedSaid);
        }

        if (Array.Exists(causes, c => c is TimeoutException or Orleans.Runtime.OrleansException))
        {
            LogTooSlow(fault.GetType().Name);
            return Reply.Says(pressed ? t.TooSlowPressed : t.TooSlowSaid);
        }

        var reference = Guid.NewGuid().ToString("N")[..8];
        // Messages of exceptions quote what couldn't be read, so they may hold a person's words; types and places don't.
        LogFault(reference, string.Join(" < ", causes.Select(c => c.GetType().Name)), string.Join('\n', causes.Select(c => c.StackTrace)));
        return Reply.Says(pressed ? t.WentWrongPressed(reference) : t.WentWrongSaid(reference));
    }

    // A grain that could not start wraps why in an exception of the engine's.
    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var e = fault; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn could not be saved.")]
    private partial void LogNotSaved(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn took too long: {Kind}.")]
    private partial void LogTooSlow(string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn failed, reference {Reference}: {Kinds}\n{Where}")]
    private partial void LogFault(string reference, string kinds, string where);
}
