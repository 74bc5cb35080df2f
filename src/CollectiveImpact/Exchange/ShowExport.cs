using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Exchange;

/// <summary>Backbone staff fetch the data: as a file in the chat, or by a link for each format that works for a short time.</summary>
public sealed class ShowExport(Passes passes, IPages pages) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says("The data is for the backbone: say \"export\" in our own chat.");
        }

        var code = await passes.Issue(here.Initiative, turn.Person, turn.Name, turn.Culture, turn.Now, cancel);
        var until = (turn.Now + Pass.Lifetime).InZone(here.Zone(turn)).ToString("HH:mm", turn.Culture);
        return Reply.Shows(new AdaptiveCard
        {
            FallbackText = "The initiative's data as files",
            Body =
            [
                new TextBlock("All data as a file") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
                new TextBlock("Indicators with every version, values, totals, check-ins, what was learned, and each revision. It holds what partners told the backbone only: pass it on with care."),
                new TextBlock("As a file in this chat; Teams asks you to allow it:") { Weight = TextWeight.Bolder, Separator = true },
                new ActionSet([Offer("Excel workbook", ExportFormat.Xlsx), Offer("CSV files", ExportFormat.Csv), Offer("DHIS2", ExportFormat.Dhis2), Offer("SDMX-CSV", ExportFormat.Sdmx)]),
                new TextBlock("Where your organisation allows no files in chats, by a link:") { Weight = TextWeight.Bolder, Separator = true },
                new TextBlock($"The links work until {until}, for whoever has them. Say \"export\" for new ones.") { IsSubtle = true, Size = TextSize.Small },
            ],
            Actions =
            [
                Link("Link: Excel", ExportFormat.Xlsx),
                Link("Link: CSV", ExportFormat.Csv),
                Link("Link: DHIS2", ExportFormat.Dhis2),
                Link("Link: SDMX-CSV", ExportFormat.Sdmx),
            ],
        });

        Execute Offer(string title, ExportFormat format) => new(OfferExport.Verb, new Dictionary<string, string>
        {
            [Conversation.InitiativeField] = here.Initiative.Id,
            [OfferExport.FormatField] = format.ToString(),
        })
        {
            Title = title,
        };

        OpenUrl Link(string title, ExportFormat format) =>
            new(pages.To($"files/{code}/{format}").AbsoluteUri) { Title = title };
    }
}
