using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>Draws the home channels, and what is wrong with one.</summary>
public static class ChannelCard
{
    public const string RemoveVerb = "digests.leavechannel";

    internal const string ChannelField = "channel";
    private const int LongestName = 80;
    private const int MostNamed = 3;
    private static readonly (int Most, int Longest)[] Sizes = [(30, LongestName), (30, 30), (10, 30), (6, 30)];

    public static string ChannelOf(Form form) => form[ChannelField];

    internal static string NameOf(HomeChannel channel, int longest = LongestName) => PeoplesWords.Shorten(channel.Called, longest);

    /// <summary>All that digests go to, with what is wrong, a button to choose languages and one to stop each.</summary>
    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard List(Initiative initiative, DateTimeZone zone, CultureInfo culture, string? news = null) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var body = new List<Element>();
        if (news is not null)
        {
            body.Add(new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Emphasis });
        }

        body.Add(Heading.Of(t.WhereDigestsGo));
        body.Add(RichTextBlock.Of(initiative.Name, isSubtle: true));
        if (initiative.Channels.Count == 0)
        {
            body.Add(new TextBlock(t.NoChannelYet));
        }

        foreach (var channel in initiative.Channels.OrderBy(c => c.Fault is null).Take(size.Most))
        {
            body.Add(RichTextBlock.Of(NameOf(channel, size.Longest), TextWeight.Bolder) with { Separator = true });
            body.Add(RichTextBlock.Of(initiative.Group(channel.Group) is { } group ? t.DigestOf(PeoplesWords.Shorten(group.Name, size.Longest)) : t.WholeDigest, isSubtle: true) with { Spacing = Spacing.None });
            if (channel.Fault is { } fault)
            {
                body.Add(RichTextBlock.Of(t.NothingSince(fault.Since.InZone(zone).OnDay(culture), fault.InWords(culture))) with { Spacing = Spacing.None });
                body.Add(new TextBlock(Next(fault.Why, mayPost: false, t)) { Spacing = Spacing.None });
            }

            if (channel.Languages.Count > 0)
            {
                body.Add(new TextBlock(t.PostsAreIn(ChannelLanguagesForm.InWords(initiative, channel))) { IsSubtle = true, Spacing = Spacing.None });
            }

            body.Add(QuietActions.About(
                NameOf(channel, size.Longest),
                Conversation.PressButton(ChannelLanguagesForm.AskVerb, t.LanguagesThere, initiative.Id, (ChannelField, channel.Address.ConversationId)),
                RemoveButton(initiative, channel, t.EndThere)));
        }

        if (initiative.Channels.Count > size.Most)
        {
            body.Add(new TextBlock(t.More(initiative.Channels.Count - size.Most)) { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard { FallbackText = t.WhereDigestsGo, Body = body };
    }));

    /// <param name="delivery">What did not arrive, or may not have; null when nothing was tried.</param>
    /// <param name="round">Whose digest that was; null when it was none.</param>
    public static AdaptiveCard Trouble(Initiative initiative, HomeChannel channel, Delivery? delivery, Round? round, CultureInfo culture)
    {
        var t = new Texts(culture);
        var place = NameOf(channel);
        var period = round?.InWords(culture);
        var summary = delivery?.Kind == SummaryPost.Kind ? new Period(Mailing.Parse(delivery.Mailing).Id) : null;
        if (summary is not null)
        {
            return OfSummary(initiative, channel, delivery!, summary, t);
        }

        var post = round is null ? null : DigestCard.PostButton(initiative.Id, round.Id, t);
        var (title, body, next) = delivery?.State == DeliveryState.InDoubt
            ? (
                period is null ? t.IntroductionInDoubt(place) : t.DigestInDoubt(period, place),
                t.Interrupted,
                period is null ? t.LookForIntroduction : t.LookForDigest)
            : (
                delivery is null ? t.CannotPost(place) : period is null ? t.IntroductionNotPosted(place) : t.DigestNotPosted(period, place),
                InWords(channel.Fault!.Why, t),
                Next(channel.Fault.Why, post is not null, t));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = [RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Medium), RichTextBlock.Of(initiative.Name, isSubtle: true), new TextBlock(body), new TextBlock(next)],
            Actions =
            [
                .. post is null ? [] : (IEnumerable<CardAction>)[post],
                .. channel.Fault is null ? [] : (IEnumerable<CardAction>)[RemoveButton(initiative, channel, t.EndThereForGood)],
            ],
        };
    }

    /// <summary>What was done, and which channels may not have it, some of them by name.</summary>
    internal static string WithMissed(string done, IReadOnlyList<string> missed, Texts t)
    {
        var named = string.Join(", ", missed.Take(MostNamed));
        return missed.Count == 0 ? done
            : missed.Count > MostNamed ? $"{done} {t.LastMissedAndMore(named, missed.Count - MostNamed)}"
            : $"{done} {t.LastMissed(named)}";
    }

    /// <summary>For each of the channels that get nothing, why; of many, some.</summary>
    internal static IEnumerable<string> GetNothing(IReadOnlyList<HomeChannel> missed, Texts t) =>
    [
        .. missed.Take(MostNamed).Select(c => new Groups.Texts(t.Culture).GetsNothing(PeoplesWords.Escape(NameOf(c)), c.Fault!.InWords(t.Culture))),
        .. missed.Count > MostNamed ? [t.ChannelsShowsAll] : Array.Empty<string>(),
    ];

    private static AdaptiveCard OfSummary(Initiative initiative, HomeChannel channel, Delivery delivery, Period period, Texts t)
    {
        var (place, its) = (NameOf(channel), period.InWords(t.Culture));
        var isInDoubt = delivery.State == DeliveryState.InDoubt;
        var title = isInDoubt ? t.SummaryInDoubt(its, place) : t.SummaryNotPosted(its, place);
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Medium),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(isInDoubt ? t.Interrupted : InWords(channel.Fault!.Why, t)),
                new TextBlock(isInDoubt ? t.LookForSummary : Next(channel.Fault!.Why, mayPost: false, t)),
            ],
            Actions =
            [
                SummaryCard.SeeButton(t.SeeSummary(its), initiative.Id, period),
                .. channel.Fault is null ? [] : (IEnumerable<CardAction>)[RemoveButton(initiative, channel, t.EndThereForGood)],
            ],
        };
    }

    private static string InWords(Obstacle obstacle, Texts t) => obstacle switch
    {
        Obstacle.Gone => t.Deleted,
        Obstacle.AppRemoved => t.AppRemoved,
        Obstacle.Forbidden => t.NotAllowed,
        Obstacle.Late => t.TooLate,
        _ => t.Refused,
    };

    private static string Next(Obstacle obstacle, bool mayPost, Texts t) => obstacle switch
    {
        Obstacle.Gone => mayPost ? t.NextIfDeletedWithDigest : t.NextIfDeleted,
        Obstacle.AppRemoved => mayPost ? t.NextIfAppRemovedWithDigest : t.NextIfAppRemoved,
        Obstacle.Forbidden => mayPost ? t.NextIfNotAllowedWithDigest : t.NextIfNotAllowed,
        _ => mayPost ? t.NextIfRefusedWithDigest : t.NextIfRefused,
    };

    private static Execute RemoveButton(Initiative initiative, HomeChannel channel, string title) =>
        Conversation.PressButton(RemoveVerb, title, initiative.Id, (ChannelField, channel.Address.ConversationId));
}
