using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Sample;

/// <summary>A sample initiative with a year of history: "Riverside Reads", six organisations that help children read.</summary>
/// <remarks>Made by arithmetic alone, so that every newcomer sees the same, and tests can say what it holds.</remarks>
public static class SampleInitiative
{
    public const int Weeks = 52;

    private static readonly SampleFile Content = ContentFile.Read<SampleFile>("Sample/riverside-reads.json");

    public static string Name => Content.Name;

    public static string Vision => Content.Vision;

    public static string Problem => Content.Problem;

    /// <summary>What the backbone said it will do.</summary>
    public static string Commitment => Content.Commitment;

    public static IReadOnlyList<Partner> Partners { get; } = [.. Content.Partners.Select(p => new Partner(new(p.Id), p.Name))];

    public static IReadOnlyList<Goal> Goals { get; } = [.. Content.Goals.Select(g => new Goal(g.Id, g.Text))];

    public static IReadOnlyList<Indicator> Indicators { get; } = [.. Content.Indicators.Select(i => i.Indicator())];

    /// <summary>Twenty words, all agreed.</summary>
    public static IReadOnlyList<Wording> Terms { get; } = [.. Content.Terms.Select(t => t.Wording())];

    /// <summary>What was decided, oldest first.</summary>
    public static IReadOnlyList<string> Decisions => Content.Decisions;

    /// <summary>The agenda as the partners agreed on it.</summary>
    public static CommonAgenda AgendaOf(Initiative initiative, LocalDate today) => CommonAgenda.Of(initiative) with
    {
        Evidence = Content.Evidence,
        Goals = [.. Content.Goals.Select(g => new AgendaGoal(g.Id, g.Text, g.Indicators))],
        Actions = [.. Content.Actions.Select(a => new AgreedAction(a.Text, a.Who, today.PlusDays(a.InDays)))],
    };

    /// <summary>What all but one partner say of it.</summary>
    public static IEnumerable<Endorsement> Endorsements(Instant at) => Partners.Take(5).Select((p, i) =>
        new Endorsement(p.Id, NameOf(i), i == 3 ? Stance.EndorsesWithConcern : Stance.Endorses, i == 3 ? Content.Concern : "", at));

    /// <summary>What partners do; nobody works on the last goal, and two work on the first in one place.</summary>
    public static IEnumerable<SharedActivity> Activities(Instant at) => Content.Activities.Select((w, i) =>
        new SharedActivity($"sample-{i}", new(w.Partner), w.What, [w.Goal], w.Place, at)
        {
            ForWhom = w.ForWhom,
            HowMuch = w.HowMuch,
            DependsOn = w.DependsOn is { } other ? new(other) : null,
            Since = at,
        });

    /// <summary>One ask and one offer that don't fit each other.</summary>
    public static IEnumerable<PartnersNotice> Notices(Instant at) =>
    [
        new("sample-ask", NoticeKind.Ask, Partners[2].Id, Content.Ask.What, Content.Ask.Place, null, ReporterOf(Partners[2]), NameOf(2), at),
        new("sample-offer", NoticeKind.Offer, Partners[5].Id, Content.Offer.What, "", null, ReporterOf(Partners[5]), NameOf(5), at),
    ];

    /// <summary>A working group that whoever looks around leads.</summary>
    public static WorkingGroup Group(PersonKey lead) => new(
        "sample-group", Content.Group.Name, Content.Group.Purpose, ["goal-2"], [lead, ReporterOf(Partners[2]), ReporterOf(Partners[4])])
    { Lead = lead };

    public static PersonKey ReporterOf(Partner partner) => new("00000000-5a3b-4c1d-9e2f-0123456789ab", $"sample-{partner.Id}");

    /// <summary>A partner's entry of one week, counted from the oldest; some weeks a partner skips.</summary>
    public static Entry EntryOf(int week, int partner, Instant at)
    {
        var who = Partners[partner];
        if ((week + (5 * partner)) % 29 == 0)
        {
            return new Entry(who.Id, 1, ReporterOf(who), NameOf(partner), at, new Dictionary<string, ReportedValue>(), null, CheckIns.Learning.None, Content.Skipped);
        }

        // A slow rise with a school year's waves and each partner's own size.
        var wave = Math.Sin((week + partner) / 5.0);
        var sessions = (int)Math.Round(60 + (12 * partner) + (week * 1.1) + (8 * wave));
        var assessed = 40 + (6 * partner);
        var atLevel = (int)Math.Round(assessed * Math.Min(0.95, 0.52 + (week * 0.005) + (0.02 * wave)));
        var waiting = (int)Math.Max(0, Math.Round(22 - (week * 0.33) + (3 * wave)));
        return new Entry(
            who.Id,
            1,
            ReporterOf(who),
            NameOf(partner),
            at,
            new Dictionary<string, ReportedValue>
            {
                ["children-in-sessions"] = new ReportedValue.Number(sessions),
                ["grade-level"] = new ReportedValue.Ratio(atLevel, assessed),
                ["waiting"] = new ReportedValue.Number(waiting),
                ["families-met"] = new ReportedValue.YesNo((week + partner) % 3 != 0),
                ["books-read"] = new ReportedValue.Words(Content.Books[(week + partner) % Content.Books.Count]),
            },
            ((week + (2 * partner)) % 9) switch { 0 => Status.Stuck, 1 or 2 => Status.AtRisk, _ => Status.OnTrack },
            CheckIns.Learning.Of(
                [
                    (LessonKind.Worked, (week + partner) % 2 == 0 ? Content.Worked[(week + partner) / 2 % Content.Worked.Count] : ""),
                    (LessonKind.DidNot, (week + partner) % 4 == 1 ? Content.DidNot[(week + partner) / 4 % Content.DidNot.Count] : ""),
                    (LessonKind.Needed, (week + partner) % 5 == 2 ? Content.Needed[(week + partner) / 5 % Content.Needed.Count] : ""),
                ],
                Sharing.Partners) with
            { By = NameOf(partner) },
            null);
    }

    public static string NameOf(int partner) => Content.Partners[partner].Reporter;
}
