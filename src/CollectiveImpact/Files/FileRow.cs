namespace CollectiveImpact.Files;

/// <summary>A row of a table that holds something.</summary>
/// <param name="Number">As spreadsheets count, from 1.</param>
/// <param name="Cells">Texts, numbers, yes and no, and <see cref="SpecialCell"/>s; the same array for every row.</param>
internal readonly record struct FileRow(int Number, object?[] Cells);
