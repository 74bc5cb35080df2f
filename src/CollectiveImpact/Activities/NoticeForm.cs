using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Activities;

/// <summary>The form of an ask or an offer, and that of what came of a connection.</summary>
public static class NoticeForm
{
    private const string KindField = "kind";
    private const string TextField = "text";
    private const string OutcomeField = "outcome";

    /// <summary>The form as if an ask or an offer that somebody said in a sentence had been typed into it.</summary>
    public static Form Of(NoticeKind kind, string text) => new(new Dictionary<string, string> { [KindField] = kind.ToString(), [TextField] = text });

    /// <summary>The form as an answer to what another partner needs or can give: the same, from the other side.</summary>
    public static Form Answering(PartnersNotice other, CultureInfo culture) =>
        Fields(new Texts(culture)).Of(other with { Kind = other.Kind == NoticeKind.Ask ? NoticeKind.Offer : NoticeKind.Ask });

    /// <summary>Reads the form; without an ask or offer, the faults say why, by field.</summary>
    /// <param name="empty">Whose it will be, with nothing said yet.</param>
    public static (PartnersNotice? Notice, IReadOnlyDictionary<string, string> Faults) Read(Form form, PartnersNotice empty, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (notice, faults) = Fields(t).Read(form, empty);
        if (!form.Has(KindField))
        {
            faults[KindField] = t.KindMissing;
        }

        if (!form.Has(TextField))
        {
            faults[TextField] = notice.Kind == NoticeKind.Ask ? t.NeedMissing : t.GiftMissing;
        }

        return (faults.Count > 0 ? null : notice, faults);
    }

    /// <summary>The fields, below what else is on the card.</summary>
    public static IReadOnlyList<Element> Draw(Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => Fields(new Texts(culture)).Draw(shown, faults, SizeLadder.Forms[0]).Body;

    /// <summary>What came of a connection; the faults say what is wrong with it, by field.</summary>
    public static (string Outcome, IReadOnlyDictionary<string, string> Faults) ReadOutcome(Form form, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (outcome, faults) = Outcome(t).Read(form, "");
        if (!form.Has(OutcomeField))
        {
            faults[OutcomeField] = t.OutcomeMissing;
        }

        return (outcome, faults);
    }

    public static IReadOnlyList<Element> DrawOutcome(Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => Outcome(new Texts(culture)).Draw(shown, faults, SizeLadder.Forms[0]).Body;

    private static Form<PartnersNotice> Fields(Texts t) => new(t.Culture,
    [
        ChoiceField.Of<PartnersNotice, NoticeKind>(KindField, t.SomethingOfYours, k => k == NoticeKind.Ask ? t.WeNeed : t.WeCanGive, n => n.Kind, (n, kind) => n with { Kind = kind ?? n.Kind }) with
        {
            Usual = nameof(NoticeKind.Ask),
            NotOffered = t.KindMissing,
            Style = ChoiceStyle.Expanded,
        },
        new TextField<PartnersNotice>(TextField, t.NoticeWhat, n => n.Text, (n, text) => n with { Text = text }) { Longest = PartnersNotice.LongestText, Placeholder = t.NoticeWhatExample, IsMultiline = true },
        new TextField<PartnersNotice>("place", t.Where, n => n.Place, (n, place) => n with { Place = place }) { Longest = SharedActivity.LongestText, Placeholder = t.NoticeWhereExample },
        new DateField<PartnersNotice>("until", t.UntilWhen, n => n.Until, (n, until) => n with { Until = until }),
    ]);

    private static Form<string> Outcome(Texts t) => new(t.Culture,
        [new TextField<string>(OutcomeField, t.InAFewWords, o => o, (_, outcome) => outcome) { Longest = PartnersNotice.LongestText, Placeholder = t.OutcomeExample, IsMultiline = true }]);
}
