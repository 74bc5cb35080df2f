using CollectiveImpact.Indicators;
using static CollectiveImpact.Templates.TemplateLibrary;

namespace CollectiveImpact.Templates;

/// <summary>Homelessness, after HUD's System Performance Measures and Built for Zero.</summary>
internal static class Homelessness
{
    private const string Measures = "HUD, System Performance Measures";
    private const string Definition = "HUD, 24 CFR 578.3";
    private const string Zero = "Community Solutions, Built for Zero";

    public static readonly Template Template = new(
        "homelessness",
        "Homelessness",
        "Homelessness is rare, brief, and doesn't come back. After HUD's System Performance Measures and Community Solutions' Built for Zero (United States).",
        "Every month, as a by-name list is kept; the returns once a quarter.",
        [
            Number("homeless-now", "People experiencing homelessness on the last day of the month", "people", GoodDirection.Down,
                "Each person once, sheltered or not, from the by-name list. Where there is no common list, a person whom two partners know is counted twice. Sources: HUD System Performance Measure 3; Built for Zero.",
                "by-name-list", "literally-homeless"),
            Number("first-time-homeless", "People who became homeless for the first time", "people", GoodDirection.Down,
                "People who came into shelter, transitional or permanent housing projects and were in none of them in the 24 months before. Source: HUD System Performance Measure 5.",
                "first-time-homeless"),
            Number("days-homeless", "Days that the people housed this month were homeless", "days", GoodDirection.Down,
                "The days in shelter, safe haven or transitional housing of everyone who left for permanent housing, added up. Source: HUD System Performance Measure 1, which looks at all who were served.",
                "permanent-housing-destination"),
            Number("people-housed", "People who moved into permanent housing", "people", GoodDirection.Up,
                "People who left shelter, safe haven, transitional housing, rapid re-housing or the street for a permanent housing destination. Source: HUD System Performance Measure 7.",
                "permanent-housing-destination"),
            Number("average-days", "Average length of homelessness", "days", GoodDirection.Down,
                "All days of all people housed, divided by all people housed; so partners of any size count by their people. Source: HUD System Performance Measure 1.")
                with { Formula = "[days-homeless] / [people-housed]" },
            Percentage("successful-exits", "Exits that were to permanent housing", GoodDirection.Up,
                "Part: people who left for a permanent housing destination. Whole: all who left shelter, safe haven, transitional housing or rapid re-housing, wherever to. Source: HUD System Performance Measure 7b.",
                "permanent-housing-destination"),
            Percentage("returns-6", "Returns to homelessness within 6 months", GoodDirection.Down,
                "Part: of the whole, those who were homeless again within 6 months. Whole: people who left for permanent housing two years before. Source: HUD System Performance Measure 2.",
                "return-to-homelessness"),
            Percentage("returns-24", "Returns to homelessness within 24 months", GoodDirection.Down,
                "Part: of the same whole, those who were homeless again within 24 months, the early ones among them. HUD also looks at 12 months. Source: HUD System Performance Measure 2.",
                "return-to-homelessness"),
        ],
        [
            Word("By-name list", "One list of every person in the community who is homeless, known by name and need, kept up to date all the time by all who work with them.", Zero, "By-name data"),
            Word("Functional zero", "Homelessness is measurably rare and brief: no more people are homeless at a time than the community houses in a month, and this lasts. It does not mean that nobody ever becomes homeless.", Zero),
            Word("Literally homeless", "Somebody lacks a fixed, regular and adequate place to sleep at night: on the street, in a car, in a shelter, or leaving an institution after at most 90 days and homeless before.", $"{Definition}, homeless, category 1"),
            Word("Chronically homeless", "A homeless person with a disability who has been in a shelter, safe haven or a place not meant for people for 12 months, without a break or on four or more occasions within three years.", $"{Definition}, chronically homeless"),
            Word("First-time homeless", "Somebody who comes into a shelter or housing project and was in none in the 24 months before.", $"{Measures}, measure 5"),
            Word("Permanent housing destination", "Where somebody goes to live without an end that is set: a home of their own, rented or owned, with or without help, or with family or friends for good.", $"{Measures}, measure 7"),
            Word("Return to homelessness", "Somebody who left for permanent housing comes back into the homeless system within the time that is looked at: 6, 12 or 24 months.", $"{Measures}, measure 2"),
            Word("Point-in-time count", "The count of sheltered and unsheltered people on one night in the last ten days of January.", "HUD, Point-in-Time Count", "PIT count"),
            Word("Coordinated entry", "One process by which everybody who needs help is assessed and referred in the same way, wherever they ask.", "HUD, Coordinated Entry"),
            Word("Rapid re-housing", "Help to find a home quickly and pay its rent for a short (up to 3 months) or medium time (up to 24), with a case manager.", "HUD, 24 CFR 578.37"),
        ])
    {
        Schedules = [Monthly(), Quarterly("Returns to homelessness", "returns-6", "returns-24")],
    };
}
