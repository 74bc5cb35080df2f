namespace CollectiveImpact.Files;

/// <summary>A part of something that is read from its beginning to its end. A page draws it, and so does a file, each in its way.</summary>
public abstract record Block;

/// <summary>A heading.</summary>
/// <param name="Level">2 for a part, 3 for a part of a part. There is one of the first level: the title.</param>
public sealed record HeadingBlock(int Level, string Text) : Block;

/// <summary>A paragraph.</summary>
public sealed record WordsBlock(IReadOnlyList<Words> Words, Tone Tone = Tone.Usual) : Block
{
    public WordsBlock(string text, Tone tone = Tone.Usual)
        : this([text], tone)
    {
    }
}

/// <summary>Several things, none before the others.</summary>
public sealed record ListBlock(IReadOnlyList<IReadOnlyList<Words>> Items) : Block;

/// <summary>A table with a heading above each column. The first cell says what its row is about.</summary>
/// <param name="Name">What it holds: heard, and read where there is no heading.</param>
public sealed record TableBlock(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<CellBlock>> Rows) : Block;

/// <summary>What stands in one cell of a table.</summary>
public sealed record CellBlock(IReadOnlyList<Words> Words)
{
    public static implicit operator CellBlock(string text) => new([text]);
}

/// <summary>What is better not torn apart at the end of a page.</summary>
public sealed record TogetherBlock(IReadOnlyList<Block> Blocks) : Block;

/// <summary>What only a page draws. Whatever it tells stands in words or in a table beside it.</summary>
public abstract record PictureBlock : Block;

/// <summary>How a paragraph looks.</summary>
public enum Tone
{
    Usual,

    /// <summary>What is known first.</summary>
    Lead,

    /// <summary>A number at a glance.</summary>
    Large,

    /// <summary>What explains the rest.</summary>
    Small,
}

/// <summary>Words of one kind, ours or somebody's.</summary>
public sealed record Words(string Text)
{
    public bool IsStrong { get; init; }

    /// <summary>Whether they say something beside what they stand behind.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether somebody else wrote them: they keep their own direction.</summary>
    public bool ArePeoples { get; init; }

    /// <summary>The BCP 47 tag of their language, where it is surely another than that of the words around them.</summary>
    public string? Language { get; init; }

    public static implicit operator Words(string text) => new(text);
}
