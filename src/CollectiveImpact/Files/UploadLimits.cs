namespace CollectiveImpact.Files;

/// <summary>How much of a file that somebody brings is read, so that one file can't take the service from everybody else.</summary>
public sealed class UploadLimits
{
    /// <summary>A spreadsheet of two hundred thousand rows.</summary>
    public int MegaBytes { get; set; } = 20;

    /// <summary>What comes out of a workbook, counted while it is read: what the file says of itself isn't believed.</summary>
    public int UnzippedMegaBytes { get; set; } = 200;

    /// <summary>So many times larger a workbook may become, once it is past the first megabyte.</summary>
    public int UnzippedTimes { get; set; } = 100;

    public int Columns { get; set; } = 200;

    /// <summary>More than anybody types, and few enough to check in seconds.</summary>
    public int Rows { get; set; } = 200_000;

    /// <summary>Of one cell, or of one text in JSON; Excel itself ends a little below.</summary>
    public int CellCharacters { get; set; } = 32 * 1024;

    /// <summary>All words of one file that are held at the same time, in millions of characters.</summary>
    public int MegaCharacters { get; set; } = 4;

    /// <summary>Weeks, months and quarters of one file; each becomes a round of its own.</summary>
    public int Periods { get; set; } = 1_000;

    /// <summary>Levels of JSON within each other.</summary>
    public int JsonDepth { get; set; } = 32;

    /// <summary>Objects, lists, names and values of JSON.</summary>
    public int JsonParts { get; set; } = 1_000_000;

    /// <summary>To read and check one file.</summary>
    public TimeSpan Time { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Files that are read at the same time in one process; of one initiative it is always one.</summary>
    public int AtOnce { get; set; } = 2;
}
