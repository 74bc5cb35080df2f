using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>A member proposes a word, in a sentence or by the form.</summary>
public sealed class SuggestTerm(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (name, definition) = turn.Press is null
            ? (turn.Words["term"], turn.Words["definition"])
            : TermCard.Read(turn.Form);
        if (TermCard.FaultsOf(name, definition) is { Count: > 0 } faults)
        {
            var again = TermCard.Form(here.Initiative.Id, name, definition, faults);
            return CardJson.SizeOf(again.ToJson()) <= CardJson.Budget
                ? Reply.AsksAgain(again)
                : Reply.Says(string.Join(" ", faults.Values));
        }

        var term = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Propose(name, definition, turn.Person, turn.Name);
        return Reply.Shows(TermCard.Of(term, here));
    }
}

/// <summary>Shows the form that proposes a word.</summary>
public sealed class WriteTerm : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        Reply.Shows(TermCard.Form(here.Initiative.Id, turn.Words.GetValueOrDefault("term", ""), "", new Dictionary<string, string>())));
}
