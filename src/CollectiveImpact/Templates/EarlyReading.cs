using CollectiveImpact.Indicators;
using static CollectiveImpact.Templates.TemplateLibrary;

namespace CollectiveImpact.Templates;

/// <summary>Early reading, after the Campaign for Grade-Level Reading: ready for school, there every day, learning in summer, reading by the end of third grade.</summary>
internal static class EarlyReading
{
    private const string Campaign = "Campaign for Grade-Level Reading";
    private const string Attendance = "Attendance Works";
    private const string Panel = "National Early Literacy Panel, Developing Early Literacy (2008)";

    public static readonly Template Template = new(
        "early-reading",
        "Early reading",
        "Every child reads well by the end of third grade. After the Campaign for Grade-Level Reading and Attendance Works (United States).",
        "A short check-in every month; a deep look each quarter at the indicators that schools count per term.",
        [
            Percentage("school-ready", "Children who start school ready", GoodDirection.Up,
                "Part: children whom the assessment at kindergarten entry finds ready. Whole: children assessed. Agree on one assessment first. Source: Campaign for Grade-Level Reading, school readiness.",
                "school-readiness", "kindergarten-entry-assessment"),
            Percentage("chronically-absent", "Pupils who are chronically absent", GoodDirection.Down,
                "Part: pupils who missed 10 % or more of the school days on which they were enrolled, for any reason. Whole: pupils enrolled. Source: Attendance Works, chronic absence.",
                "chronic-absence"),
            Percentage("severely-absent", "Pupils who are severely chronically absent", GoodDirection.Down,
                "Part: pupils who missed 20 % or more of the school days on which they were enrolled. They are among the chronically absent too. Whole: pupils enrolled. Source: Attendance Works, severe chronic absence.",
                "severe-chronic-absence"),
            Number("summer-learners", "Children in a summer learning programme", "children", GoodDirection.Up,
                "Each child once, in whatever number of programmes of yours. A child whom two partners serve is counted by both. Source: Campaign for Grade-Level Reading, summer learning.",
                "summer-learning-loss"),
            Percentage("summer-loss", "Children who read less well after the summer than before it", GoodDirection.Down,
                "Part: children whose result in autumn is below that of spring on the same assessment. Whole: children assessed both times. Source: Campaign for Grade-Level Reading, summer learning loss.",
                "summer-learning-loss"),
            Percentage("third-grade-reading", "Children who read at grade level at the end of third grade", GoodDirection.Up,
                "Part: children who meet the standard of your state's or country's own test of reading in third grade. Whole: children tested. Source: Campaign for Grade-Level Reading, grade-level reading by the end of third grade.",
                "grade-level-reading"),
        ],
        [
            Word("School readiness", "A child is ready in body and movement, with others and with feelings, in the way of going about learning, in language, and in thinking and general knowledge. All five count, not letters alone.", "National Education Goals Panel, five dimensions of early development and learning (1995)", "Ready for school"),
            Word("Kindergarten entry assessment", "The look at what each child can do in the first weeks of kindergarten, with one instrument for all children, to see where to begin with them. It excludes no child from school.", $"{Campaign}, school readiness"),
            Word("Chronic absence", "A pupil misses 10 % or more of the school days on which they were enrolled, for any reason: excused, unexcused or suspended. Truancy counts unexcused days only, and is something else.", $"{Attendance}, definition of chronic absence", "Chronic absenteeism"),
            Word("Severe chronic absence", "A pupil misses 20 % or more of the school days on which they were enrolled, for any reason.", $"{Attendance}, levels of absence"),
            Word("Satisfactory attendance", "A pupil misses less than 5 % of the school days on which they were enrolled. From 5 % to under 10 % is at risk.", $"{Attendance}, levels of absence"),
            Word("Summer learning loss", "What a child could do in spring and can't do in autumn, because of a summer without chances to learn.", $"{Campaign}, summer learning", "Summer slide"),
            Word("Grade-level reading", "The child meets the standard that the state or country sets for reading at the end of that grade. It is not the level Proficient of the national assessment NAEP, which asks for more.", $"{Campaign}; National Center for Education Statistics, NAEP achievement levels"),
            Word("Early literacy", "What children learn from birth to five that conventional reading and writing later rest on: such as knowing letters, hearing the sounds in words, and spoken language.", Panel, "Emergent literacy"),
            Word("Phonological awareness", "Hearing, telling apart and playing with the sounds of spoken language, such as words, syllables and single sounds, whatever they mean.", Panel),
            Word("Dialogic reading", "An adult and a child read a picture book together and change places over time: the child comes to tell the story, and the adult listens, asks and adds.", "What Works Clearinghouse, Dialogic Reading (2007)"),
        ])
    {
        Schedules = [Monthly(), Quarterly("Deep look", "school-ready", "chronically-absent", "severely-absent", "summer-loss", "third-grade-reading")],
    };
}
