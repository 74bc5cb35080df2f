using Azure.Data.Tables;

namespace CollectiveImpact.AzureTables;

/// <summary>The place of a row among its like, where their order is the people's.</summary>
internal static class Places
{
    public const string Column = "Order";
    private const int Last = 1_000_000;

    /// <summary>A row's place; what has none that can be read comes last.</summary>
    public static int Of(TableEntity row) => row.Or(r => r.Number(Column), Last);

    /// <summary>The place of one in a list.</summary>
    public static int In<T>(IReadOnlyList<T> list, Func<T, bool> isIt) => list.TakeWhile(x => !isIt(x)).Count();

    /// <summary>Those of the rows whose key has a prefix, read in the order of their places.</summary>
    public static IReadOnlyList<T> InOrder<T>(Rows known, TableClient table, IEnumerable<TableEntity> rows, string prefix, Func<TableEntity, T> read)
        where T : class => known.Read(table, rows.Where(r => r.RowKey.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(Of), read);
}
