using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Onboarding;
using CollectiveImpact.Schedules;
using CollectiveImpact.Tests.Conversations;

namespace CollectiveImpact.Tests.Onboarding;

public sealed class UpNowTests
{
    private static readonly Instant Now = Riverside.Opening + Duration.FromHours(3);
    private static readonly Board NobodyAnswered = new(Riverside.Round, [], Riverside.Indicators);
    private static readonly Board LibraryAnswered = NobodyAnswered with { Entries = [Answer(Riverside.Library)] };
    private static readonly Board EveryoneAnswered = NobodyAnswered with { Entries = [Answer(Riverside.Library), Answer(Riverside.School)] };
    private static readonly Board Closed = EveryoneAnswered with { Round = Riverside.Round with { ClosedAt = Now - Duration.FromDays(1) } };
    private static readonly SetUpList Begun = new(new HashSet<SetUpStep>(), 0, 2, 2);

    private static readonly Here Backbone = Of(Riverside.Maria);
    private static readonly Here Bruno = Of(Riverside.Bruno);
    private static readonly Here Observer = new(Riverside.Initiative, new Member(new PersonKey("funder", "olga"), "Olga", Role.Observer, null));

    [Fact]
    public void A_reporter_whose_partner_has_not_answered_answers_first()
    {
        Assert.Equal((Matter.TheirAnswer, Spoken.CheckIn), First(Bruno, NobodyAnswered));
        Assert.Equal((Matter.TheirAnswer, Spoken.CheckIn), First(Of(Riverside.Chidi), LibraryAnswered));
    }

    [Fact]
    public void A_reporter_whose_partner_has_answered_can_change_it() => Assert.Equal((Matter.Answered, Spoken.CheckIn), First(Bruno, LibraryAnswered));

    [Fact]
    public void A_reporter_who_is_away_is_not_pressed() =>
        Assert.NotEqual(Matter.TheirAnswer, Up(Bruno with { Member = Bruno.Member with { AwayUntil = new LocalDate(2026, 12, 24) } }, [NobodyAnswered]).Matter);

    [Fact]
    public void A_check_in_that_asks_other_partners_is_none_of_a_reporters() =>
        Assert.Equal(Matter.Nothing, Up(Bruno, [NobodyAnswered with { Round = Riverside.Round with { Partners = [Riverside.School.Id], Only = [Riverside.School.Id] } }]).Matter);

    [Fact]
    public void The_backbone_looks_after_who_is_missing_and_closes_when_everyone_has_answered()
    {
        Assert.Equal((Matter.Gathering, Spoken.Status), First(Backbone, LibraryAnswered));
        Assert.Equal((Matter.EveryoneAnswered, Spoken.Digest), First(Backbone, EveryoneAnswered));
        Assert.Contains(Up(Backbone, [LibraryAnswered]).ToDo(Riverside.English), d => d.Command == Spoken.Nudge);
        Assert.DoesNotContain(Up(Backbone, [EveryoneAnswered]).ToDo(Riverside.English), d => d.Command == Spoken.Nudge);
    }

    [Fact]
    public void Backbone_staff_who_report_themselves_answer_first() =>
        Assert.Equal((Matter.TheirAnswer, Spoken.CheckIn), First(Backbone with { Initiative = Reporting(Riverside.Maria), Member = Backbone.Member with { PartnerId = Riverside.Library.Id } }, NobodyAnswered));

    [Fact]
    public void What_has_just_closed_is_read_and_after_some_days_the_next_one_matters()
    {
        Assert.Equal(Matter.JustClosed, Up(Bruno, [], Closed).Matter);
        Assert.Equal(Matter.Nothing, Up(Bruno, [], Closed with { Round = Closed.Round with { ClosedAt = Now - Duration.FromDays(4) } }).Matter);
        Assert.Equal(Spoken.OpenCheckIn, Up(Backbone, []).ToDo(Riverside.English)[0].Command);
    }

    [Fact]
    public void A_digest_that_is_about_to_be_posted_is_the_backbones_to_look_at()
    {
        var running = new RunningRound(Riverside.Round.Id, "check-in", "Check-in", 1, Riverside.Round.Period, Riverside.Round.Date, new LocalTime(9, 0), AtOnce: true, Scope.Everything, Riverside.Opening, Riverside.Opening, [], Riverside.Opening, null);
        var timetable = Timetable.Empty with { Digests = [new WaitingDigest(running, Now + Duration.FromHours(1))] };

        Assert.Equal(Matter.DigestWaits, UpNow.Of(Backbone, timetable, [], Closed, null, Now).Matter);
        Assert.Equal(Matter.JustClosed, UpNow.Of(Bruno, timetable, [], Closed, null, Now).Matter);
    }

    [Fact]
    public void Setting_up_comes_first_until_partners_are_asked()
    {
        Assert.Equal(Matter.SettingUp, UpNow.Of(Backbone, Timetable.Empty, [], null, Begun, Now).Matter);
        var asking = UpNow.Of(Backbone, Timetable.Empty, [LibraryAnswered], null, Begun, Now);
        Assert.Equal((Matter.Gathering, Spoken.SetUpList), (asking.Matter, asking.ToDo(Riverside.English)[^1].Command));
        Assert.Equal(Matter.Nothing, UpNow.Of(Backbone, Timetable.Empty, [], null, new SetUpList(SetUpList.Steps.ToHashSet(), 0, 2, 2), Now).Matter);
    }

    [Fact]
    public void An_observer_looks_on()
    {
        Assert.Equal((Matter.Gathering, Spoken.Status), First(Observer, LibraryAnswered));
        Assert.Equal(Spoken.Digest, Up(Observer, []).ToDo(Riverside.English)[0].Command);
    }

    [Fact]
    public void Whatever_matters_there_are_five_things_to_do_and_each_has_a_door_that_is_open_to_the_person()
    {
        var doors = PhraseMeaningTests.Product().Said.ToDictionary(d => d.Command);
        foreach (var (here, most) in new[] { (Backbone, Audience.Backbone), (Bruno, Audience.Reporters), (Observer, Audience.Members) })
        {
            foreach (var matter in Enum.GetValues<Matter>())
            {
                var toDo = new UpNow(here, matter, Timetable.Empty, Closed, Now, null).ToDo(Riverside.English);
                Assert.Equal(5, toDo.DistinctBy(d => d.Command).Count());
                Assert.All(toDo, d => Assert.True(doors[d.Command].Who <= most, d.Command.Id));
                Assert.All(toDo, d => Assert.True(d.Words is not null || doors[d.Command].Help is not null, d.Command.Id));
            }
        }
    }

    [Theory]
    [InlineData("Rui Silva", "Rui")]
    [InlineData("Silva, Rui", "Rui")]
    [InlineData("Rui", "Rui")]
    [InlineData(" Rui  Silva ", "Rui")]
    [InlineData("Silva,", "Silva,")]
    [InlineData("", "")]
    public void People_are_called_by_their_first_name(string name, string first) => Assert.Equal(first, SayHello.FirstName(name));

    [Fact]
    public void Nothing_that_takes_away_is_offered() =>
        Assert.DoesNotContain(PhraseMeaningTests.Product().Said, d => d.Help is not null && d.IsTakingAway);

    [Fact]
    public void Every_example_is_understood()
    {
        foreach (var example in new[] { En.Onboarding.HelpJustWriteObserver, En.Onboarding.HelpJustWriteReporter, En.Onboarding.HelpJustWriteBackbone }.SelectMany(s => s.Split('“').Skip(1).Select(p => p.Split('”')[0])))
        {
            Assert.True(PhraseMeaningTests.Product().Hear(example, Riverside.English) is not null, example);
        }
    }

    private static (Matter Matter, Command First) First(Here here, Board open)
    {
        var up = Up(here, [open]);
        return (up.Matter, up.ToDo(Riverside.English)[0].Command);
    }

    private static UpNow Up(Here here, IReadOnlyList<Board> open, Board? last = null) => UpNow.Of(here, Timetable.Empty, open, last, null, Now);

    private static Here Of(PersonKey person) => new(Riverside.Initiative, Riverside.Initiative.Member(person)!);

    private static Initiative Reporting(PersonKey person) => Riverside.Initiative with { Members = [.. Riverside.Initiative.Members.Select(m => m.Person == person ? m with { PartnerId = Riverside.Library.Id } : m)] };

    private static Entry Answer(Partner partner) =>
        new(partner.Id, 1, Riverside.Bruno, "Bruno Costa", Riverside.Opening, new Dictionary<string, ReportedValue>(), Status.OnTrack, Learning.None, null);
}
