using System.Runtime.InteropServices;

namespace CollectiveImpact.Search;

/// <summary>Posting lists: numbered lists of numbers. A list of one number, which most are, costs no object.</summary>
internal sealed class Postings
{
    private Slot[] _lists = [];

    public void Add(int list, int value)
    {
        if (list >= _lists.Length)
        {
            Array.Resize(ref _lists, Math.Max(16, Math.Max(list + 1, _lists.Length * 2)));
        }

        ref var slot = ref _lists[list];
        if (slot.Count == 0)
        {
            slot.One = value;
        }
        else
        {
            slot.Many ??= [slot.One, 0];
            if (slot.Count == slot.Many.Length)
            {
                Array.Resize(ref slot.Many, slot.Count * 2);
            }

            // A list that was shortened to one keeps its array.
            slot.Many[0] = slot.Count == 1 ? slot.One : slot.Many[0];
            slot.Many[slot.Count] = value;
        }

        slot.Count++;
    }

    public void Remove(int list, int value)
    {
        ref var slot = ref _lists[list];
        if (slot.Count == 1)
        {
            slot.Count = slot.One == value ? 0 : 1;
        }
        else if (slot.Many.AsSpan(0, slot.Count).IndexOf(value) is >= 0 and var at)
        {
            slot.Many![at] = slot.Many[--slot.Count];
            slot.One = slot.Many[0];
        }
    }

    public int CountOf(int list) => list < _lists.Length ? _lists[list].Count : 0;

    public ReadOnlySpan<int> Of(int list)
    {
        if (list >= _lists.Length)
        {
            return [];
        }

        ref var slot = ref _lists[list];
        return slot.Count <= 1 ? MemoryMarshal.CreateReadOnlySpan(ref slot.One, slot.Count) : slot.Many.AsSpan(0, slot.Count);
    }

    private struct Slot
    {
        public int[]? Many;
        public int One;
        public int Count;
    }
}

/// <summary>Posting lists by a text, of which only the hash is kept.</summary>
/// <remarks>Two texts among a million have the same 64 bits once in thirty million indexes. Who has to know compares.</remarks>
internal sealed class KeyedPostings
{
    private readonly Dictionary<ulong, int> _keys = [];
    private readonly Postings _postings = new();
    private readonly Stack<int> _free = [];
    private int _next;

    public static ulong Hash(ReadOnlySpan<char> key)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return Mix(hash);
    }

    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }

    public void Add(ulong key, int value)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out var known);
        if (!known)
        {
            list = _free.TryPop(out var free) ? free : _next++;
        }

        _postings.Add(list, value);
    }

    public void Remove(ulong key, int value)
    {
        if (_keys.TryGetValue(key, out var list))
        {
            _postings.Remove(list, value);
            if (_postings.CountOf(list) == 0)
            {
                _keys.Remove(key);
                _free.Push(list);
            }
        }
    }

    public ReadOnlySpan<int> Of(ulong key) => _keys.TryGetValue(key, out var list) ? _postings.Of(list) : [];

    public ReadOnlySpan<int> Of(ReadOnlySpan<char> key) => Of(Hash(key));
}
