using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Onboarding;

/// <summary>
/// Puts the cards that partners will get into a frame that says that this is a rehearsal. They are drawn by whatever draws the real ones,
/// and each of their buttons leads back here, where nothing is kept.
/// </summary>
public static class RehearsalCard
{
    public const string SubmitVerb = "backbone.rehearsed";
    public const string DigestVerb = "backbone.rehearseddigest";
    public const string GoOnVerb = "backbone.rehearsegoon";

    private const string OtherField = "rehearsed";
    private const int MostListed = 8;
    private const int Longest = 120;

    /// <summary>Whether it was another button than that which submits.</summary>
    public static bool IsOther(Form form) => form.Has(OtherField);

    /// <summary>A partner that doesn't exist.</summary>
    public static Partner Example(int number, CultureInfo culture) => new(new($"~example-{number.ToString(CultureInfo.InvariantCulture)}"), new Texts(culture).ExamplePartner(number));

    /// <summary>The check-in as the partner would get it.</summary>
    public static AdaptiveCard CheckIn(Initiative initiative, Rehearsal rehearsal, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        return Framed(
            CheckInCard.Form(initiative, rehearsal.View, rehearsal.Partner, culture, zone),
            [RichTextBlock.Of(t.RehearsalOf(PeoplesWords.Shorten(rehearsal.Partner.Name, Longest))), .. NotAsked(rehearsal, t)],
            [],
            t);
    }

    /// <summary>The form as it goes on: another step of it.</summary>
    public static AdaptiveCard GoesOn(AdaptiveCard form, Rehearsal rehearsal, CultureInfo culture) =>
        Framed(form, [RichTextBlock.Of(new Texts(culture).RehearsalOf(PeoplesWords.Shorten(rehearsal.Partner.Name, Longest)))], [], new Texts(culture));

    /// <summary>The form again, with what would be wrong or look unusual.</summary>
    public static AdaptiveCard Again(AdaptiveCard form, CultureInfo culture) => Framed(form, [new TextBlock(new Texts(culture).RehearsalStill)], [], new Texts(culture));

    /// <summary>The receipt that the partner would get.</summary>
    public static AdaptiveCard Receipt(AdaptiveCard receipt, Initiative initiative, Rehearsal rehearsal, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Framed(
            receipt,
            [new TextBlock(t.RehearsalReceipt)],
            [
                CheckInCard.ChooseRound(DigestVerb, t.SeeRehearsedDigest, initiative, rehearsal.View.Round.Id) with { Style = ActionStyle.Positive },
                Conversation.SayButton(t.SeeSetUpList, Spoken.SetUpList, initiative.Id),
            ],
            t);
    }

    public static AdaptiveCard InventedDigest(Digest digest, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Framed(
            DigestCard.Of(digest, culture),
            [new TextBlock(t.RehearsalDigest)],
            [Conversation.SayButton(t.SeeSetUpList, Spoken.SetUpList, digest.Initiative.Id)],
            t);
    }

    /// <param name="actions">Before the card's own, which lead here then.</param>
    private static AdaptiveCard Framed(AdaptiveCard card, IReadOnlyList<Element> head, IReadOnlyList<CardAction> actions, Texts t)
    {
        var inside = card with { FallbackText = t.RehearsalInShort, Body = [.. card.Body.Select(Here)], Actions = [.. actions, .. (card.Actions ?? []).Select(Here)] };
        return CardJson.FirstThatFits(new[] { head, [.. head.Take(1)] }.Select(lines => inside with
        {
            Body = [new Container(lines) { Style = ContainerStyle.Warning }, .. inside.Body],
        }));
    }

    private static Element Here(Element element) => element switch
    {
        Container container => container with { Items = [.. container.Items.Select(Here)] },
        ActionSet set => set with { Actions = [.. set.Actions.Select(Here)] },
        ColumnSet set => set with { Columns = [.. set.Columns.Select(c => c with { Items = [.. c.Items.Select(Here)], SelectAction = c.SelectAction is { } action ? Here(action) : null })] },
        _ => element,
    };

    private static CardAction Here(CardAction action) => action switch
    {
        Execute { Verb: CheckInCard.SubmitVerb } submit => submit with { Verb = SubmitVerb },
        Execute { Verb: CheckInCard.GoOnVerb } goOn => goOn with { Verb = GoOnVerb },
        Execute other => other with { Verb = SubmitVerb, Data = new Dictionary<string, string>(other.Data ?? new Dictionary<string, string>()) { [OtherField] = "other" } },
        ShowCard shown => shown with { Card = shown.Card with { Body = [.. shown.Card.Body.Select(Here)], Actions = shown.Card.Actions is { } inner ? [.. inner.Select(Here)] : null } },
        _ => action,
    };

    private static IEnumerable<Element> NotAsked(Rehearsal rehearsal, Texts t)
    {
        if (rehearsal.View.Indicators.Count == 0)
        {
            yield return new TextBlock(t.RehearsalAsksNothing);
        }

        foreach (var line in rehearsal.NotAsked.Take(MostListed).Select(n => InWords(n, t)))
        {
            yield return RichTextBlock.Of("• " + line, isSubtle: true) with { Spacing = Spacing.Small };
        }

        if (rehearsal.NotAsked.Count > MostListed)
        {
            yield return new TextBlock(t.More(rehearsal.NotAsked.Count - MostListed)) { IsSubtle = true, Spacing = Spacing.Small };
        }
    }

    private static string InWords(NotAsked not, Texts t)
    {
        var question = PeoplesWords.Shorten(not.Indicator.Question, Longest);
        return not.Why switch
        {
            WhyNotAsked.WaitsForTerms => new CheckIns.Texts(t.Culture).WouldNotBeAsked(question, PeoplesWords.Shorten(string.Join(", ", not.Terms), Longest)),
            WhyNotAsked.IsCalculated => t.NotAskedCalculated(question),
            WhyNotAsked.IsForOthers => t.NotAskedOfThis(question),
            WhyNotAsked.IsAskedElsewhere => t.NotAskedHere(question),
            _ => t.NotAskedNow(question),
        };
    }
}
