using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Files;

/// <summary>Every door through which data leaves and comes in as files.</summary>
public sealed class FilesFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(ShowExport.Words, "export data", "download", "spreadsheet").ByBackbone().Offers("All data as a spreadsheet").Do<ShowExport>();
        on.Say(ShowImport.Words, "import data", "upload", "template").ByBackbone().Offers("Bring data in from a spreadsheet").Do<ShowImport>();
        on.Say(ShowImports.Words, "imported files", "undo import", "undo an import").ByBackbone().Offers("Files that were brought in").Do<ShowImports>();
        on.Say(ShowGlossaryExport.Words, "export terms", "download glossary").ByBackbone().Offers("The glossary as a file").Do<ShowGlossaryExport>();
        on.Say(ShowGlossaryImport.Words, "import terms", "upload glossary").ByBackbone().Offers("Bring terms into the glossary").Do<ShowGlossaryImport>();

        on.Press(ImportsCard.UndoVerb).ByBackbone().Do<UndoImport>();
        on.Press(OfferExport.Verb).ByBackbone().Do<OfferExport>();
        on.Press(UploadExport.Verb).ByBackbone().Do<UploadExport>();
        on.Press(DeclineExport.Verb).ByBackbone().Do<DeclineExport>();
    }
}

public static class FilesHosting
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<UploadLimits>().BindConfiguration("Uploads");
        return services
            .AddSingleton<IFeature, FilesFeature>()
            .AddSingleton<Sheets>()
            .AddSingleton<Exports>()
            .AddSingleton<Passes>()
            .AddSingleton<Imports>()
            .AddSingleton<GlossaryImports>()
            .AddSingleton<ImportTurns>()
            .AddSingleton<GiveLinks>()
            .AddSingleton<ShowExport>()
            .AddSingleton<OfferExport>()
            .AddSingleton<UploadExport>()
            .AddSingleton<DeclineExport>()
            .AddSingleton<ShowImport>()
            .AddSingleton<IAnswerWords, AnswerFile>()
            .AddSingleton<ShowImports>()
            .AddSingleton<UndoImport>()
            .AddSingleton<ShowGlossaryExport>()
            .AddSingleton<ShowGlossaryImport>();
    }
}
