using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>Someone asks what a word means.</summary>
public sealed class LookUpTerm(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var asked = turn.Words["term"];
        var found = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Find(asked);
        return Reply.Shows(found.Term is { } term
            ? TermCard.Of(term, here)
            : TermCard.NotThere(asked, found.Near, here.Initiative.Id));
    }
}

/// <summary>A word said alone, such as "attendance?", is a question when the glossary has it.</summary>
public sealed class AnswerTermAlone(IGrainFactory grains) : IAnswerWords
{
    public async Task<Reply?> TryAnswer(Turn turn, Here here, CancellationToken cancel)
    {
        var words = turn.Said.Trim(' ', '?', '!', '.');
        if (words.Length is 0 or > Term.LongestName)
        {
            return null;
        }

        var found = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Find(words);
        return found.Term is { } term ? Reply.Shows(TermCard.Of(term, here)) : null;
    }
}
