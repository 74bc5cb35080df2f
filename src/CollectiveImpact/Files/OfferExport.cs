using CollectiveImpact.Conversations;

namespace CollectiveImpact.Files;

/// <summary>Backbone staff want the data as a file. In the chat Teams asks them where to put it; on a page they have it at once.</summary>
public sealed class OfferExport(Exports exports, Passes passes) : IMemberListener
{
    public const string Verb = "exchange.offer";

    internal const string FormatField = "format";
    internal const string OfferField = "offer";
    internal const string ChosenField = "chosen";

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal || ExportFormats.Read(turn.Form[FormatField]) is not { } format)
        {
            return Reply.Says(new Texts(turn.Culture).FilesAreBackbones(Spoken.Export.In(turn.Culture)));
        }

        var today = turn.Now.InZone(here.Zone(turn)).Date;
        var choice = ExportChoice.Read(turn.Form[ChosenField]);
        var file = Exports.FileOf(here.Initiative, format, today);
        if (turn.IsOnPage)
        {
            var handed = await exports.ToFile(here.Initiative, format, choice, turn.Culture, cancel);
            await exports.Taken(here.Initiative, format, file, turn.Person, turn.Name, turn.Now, cancel);
            return Reply.Hands(new HandedFile(file.Name, file.ContentType, handed));
        }

        await using var content = await exports.ToFile(here.Initiative, format, choice, turn.Culture, cancel);
        return Reply.Offers(new OfferedFile(
            file.Name,
            format.IsGlossary() ? new Texts(turn.Culture).TermsOffered : new Texts(turn.Culture).DataOffered,
            content.Length,
            UploadExport.Verb,
            DeclineExport.Verb,
            // What it is and for whom stays here; the code finds it once.
            new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [OfferField] = await passes.Offer(turn, here.Initiative, format, choice, cancel) }));
    }
}

/// <summary>They allowed it: the file goes into their own drive.</summary>
public sealed class UploadExport(Exports exports, Passes passes, IDrive drive) : IMemberListener
{
    public const string Verb = "exchange.upload";

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal || await passes.TakeUp(turn, here.Initiative, turn.Form[OfferExport.OfferField], cancel) is not var (format, choice))
        {
            return Reply.Says(t.OfferOver);
        }

        var again = (format.IsGlossary() ? Spoken.ExportGlossary : Spoken.Export).In(turn.Culture);
        var place = FilePlace.Read(turn.Form);
        // Whatever stands there came with the answer: neither the data nor a link for the person goes to an address that is no drive's.
        if (!drive.Has(place.Upload, turn.Address) || !drive.Has(place.Url, turn.Address))
        {
            return Reply.Says(t.NoDrive(again));
        }

        var file = Exports.FileOf(here.Initiative, format, turn.Now.InZone(here.Zone(turn)).Date);
        try
        {
            await using var content = await exports.ToFile(here.Initiative, format, choice, turn.Culture, cancel);
            await drive.Put(place.Upload, turn.Address, content, cancel);
        }
        catch (HttpRequestException)
        {
            return Reply.Says(t.DriveRefused(again));
        }

        await exports.Taken(here.Initiative, format, file, turn.Person, turn.Name, turn.Now, cancel);
        return Reply.Gives(new GivenFile(file.Name, place.Url, place.Id, Path.GetExtension(file.Name).TrimStart('.')));
    }
}

/// <summary>They didn't allow it: the offer is over, for whoever finds it later.</summary>
public sealed class DeclineExport(Passes passes) : IMemberListener
{
    public const string Verb = "exchange.decline";

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Says(await passes.TakeUp(turn, here.Initiative, turn.Form[OfferExport.OfferField], cancel) is var (format, _)
            ? new Texts(turn.Culture).FileStays(format.IsGlossary() ? Spoken.ExportGlossary.In(turn.Culture) : Spoken.Export.In(turn.Culture))
            : new Texts(turn.Culture).OfferOver);
}
