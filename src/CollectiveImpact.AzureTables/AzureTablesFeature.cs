using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CollectiveImpact.AzureTables;

public static class AzureTablesFeature
{
    /// <summary>Keeps everything in the tables of the account that <c>ConnectionStrings:Storage</c> names.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no storage, or not in a way that can be read.</exception>
    public static IServiceCollection AddAzureTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new StorageAccount(configuration));
        services.AddHostedService<TablesAtStart>();
        services.AddSingleton<IStorageProbe, StorageProbe>();

        services.AddSingleton<InitiativesTable>();
        services.AddSingleton<IInitiativeStore>(static s => s.GetRequiredService<InitiativesTable>());
        services.AddSingleton<IIndicatorStore>(static s => s.GetRequiredService<InitiativesTable>());
        services.AddSingleton<ITimetableStore>(static s => s.GetRequiredService<InitiativesTable>());
        services.AddSingleton<ValuesTable>();
        services.AddSingleton<TotalsTable>();
        services.AddSingleton<IHistoryStore, History>();
        services.AddSingleton<IPersonStore, PeopleTable>();
        services.AddSingleton<IRoundStore, RoundsTable>();
        services.AddSingleton<ITermStore, TermsTable>();
        return services.AddSingleton<IOutboxStore, OutboxTable>();
    }
}
