using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Files;

namespace CollectiveImpact.Pages;

/// <summary>Anybody asks what becomes of their data, in an initiative or not.</summary>
public sealed class ShowPrivacy(IPages pages) : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Shows(PrivacyCard.Of(pages.To("privacy"), pages.To("support"), turn.Culture)));
}

/// <summary>Tells in short what becomes of data, and where all of it is told.</summary>
public static class PrivacyCard
{
    /// <param name="whole">The page that tells all of it.</param>
    /// <param name="help">The page that tells whom to ask.</param>
    public static AdaptiveCard Of(Uri whole, Uri help, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.YourData,
            Body = [Heading.Of(t.YourData), new TextBlock(t.YourDataInShort), new TextBlock(t.ToBeForgotten(AboutYou.ForgetMe(culture)))],
            Actions = [new OpenUrl(whole.AbsoluteUri) { Title = t.ReadAllOfIt }, new OpenUrl(help.AbsoluteUri) { Title = t.WhoHelps }],
        };
    }
}
