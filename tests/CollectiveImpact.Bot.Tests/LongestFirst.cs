using CollectiveImpact.Bot.Tests;
using CollectiveImpact.Bot.Tests.Door;
using CollectiveImpact.Bot.Tests.EndToEnd;
using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Bot.Tests.Fuzzing;
using CollectiveImpact.Bot.Tests.Story;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace CollectiveImpact.Bot.Tests;

/// <summary>What takes minutes begins first, so that the run doesn't end with one processor waiting for it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        Processes.Collection, nameof(StorageAwayTests), nameof(PlaygroundTests), nameof(FuzzTests), nameof(PagesInABrowserTests), nameof(ForeignValuesTests), nameof(CardsOnAPhoneTests), nameof(RolesTests),
        nameof(MalformedActivityTests), nameof(RebuildTests), nameof(DeskInABrowserTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(c => Array.Exists(Long, name => c.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
