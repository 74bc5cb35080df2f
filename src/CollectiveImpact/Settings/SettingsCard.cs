using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Settings;

/// <summary>Draws what holds for the whole initiative.</summary>
public static class SettingsCard
{
    private static readonly int[] Lengths = [1_000, 300, 100];

    public static AdaptiveCard Of(Here here, CommonAgenda agenda, Timetable timetable, Instant now, CultureInfo culture, IReadOnlyList<string> news) =>
        CardJson.FirstThatFits(Lengths.Select(longest => Of(here, agenda, timetable, now, culture, news, longest)));

    private static AdaptiveCard Of(Here here, CommonAgenda agenda, Timetable timetable, Instant now, CultureInfo culture, IReadOnlyList<string> news, int longest)
    {
        var (t, initiative) = (new Texts(culture), here.Initiative);
        return new AdaptiveCard
        {
            FallbackText = t.TheSettings,
            Body =
            [
                .. news.Count == 0 ? [] : new Element[] { new Container([.. news.Select(n => RichTextBlock.Of(n))]) { Style = ContainerStyle.Emphasis } },
                Heading.Of(t.TheSettings),
                RichTextBlock.Of(initiative.Name, TextWeight.Bolder),
                .. Parts(
                [
                    agenda.Vision.Length > 0 ? t.Vision(PeoplesWords.Shorten(agenda.Vision, longest)) : "",
                    agenda.Problem.Length > 0 ? t.Problem(PeoplesWords.Shorten(agenda.Problem, longest)) : "",
                ]),
                .. Parts(
                [
                    t.TimeZone(TimeZones.InWords(initiative.TimeZone, t.Culture), now.InZone(TimeZones.Of(initiative.TimeZone)).AtTime(t.Culture)),
                    t.Language(SettingsForm.NameOf(initiative.Language, culture)),
                    initiative.Languages.Count > 0 ? t.GlossaryLanguages(string.Join(", ", initiative.Languages.Select(Languages.NativeName))) : "",
                    PublicHolidays.Find(initiative.Country) is { } country ? t.Country(CountryNames.Of(country, new Schedules.Texts(culture))) : t.NoCountry,
                ]),
                .. Parts(
                [
                    .. timetable.Schedules.Count == 0 ? [t.NoSchedule] : timetable.Schedules.Select(s => new Schedules.Texts(culture).Opens(PeoplesWords.Shorten(s.Schedule.Name, longest), s.Schedule.InWords(culture))),
                    initiative.PartnersToAgree == 0 ? t.BackboneAgrees : t.PartnersAgree(initiative.PartnersToAgree),
                    t.Correctable((int)Round.CorrectableFor.TotalDays),
                    t.Undoable((int)AuditLog.Undoable.TotalDays),
                    t.InvitesLast((int)InviteLetter.Lasts.TotalDays),
                ]),
                RichTextBlock.Of(t.Backbone(PeoplesWords.Shorten(string.Join(", ", initiative.Backbone.Select(m => m.Name)), longest)), isSubtle: true) with { Separator = true },
            ],
            Actions =
            [
                .. here.IsBackbone ? [Conversation.PressButton(SettingsForm.WriteVerb, t.Change, initiative.Id) with { Style = ActionStyle.Positive }] : (IEnumerable<CardAction>)[],
                Conversation.SayButton(t.WhoMayDoWhat, Spoken.WhoMayDoWhat, initiative.Id),
                Conversation.SayButton(t.Agenda, Spoken.Agenda, initiative.Id),
                .. here.IsBackbone
                    ?
                    [
                        Conversation.SayButton(t.Schedule, Spoken.Schedule, initiative.Id),
                        Conversation.SayButton(t.DaysOff, Spoken.Pauses, initiative.Id),
                        Conversation.SayButton(t.GlossaryRules, Spoken.GlossaryRules, initiative.Id),
                    ]
                    : (IEnumerable<CardAction>)[],
            ],
        };
    }

    private static IEnumerable<Element> Parts(IEnumerable<string> lines) =>
        lines.Where(l => l.Length > 0).Select((line, i) => RichTextBlock.Of(line) with { Separator = i == 0 ? true : null, Spacing = i == 0 ? null : Spacing.Small });
}

/// <summary>Draws who may do what: each door stands with the first who may come in.</summary>
public static class RolesCard
{
    public static AdaptiveCard Of(Initiative initiative, IEnumerable<SayDoor> doors, CultureInfo culture)
    {
        var t = new Texts(culture);
        var said = doors.ToLookup(d => d.Who, d => d.Command.In(culture));
        return new AdaptiveCard
        {
            FallbackText = t.WhoMayDoWhat,
            Body =
            [
                Heading.Of(t.WhoMayDoWhat),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new Table(
                    [new TableColumn(2), new TableColumn(5)],
                    [
                        Row(t.ColumnWho, t.ColumnMaySay),
                        .. Enum.GetValues<Audience>().Where(who => said[who].Any()).Select(who => Row(InWords(who, t), string.Join(", ", said[who].Distinct().Order(StringComparer.Create(culture, ignoreCase: true))))),
                    ])
                {
                    ShowGridLines = true,
                },
                new TextBlock(t.EachMayAlso) { IsSubtle = true },
                new TextBlock(t.DependsOnMore) { IsSubtle = true },
            ],
            Msteams = new TeamsOptions { Width = "Full" },
        };
    }

    private static string InWords(Audience who, Texts t) => who switch
    {
        Audience.Anyone => t.Anyone,
        Audience.Visitors => t.Visitors,
        Audience.Members => t.Members,
        Audience.Reporters => t.Reporters,
        _ => t.BackboneStaff,
    };

    private static TableRow Row(string who, string may) => new([new TableCell([RichTextBlock.Of(who)]), new TableCell([RichTextBlock.Of(may)])]);
}
