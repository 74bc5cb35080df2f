using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>The form of who decides on terms, and in which languages they are kept.</summary>
public static class RulesForm
{
    public const string SaveVerb = "glossary.saverules";

    private const string DecidesField = "decides";
    private const string PartnersField = "partners";
    private const string LanguagesField = "languages";
    private const string ByBackbone = "backbone";
    private const string ByPartners = "partners";

    private const int LongestNumber = 20;
    private const int LongestList = 300;
    private const int MostLanguages = 5;

    public static AdaptiveCard Of(Initiative initiative, CultureInfo culture, bool saved = false) =>
        Draw(initiative, Fields(initiative, new Texts(culture)).Of(Rules.Of(initiative)), new Dictionary<string, string>(), culture, saved);

    public static AdaptiveCard Again(Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => Draw(initiative, typed, faults, culture, saved: false);

    /// <summary>Reads the rules; without an initiative, the faults say why, by field.</summary>
    public static (Initiative? Changed, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (rules, faults) = Fields(initiative, t).Read(form, new Rules(null, "", ""));
        if (rules.Decides is null)
        {
            faults[DecidesField] = t.WhoDecidesMissing;
        }

        var byPartners = rules.Decides == ByPartners;
        var partners = byPartners ? form.Number(PartnersField) ?? 0 : 0;
        if (byPartners && (partners < 1 || partners > Math.Max(1, initiative.Partners.Count)))
        {
            faults[PartnersField] = initiative.Partners.Count < 2 ? t.OnlyOnePartner : t.PartnersFromTo(initiative.Partners.Count);
        }

        var languages = new List<string>();
        foreach (var typed in TypedList.Names(rules.Languages).SelectMany(Listed))
        {
            if (Languages.Named(typed) is not { } language)
            {
                faults[LanguagesField] = t.UnknownLanguage(PeoplesWords.Shorten(typed, 40));
            }
            else if (!string.Equals(language, initiative.Language, StringComparison.OrdinalIgnoreCase) && !languages.Contains(language, StringComparer.OrdinalIgnoreCase))
            {
                languages.Add(language);
            }
        }

        if (languages.Count > MostLanguages)
        {
            faults[LanguagesField] = t.TooManyLanguages(MostLanguages, languages.Count);
        }

        return (faults.Count > 0 ? null : initiative with { PartnersToAgree = partners, Languages = languages }, faults);

        // Tags may stand beside each other with a space; a name may have one in it.
        static IEnumerable<string> Listed(string part) => Languages.Named(part) is null ? part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is var parts && parts.All(p => Languages.Named(p) is not null) ? parts : [part] : [part];
    }

    private static Form<Rules> Fields(Initiative initiative, Texts t) => new(t.Culture,
    [
        new ChoiceField<Rules>(DecidesField, t.WhoDecides, [new Choice(t.ByBackbone, ByBackbone), new Choice(t.ByPartners, ByPartners)], r => r.Decides, (r, decides) => r with { Decides = decides })
        {
            NotOffered = t.WhoDecidesMissing,
            Style = ChoiceStyle.Expanded,
        },
        // How many it can be depends on who decides.
        new TextField<Rules>(PartnersField, t.HowManyPartners, r => r.Partners, (r, partners) => r with { Partners = partners }) { Longest = LongestNumber, Placeholder = t.HowManyPartnersHint },
        new TextField<Rules>(LanguagesField, t.OtherLanguages(Languages.NativeName(initiative.Language)), r => r.Languages, (r, languages) => r with { Languages = languages }) { Longest = LongestList, Placeholder = t.OtherLanguagesExample, IsMultiline = true },
    ]);

    private static AdaptiveCard Draw(Initiative initiative, Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture, bool saved)
    {
        var t = new Texts(culture);
        var form = Fields(initiative, t);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.HowAgreed,
                Body =
                [
                    Heading.Of(t.HowAgreed),
                    RichTextBlock.Of(initiative.Name, isSubtle: true),
                    .. saved ? [new TextBlock(t.Saved) { Weight = TextWeight.Bolder }] : (IEnumerable<Element>)[],
                    .. drawn.Body,
                ],
                Actions = [new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, initiative.Id))) { Title = t.Save }],
            };
        });
    }

    private sealed record Rules(string? Decides, string Partners, string Languages)
    {
        public static Rules Of(Initiative initiative) => new(
            initiative.PartnersToAgree == 0 ? ByBackbone : ByPartners,
            initiative.PartnersToAgree == 0 ? "" : initiative.PartnersToAgree.ToString(CultureInfo.InvariantCulture),
            TypedList.Write(initiative.Languages));
    }
}
