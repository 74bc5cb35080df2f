using Azure.Data.Tables;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.AzureTables.Tests;

public class AzuriteTests(Azurite azurite)
{
    [Fact]
    public async Task What_is_written_to_a_table_is_read_back()
    {
        var stop = TestContext.Current.CancellationToken;
        var table = new TableClient(azurite.ConnectionString, "written");
        await table.CreateAsync(stop);

        await table.AddEntityAsync(new TableEntity("north", "29:ana") { ["Value"] = 41 }, stop);

        var read = await table.GetEntityAsync<TableEntity>("north", "29:ana", cancellationToken: stop);
        Assert.Equal(41, read.Value.GetInt32("Value"));
    }
}
