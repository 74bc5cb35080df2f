using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff look at what taking a posted digest down would do.</summary>
public sealed class LookAtTakingDown(DigestPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var round = DigestCard.RoundOf(turn.Form);
        var t = new Texts(turn.Culture);
        return await post.Compile(here.Initiative, round, cancel) is not { } digest ? Reply.Says(t.CheckInGone)
            : await post.PostedIn(here.Initiative.Id, round) is var places && places == 0 ? Reply.Says(t.NowhereToTakeDown)
            : digest.Written?.TakenDown is { } done ? Reply.Says(t.TakenDownAlready(done.ByName))
            : Reply.Shows(TakeDownCard.Look(digest, places, turn.Culture));
    }
}

/// <summary>Takes a posted digest down: its message says that it was, and why.</summary>
public sealed class TakeDigestDown(DigestPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var round = DigestCard.RoundOf(turn.Form);
        var t = new Texts(turn.Culture);
        if (await post.Compile(here.Initiative, round, cancel) is not { } digest)
        {
            return Reply.Says(t.CheckInGone);
        }

        if (digest.Written?.TakenDown is { } before && before.ByName != turn.Name)
        {
            return Reply.Says(t.TakenDownAlready(before.ByName));
        }

        var (because, faults) = TakeDownCard.Read(turn.Form, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(TakeDownCard.Look(digest, await post.PostedIn(here.Initiative.Id, round), turn.Culture, turn.Form, faults));
        }

        // Pressed again it is the same once more: what a crash left standing goes, too.
        var down = digest.Written?.TakenDown ?? new TakenDown(turn.Name, turn.Now, because);
        var places = await post.TakeDown(digest, down, cancel);
        await audit.Keep(turn, here, ActKind.DigestTakenDown, DigestPost.AuditId(round), digest.Round.TitleFor(here.Initiative), down.Because, down.At, cancel: cancel);
        return Reply.Shows(TakeDownCard.Done(digest, places, turn.Culture));
    }
}

/// <summary>Draws what taking a digest down would do, that it was done, and what stands in its place.</summary>
public static class TakeDownCard
{
    public const string LookVerb = "digests.looktakedown";
    public const string TakeDownVerb = "digests.takedown";

    private const string ReasonField = "because";

    public static AdaptiveCard Look(Digest digest, int places, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null)
    {
        var t = new Texts(culture);
        var title = t.AskTakeDown(PeoplesWords.Plain(digest.Round.Title(culture)));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of(digest.Initiative.Name, isSubtle: true),
                new TextBlock(t.TakeDownMeans(places)),
                .. Fields(t).Draw(typed ?? Form.Empty, faults ?? new Dictionary<string, string>(), SizeLadder.Forms[0]).Body,
            ],
            Actions = [DigestCard.Button(TakeDownVerb, t.TakeDown, digest.Initiative.Id, digest.Round.Id) with { AssociatedInputs = null, Style = ActionStyle.Destructive }],
        };
    }

    public static AdaptiveCard Done(Digest digest, int places, CultureInfo culture)
    {
        var t = new Texts(culture);
        var words = t.IsTakenDown(PeoplesWords.Plain(digest.Round.Title(culture)), places);
        return new AdaptiveCard
        {
            FallbackText = words,
            Body = [new TextBlock(words)],
            Actions =
            [
                DigestCard.Button(DigestForm.WriteVerb, t.EditDigest, digest.Initiative.Id, digest.Round.Id),
                DigestCard.Button(DigestCard.PostVerb, t.PostAgain, digest.Initiative.Id, digest.Round.Id),
            ],
        };
    }

    /// <summary>What a channel reads in the digest's place.</summary>
    public static AdaptiveCard InItsPlace(Digest digest, TakenDown down, CultureInfo culture)
    {
        var t = new Texts(culture);
        var title = t.WasTakenDown(PeoplesWords.Plain(digest.Round.Title(culture)));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                new TextBlock(title) { Weight = TextWeight.Bolder },
                RichTextBlock.Of(digest.Initiative.Name, isSubtle: true),
                RichTextBlock.Of(down.Because.Length == 0 ? t.TakenDownBy(down.ByName) : t.TakenDownBecause(down.ByName, down.Because)),
            ],
        };
    }

    /// <summary>What a channel reads in the place of a digest that was posted before the check-in was reopened.</summary>
    public static AdaptiveCard Anew(Digest digest, CultureInfo culture)
    {
        var t = new Texts(culture);
        var title = t.PostedAnewTitle(PeoplesWords.Plain(digest.Round.Title(culture)));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = [new TextBlock(title) { Weight = TextWeight.Bolder }, RichTextBlock.Of(digest.Initiative.Name, isSubtle: true), new TextBlock(t.PostedAnew)],
        };
    }

    public static (string Because, IReadOnlyDictionary<string, string> Faults) Read(Form form, CultureInfo culture)
    {
        var (because, faults) = Fields(new Texts(culture)).Read(form, "");
        return (because.Trim(), faults);
    }

    private static Form<string> Fields(Texts t) => new(t.Culture,
    [
        new TextField<string>(ReasonField, t.WhyTakenDown, w => w, (_, why) => why) { Longest = TakenDown.LongestReason, Placeholder = t.WhyTakenDownExample },
    ]);
}
