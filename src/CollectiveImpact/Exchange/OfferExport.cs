using CollectiveImpact.Conversations;

namespace CollectiveImpact.Exchange;

/// <summary>Backbone staff want the data as a file in the chat: Teams asks them where to put it.</summary>
public sealed class OfferExport(Exports exports) : IMemberListener
{
    public const string Verb = "exchange.offer";

    internal const string FormatField = "format";

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal || Read(turn.Form) is not { } format)
        {
            return Reply.Says($"Files are for the backbone: say \"{ShowExport.Words}\" in our own chat.");
        }

        var today = turn.Now.InZone(here.Zone(turn)).Date;
        await using var content = await exports.ToFile(here.Initiative, format, today, cancel);
        return Reply.Offers(new OfferedFile(
            Exports.FileOf(here.Initiative, format, today).Name,
            format.IsGlossary() ? "The initiative's terms, and what they mean." : "All data of the initiative. It holds what partners told the backbone only.",
            content.Length,
            UploadExport.Verb,
            new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [FormatField] = format.ToString() }));
    }

    internal static ExportFormat? Read(Form form) =>
        form.Word<ExportFormat>(FormatField);
}

/// <summary>They allowed it: the file goes into their own drive.</summary>
public sealed class UploadExport(Exports exports, IDrive drive) : IMemberListener
{
    public const string Verb = "exchange.upload";

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var place = FilePlace.Read(turn.Form);
        if (OfferExport.Read(turn.Form) is not { } format || place.Upload.Length == 0)
        {
            return Reply.Says("I don't know where to put the file. Say \"export\" for a new one.");
        }

        var today = turn.Now.InZone(here.Zone(turn)).Date;
        try
        {
            await using var content = await exports.ToFile(here.Initiative, format, today, cancel);
            await drive.Put(place.Upload, content, cancel);
        }
        catch (HttpRequestException)
        {
            return Reply.Says($"Your drive didn't take the file. Say \"{(format.IsGlossary() ? ShowGlossaryExport.Words : ShowExport.Words)}\" to try again, or take one of the links there.");
        }

        return Reply.Gives(new GivenFile(Exports.FileOf(here.Initiative, format, today).Name, place.Url, place.Id, place.Type));
    }
}
