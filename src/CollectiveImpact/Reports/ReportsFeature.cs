using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Reports;

public static class ReportsHosting
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ReadReport>()
        .AddSingleton<ReportFile>();
}
