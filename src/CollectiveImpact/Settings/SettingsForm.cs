using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Onboarding;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Settings;

/// <summary>The form of what holds for the whole initiative.</summary>
public static class SettingsForm
{
    public const string WriteVerb = "settings.write";
    public const string SaveVerb = "settings.save";

    private const string NameField = "name";
    private const string ZoneField = "timezone";
    private const string LanguageField = "language";
    private const string CountryField = "country";

    // What the form began with goes along with it: what somebody else saves meanwhile isn't written over unseen.
    private const string Began = "read.";

    /// <summary>Reads what was typed; the faults say what is wrong, by field.</summary>
    /// <returns>What the form began with too.</returns>
    public static (InitiativeSettings Began, InitiativeSettings Typed, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, CultureInfo culture)
    {
        var now = InitiativeSettings.Of(initiative);
        var (typed, faults) = Fields(now, culture).Read(form, now);
        return (new InitiativeSettings(form[Began + NameField], form[Began + ZoneField], form[Began + LanguageField], form[Began + CountryField]), typed, faults);
    }

    public static AdaptiveCard Of(Initiative initiative, CultureInfo culture)
    {
        var now = InitiativeSettings.Of(initiative);
        return Again(initiative, now, Fields(now, culture).Of(now), new Dictionary<string, string>(), culture);
    }

    /// <param name="began">What the form goes on from.</param>
    public static AdaptiveCard Again(Initiative initiative, InitiativeSettings began, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture, string? news = null) => SizeLadder.Fit(room =>
    {
        var t = new Texts(culture);
        var drawn = Fields(InitiativeSettings.Of(initiative), culture).Draw(typed, faults, room);
        return new AdaptiveCard
        {
            FallbackText = t.ChangeTheSettings,
            Body =
            [
                Heading.Of(t.ChangeTheSettings),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. news is null ? [] : new Element[] { new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Warning } },
                .. drawn.Body,
                new TextBlock(t.WhereTheRestIs) { IsSubtle = true },
            ],
            Actions =
            [
                new Execute(SaveVerb, drawn.With(
                    (Conversation.InitiativeField, initiative.Id), (Began + NameField, began.Name), (Began + ZoneField, began.TimeZone), (Began + LanguageField, began.Language), (Began + CountryField, began.Country)))
                {
                    Title = t.Save,
                    Style = ActionStyle.Positive,
                },
            ],
        };
    });

    /// <summary>A language with the way in which it is written, for those that can be chosen.</summary>
    internal static string NameOf(string language, CultureInfo culture) =>
        SetUpCard.Languages(culture).FirstOrDefault(c => c.Value == language)?.Title ?? Initiatives.Languages.NativeNameOf(language);

    private static Form<InitiativeSettings> Fields(InitiativeSettings now, CultureInfo culture)
    {
        var t = new Texts(culture);
        var languages = SetUpCard.Languages(culture);
        var schedules = new Schedules.Texts(culture);
        return new(culture,
        [
            new TextField<InitiativeSettings>(NameField, t.Name, s => s.Name, (s, name) => s with { Name = name }) { Longest = SetUpCard.LongestName, Required = t.NameMissing },
            new TimeZoneField<InitiativeSettings>(ZoneField, t.TimeZoneLabel, s => s.TimeZone, (s, zone) => s with { TimeZone = zone! }) { Required = t.TimeZoneMissing },
            new ChoiceField<InitiativeSettings>(
                LanguageField,
                t.LanguageLabel,
                languages.Any(c => c.Value == now.Language) ? languages : [.. languages, new Choice(NameOf(now.Language, culture), now.Language)],
                s => s.Language,
                (s, language) => s with { Language = language! })
            { Required = t.LanguageMissing, AreNames = false },
            new ChoiceField<InitiativeSettings>(
                CountryField,
                t.CountryLabel,
                [.. PublicHolidays.Countries.Select(c => new Choice(CountryNames.Of(c, schedules), c.Code)).OrderBy(c => c.Title, StringComparer.Create(culture, ignoreCase: true))],
                s => s.Country,
                (s, country) => s with { Country = country ?? "" })
            { AreNames = false },
        ]);
    }
}
