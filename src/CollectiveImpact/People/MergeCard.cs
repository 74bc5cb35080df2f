using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Messages;

namespace CollectiveImpact.People;

/// <summary>Draws which partner is a double, and what merging it would do.</summary>
public static class MergeCard
{
    public const string AskVerb = "backbone.askmerge";
    public const string LookVerb = "backbone.lookmerge";
    public const string MergeVerb = "backbone.merge";

    private const string DoubleField = "double";
    private const int LongestName = 80;

    private static readonly int[] TitlesShown = [8, 3];

    public static PartnerId DoubleOf(Form form) => new(form[DoubleField]);

    public static (Partner? Double, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, Partner kept, CultureInfo culture)
    {
        var (chosen, faults) = Fields(initiative, kept, new Texts(culture)).Read(form, "");
        return (initiative.Partner(new(chosen)), faults);
    }

    public static AdaptiveCard Ask(Initiative initiative, Partner kept, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => SizeLadder.Fit(room =>
    {
        var t = new Texts(culture);
        var drawn = Fields(initiative, kept, t).Draw(typed, faults, room);
        var title = t.MergeTitle(PeoplesWords.Shorten(kept.Name, LongestName));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                RichTextBlock.Of(t.MergeHow(PeoplesWords.Shorten(kept.Name, LongestName))),
                .. drawn.Body,
            ],
            Actions = [new Execute(LookVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (PartnersCard.PartnerField, kept.Id))) { Title = t.MergeLook, Style = ActionStyle.Positive }],
        };
    });

    public static AdaptiveCard Look(Initiative initiative, Merging merging, CultureInfo culture) => CardJson.FirstThatFits(TitlesShown.Select(titles =>
    {
        var t = new Texts(culture);
        var (kept, merged) = (PeoplesWords.Shorten(merging.Kept.Name, LongestName), PeoplesWords.Shorten(merging.Merged.Name, LongestName));
        var title = t.MergeInto(merged, kept);
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                RichTextBlock.Of(t.MergePeople(initiative.ReportersOf(merging.Merged.Id).Count(), merged, kept)),
                .. merging.Invites == 0 ? [] : new Element[] { new TextBlock(t.MergeInvites(merging.Invites)) },
                RichTextBlock.Of(t.MergeAnswers(merging.Moving, merged, kept)),
                .. merging.Both.Count == 0 ? [] : new Element[] { RichTextBlock.Of(t.MergeBoth(merging.Both.Count, PeoplesWords.Shorten(string.Join(", ", merging.Both.Take(titles).Select(r => r.Title(culture))), 800), kept, merged)) },
                RichTextBlock.Of(t.MergeRest(merged)),
                new TextBlock(t.MergeFinal) { Weight = TextWeight.Bolder },
            ],
            Actions =
            [
                Conversation.PressButton(MergeVerb, t.MergeYes, initiative.Id, (PartnersCard.PartnerField, merging.Kept.Id), (DoubleField, merging.Merged.Id)) with { Style = ActionStyle.Destructive },
                PartnerCard.Button(PartnerCard.OpenVerb, t.PartnerOpen, initiative.Id, merging.Kept.Id),
            ],
        };
    }));

    private static Form<string> Fields(Initiative initiative, Partner kept, Texts t) => new(t.Culture,
    [
        new ChoiceField<string>(DoubleField, t.MergeWhich, [.. initiative.OwnPartners.Where(p => p.Id != kept.Id).Select(p => new Choice(p.Name, p.Id))], d => d, (_, chosen) => chosen ?? "")
        {
            Required = t.MergeWhichMissing, NotOffered = t.MergeGone, Style = ChoiceStyle.Compact, More = new ChoiceQuery($"{MessageForm.PartnersVerb}:{initiative.Id}"),
        },
    ]);
}

/// <summary>What merging a double into a partner would do.</summary>
/// <param name="Merged">The double.</param>
/// <param name="Invites">How many open invites of the double there are.</param>
/// <param name="Moving">In how many rounds the double's answer becomes the partner's.</param>
/// <param name="Both">The rounds in which the partner's own answer stands instead, the newest first.</param>
public sealed record Merging(Partner Kept, Partner Merged, int Invites, int Moving, IReadOnlyList<Round> Both);
