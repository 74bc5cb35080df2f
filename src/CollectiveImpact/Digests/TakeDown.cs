using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>What stands in channels and can be taken down: the digest of a check-in, or the summary of a month or a quarter.</summary>
/// <param name="NameIn">What it is of, in a culture.</param>
/// <param name="Words">What the backbone has said about it; null for nothing.</param>
/// <param name="Standing">The messages with it.</param>
public sealed record Publication(Initiative Initiative, RoundId Id, Func<CultureInfo, string> NameIn, DigestWords? Words, IReadOnlyList<Delivery> Standing)
{
    /// <summary>The month or the quarter that is summed up; null for a digest.</summary>
    public Period? Period => SummaryPost.PeriodIn(Id);

    /// <summary>What the audit calls taking it down, and it.</summary>
    public (ActKind Kind, string About) Audited => Period is { } period ? (ActKind.SummaryTakenDown, SummaryPost.AuditId(period)) : (ActKind.DigestTakenDown, DigestPost.AuditId(Id));

    /// <summary>In how many channels it stands.</summary>
    public int Places => Standing.Select(d => d.Recipient).Distinct().Count();
}

/// <summary>Finds what was posted, and takes it down.</summary>
public sealed class Publications(IGrainFactory grains, DigestPost digests, SummaryPost summaries, IDigestStore written)
{
    /// <returns>Null when there is no such check-in.</returns>
    public async Task<Publication?> Find(Initiative initiative, RoundId id, CancellationToken cancel) =>
        SummaryPost.PeriodIn(id) is { } period
            ? new Publication(initiative, id, period.InWords, await written.Load(initiative.Id, id, cancel), await summaries.Standing(initiative.Id, period))
            : await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, id)).Get() is { } round
                ? new Publication(initiative, id, round.Title, await written.Load(initiative.Id, id, cancel), await digests.Standing(initiative.Id, id))
                : null;

    /// <summary>Takes it down: what stands in its place says so, and nothing brings it back but posting it.</summary>
    public async Task TakeDown(Publication what, TakenDown down, CancellationToken cancel)
    {
        await written.Save(what.Initiative.Id, (what.Words ?? new DigestWords(what.Id)) with { TakenDown = down }, what.Words, cancel);
        await grains.Replace(what.Initiative, what.Standing, (culture, _) => TakeDownCard.InItsPlace(what, down, culture));
    }
}

/// <summary>Backbone staff look at what taking down would do.</summary>
public sealed class LookAtTakingDown(Publications publications) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        return await publications.Find(here.Initiative, DigestCard.RoundOf(turn.Form), cancel) is not { } what ? Reply.Says(t.CheckInGone)
            : what.Places == 0 ? Reply.Says(t.NowhereToTakeDown)
            : what.Words?.TakenDown is { } done ? Reply.Says(t.TakenDownAlready(done.ByName))
            : Reply.Shows(TakeDownCard.Look(what, turn.Culture));
    }
}

/// <summary>Takes down what was posted: its message says that it was, and why.</summary>
public sealed class TakeItDown(Publications publications, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (await publications.Find(here.Initiative, DigestCard.RoundOf(turn.Form), cancel) is not { } what)
        {
            return Reply.Says(t.CheckInGone);
        }

        if (what.Words?.TakenDown is { } before && before.ByName != turn.Name)
        {
            return Reply.Says(t.TakenDownAlready(before.ByName));
        }

        var (because, faults) = TakeDownCard.Read(turn.Form, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(TakeDownCard.Look(what, turn.Culture, turn.Form, faults));
        }

        // Pressed again it is the same once more: what a crash left standing goes, too.
        var down = what.Words?.TakenDown ?? new TakenDown(turn.Name, turn.Now, because);
        await publications.TakeDown(what, down, cancel);
        var (kind, about) = what.Audited;
        await audit.Keep(turn, here, kind, about, what.NameIn(Languages.CultureOf(here.Initiative.Language)), down.Because, down.At, cancel: cancel);
        return Reply.Shows(TakeDownCard.Done(what, turn.Culture));
    }
}

/// <summary>Draws what taking down would do, that it was done, and what stands in its place.</summary>
public static class TakeDownCard
{
    public const string LookVerb = "digests.looktakedown";
    public const string TakeDownVerb = "digests.takedown";

    private const string ReasonField = "because";

    public static AdaptiveCard Look(Publication what, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null)
    {
        var (t, name) = (new Texts(culture), PeoplesWords.Plain(what.NameIn(culture)));
        var title = what.Period is not null ? t.AskTakeDownSummary(name) : t.AskTakeDown(name);
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of(what.Initiative.Name, isSubtle: true),
                new TextBlock(t.TakeDownMeans(what.Places)),
                .. Fields(t).Draw(typed ?? Form.Empty, faults ?? new Dictionary<string, string>(), SizeLadder.Forms[0]).Body,
            ],
            Actions = [DigestCard.Button(TakeDownVerb, t.TakeDown, what.Initiative.Id, what.Id) with { AssociatedInputs = null, Style = ActionStyle.Destructive }],
        };
    }

    public static AdaptiveCard Done(Publication what, CultureInfo culture)
    {
        var (t, name) = (new Texts(culture), PeoplesWords.Plain(what.NameIn(culture)));
        var words = what.Period is not null ? t.IsTakenDownSummary(name, what.Places) : t.IsTakenDown(name, what.Places);
        return new AdaptiveCard
        {
            FallbackText = words,
            Body = [new TextBlock(words)],
            Actions = what.Period is { } period ? [SummaryCard.SeeButton(t.SeeSummary(name), what.Initiative.Id, period)] :
            [
                DigestCard.Button(DigestForm.WriteVerb, t.EditDigest, what.Initiative.Id, what.Id),
                DigestCard.Button(DigestCard.PostVerb, t.PostAgain, what.Initiative.Id, what.Id),
            ],
        };
    }

    /// <summary>What a channel reads in its place.</summary>
    public static AdaptiveCard InItsPlace(Publication what, TakenDown down, CultureInfo culture)
    {
        var (t, name) = (new Texts(culture), PeoplesWords.Plain(what.NameIn(culture)));
        var title = what.Period is not null ? t.WasTakenDownSummary(name) : t.WasTakenDown(name);
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                new TextBlock(title) { Weight = TextWeight.Bolder },
                RichTextBlock.Of(what.Initiative.Name, isSubtle: true),
                RichTextBlock.Of(down.Because.Length == 0 ? t.TakenDownBy(down.ByName) : t.TakenDownBecause(down.ByName, down.Because)).Marked(culture, down.Because),
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
