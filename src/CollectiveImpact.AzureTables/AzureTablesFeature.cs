using System.Text.Json;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Digests;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Mail;
using CollectiveImpact.Messages;
using CollectiveImpact.Pages;
using CollectiveImpact.Pulse;
using CollectiveImpact.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CollectiveImpact.AzureTables;

public static class AzureTablesFeature
{
    /// <summary>Does once what the first row would otherwise wait for.</summary>
    public static void WarmUp() => JsonSerializer.Deserialize(JsonSerializer.Serialize([], JsonColumns.Readable.IReadOnlyListString), JsonColumns.Readable.IReadOnlyListString);

    /// <summary>Keeps everything in the tables of one account.</summary>
    public static IServiceCollection AddAzureTables(this IServiceCollection services, StorageConnection connection)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(connection);
        services.AddSingleton<Rows>();
        services.AddSingleton<StorageAccount>();
        services.AddHostedService<TablesAtStart>();
        services.AddSingleton<IStorageProbe, StorageProbe>();

        services.AddSingleton<IInitiativeStore, InitiativesTable>();
        services.AddSingleton<IIndicatorStore, IndicatorsTable>();
        services.AddSingleton<ITimetableStore, TimetablesTable>();
        services.AddSingleton<ValuesTable>();
        services.AddSingleton<TotalsTable>();
        services.AddSingleton<IHistoryStore, History>();
        services.AddSingleton<IPersonStore, PeopleTable>();
        services.AddSingleton<IHomeStore, HomesTable>();
        services.AddSingleton<IRoundStore, RoundsTable>();
        services.AddSingleton<ITermStore, TermsTable>();
        services.AddSingleton<ILearningStore, LearningsTable>();
        services.AddSingleton<ICommitmentStore, CommitmentsTable>();
        services.AddSingleton<IAgendaStore, AgendaTable>();
        services.AddSingleton<IActivityStore, ActivitiesTable>();
        services.AddSingleton<IPulseStore, PulsesTable>();
        services.AddSingleton<IImportStore, ImportsTable>();
        services.AddSingleton<IAuditStore, AuditTable>();
        services.AddSingleton<IDigestStore, DigestsTable>();
        services.AddSingleton<UnsentFormsTable>();
        services.AddSingleton<IUnsentFormStore>(s => s.GetRequiredService<UnsentFormsTable>());
        services.AddSingleton<IMemberTraces>(s => s.GetRequiredService<UnsentFormsTable>());
        services.AddSingleton<IMessageStore, MessagesTable>();
        services.AddSingleton<IPassStore, PassesTable>();
        services.AddSingleton<SessionsTable>();
        services.AddSingleton<ISessionStore>(s => s.GetRequiredService<SessionsTable>());
        services.AddSingleton<IMemberTraces>(s => s.GetRequiredService<SessionsTable>());
        services.AddSingleton<MailLinksTable>();
        services.AddSingleton<IMailLinkStore>(s => s.GetRequiredService<MailLinksTable>());
        services.AddSingleton<IMemberTraces>(s => s.GetRequiredService<MailLinksTable>());
        services.AddSingleton<IEraser, Eraser>();
        return services.AddSingleton<IOutboxStore, OutboxTable>();
    }
}
