using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using Xunit;

namespace CollectiveImpact.AzureTables.Tests;

/// <summary>Records that hold lists, compared to the last tick and in order; their own equality compares lists by reference.</summary>
internal static class Same
{
    private static readonly Dictionary<string, ReportedValue> NoValues = [];
    private static readonly Dictionary<string, int> NoVersions = [];
    private static readonly Dictionary<string, IReadOnlyList<PartnerId>> NoPartners = [];
    private static readonly Dictionary<string, string> NoNotes = [];
    private static readonly Dictionary<string, IndicatorWords> NoTranslations = [];

    public static void As(Initiative expected, Initiative actual)
    {
        Assert.Equal(expected.Goals, actual.Goals);
        Assert.Equal(expected.Partners, actual.Partners);
        Assert.Equal(expected.Members, actual.Members);
        Assert.Equal(expected.Channels, actual.Channels);
        Assert.Equal(expected.Languages, actual.Languages);
        Assert.Equal(expected.Groups.Select(g => g.Id), actual.Groups.Select(g => g.Id));
        Assert.All(expected.Groups.Zip(actual.Groups), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second), pair.First.Id));
        Assert.Equal(Plain(expected), Plain(actual));

        static Initiative Plain(Initiative initiative) => initiative with { Goals = [], Partners = [], Members = [], Channels = [], Languages = [], Groups = [] };
    }

    public static void As(IReadOnlyList<Indicator> expected, IReadOnlyList<Indicator> actual)
    {
        Assert.Equal(expected.Select(i => i.Id), actual.Select(i => i.Id));
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Terms, pair.Second.Terms);
            Assert.Equal(pair.First.Partners, pair.Second.Partners);
            Assert.Equal((pair.First.Breakdown?.Name, pair.First.Breakdown?.Sharing), (pair.Second.Breakdown?.Name, pair.Second.Breakdown?.Sharing));
            Assert.Equal(pair.First.Breakdown?.Categories ?? [], pair.Second.Breakdown?.Categories ?? []);
            Assert.Equal(pair.First.Translations.OrderBy(t => t.Key).Select(t => (t.Key, Plain(t.Value))), pair.Second.Translations.OrderBy(t => t.Key).Select(t => (t.Key, Plain(t.Value))));
            Assert.Equal(
                pair.First.Translations.SelectMany(t => t.Value.Categories.Select(c => $"{t.Key} {c.Key} {c.Value}")).Order(),
                pair.Second.Translations.SelectMany(t => t.Value.Categories.Select(c => $"{t.Key} {c.Key} {c.Value}")).Order());
            Assert.Equal(Without(pair.First), Without(pair.Second));
        });

        static Indicator Without(Indicator indicator) => indicator with { Terms = [], Partners = [], Breakdown = null, Translations = NoTranslations };
        static IndicatorWords Plain(IndicatorWords words) => words with { Categories = NoNotes };
    }

    public static void As(Timetable expected, Timetable actual)
    {
        Assert.Equal(expected.Pauses, actual.Pauses);
        Assert.Equal(expected.Closed, actual.Closed);
        Assert.Equal(expected.Schedules.Count, actual.Schedules.Count);
        Assert.All(expected.Schedules.Zip(actual.Schedules), pair => As(pair.First, pair.Second));
        As(expected.Running, actual.Running);
        Assert.Equal(expected.Digests.Select(d => d.At), actual.Digests.Select(d => d.At));
        As([.. expected.Digests.Select(d => d.Round)], [.. actual.Digests.Select(d => d.Round)]);
        Assert.Equal(expected.MorningsTo, actual.MorningsTo);
    }

    private static void As(IReadOnlyList<RunningRound> expected, IReadOnlyList<RunningRound> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Reminds, pair.Second.Reminds);
            As(pair.First.Asks, pair.Second.Asks);
            Assert.Equal(pair.First with { Reminds = [], Asks = Scope.Everything }, pair.Second with { Reminds = [], Asks = Scope.Everything });
        });
    }

    private static void As(FollowedSchedule expected, FollowedSchedule actual)
    {
        var (one, other) = (expected.Schedule, actual.Schedule);
        Assert.Equal((expected.Through, one.Recurs.InMonth), (actual.Through, other.Recurs.InMonth));
        Assert.Equal(expected.Skipped, actual.Skipped);
        Assert.Equal(one.Recurs.Days, other.Recurs.Days);
        Assert.Equal(one.RemindDaysBefore, other.RemindDaysBefore);
        As(one.Asks, other.Asks);
        Assert.Equal(Plain(one), Plain(other));

        static Schedule Plain(Schedule schedule) => schedule with { Recurs = schedule.Recurs with { Days = [] }, RemindDaysBefore = [], Asks = Scope.Everything };
    }

    private static void As(Scope expected, Scope actual)
    {
        Assert.Equal(expected.Indicators, actual.Indicators);
        Assert.Equal(expected.Partners, actual.Partners);
    }

    public static void As(KnownPerson expected, KnownPerson? actual)
    {
        Assert.Equal(expected.Initiatives, actual!.Initiatives);
        Assert.Equal(expected.InvitedTo, actual.InvitedTo);
        Assert.Equal(expected.Others, actual.Others);
        Assert.Equal(Plain(expected), Plain(actual));

        static KnownPerson Plain(KnownPerson person) => person with { Initiatives = [], InvitedTo = [], Others = [] };
    }

    public static void As(Round expected, Round actual)
    {
        Assert.Equal(expected.Indicators, actual.Indicators);
        Assert.Equal(expected.Partners, actual.Partners);
        Assert.Equal(expected.Only, actual.Only);
        Assert.Equal(expected.Versions.OrderBy(v => v.Key), actual.Versions.OrderBy(v => v.Key));
        Assert.Equal(
            expected.OnlyFor.OrderBy(o => o.Key).Select(o => (o.Key, string.Join('|', o.Value))),
            actual.OnlyFor.OrderBy(o => o.Key).Select(o => (o.Key, string.Join('|', o.Value))));
        Assert.Equal(expected.Queries, actual.Queries);
        Assert.Equal(Plain(expected), Plain(actual));

        static Round Plain(Round round) => round with { Indicators = [], Partners = [], Only = [], Versions = NoVersions, OnlyFor = NoPartners, Queries = [] };
    }

    public static void As(IReadOnlyList<Entry> expected, IReadOnlyList<Entry> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Values.OrderBy(v => v.Key), pair.Second.Values.OrderBy(v => v.Key));
            Assert.Equal(pair.First.Versions.OrderBy(v => v.Key), pair.Second.Versions.OrderBy(v => v.Key));
            Assert.Equal(pair.First.Notes.OrderBy(v => v.Key), pair.Second.Notes.OrderBy(v => v.Key));
            Assert.Equal(Plain(pair.First), Plain(pair.Second));
        });

        static Entry Plain(Entry entry) => entry with { Values = NoValues, Versions = NoVersions, Notes = NoNotes };
    }
}
