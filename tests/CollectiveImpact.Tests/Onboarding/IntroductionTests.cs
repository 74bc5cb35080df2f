using CollectiveImpact.Initiatives;
using CollectiveImpact.Onboarding;

namespace CollectiveImpact.Tests.Onboarding;

public sealed class IntroductionTests
{
    // A Wednesday.
    private static readonly Instant Came = Instant.FromUtc(2026, 11, 25, 10, 0);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(5, 2)]
    [InlineData(7, 3)]
    [InlineData(9, 4)]
    [InlineData(13, 5)]
    [InlineData(14, null)]
    [InlineData(60, null)]
    public void The_chapters_are_spread_over_two_weeks_of_working_days(int days, int? chapter) =>
        Assert.Equal(chapter, IntroductionPost.ChapterFor(Riverside.Initiative, Bruno(0), Day(days)));

    [Fact]
    public void What_is_read_already_is_not_brought()
    {
        Assert.Null(IntroductionPost.ChapterFor(Riverside.Initiative, Bruno(2), Day(5)));
        Assert.Equal(3, IntroductionPost.ChapterFor(Riverside.Initiative, Bruno(2), Day(7)));
        Assert.Null(IntroductionPost.ChapterFor(Riverside.Initiative, Bruno(IntroductionCard.Chapters), Day(13)));
    }

    [Fact]
    public void Who_set_the_initiative_up_is_not_introduced_to_it() =>
        Assert.Null(IntroductionPost.ChapterFor(Riverside.Initiative, Bruno(0) with { Since = null }, Day(1)));

    private static Member Bruno(int read) => Riverside.Initiative.Member(Riverside.Bruno)! with { Since = Came, Introduced = read };

    private static LocalDate Day(int days) => Came.InUtc().Date.PlusDays(days);
}
