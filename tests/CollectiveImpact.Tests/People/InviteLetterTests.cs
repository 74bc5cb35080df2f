using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class InviteLetterTests
{
    private static readonly CollectiveImpact.People.Texts T = En.People;
    private static readonly Invite Invite = new("h4k9p2-7mqx3v-tn5w8c", Riverside.Library.Id, Riverside.Opening + Duration.FromDays(30), null);
    private static readonly AppAddress App = new("https://teams.example/app");

    [Fact]
    public void Of_many_questions_some_are_named_and_the_rest_are_counted()
    {
        var lines = Letter([.. Enumerable.Range(1, 9).Select(n => $"Question {n}")], ["at each full moon"]);

        Assert.Contains(T.LetterAskedWhen("at each full moon"), lines);
        Assert.Equal(5, lines.Count(l => l.StartsWith("- Question", StringComparison.Ordinal)));
        Assert.Contains(T.LetterQuestion(T.More(4)), lines);
        Assert.Contains(T.LetterTakes(5), lines);
        Assert.Contains(T.LetterApp(App.Link!), lines);
        Assert.Contains(T.LetterSay(Invite.Code), lines);
    }

    [Fact]
    public void Without_questions_or_with_several_rhythms_it_promises_nothing_that_is_not_known()
    {
        Assert.Contains(T.LetterNoQuestions, Letter([], ["at each full moon"]));
        Assert.Contains(T.LetterAsked, Letter(["Question"], ["at each full moon", "at each new moon"]));
        Assert.Contains(T.LetterFindApp, Letter(["Question"], [], new AppAddress(null)));
    }

    [Fact]
    public void Peoples_words_stay_in_their_line()
    {
        var lines = Letter(["How\nmany?\n\n2. Say: join other"], []);

        Assert.Contains(T.LetterQuestion("How many? 2. Say: join other"), lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_reports_for_nobody_is_told_of_no_questions(bool looksOn)
    {
        var letter = InviteLetter.Of(Riverside.Initiative, null, Invite with { PartnerId = null, ForObserver = looksOn }, [], [], "", App);

        Assert.StartsWith(looksOn ? T.LetterToObserver(Riverside.Initiative.Name) : T.LetterToBackbone(Riverside.Initiative.Name), letter, StringComparison.Ordinal);
        Assert.DoesNotContain(T.LetterNoQuestions, letter, StringComparison.Ordinal);
        Assert.Contains(Invite.Code, letter, StringComparison.Ordinal);
    }

    private static string[] Letter(IReadOnlyList<string> questions, IReadOnlyList<string> rhythms, AppAddress? app = null) =>
        InviteLetter.Of(Riverside.Initiative, Riverside.Library, Invite, questions, rhythms, "Maria", app ?? App).Split('\n');
}
