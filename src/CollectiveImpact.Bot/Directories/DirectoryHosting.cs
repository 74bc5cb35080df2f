using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Deliveries;

namespace CollectiveImpact.Bot.Directories;

/// <summary>Opens the way to other organisations' directories, where the service has a registration for that.</summary>
public static class DirectoryHosting
{
    /// <exception cref="CannotStartException">The settings make no sense.</exception>
    public static WebApplicationBuilder AddDirectory(this WebApplicationBuilder builder)
    {
        var settings = DirectorySettings.Of(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(settings);
        if (settings.IsOn)
        {
            builder.Services.AddSingleton<DirectoryTokens>().AddSingleton<GraphDirectory>().AddSingleton<IDirectory>(s => s.GetRequiredService<GraphDirectory>());
        }
        else
        {
            builder.Services.AddSingleton<IDirectory, NoDirectory>();
        }

        return builder;
    }
}
