using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Onboarding;

/// <summary>Anybody looks at what the bot does, before they are in an initiative: with examples that are said to be some, and nothing is kept.</summary>
public sealed class TakeTour : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Shows(TourCard.Draw(TourCard.StopOf(turn.Form), turn.Culture)));
}

/// <summary>Draws the tour, a stop a card: a check-in, a word, a digest, and how to begin.</summary>
public static class TourCard
{
    public const string Verb = "onboarding.tour";
    public const int Stops = 4;

    private const string StopField = "step";

    public static int StopOf(Form form) => form.Number(StopField) is { } stop and >= 1 and <= Stops ? stop : 1;

    public static AdaptiveCard Draw(int stop, CultureInfo culture)
    {
        var t = new Texts(culture);
        (string Title, string Means, string[] Example) said = stop switch
        {
            1 => (t.TourCheckIn, t.TourCheckInMeans, [t.TourCheckInExample, t.TourCheckInGoing, t.TourCheckInTrend]),
            2 => (t.TourWords, t.TourWordsMeans, [t.TourWordsExample]),
            3 => (t.TourDigest, t.TourDigestMeans, [t.TourDigestExample, t.TourDigestLesson]),
            _ => (t.TourBegin, t.TourBeginMeans, []),
        };
        return new AdaptiveCard
        {
            FallbackText = said.Title,
            Body =
            [
                Heading.Of(said.Title),
                new TextBlock(t.TourStop(stop, Stops)) { IsSubtle = true, Spacing = Spacing.None },
                new TextBlock(said.Means),
                .. said.Example.Length == 0 ? [] : new Element[]
                {
                    new Container(
                    [
                        new TextBlock(t.TourExample) { IsSubtle = true, Size = TextSize.Small },
                        .. said.Example.Select(line => new TextBlock(line) { Spacing = Spacing.Small }),
                    ])
                    {
                        Style = ContainerStyle.Emphasis,
                    },
                },
            ],
            Actions =
            [
                .. stop < Stops ? [Go(stop + 1, t.IntroductionNext)] : new CardAction[] { Conversation.SayButton(t.SetUp, Spoken.SetUp), Conversation.SayButton(t.TourPrivacy, Spoken.Privacy) },
                .. stop > 1 ? [Go(stop - 1, t.IntroductionBack)] : Array.Empty<CardAction>(),
            ],
        };
    }

    private static Execute Go(int stop, string title) =>
        new(Verb, new Dictionary<string, string> { [StopField] = stop.ToString(CultureInfo.InvariantCulture) }) { Title = title, AssociatedInputs = AssociatedInputs.None };
}
