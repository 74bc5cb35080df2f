using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Agenda;

public sealed class AgendaBookTests
{
    private static readonly AgendaBook SetUp = AgendaBook.Of(Riverside.Initiative);
    private static readonly CommonAgenda Draft = new(0, "Every child reads.", "", "", [new AgendaGoal("goal-1", "Read", [])], []);

    [Fact]
    public void A_draft_is_the_next_version_and_nobody_is_asked()
    {
        var book = SetUp.Write(Draft);

        Assert.Equal((1, null, false, 1), (book.Next!.Version, book.Asked, book.IsPutForward, book.Revision));
        Assert.Empty(book.Endorse(Endorsed("library")).Endorsements);
    }

    [Fact]
    public void Each_partner_has_one_voice_and_its_newest_counts()
    {
        var book = SetUp.Write(Draft).PutForward()
            .Endorse(Endorsed("library") with { Stance = Stance.NotYet, Words = "Too vague" })
            .Endorse(Endorsed("school"))
            .Endorse(Endorsed("library") with { Stance = Stance.EndorsesWithConcern, Words = "Still vague" });

        Assert.Equal((2, 2), (book.Endorsed, book.Endorsements.Count));
    }

    [Fact]
    public void What_is_put_forward_and_then_changed_is_asked_about_anew()
    {
        var book = SetUp.Write(Draft).PutForward().Endorse(Endorsed("library")).Write(Draft with { Vision = "Another" });

        Assert.Equal((false, null, 0), (book.IsPutForward, book.Asked, book.Endorsements.Count));
        Assert.Equal(3, book.Revision);
    }

    [Fact]
    public void Partners_go_on_endorsing_what_came_into_force_and_a_draft_beside_it_takes_nothing_away()
    {
        var inForce = SetUp.Write(Draft).PutForward().Endorse(Endorsed("library")).BringIntoForce(Riverside.Opening);
        var book = inForce.Write(Draft with { Vision = "Another" }).Endorse(Endorsed("school"));

        Assert.Equal((1, Riverside.Opening, 2), (book.InForce.Version, book.InForce.Since, book.Endorsed));
        Assert.Empty(book.PutForward().Endorsements);
    }

    [Fact]
    public void A_partner_that_endorsed_and_has_nobody_who_reports_just_now_still_counts()
    {
        var book = SetUp.Write(Draft).PutForward().Endorse(Endorsed(Riverside.Library.Id)).Endorse(Endorsed(Riverside.School.Id));
        var withoutBruno = Riverside.Initiative.With(new InitiativeChange { RemovedMember = Riverside.Bruno });

        Assert.Equal((2, 2), (book.Endorsed, book.Partners(withoutBruno)));
        Assert.Equal(1, SetUp.Partners(withoutBruno));
    }

    [Fact]
    public void A_draft_that_was_never_put_forward_does_not_come_into_force()
    {
        var book = SetUp.Write(Draft);

        Assert.Same(book, book.BringIntoForce(Riverside.Opening));
        Assert.Same(SetUp, SetUp.PutForward());
    }

    [Fact]
    public void A_number_that_shows_another_goal_now_is_another_agenda()
    {
        var before = Draft with { Goals = [new AgendaGoal("goal-1", "Read", ["sessions"]), new AgendaGoal("goal-2", "Write", [])] };

        Assert.True(before.SaysTheSameAs(before with { Goals = [.. before.Goals.Select(g => g with { Indicators = [.. g.Indicators] })] }));
        Assert.False(before.SaysTheSameAs(before with { Goals = [before.Goals[0] with { Indicators = [] }, before.Goals[1] with { Indicators = ["sessions"] }] }));
    }

    private static Endorsement Endorsed(string partner) => new(new(partner), "Somebody", Stance.Endorses, "", Riverside.Opening);

    [Fact]
    public void What_is_written_in_another_language_is_read_in_it_until_it_is_worded_anew()
    {
        var agenda = new CommonAgenda(1, "All read", "Few read", "", [new AgendaGoal("a", "More books", []), new AgendaGoal("b", "More time", [])], [new AgreedAction("Open a club", "Library", null)]);
        var book = new AgendaBook(agenda, null, IsPutForward: false, [], [])
            .Translate("pt", Words(("All read", "Todos leem"), ("More books", "Mais livros"), ("Open a club", "Abrir um clube"), ("Nothing of the agenda's", "Nada")));

        var read = book.In(CultureInfo.GetCultureInfo("pt-PT"), Riverside.Initiative).InForce;
        Assert.Equal(("Todos leem", "Few read", "Mais livros", "More time", "Abrir um clube"), (read.Vision, read.Problem, read.Goals[0].Text, read.Goals[1].Text, read.Actions[0].Text));
        Assert.Equal(("a", "Library"), (read.Goals[0].Id, read.Actions[0].Owner));
        Assert.Equal(agenda, book.In(CultureInfo.GetCultureInfo("fr"), Riverside.Initiative).InForce);
        Assert.Equal(agenda, book.InForce);
        Assert.DoesNotContain("Nada", book.Words.In("pt").Values);

        // A line that stays the same keeps its words in the next version; one that says something else has none.
        var next = book.Write(agenda with { Vision = "Nobody is left out" });
        var drafted = next.In(CultureInfo.GetCultureInfo("pt"), Riverside.Initiative).Next!;
        Assert.Equal(("Nobody is left out", "Mais livros"), (drafted.Vision, drafted.Goals[0].Text));
        var inForce = next.PutForward().BringIntoForce(Riverside.Opening);
        Assert.Equal("Nobody is left out", inForce.In(CultureInfo.GetCultureInfo("pt"), Riverside.Initiative).InForce.Vision);

        // Written empty it is as it is in the own language, and what stands nowhere any more is forgotten.
        var emptied = inForce.Translate("pt", Words(("More books", "")));
        Assert.Equal(["Open a club"], emptied.Words.In("pt").Keys);

        static Dictionary<string, string> Words(params (string Own, string Theirs)[] words) => words.ToDictionary(w => w.Own, w => w.Theirs);
    }
}
