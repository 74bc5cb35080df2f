namespace CollectiveImpact.Bot.Web;

/// <summary>What a file would do, or why it does nothing, to be read on the page that takes it.</summary>
public sealed record FileReport
{
    public static readonly FileReport Nothing = new();

    /// <summary>What is wrong with the whole of it.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What is wrong, cell by cell or row by row.</summary>
    public FileRows? Wrong { get; init; }

    /// <summary>That all is well, and what would come; empty when it isn't.</summary>
    public string Fine { get; init; } = "";

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What would happen to what, under headings.</summary>
    public IReadOnlyList<(string Title, FileRows Rows)> Parts { get; init; } = [];

    /// <summary>What the form sends along unseen.</summary>
    public IReadOnlyList<(string Name, string Value)> Along { get; init; } = [];

    /// <summary>Only that something is wrong; nothing, when that is empty.</summary>
    public static FileReport Of(string fault) => fault.Length == 0 ? Nothing : new() { Faults = [fault] };
}

/// <summary>Some rows of a file as a table.</summary>
/// <param name="More">That there are others; empty when there are none.</param>
public sealed record FileRows(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows, string More);
