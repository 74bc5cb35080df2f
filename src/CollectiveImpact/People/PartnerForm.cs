using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>The form of a partner: its name, its time zone, a pause, and the backbone's notes.</summary>
public static class PartnerForm
{
    public const string WriteVerb = "backbone.editpartner";
    public const string SaveVerb = "backbone.savepartner";

    private const string NameField = "name";
    private const string ZoneField = "timezone";
    private const string PauseField = "pauseduntil";
    private const string NotesField = "notes";
    private const int LongestNotes = 1000;

    public static (Partner Partner, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, Partner before, LocalDate today, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (partner, faults) = Fields(initiative, t).Read(form.With(new Dictionary<string, string> { [NameField] = PartnersCard.NameOf(form) }), before);
        if (!faults.ContainsKey(NameField) && initiative.OwnPartners.Any(p => p.Id != before.Id && string.Equals(p.Name, partner.Name, StringComparison.OrdinalIgnoreCase)))
        {
            faults[NameField] = t.PartnersNameTaken;
        }

        if (!faults.ContainsKey(PauseField) && partner.PausedUntil is { } until && until <= today && until != before.PausedUntil)
        {
            faults[PauseField] = t.PartnerPausePast;
        }

        return (partner, faults);
    }

    public static AdaptiveCard Of(Initiative initiative, Partner partner, CultureInfo culture) =>
        Again(initiative, partner, Fields(initiative, new Texts(culture)).Of(partner), new Dictionary<string, string>(), culture);

    public static AdaptiveCard Again(Initiative initiative, Partner partner, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => SizeLadder.Fit(room =>
    {
        var t = new Texts(culture);
        var drawn = Fields(initiative, t).Draw(typed, faults, room);
        return new AdaptiveCard
        {
            FallbackText = PeoplesWords.Something(PeoplesWords.Shorten(partner.Name, 80)),
            Body =
            [
                RichTextBlock.Of(PeoplesWords.Shorten(partner.Name, 80), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. drawn.Body,
            ],
            Actions =
            [
                new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (PartnersCard.PartnerField, partner.Id))) { Title = t.PartnerSave, Style = ActionStyle.Positive },
            ],
        };
    });

    private static Form<Partner> Fields(Initiative initiative, Texts t) => new(t.Culture,
    [
        new TextField<Partner>(NameField, t.PartnerName, p => p.Name, (p, name) => p with { Name = name }) { Longest = PartnersCard.LongestName, Required = t.PartnersNameMissing },
        new TimeZoneField<Partner>(ZoneField, t.PartnersTimeZone, p => p.TimeZone, (p, zone) => p with { TimeZone = zone }) { Placeholder = initiative.TimeZone },
        new DateField<Partner>(PauseField, t.PartnerPauseUntil, p => p.PausedUntil, (p, day) => p with { PausedUntil = day }),
        new TextField<Partner>(NotesField, t.PartnerNotes, p => p.Notes, (p, notes) => p with { Notes = notes.Trim() }) { Longest = LongestNotes, IsMultiline = true },
    ]);
}
