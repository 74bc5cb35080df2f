using System.Numerics;

namespace CollectiveImpact.Search;

/// <summary>A symmetric delete index: finds the words that may be within two edits of another, since words that lose the same letters become the same.</summary>
/// <remarks>
/// The method of W. Garbe's SymSpell (2012), over the first seven letters. A delete is kept as its hash: what is found has to be
/// compared anyway. Two flat arrays, no object per entry.
/// </remarks>
internal sealed class SpellingIndex
{
    private const int PrefixLength = 7;

    /// <summary>For each length up to seven, which letters stay: all, all but one, all but two.</summary>
    private static readonly byte[][] Kept =
    [
        .. Enumerable.Range(0, PrefixLength + 1).Select(length => Enumerable.Range(0, 1 << length)
            .Where(kept => length - BitOperations.PopCount((uint)kept) <= 2)
            .OrderByDescending(kept => BitOperations.PopCount((uint)kept))
            .Select(kept => (byte)kept)
            .ToArray()),
    ];

    private Chain[] _chains = new Chain[1 << 10];
    private Link[] _links = new Link[1 << 10];
    private int _count;
    private int _used;

    /// <param name="edits">How many edits away the word may be found: one or two.</param>
    public void Add(int id, string word, int edits)
    {
        Span<uint> deletes = stackalloc uint[32];
        foreach (var hash in Deletes(word, edits, deletes))
        {
            if (_used * 4 >= _chains.Length * 3)
            {
                Grow();
            }

            if (_count == _links.Length)
            {
                Array.Resize(ref _links, _count * 2);
            }

            ref var chain = ref At(hash);
            if (chain.Hash == 0)
            {
                chain.Hash = hash;
                _used++;
            }

            _links[_count] = new(id, (byte)Math.Min(word.Length, byte.MaxValue), chain.Last);
            chain.Last = ++_count;
        }
    }

    /// <summary>Words that may be two edits away, and some that aren't; one can come twice.</summary>
    public void Find(string word, List<int> found)
    {
        Span<uint> deletes = stackalloc uint[32];
        foreach (var hash in Deletes(word, 2, deletes))
        {
            for (var at = At(hash).Last; at != 0;)
            {
                var link = _links[at - 1];
                if (Math.Abs(link.Length - word.Length) <= 2)
                {
                    found.Add(link.Id);
                }

                at = link.Before;
            }
        }
    }

    private static ReadOnlySpan<uint> Deletes(string word, int edits, Span<uint> deletes)
    {
        var length = Math.Min(word.Length, PrefixLength);
        var count = 0;
        foreach (var kept in Kept[length])
        {
            if (length - BitOperations.PopCount(kept) > edits)
            {
                break;
            }

            var hash = 2166136261u;
            for (var left = (uint)kept; left != 0; left &= left - 1)
            {
                hash = (hash ^ word[BitOperations.TrailingZeroCount(left)]) * 16777619u;
            }

            hash ^= hash >> 15;
            hash *= 0x2C1B3C6D;
            hash ^= hash >> 13;
            hash = Math.Max(hash, 1);
            // A word with a double letter has one delete twice.
            if (!deletes[..count].Contains(hash))
            {
                deletes[count++] = hash;
            }
        }

        return deletes[..count];
    }

    private ref Chain At(uint hash)
    {
        var mask = _chains.Length - 1;
        var at = (int)(hash & (uint)mask);
        while (_chains[at].Hash != 0 && _chains[at].Hash != hash)
        {
            at = (at + 1) & mask;
        }

        return ref _chains[at];
    }

    private void Grow()
    {
        var old = _chains;
        _chains = new Chain[old.Length * 2];
        foreach (var chain in old)
        {
            if (chain.Hash != 0)
            {
                At(chain.Hash) = chain;
            }
        }
    }

    private struct Chain
    {
        public uint Hash;

        /// <summary>The link that was added last, counted from one.</summary>
        public int Last;
    }

    /// <summary>A word of a chain, with its length: most are ruled out without a look at the word.</summary>
    private readonly struct Link(int id, byte length, int before)
    {
        private readonly uint _word = ((uint)id << 8) | length;

        public readonly int Before = before;

        public int Id => (int)(_word >> 8);

        public int Length => (int)(_word & 0xFF);
    }
}
