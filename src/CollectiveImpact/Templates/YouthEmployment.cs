using CollectiveImpact.Indicators;
using static CollectiveImpact.Templates.TemplateLibrary;

namespace CollectiveImpact.Templates;

/// <summary>Youth employment, after the primary indicators of the Workforce Innovation and Opportunity Act, and the NEET rate.</summary>
internal static class YouthEmployment
{
    private const string Law = "WIOA section 116; 20 CFR 677.155";
    private const string Participation = "WIOA section 116; 20 CFR 677.150";

    public static readonly Template Template = new(
        "youth-employment",
        "Youth employment",
        "Young people learn, work and earn. After the WIOA primary indicators of performance for youth (United States) and the NEET rate of ILO and Eurostat.",
        "Every quarter, since exits are followed by quarters; a short check-in every month for what was learned.",
        [
            Number("participants", "Young people in the programme", "young people", GoodDirection.Up,
                "Participants in the quarter, each once. Source: 20 CFR 677.150.",
                "participant"),
            Percentage("placed-q2", "In work or education in the second quarter after exit", GoodDirection.Up,
                "Part: those in unsubsidised employment, education or training in the second quarter after the one in which they left. Whole: participants who left. Source: WIOA primary indicator 1 for youth, 20 CFR 677.155(d)(1).",
                "exit", "unsubsidised-employment"),
            Percentage("placed-q4", "In work or education in the fourth quarter after exit", GoodDirection.Up,
                "As for the second quarter, in the fourth. Source: WIOA primary indicator 2 for youth, 20 CFR 677.155(d)(2).",
                "exit", "unsubsidised-employment"),
            new("median-earnings", "Median earnings in the second quarter after exit", "USD", IndicatorKind.Money, GoodDirection.Up, RollUp.Mean, null, ["exit", "unsubsidised-employment", "median-earnings"], 1, Retired: false)
            {
                Definition = "In US dollars, of those in unsubsidised employment in that quarter. The initiative's figure is the mean of the partners' medians, since a common median needs everyone's earnings. Source: WIOA primary indicator 3, 20 CFR 677.155(d)(3).",
            },
            Percentage("credentials", "Credential attainment", GoodDirection.Up,
                "Part: those who gained a recognised credential, or a secondary diploma, while in the programme or within a year after. A diploma counts when work, or study towards a credential, follows within that year. Whole: those who left and were in education or training, on-the-job and customised training apart. Source: WIOA primary indicator 4.",
                "recognised-credential", "exit"),
            Percentage("skill-gains", "Measurable skill gains", GoodDirection.Up,
                "Part: those with a documented gain in the programme year. Whole: participants in education or training that leads to a recognised credential or employment. Source: WIOA primary indicator 5.",
                "measurable-skill-gain", "participant"),
            Percentage("neet", "Young people who are NEET", GoodDirection.Down,
                "Part: people aged 15 to 24 in neither employment, education nor training. Whole: all people of that age in your area. For whoever has the area's statistics. Sources: ILO, SDG indicator 8.6.1; Eurostat also reports ages 15 to 29.",
                "neet")
        ],
        [
            Word("Participant", "A young person who has met what the programme asks for and got a service beyond self-service and mere information: for youth under WIOA, eligible, assessed, with a service strategy, and served in at least one element.", Participation),
            Word("Exit", "The last day of service, known only after 90 days without any, when none is planned. Self-service, information and follow-up don't prolong it.", Participation),
            Word("Second quarter after exit", "Counted from the quarter in which somebody left: who left in February is looked at from July to September. The fourth is from January to March of the next year.", Law),
            Word("Unsubsidised employment", "Paid work whose wage no programme pays a part of.", Law, "Unsubsidized employment"),
            Word("Median earnings", "The earnings that half of those who work are above and half below. A few high wages don't move it, as they move an average.", Law),
            Word("Recognised credential", "A certificate from industry or of a completed apprenticeship, a licence of a government, or a degree. Certificates of work readiness, first aid or hygiene are none.", "WIOA section 3(52), recognised postsecondary credential; TEGL 10-16", "Recognized postsecondary credential"),
            Word("Measurable skill gain", "Documented progress of one of five kinds: an educational level, a secondary diploma, a transcript, a training milestone, or an exam that a trade requires.", "20 CFR 677.155(a)(1)(v); TEGL 10-16"),
            Word("NEET", "Not in employment, education or training. Whoever looks for work and does none is NEET too.", "ILO, SDG indicator 8.6.1; Eurostat"),
            Word("Opportunity youth", "People aged 16 to 24 who are neither in school nor working.", "Measure of America; Aspen Institute, Forum for Community Solutions", "Disconnected youth"),
            Word("Out-of-school youth", "Somebody aged 16 to 24 who attends no school and meets one of the further conditions of the law, such as having left school early, being homeless, in foster care, a parent, or having a disability.", "WIOA section 129(a)(1)(B); 20 CFR 681.210"),
            Word("In-school youth", "Somebody aged 14 to 21 who attends school, has a low income, and meets one of the further conditions of the law.", "WIOA section 129(a)(1)(C); 20 CFR 681.220"),
            Word("Work experience", "A planned, structured time at a workplace, paid or not, with learning as its aim: such as summer jobs, internships, pre-apprenticeships, job shadowing, on-the-job training.", "20 CFR 681.600"),
        ])
    {
        Schedules = [Quarterly("Quarterly figures", "participants", "placed-q2", "placed-q4", "median-earnings", "credentials", "skill-gains", "neet"), Monthly()],
    };
}
