using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Texts = CollectiveImpact.Commitments.Texts;

namespace CollectiveImpact.Tests.Commitments;

public sealed class CommitmentTests
{
    private static readonly Here Maria = new(Riverside.Initiative, Riverside.Initiative.Members[0]);
    private static readonly Here Bruno = new(Riverside.Initiative, Riverside.Initiative.Members[1]);
    private static readonly Texts English = new(Riverside.English);
    private static readonly Instant Said = Riverside.Opening;
    private static readonly Instant Later = Said + Duration.FromDays(3);
    private static readonly Commitment Bus = new("bus123", "Rent a bus", "Maria Santos", Said, null, "", null);

    private readonly Kept _store = new();

    [Theory]
    [InlineData(null, true)]
    [InlineData(CommitmentOutcome.StillOn, true)]
    [InlineData(CommitmentOutcome.Done, false)]
    [InlineData(CommitmentOutcome.Changed, false)]
    [InlineData(CommitmentOutcome.Dropped, false)]
    public void It_is_open_until_something_came_of_it_and_news_for_as_long(CommitmentOutcome? outcome, bool isOpen)
    {
        var commitment = outcome is { } settled ? Bus.Settled(settled, "Too dear", Later) : Bus;

        Assert.Equal(isOpen, commitment.IsOpen);
        Assert.True(commitment.IsNewsSince(Later));
        Assert.Equal(isOpen, commitment.IsNewsSince(Later + Duration.Epsilon));
    }

    [Theory]
    [InlineData(CommitmentOutcome.Done)]
    [InlineData(CommitmentOutcome.StillOn)]
    [InlineData(CommitmentOutcome.Changed)]
    [InlineData(CommitmentOutcome.Dropped)]
    public void An_outcome_keeps_what_was_said_by_whom_and_when(CommitmentOutcome outcome) =>
        Assert.Equal(new Commitment("bus123", "Rent a bus", "Maria Santos", Said, outcome, "Too dear", Later), Bus.Settled(outcome, "Too dear", Later));

    [Theory]
    [InlineData(CommitmentOutcome.Done, 0, null)]
    [InlineData(CommitmentOutcome.StillOn, 0, null)]
    [InlineData(CommitmentOutcome.Changed, 0, ReasonFault.Missing)]
    [InlineData(CommitmentOutcome.Dropped, 0, ReasonFault.Missing)]
    [InlineData(CommitmentOutcome.Done, 300, null)]
    [InlineData(CommitmentOutcome.StillOn, 300, null)]
    [InlineData(CommitmentOutcome.Changed, 300, null)]
    [InlineData(CommitmentOutcome.Dropped, 300, null)]
    [InlineData(CommitmentOutcome.Done, 301, ReasonFault.TooLong)]
    [InlineData(CommitmentOutcome.StillOn, 301, ReasonFault.TooLong)]
    [InlineData(CommitmentOutcome.Changed, 301, ReasonFault.TooLong)]
    [InlineData(CommitmentOutcome.Dropped, 301, ReasonFault.TooLong)]
    public void What_changed_or_was_dropped_needs_a_reason_and_no_reason_is_a_story(CommitmentOutcome outcome, int letters, ReasonFault? fault) =>
        Assert.Equal(fault, Commitment.FaultOf(outcome, new string('x', letters)));

    [Theory]
    [InlineData(CommitmentOutcome.Done)]
    [InlineData(CommitmentOutcome.Changed)]
    [InlineData(CommitmentOutcome.Dropped)]
    public async Task What_came_of_it_is_kept_once_and_stays(CommitmentOutcome outcome)
    {
        _store.All.Add(Bus);

        Assert.IsType<Reply.NewCard>(await Settles(("commitment", Bus.Id), ("outcome", $"{outcome}"), ("why.bus123", " Too dear ")));
        Assert.IsType<Reply.NewCard>(await Settles(("commitment", Bus.Id), ("outcome", "Dropped"), ("why.bus123", "Another reason")));

        Assert.Equal([Bus.Settled(outcome, "Too dear", Later)], _store.All);
    }

    [Theory]
    [InlineData("bus123", "Changed", "")]
    [InlineData("bus123", "Dropped", "")]
    [InlineData("bus123", "StillOn", "Not yet")]
    [InlineData("bus123", "Lost", "Why not")]
    [InlineData("bus123", "", "Why not")]
    [InlineData("gone12", "Done", "")]
    public async Task Without_a_reason_or_with_what_no_button_sends_it_stays_open(string id, string outcome, string why)
    {
        _store.All.Add(Bus);

        Assert.IsType<Reply.Words>(await Settles(("commitment", id), ("outcome", outcome), ($"why.{id}", why)));

        Assert.Equal([Bus], _store.All);
    }

    [Fact]
    public async Task A_reason_for_one_is_none_for_another()
    {
        _store.All.Add(Bus);

        Assert.IsType<Reply.Words>(await Settles(("commitment", Bus.Id), ("outcome", "Changed"), ("why.other1", "Too dear")));

        Assert.Equal([Bus], _store.All);
    }

    [Fact]
    public async Task What_is_said_or_typed_is_kept_once_while_it_is_open()
    {
        await Commits(Turn(("text", " Rent a bus ")));
        await Commits(Turn() with { Words = new Dictionary<string, string> { ["text"] = "Rent a bus" } });
        Assert.Equal(Bus with { Id = _store.All[0].Id, At = Later }, Assert.Single(_store.All));

        _store.All[0] = _store.All[0].Settled(CommitmentOutcome.Done, "", Later);
        await Commits(Turn(("text", "Rent a bus")));

        Assert.Equal([true, false], _store.All.OrderBy(c => !c.IsOpen).Select(c => c.IsOpen));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(301)]
    public async Task What_is_empty_or_too_long_is_not_kept_and_stays_in_the_form(int letters)
    {
        var text = new string('x', letters);

        var again = Assert.IsType<Reply.SameForm>(await Commits(Turn(("text", text)))).Card;

        Assert.Empty(_store.All);
        Assert.Equal(text, again.Untouched()["text"]);
        Assert.Equal("⚠ " + CommitmentsCard.ReadText(CommitmentsCard.Typed(text), Riverside.English).Faults["text"], again.FaultAt("text"));
        Assert.IsType<Reply.NewCard>(await Commits(Turn(("text", new string('x', 300)))));
        Assert.Single(_store.All);
    }

    [Fact]
    public void Only_what_is_open_can_be_settled_and_by_the_backbone_alone()
    {
        Commitment[] all = [.. Enum.GetValues<CommitmentOutcome>().Select(o => Bus.Settled(o, "", Later) with { Id = $"{o}" }), Bus];

        var settled = Drawn(Maria).Objects().Where(o => o.Text("verb") == CommitmentsCard.SettleVerb).Select(o => CommitmentsCard.Read(Sent(o))).ToArray();

        Assert.Equal(["StillOn", "bus123"], settled.Select(s => s.Id).Distinct());
        Assert.Equal([CommitmentOutcome.Done, CommitmentOutcome.Changed, CommitmentOutcome.Dropped], settled.Where(s => s.Id == "bus123").Select(s => s.Outcome));
        Assert.Empty(Drawn(Bruno).Inputs());
        Assert.Empty(Drawn(Bruno).Buttons());

        AdaptiveCard Drawn(Here here) => CommitmentsCard.Of(here, all, Riverside.English, Riverside.Lisbon);
        static Form Sent(System.Text.Json.JsonElement button) => new(button.GetProperty("data").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString()));
    }

    [Fact]
    public void What_there_is_no_room_for_is_counted()
    {
        Commitment[] all = [.. Enumerable.Range(0, 23).Select(n => Bus with { Id = $"bus{n}" })];

        var drawn = CommitmentsCard.Of(Bruno, all, Riverside.English, Riverside.Lisbon);

        Assert.Contains(drawn.Body.OfType<TextBlock>(), t => t.Text == English.More(3));
        Assert.DoesNotContain(CommitmentsCard.Of(Bruno, all[3..], Riverside.English, Riverside.Lisbon).Body.OfType<TextBlock>(), t => t.Text.Contains("more", StringComparison.Ordinal));
    }

    [Fact]
    public void The_words_of_every_outcome_are_its_own() =>
        Assert.Equal([English.Done, English.StillOn, English.Changed, English.Dropped], Enum.GetValues<CommitmentOutcome>().Select(o => CommitmentsCard.InWords(o, Riverside.English)));

    private Task<Reply> Commits(Turn turn) => new Commit(_store, new AuditLog(new Stores())).Answer(turn, Maria, TestContext.Current.CancellationToken);

    private Task<Reply> Settles(params (string Field, string Value)[] fields) => new SettleCommitment(_store, new AuditLog(new Stores())).Answer(Turn(fields), Maria, TestContext.Current.CancellationToken);

    private static Turn Turn(params (string Field, string Value)[] fields) =>
        new(Riverside.Maria, "Maria Santos", "client", new ConversationAddress("https://teams.test", "chat", Riverside.Maria.Tenant, "bot", PlaceKind.Personal), Riverside.English, null, Later)
        {
            Press = fields.Length > 0 ? new Press(CommitmentsCard.SettleVerb, Riverside.Form(fields), null) : null,
        };

    // What the real table promises, newest last.
    private sealed class Kept : ICommitmentStore
    {
        public List<Commitment> All { get; } = [];

        public Task<IReadOnlyList<Commitment>> InSight(InitiativeId initiative, int settled, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<Commitment>>([.. All.AsEnumerable().Reverse().Where(c => c.IsOpen || settled-- > 0)]);

        public Task Save(InitiativeId initiative, Commitment commitment, Commitment? before, CancellationToken cancel)
        {
            if (before is not null && !All.Remove(before))
            {
                throw new StaleStateException();
            }

            All.Add(commitment);
            return Task.CompletedTask;
        }
    }
}
