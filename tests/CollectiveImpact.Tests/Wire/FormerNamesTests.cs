using CollectiveImpact.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.TypeSystem;

namespace CollectiveImpact.Tests.Wire;

/// <summary>A type that has moved goes on being called what the version before calls it.</summary>
public sealed class FormerNamesTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer(b => b.AddAssembly(typeof(Period).Assembly)).AddFormerNames().BuildServiceProvider();

    public static TheoryData<Type, string> Sent => new()
    {
        { typeof(Period), "CollectiveImpact.Initiatives.Period,CollectiveImpact" },
        { typeof(Timetable), "CollectiveImpact.Scheduling.Timetable,CollectiveImpact" },
        { typeof(Pause[]), "CollectiveImpact.Scheduling.Pause[],CollectiveImpact" },
        { typeof(List<Pause>), "System.Collections.Generic.List`1[[CollectiveImpact.Scheduling.Pause,CollectiveImpact]]" },
        { typeof(CollectiveImpact.CheckIns.Round), "CollectiveImpact.CheckIns.Round,CollectiveImpact" },
    };

    [Theory]
    [MemberData(nameof(Sent))]
    public void A_type_is_sent_and_read_by_its_former_name(Type type, string name)
    {
        var names = _services.GetRequiredService<TypeConverter>();

        Assert.Equal(name, names.Format(type));
        Assert.Equal(type, names.Parse(name));
    }

    [Fact]
    public void A_call_names_its_grain_as_before()
    {
        var names = _services.GetRequiredService<TypeConverter>();
        var call = typeof(IClockGrain).Assembly.GetTypes().First(t => t.GetCustomAttributes(typeof(CompoundTypeAliasAttribute), false).Length > 0 && t.FullName!.Contains("IClockGrain", StringComparison.Ordinal));

        Assert.Contains("[CollectiveImpact.Scheduling.IClockGrain,CollectiveImpact]", names.Format(call), StringComparison.Ordinal);
        Assert.Equal(call, names.Parse(names.Format(call)));
        Assert.Equal("CollectiveImpact.Scheduling.IClockGrain", new GrainInterfaceTypeResolver([], names).GetGrainInterfaceType(typeof(IClockGrain)).ToString());
    }

    [Fact]
    public void What_is_sent_comes_back()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        object pause = new Pause(new LocalDate(2026, 12, 24), new LocalDate(2026, 12, 26), "Closed");

        var sent = serializer.SerializeToArray(pause);

        Assert.Contains("CollectiveImpact.Scheduling.Pause", System.Text.Encoding.UTF8.GetString(sent), StringComparison.Ordinal);
        Assert.Equal(pause, serializer.Deserialize<object>(sent));
    }

    public void Dispose() => _services.Dispose();
}
