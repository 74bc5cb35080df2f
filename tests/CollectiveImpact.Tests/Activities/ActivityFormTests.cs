using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Texts = CollectiveImpact.Activities.Texts;

namespace CollectiveImpact.Tests.Activities;

public sealed class ActivityFormTests
{
    private static readonly Texts T = new(Riverside.English);
    private static readonly Here Bruno = new(Riverside.Initiative, Riverside.Initiative.Members[1]);
    private static readonly CommonAgenda Agenda = CommonAgenda.Of(Riverside.Initiative);

    private static readonly SharedActivity Club = new("club01", Riverside.Library.Id, "Reading club", ["goal-1", "goal-gone"], "East", Riverside.Opening)
    {
        ForWhom = "Children",
        HowMuch = "40 children",
        Until = new LocalDate(2027, 6, 30),
        ExcelsAt = "Reading aloud",
        DependsOn = Riverside.School.Id,
        Since = Riverside.Opening,
    };

    [Fact]
    public void A_form_that_nobody_touched_says_what_the_activity_says()
    {
        var later = Riverside.Opening + Duration.FromDays(100);

        var (activity, faults) = ActivityForm.Read(ActivityForm.Of(Bruno, Agenda, Club, Riverside.English).Pressed(T.Save), Bruno, Agenda, Club, later, Riverside.English);

        Assert.Empty(faults);
        Assert.Equal(["goal-1"], activity!.Goals);
        Assert.Equal(Club with { CheckedAt = later }, activity with { Goals = Club.Goals });
    }

    [Fact]
    public void What_is_new_begins_now()
    {
        var (activity, faults) = Read(null, ("what", " Reading club "));

        Assert.Empty(faults);
        Assert.Equal(("Reading club", Riverside.Library.Id, Riverside.Opening, Riverside.Opening), (activity!.What, activity.Partner, activity.Since, activity.CheckedAt));
    }

    [Fact]
    public void What_is_wrong_is_said_at_its_field_and_all_that_was_typed_is_kept()
    {
        var typed = Riverside.Form(("what", ""), ("goals", "goal-1"), ("place", new string('x', 201)), ("forwhom", "Children"), ("howmuch", "40"), ("until", "2027-06-30"), ("excelsat", "All"), ("dependson", Riverside.School.Id));

        var faults = ActivityForm.Read(typed, Bruno, Agenda, null, Riverside.Opening, Riverside.English).Faults;
        var again = ActivityForm.Again(Bruno, Agenda, typed, faults, Riverside.English);

        Assert.Equal(["place", "what"], faults.Keys.Order());
        Assert.Equal(typed.Fields, again.Untouched().Fields);
        Assert.Equal(["dependson", "goals", "until", "what"], Read(Club, ("goals", "goal-2"), ("until", "soon"), ("dependson", Riverside.Library.Id)).Faults.Keys.Order());
        Assert.Equal(T.ActivityGone, Read(null, ("activity", "gone01"), ("what", "Reading club")).Faults["what"]);
    }

    [Fact]
    public void The_partner_that_is_needed_stays_chosen_among_very_many()
    {
        var many = Bruno with { Initiative = Riverside.Initiative with { Partners = [Riverside.Library, .. Enumerable.Range(0, 300).Select(i => new Partner(new($"partner-{i}"), $"Partner number {i}"))] } };
        var club = Club with { DependsOn = new("partner-299") };

        var card = ActivityForm.Of(many, Agenda, club, Riverside.English);

        Assert.Equal("partner-299", card.Untouched()["dependson"]);
        Assert.InRange(Cards.CardJson.SizeOf(card.ToJson()), 1, Cards.CardJson.Budget);
        Assert.Equal("partner-299", ActivityForm.Read(card.Pressed(T.Save), many, Agenda, club, Riverside.Opening, Riverside.English).Activity!.DependsOn);
    }

    private static (SharedActivity? Activity, IReadOnlyDictionary<string, string> Faults) Read(SharedActivity? before, params (string Field, string Value)[] fields) =>
        ActivityForm.Read(Riverside.Form(fields), Bruno, Agenda, before, Riverside.Opening, Riverside.English);
}
