using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>What partners said before a round, as far as it is looked at again and again.</summary>
internal sealed class PartnersPast(IRoundStore rounds, IHistoryStore history)
{
    // Two years of weeks.
    private const int MostValues = 104;

    // Who comes back within minutes finds their trend here; all partners' trends would fill the memory.
    private const int MostPartners = 100;

    private readonly OrderedDictionary<PartnerId, IReadOnlyDictionary<string, IReadOnlyList<PastValue>>> _values = [];
    private Dictionary<PartnerId, (Period Period, Entry Entry)>? _before;

    /// <summary>By indicator, a partner's values before a round, oldest first.</summary>
    /// <param name="asked">What the round asks the partner.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<PastValue>>> Values(Round round, PartnerId partner, IReadOnlyList<Indicator> asked)
    {
        if (!_values.TryGetValue(partner, out var past))
        {
            // Even before the first round: files may have brought what was before it.
            var read = await Task.WhenAll(asked.Select(async i =>
                (i.Id, Values: await history.Values(round.Initiative, i.Id, partner, round.PeriodOf(i), MostValues, CancellationToken.None))));
            past = read.ToDictionary(r => r.Id, r => r.Values);
            if (_values.TryAdd(partner, past) && _values.Count > MostPartners)
            {
                _values.RemoveAt(0);
            }
        }

        return past;
    }

    /// <summary>What the partners said in earlier rounds about the same period, and what nobody has said anew in this one counts.</summary>
    /// <remarks>Read each time: an earlier round may be corrected meanwhile, and it is rare that a period is asked about twice.</remarks>
    public async Task<IReadOnlyList<Entry>> SamePeriod(Round round)
    {
        IReadOnlyList<Entry> entries = [];
        for (var number = 1; number < round.Number; number++)
        {
            if (await rounds.Load(round.Initiative, round.AskedFor(number), CancellationToken.None) is { } earlier)
            {
                entries = Round.Counting(entries, earlier.Entries);
            }
        }

        return entries;
    }

    /// <summary>What a partner said in the round before that it would do; empty for nothing.</summary>
    public async Task<string> Committed(Round round, PartnerId partner) => (await RoundBefore(round)).TryGetValue(partner, out var said) ? said.Entry.Commitment : "";

    /// <summary>What all partners said in the round before: one read, however many ask.</summary>
    public async Task<IReadOnlyDictionary<PartnerId, (Period Period, Entry Entry)>> RoundBefore(Round round)
    {
        if (_before is null)
        {
            var before = round.Before is { } id ? await rounds.Load(round.Initiative, id, CancellationToken.None) : null;
            _before = before?.Entries.ToDictionary(e => e.Partner, e => (before.Round.Period, e)) ?? [];
        }

        return _before;
    }
}
