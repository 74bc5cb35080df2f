using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Exchange;

/// <summary>Backbone staff bring data in: a template to fill, and a page that checks the file before anything changes.</summary>
public sealed class ShowImport(Passes passes, IPages pages) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says("Data is brought in by the backbone: say \"import\" in our own chat.");
        }

        var code = await passes.Issue(here.Initiative, turn.Person, turn.Name, turn.Culture, turn.Now, cancel);
        var until = (turn.Now + Pass.Lifetime).InZone(here.Zone(turn)).ToString("HH:mm", turn.Culture);
        return Reply.Shows(new AdaptiveCard
        {
            FallbackText = "Bring data in from a spreadsheet",
            Body =
            [
                new TextBlock("Bring data in from a spreadsheet") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
                new TextBlock("Fill the template, then bring it to the page. It shows all that is wrong, cell by cell, and brings in all of it or nothing. What a check-in asked for already is corrected, with the file as the reason."),
                new TextBlock($"The links work until {until}, for whoever has them. Say \"import\" for new ones.") { IsSubtle = true, Size = TextSize.Small },
            ],
            Actions =
            [
                new OpenUrl(pages.To($"files/{code}/import").AbsoluteUri) { Title = "Bring a file" },
                new OpenUrl(pages.To($"files/{code}/{ExportFormat.TemplateXlsx}").AbsoluteUri) { Title = "Template for Excel" },
                new OpenUrl(pages.To($"files/{code}/{ExportFormat.TemplateCsv}").AbsoluteUri) { Title = "Template as CSV" },
            ],
        });
    }
}
