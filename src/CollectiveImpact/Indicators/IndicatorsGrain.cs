using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>The one writer of an initiative's indicators; holds them in memory.</summary>
public interface IIndicatorsGrain : IGrainWithStringKey
{
    /// <summary>All indicators in the order in which they were added, retired ones too.</summary>
    [return: Immutable]
    [Alias("68F19EDF")]
    Task<IReadOnlyList<Indicator>> All();

    /// <summary>An indicator as an earlier version defined it, or as it is now when there is no such version.</summary>
    [return: Immutable]
    [Alias("D796CA27")]
    Task<Indicator> Version(Indicator indicator, int version);

    /// <summary>Adds or changes one. The version is counted here.</summary>
    [Alias("C0C9B881")]
    Task Save(Indicator indicator, Edit edit = Edit.Wording);

    /// <summary>Writes what is read of one in another language, or takes it away. What it means stays as it is.</summary>
    /// <param name="words">Null takes them away.</param>
    /// <returns>Whether there is such an indicator.</returns>
    [Alias("5B0D74E2")]
    Task<bool> Translate(string indicator, string language, IndicatorWords? words);
}

[GrainType("indicators")]
public sealed class IndicatorsGrain(IIndicatorStore store) : Grain, IIndicatorsGrain
{
    private readonly Dictionary<string, IReadOnlyList<Indicator>> _versions = [];
    private IReadOnlyList<Indicator> _indicators = [];

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _indicators = await store.Load(new(this.GetPrimaryKeyString()), cancellationToken);

    public Task<IReadOnlyList<Indicator>> All() => Task.FromResult(_indicators);

    public async Task<Indicator> Version(Indicator indicator, int version)
    {
        if (!_versions.TryGetValue(indicator.Id, out var versions))
        {
            _versions[indicator.Id] = versions = await store.Versions(new(this.GetPrimaryKeyString()), indicator.Id, CancellationToken.None);
        }

        return versions.FirstOrDefault(v => v.Version == version) ?? indicator;
    }

    public async Task<bool> Translate(string indicator, string language, IndicatorWords? words)
    {
        if (_indicators.FirstOrDefault(i => i.Id == indicator) is not { } known)
        {
            return false;
        }

        var translations = new Dictionary<string, IndicatorWords>(known.Translations);
        if (words is null)
        {
            translations.Remove(language);
        }
        else
        {
            translations[language] = words;
        }

        await Save(known with { Translations = translations });
        return true;
    }

    public async Task Save(Indicator indicator, Edit edit = Edit.Wording)
    {
        var known = _indicators.FirstOrDefault(i => i.Id == indicator.Id);
        var version = known is null ? 1 : edit == Edit.Wording ? known.Version : known.Version + 1;
        var versioned = indicator with { Version = version, ComparesFrom = edit == Edit.NewSeries ? version : known?.ComparesFrom ?? 1 };
        await this.SaveOrLetGo(() => store.Save(new(this.GetPrimaryKeyString()), versioned, CancellationToken.None));
        _versions.Remove(indicator.Id);
        _indicators = known is null
            ? [.. _indicators, versioned]
            : [.. _indicators.Select(i => i.Id == versioned.Id ? versioned : i)];
    }
}
