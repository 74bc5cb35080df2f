using CollectiveImpact.Files;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class ImportsTableTests(Azurite azurite)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 12, 0);

    [Fact]
    public async Task Files_come_back_the_newest_first_and_only_as_many_as_are_asked_for()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IImportStore>();
        var files = Enumerable.Range(0, 12)
            .Select(i => new ImportRecord($"file{i}", $"=old{i}/#?.csv", Ana, "Ana", Noon + Duration.FromMinutes(i), i, 1, new Period("2026-Q1"), new Period("2026-Q3"), [$"2026-Q{i}.import", "weekly-1"]))
            .ToArray();
        foreach (var file in files)
        {
            await store.Save(new("ab12cd"), file, Cancel);
        }

        await store.Save(new("ab12cd"), files[11] with { IsWhole = true, UndoneByName = "Ben", UndoneAt = Noon }, Cancel);
        await store.Remove(new("ab12cd"), files[10], Cancel);
        await store.Remove(new("ab12cd"), files[10], Cancel);

        var newest = await store.Newest(new("ab12cd"), 3, Cancel);

        Assert.Equal(["file11", "file9", "file8"], newest.Select(f => f.Id));
        Assert.Equivalent(files[11] with { IsWhole = true, UndoneByName = "Ben", UndoneAt = Noon }, newest[0], strict: true);
        Assert.Equivalent(files[9], newest[1], strict: true);
        Assert.Empty(await store.Newest(new("ab12c"), 3, Cancel));
    }
}
