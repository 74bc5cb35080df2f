namespace CollectiveImpact.Time;

/// <summary>How an instant travels between silos.</summary>
[GenerateSerializer]
public readonly record struct InstantSurrogate(long Ticks);

[RegisterConverter]
public sealed class InstantConverter : IConverter<Instant, InstantSurrogate>
{
    public Instant ConvertFromSurrogate(in InstantSurrogate surrogate) => Instant.FromUnixTimeTicks(surrogate.Ticks);

    public InstantSurrogate ConvertToSurrogate(in Instant value) => new(value.ToUnixTimeTicks());
}

/// <summary>How a date travels between silos.</summary>
[GenerateSerializer]
public readonly record struct LocalDateSurrogate(int Year, int Month, int Day);

[RegisterConverter]
public sealed class LocalDateConverter : IConverter<LocalDate, LocalDateSurrogate>
{
    public LocalDate ConvertFromSurrogate(in LocalDateSurrogate surrogate) => new(surrogate.Year, surrogate.Month, surrogate.Day);

    public LocalDateSurrogate ConvertToSurrogate(in LocalDate value) => new(value.Year, value.Month, value.Day);
}

/// <summary>How a time of day travels between silos.</summary>
[GenerateSerializer]
public readonly record struct LocalTimeSurrogate(long TickOfDay);

[RegisterConverter]
public sealed class LocalTimeConverter : IConverter<LocalTime, LocalTimeSurrogate>
{
    public LocalTime ConvertFromSurrogate(in LocalTimeSurrogate surrogate) => LocalTime.FromTicksSinceMidnight(surrogate.TickOfDay);

    public LocalTimeSurrogate ConvertToSurrogate(in LocalTime value) => new(value.TickOfDay);
}
