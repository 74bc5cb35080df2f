using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Draws the home channels, and what is wrong with one.</summary>
public static class ChannelCard
{
    public const string RemoveVerb = "digests.leavechannel";

    private const string ChannelField = "channel";
    private const int LongestName = 80;
    private static readonly (int Most, int Longest)[] Sizes = [(30, LongestName), (30, 30), (10, 30)];

    public static string ChannelOf(Form form) => form[ChannelField];

    internal static string NameOf(HomeChannel channel, int longest = LongestName) => PeoplesWords.Shorten(channel.Called, longest);

    /// <summary>All that digests go to, with what is wrong and a button to stop each.</summary>
    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard List(Initiative initiative, DateTimeZone zone, CultureInfo culture, string? news = null) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var body = new List<Element>();
        if (news is not null)
        {
            body.Add(new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Emphasis });
        }

        body.Add(new TextBlock("Where digests go") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading });
        body.Add(RichTextBlock.Of(initiative.Name, isSubtle: true));
        if (initiative.Channels.Count == 0)
        {
            body.Add(new TextBlock("No channel gets digests yet. @mention me in a channel and say **digest here**."));
        }

        foreach (var channel in initiative.Channels.OrderBy(c => c.Fault is null).Take(size.Most))
        {
            body.Add(RichTextBlock.Of(NameOf(channel, size.Longest), TextWeight.Bolder) with { Separator = true });
            body.Add(RichTextBlock.Of(initiative.Group(channel.Group) is { } group ? $"The digest of {PeoplesWords.Shorten(group.Name, size.Longest)}" : "The whole digest", isSubtle: true) with { Spacing = Spacing.None });
            if (channel.Fault is { } fault)
            {
                body.Add(RichTextBlock.Of($"Gets nothing since {fault.Since.InZone(zone).ToString("d MMMM", culture)}: {fault.InWords(culture)}.") with { Spacing = Spacing.None });
                body.Add(new TextBlock(Next(fault.Why, mayPost: false)) { Spacing = Spacing.None });
            }

            body.Add(new ActionSet([RemoveButton(initiative, channel, "No digests there")]) { Spacing = Spacing.Small });
        }

        if (initiative.Channels.Count > size.Most)
        {
            body.Add(new TextBlock($"and {(initiative.Channels.Count - size.Most).ToString(culture)} more") { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard { FallbackText = "Where digests go", Body = body };
    }));

    /// <param name="delivery">What did not arrive, or may not have; null when nothing was tried.</param>
    /// <param name="round">Whose digest that was; null when it was none.</param>
    public static AdaptiveCard Trouble(Initiative initiative, HomeChannel channel, Delivery? delivery, Round? round, CultureInfo culture)
    {
        var place = NameOf(channel);
        var what = round is null ? "The introduction of two partners" : $"The digest for {round.InWords(culture)}";
        var post = round is null ? null : DigestCard.PostButton(initiative.Id, round.Id);
        var (title, body, next) = delivery?.State == DeliveryState.InDoubt
            ? (
                $"{what} may or may not have arrived in {place}.",
                "I was interrupted while I posted it, and I can't see whether Teams took it. I don't post it again by myself, so that nobody reads it twice.",
                post is null ? "Please look there. If it isn't there, introduce the two to each other in your own words." : "Please look there. If it isn't there, press **Post digest**.")
            : (
                delivery is null ? $"I can't post in {place} any more." : $"{what} could not be posted in {place}.",
                $"{Capital(channel.Fault!.InWords(culture))}.",
                Next(channel.Fault.Why, post is not null));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = [RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Medium), RichTextBlock.Of(initiative.Name, isSubtle: true), new TextBlock(body), new TextBlock(next)],
            Actions =
            [
                .. post is null ? [] : (IEnumerable<CardAction>)[post],
                .. channel.Fault is null ? [] : (IEnumerable<CardAction>)[RemoveButton(initiative, channel, "No more digests there")],
            ],
        };
    }

    private static string Next(Obstacle obstacle, bool mayPost) => obstacle switch
    {
        Obstacle.Gone => $"For digests in another channel, @mention me there and say **digest here**{(mayPost ? "; then press **Post digest** for this one" : "")}.",
        Obstacle.AppRemoved => $"Add the app to the team again, and digests go on{(mayPost ? "; **Post digest** brings this one" : "")}.",
        Obstacle.Forbidden => $"An owner may have limited who posts there, or an administrator has switched me off. Once that is changed, digests go on{(mayPost ? "; **Post digest** brings this one" : "")}.",
        _ => mayPost ? "Press **Post digest** to try again. If that fails too, tell whoever runs this app." : "I try again with the next digest. If that fails too, tell whoever runs this app.",
    };

    private static Execute RemoveButton(Initiative initiative, HomeChannel channel, string title) =>
        new(RemoveVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [ChannelField] = channel.Address.ConversationId }) { Title = title, AssociatedInputs = AssociatedInputs.None };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
