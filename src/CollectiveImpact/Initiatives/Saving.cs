namespace CollectiveImpact.Initiatives;

/// <summary>How a grain saves that holds in memory what is stored.</summary>
internal static class Saving
{
    /// <summary>Saves, or lets the grain go: what is stored is unknown then, and the next call reads it again.</summary>
    public static async Task<T> SaveOrLetGo<T>(this Grain grain, Func<Task<T>> save)
    {
        try
        {
            return await save();
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }

    /// <inheritdoc cref="SaveOrLetGo{T}"/>
    public static Task SaveOrLetGo(this Grain grain, Func<Task> save) => grain.SaveOrLetGo(async () =>
    {
        await save();
        return true;
    });
}
