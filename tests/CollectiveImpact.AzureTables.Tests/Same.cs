using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using Xunit;

namespace CollectiveImpact.AzureTables.Tests;

/// <summary>Records that hold lists, compared to the last tick and in order; their own equality compares lists by reference.</summary>
internal static class Same
{
    public static void As(Initiative expected, Initiative actual)
    {
        Assert.Equal(expected.Goals, actual.Goals);
        Assert.Equal(expected.Partners, actual.Partners);
        Assert.Equal(expected.Members, actual.Members);
        Assert.Equal(expected.Channels, actual.Channels);
        Assert.Equal(expected with { Goals = [], Partners = [], Members = [], Channels = [] }, actual with { Goals = [], Partners = [], Members = [], Channels = [] });
    }

    public static void As(IReadOnlyList<Indicator> expected, IReadOnlyList<Indicator> actual)
    {
        Assert.Equal(expected.Select(i => i.Id), actual.Select(i => i.Id));
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Terms, pair.Second.Terms);
            Assert.Equal(pair.First with { Terms = [] }, pair.Second with { Terms = [] });
        });
    }

    public static void As(Timetable expected, Timetable actual)
    {
        Assert.Equal(expected.Running, actual.Running);
        Assert.Equal(expected with { Running = [] }, actual with { Running = [] });
    }

    public static void As(KnownPerson expected, KnownPerson? actual)
    {
        Assert.Equal(expected.Initiatives, actual!.Initiatives);
        Assert.Equal(expected with { Initiatives = [] }, actual with { Initiatives = [] });
    }

    public static void As(Round expected, Round actual)
    {
        Assert.Equal(expected.Indicators, actual.Indicators);
        Assert.Equal(expected.Partners, actual.Partners);
        Assert.Equal(expected with { Indicators = [], Partners = [] }, actual with { Indicators = [], Partners = [] });
    }

    public static void As(IReadOnlyList<Entry> expected, IReadOnlyList<Entry> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        var none = new Dictionary<string, ReportedValue>();
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Values.OrderBy(v => v.Key), pair.Second.Values.OrderBy(v => v.Key));
            Assert.Equal(pair.First with { Values = none }, pair.Second with { Values = none });
        });
    }
}
