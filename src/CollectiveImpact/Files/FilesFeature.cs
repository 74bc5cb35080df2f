using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Files;

/// <summary>Every door through which data leaves and comes in as files.</summary>
public sealed class FilesFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Export).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferExport).Do<ShowExport>();
        on.Say(Spoken.Import).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferImport).Do<ShowImport>();
        on.Say(Spoken.Imports).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferImports).Do<ShowImports>();
        on.Say(Spoken.ExportGlossary).ByBackbone().Offers(HelpGroup.Words, c => new Texts(c).OfferExportGlossary).Do<ShowGlossaryExport>();
        on.Say(Spoken.ImportGlossary).ByBackbone().Offers(HelpGroup.Words, c => new Texts(c).OfferImportGlossary).Do<ShowGlossaryImport>();
        on.Say(Spoken.TranslateQuestions).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferTranslateQuestions).Do<ShowQuestionsFile>();

        on.Press(ImportsCard.UndoVerb).ByBackbone().Do<UndoImport>();
        on.Press(ExportChoiceForm.WriteVerb).ByBackbone().Do<WriteExportChoice>();
        on.Press(ExportChoiceForm.ReadVerb).ByBackbone().Do<ShowChosenExport>();
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
            .AddFeature(new FilesFeature())
        .AddTakeBack(new TakeBack(ActKind.FileImported, (i, _, c) => Conversation.SayButton(new Audit.Texts(c).TakeBack, Spoken.Imports, i.Id)))
            .AddSingleton<Sheets>()
            .AddSingleton<ChosenSheets>()
            .AddSingleton<ExportGrounds>()
            .AddSingleton<Exports>()
            .AddSingleton<Passes>()
            .AddSingleton<Imports>()
            .AddSingleton<GlossaryImports>()
            .AddSingleton<QuestionsImports>()
            .AddSingleton<ImportTurns>()
            .AddSingleton<GiveLinks>()
            .AddSingleton<IAnswerWords, AnswerFile>();
    }
}
