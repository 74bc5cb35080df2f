namespace CollectiveImpact.Initiatives;

/// <summary>How a grain has itself reminded. The engine keeps reminders in the same storage as all else, and knows it by other exceptions.</summary>
internal static class Reminding
{
    /// <exception cref="StorageUnavailableException">It could not be kept.</exception>
    public static Task Remind<T>(this T grain, string name, TimeSpan due, TimeSpan period)
        where T : Grain, IRemindable => InStorage(() => grain.RegisterOrUpdateReminder(name, due, period));

    /// <summary>Ends a reminder, if there is one.</summary>
    /// <exception cref="StorageUnavailableException">It could not be ended.</exception>
    public static Task EndReminder<T>(this T grain, string name)
        where T : Grain, IRemindable => InStorage(async () =>
        {
            if (await grain.GetReminder(name) is { } reminder)
            {
                await grain.UnregisterReminder(reminder);
            }
        });

    private static async Task InStorage(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is not (OrleansException or TimeoutException or ArgumentException or OperationCanceledException))
        {
            throw new StorageUnavailableException($"Reminders are not available: {e.GetType().Name}.", e);
        }
    }
}
