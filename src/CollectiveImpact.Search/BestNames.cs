namespace CollectiveImpact.Search;

/// <summary>The best names of a search so far, in the order of their scores, one of each thing that has names.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class BestNames(NameTable names, int most)
{
    private readonly List<(int Name, float Score, bool Sure)> _all = new(most + 1);
    private float _least = -1;

    public int Most => most;

    public float First => _all.Count > 0 ? _all[0].Score : 0;

    public List<(int Name, float Score, bool Sure)> All => _all;

    public void AddAll(ReadOnlySpan<int> found, float score, bool sure)
    {
        foreach (var name in found)
        {
            Add(name, score, sure);
        }
    }

    public void Add(int name, float score, bool sure)
    {
        if (score <= _least)
        {
            return;
        }

        var id = names[name].Id;
        var old = _all.Count - 1;
        while (old >= 0 && names[_all[old].Name].Id != id)
        {
            old--;
        }

        if (old >= 0)
        {
            if (_all[old].Score >= score)
            {
                return;
            }

            _all.RemoveAt(old);
        }

        // Equal scores stay in the order in which they were found.
        var at = _all.Count;
        while (at > 0 && _all[at - 1].Score < score)
        {
            at--;
        }

        _all.Insert(at, (name, score, sure));
        if (_all.Count > most)
        {
            _all.RemoveAt(most);
        }

        _least = _all.Count == most ? _all[^1].Score : -1;
    }
}
