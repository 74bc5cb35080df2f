using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Health;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Sample;

/// <summary>A sample initiative with a year of history: "Riverside Reads", six organisations that help children read.</summary>
/// <remarks>Made by arithmetic alone, so that every newcomer sees the same, and tests can say what it holds.</remarks>
public static class SampleInitiative
{
    public const int Weeks = 52;

    public const string Name = "Riverside Reads";
    public const string Vision = "Every child in Riverside reads with joy by the age of nine.";
    public const string Problem = "Four in ten children leave year three without reading at grade level, and no single school or library can change that alone.";

    public static readonly IReadOnlyList<Partner> Partners =
    [
        new("city-library", "City Library"),
        new("eastside-school", "Eastside Primary School"),
        new("family-centre", "Riverside Family Centre"),
        new("food-bank", "Riverside Food Bank"),
        new("health-visitors", "Health Visitors"),
        new("youth-club", "Harbour Youth Club"),
    ];

    public static readonly IReadOnlyList<Goal> Goals =
    [
        new("goal-1", "Nine in ten children read at grade level by the end of year three"),
        new("goal-2", "Every child is read to at home, every week"),
        new("goal-3", "No child misses a reading session because of hunger or transport"),
        new("goal-4", "Families, schools and libraries speak of reading with the same words"),
    ];

    public static readonly IReadOnlyList<Indicator> Indicators =
    [
        new("children-in-sessions", "Children in reading sessions", "children", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, 900, ["attendance"], 1, Retired: false),
        new("grade-level", "Children reading at grade level", "", IndicatorKind.Percentage, GoodDirection.Up, RollUp.RatioOfSums, 90, ["grade-level"], 1, Retired: false),
        new("waiting", "Children waiting for a place", "children", IndicatorKind.Number, GoodDirection.Down, RollUp.Sum, 20, [], 1, Retired: false),
        new("families-met", "Did you meet families outside your own building?", "", IndicatorKind.YesNo, GoodDirection.Up, RollUp.CountYes, 6, ["outreach"], 1, Retired: false),
        new("books-read", "A book that the children loved", "", IndicatorKind.Text, GoodDirection.Up, RollUp.None, null, [], 1, Retired: false),
    ];

    /// <summary>Twenty words, all agreed.</summary>
    public static readonly IReadOnlyList<(string Name, string Definition)> Terms =
    [
        ("Attendance", "A child was in the room for at least half of the session. Being signed up is not attendance."),
        ("Session", "Planned reading time of at least 30 minutes with an adult who has been trained for it."),
        ("Participant", "A child who attended at least one session in the period. Each child counts once, in however many sessions."),
        ("Grade level", "The child's last assessment is at or above the national norm for the age, whatever the school's own scale says."),
        ("Assessment", "The shared ten-minute reading check, done three times a year by trained staff."),
        ("Outreach", "Meeting families where they already are: at the market, in the waiting room, at the door."),
        ("Family", "The adults who care for the child day by day, related or not."),
        ("Waiting list", "Children whose family asked for a place and has not been offered one yet."),
        ("Place", "A seat in a weekly session that stays the child's for the term."),
        ("Reading buddy", "An older pupil who reads with a younger one, with a grown-up nearby."),
        ("Home reading", "Reading aloud at home for ten minutes, by anyone, in any language."),
        ("Backbone", "The team that keeps the partners moving together; it decides nothing for them."),
        ("Partner", "An organisation that signed the common agenda and reports on it."),
        ("Common agenda", "What all partners agreed the problem is, and how they go at it together."),
        ("Shared measurement", "The few numbers that all partners report in the same way."),
        ("Learning", "Something we would now do differently, good or bad."),
        ("Drop-out", "A child who missed three sessions in a row without a word from the family."),
        ("Volunteer", "Someone who gives at least two hours a month without pay, after a background check."),
        ("Transport gap", "A family can't bring the child, because there is no safe way there in 30 minutes."),
        ("Bilingual session", "A session held in two languages, each for at least a third of the time."),
    ];

    /// <summary>What partners do; nobody works on the last goal, and two work on the first in one place.</summary>
    private static readonly (int Partner, string What, string Goal, string Place, string ForWhom, string HowMuch, int? Needs)[] Work =
    [
        (0, "Reading sessions on Tuesdays and Thursdays", "goal-1", "Old Town", "Children from three to nine", "40 children a week", null),
        (1, "Reading buddies: year six reads with year two", "goal-1", "Eastside", "Year two", "Two classes, every Friday", 0),
        (2, "Bags with books to borrow, for reading at home", "goal-2", "Eastside", "Families with children under six", "60 bags", 0),
        (3, "Breakfast before the session", "goal-3", "Old Town", "Whoever comes hungry", "30 breakfasts a week", 0),
        (4, "A book at the visit at nine months", "goal-2", "", "All families", "Some 300 a year", null),
        (5, "Reading club after school", "goal-1", "Eastside", "Seven to nine", "15 children", 1),
    ];

    /// <summary>What was decided, oldest first.</summary>
    public static readonly IReadOnlyList<string> Decisions =
    [
        "All partners use the one ten-minute assessment, three times a year.",
        "We ask every Monday, and nobody is asked for more than five numbers.",
        "The sign-up form has three fields and no more.",
    ];

    /// <summary>What the backbone said it will do.</summary>
    public const string Commitment = "Find a room near the school for Thursday afternoons.";

    /// <summary>The agenda as the partners agreed on it.</summary>
    public static CommonAgenda AgendaOf(Initiative initiative, LocalDate today) => CommonAgenda.Of(initiative) with
    {
        Evidence = "Of 412 children assessed in May, 171 were below the norm for their age.",
        Goals =
        [
            .. Goals.Zip(
                (string[][])[["grade-level", "children-in-sessions"], ["families-met"], ["waiting"], []],
                (goal, indicators) => new AgendaGoal(goal.Id, goal.Text, indicators)),
        ],
        Actions =
        [
            new AgreedAction("One sign-up form for all sessions", Partners[0].Name, today.PlusDays(12)),
            new AgreedAction("A walking bus from the estate to the library", Partners[2].Name, today.PlusDays(40)),
            new AgreedAction("Reading weeks in summer, in every part of town", "", today.PlusDays(120)),
        ],
    };

    /// <summary>What all but one partner say of it.</summary>
    public static IEnumerable<Endorsement> Endorsements(Instant at) => Partners.Take(5).Select((p, i) =>
        new Endorsement(p.Id, NameOf(i), i == 3 ? Stance.EndorsesWithConcern : Stance.Endorses, i == 3 ? "Hunger should stand in the vision too." : "", at));

    public static IEnumerable<SharedActivity> Activities(Instant at) => Work.Select((w, i) =>
        new SharedActivity($"sample-{i}", Partners[w.Partner].Id, w.What, [w.Goal], w.Place, at)
        {
            ForWhom = w.ForWhom,
            HowMuch = w.HowMuch,
            DependsOn = w.Needs is { } needs ? Partners[needs].Id : null,
            Since = at,
        });

    /// <summary>One ask and one offer that don't fit each other.</summary>
    public static IEnumerable<PartnersNotice> Notices(Instant at) =>
    [
        new("sample-ask", NoticeKind.Ask, Partners[2].Id, "Two volunteers who speak Ukrainian", "Eastside", null, ReporterOf(Partners[2]), NameOf(2), at),
        new("sample-offer", NoticeKind.Offer, Partners[5].Id, "Our minibus, on Saturdays, with a driver", "", null, ReporterOf(Partners[5]), NameOf(5), at),
    ];

    /// <summary>A working group that whoever looks around leads.</summary>
    public static WorkingGroup Group(PersonKey lead) => new(
        "sample-group", "Home reading", "That every family reads at home, in whatever language.", ["goal-2"], [lead, ReporterOf(Partners[2]), ReporterOf(Partners[4])])
    { Lead = lead };

    private static readonly string[] Books = ["The Very Hungry Caterpillar", "The Gruffalo", "Matilda", "Where the Wild Things Are", "The Snowy Day", "Charlotte's Web"];

    private static readonly string[] Worked =
    [
        "Reading outdoors on Wednesday brought twice as many fathers.",
        "Reading buddies from year six: the small ones adore them.",
        "A shelf of books in the waiting room, to take home.",
        "Breakfast before the session; nobody left early.",
    ];

    private static readonly string[] DidNot =
    [
        "The bus strike: a third of the children could not come.",
        "Two volunteers stopped at once, and we had no reserve.",
        "The new sign-up form was too long for parents on a phone.",
    ];

    private static readonly string[] Needed =
    [
        "Twenty easy readers in Portuguese.",
        "A room on Thursday afternoons, near the school.",
        "Two volunteers who speak Ukrainian.",
    ];

    public static PersonKey ReporterOf(Partner partner) => new("00000000-5a3b-4c1d-9e2f-0123456789ab", $"sample-{partner.Id}");

    /// <summary>A partner's entry of one week, counted from the oldest; some weeks a partner skips.</summary>
    public static Entry EntryOf(int week, int partner, Instant at)
    {
        var who = Partners[partner];
        if ((week + (5 * partner)) % 29 == 0)
        {
            return new Entry(who.Id, 1, ReporterOf(who), NameOf(partner), at, new Dictionary<string, ReportedValue>(), null, CheckIns.Learning.None, "School holidays");
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
                ["books-read"] = new ReportedValue.Words(Books[(week + partner) % Books.Length]),
            },
            ((week + (2 * partner)) % 9) switch { 0 => Status.Stuck, 1 or 2 => Status.AtRisk, _ => Status.OnTrack },
            CheckIns.Learning.Of(
                [
                    (LessonKind.Worked, (week + partner) % 2 == 0 ? Worked[(week + partner) / 2 % Worked.Length] : ""),
                    (LessonKind.DidNot, (week + partner) % 4 == 1 ? DidNot[(week + partner) / 4 % DidNot.Length] : ""),
                    (LessonKind.Needed, (week + partner) % 5 == 2 ? Needed[(week + partner) / 5 % Needed.Length] : ""),
                ],
                Sharing.Partners) with
            { By = NameOf(partner) },
            null);
    }

    public static string NameOf(int partner) => partner switch
    {
        0 => "Amina Diallo",
        1 => "Bruno Costa",
        2 => "Chidi Okafor",
        3 => "Dana Levi",
        4 => "Elif Kaya",
        _ => "Fatima Noor",
    };
}
