namespace CollectiveImpact.Search;

/// <summary>A prefix index: texts in order, to find those that begin with what was typed by binary search.</summary>
/// <remarks>
/// What is added waits until something is looked for: many are then sorted at once, a few are put in their places. What was removed stays
/// until the next sorting, marked by its owner.
/// </remarks>
internal sealed class PrefixIndex
{
    /// <summary>Up to so many, moving the rest up is cheaper than sorting.</summary>
    private const int Few = 16;

    private static readonly Comparison<(string Text, int Id)> InOrder = (a, b) => string.CompareOrdinal(a.Text, b.Text) is not 0 and var order ? order : a.Id.CompareTo(b.Id);

    private readonly List<(string Text, int Id)> _sorted = [];
    private readonly List<(string Text, int Id)> _waiting = [];

    public void Add(string text, int id) => _waiting.Add((text, id));

    /// <summary>Leaves out what isn't there any more.</summary>
    public void Sort(Predicate<int> stays)
    {
        _sorted.AddRange(_waiting);
        _waiting.Clear();
        _waiting.Capacity = Few;
        _sorted.RemoveAll(t => !stays(t.Id));
        _sorted.Sort(InOrder);
    }

    /// <summary>The texts from the first that isn't before the prefix; the caller stops where they don't begin so any more.</summary>
    public ReadOnlySpan<(string Text, int Id)> From(ReadOnlySpan<char> prefix)
    {
        if (_waiting.Count > Few)
        {
            Sort(_ => true);
        }

        foreach (var text in _waiting)
        {
            _sorted.Insert(~_sorted.BinarySearch(text, Order), text);
        }

        _waiting.Clear();
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sorted);
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (all[middle].Text.AsSpan().SequenceCompareTo(prefix) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return all[low..];
    }

    private static readonly Comparer<(string Text, int Id)> Order = Comparer<(string Text, int Id)>.Create(InOrder);
}
