using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Conversations;

/// <summary>Knows the page that shows what a command shows: a door, because pages come after all that they show.</summary>
public interface IPageOf
{
    /// <returns>A link to it; null where there is none.</returns>
    OpenUrl? Of(Command command, Here here, CultureInfo culture);
}
