using System.Runtime.CompilerServices;

namespace CollectiveImpact.Search;

/// <summary>The names of an index, numbered. A number is given out again once nothing refers to the name that had it.</summary>
internal sealed class NameTable
{
    private const int FirstWordsKept = 4;
    private const int FewRemoved = 64;

    private readonly Stack<int> _free = [];
    private readonly List<int> _removed = [];
    private IndexedName[] _names = new IndexedName[16];

    /// <summary>The first words of each name, close together in memory: whoever looks at hundreds of names waits for little else.</summary>
    private FirstWords[] _firstWords = new FirstWords[16];

    /// <summary>How many numbers were given out.</summary>
    public int Numbers { get; private set; }

    /// <summary>How many names there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether so many names were removed that it is time to forget them.</summary>
    public bool HasManyRemoved => _removed.Count > Math.Max(FewRemoved, Count / 4);

    public ref readonly IndexedName this[int name] => ref _names[name];

    public int Add(IndexedName added)
    {
        var name = _free.TryPop(out var free) ? free : Numbers++;
        if (name == _names.Length)
        {
            Array.Resize(ref _names, name * 2);
            Array.Resize(ref _firstWords, name * 2);
        }

        _names[name] = added;
        var words = added.Words;
        words.AsSpan(0, Math.Min(words.Length, FirstWordsKept)).CopyTo(_firstWords[name]);
        _firstWords[name][FirstWordsKept] = words.Length;
        Count++;
        return name;
    }

    public void Remove(int name)
    {
        _names[name] = new() { Folded = "", Given = "", Words = [] };
        _removed.Add(name);
        Count--;
    }

    /// <summary>To be called when nothing refers to the removed names any more.</summary>
    public void ForgetRemoved()
    {
        _removed.ForEach(_free.Push);
        _removed.Clear();
    }

    public ReadOnlySpan<int> WordsOf(int name)
    {
        ref var first = ref _firstWords[name];
        var count = first[FirstWordsKept];
        return count <= FirstWordsKept ? ((ReadOnlySpan<int>)first)[..count] : _names[name].Words;
    }

    /// <summary>The words, and how many there are in all.</summary>
    [InlineArray(FirstWordsKept + 1)]
    private struct FirstWords
    {
        private int _word;
    }
}

/// <summary>A name as an index keeps it.</summary>
internal struct IndexedName
{
    /// <summary>Of the thing that has the name; null when the name was removed.</summary>
    public string? Id;
    public string Given;
    public string Folded;

    /// <summary>As numbered by the vocabulary.</summary>
    public int[] Words;

    /// <summary>Whether it is made of nothing but words that stand in every text.</summary>
    public bool IsStopWords;
}
