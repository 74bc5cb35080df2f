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

    /// <summary>Writes what is read of several in other languages, all of it in one go.</summary>
    /// <exception cref="StaleStateException">One of them has changed since it was read; then none is written.</exception>
    [Alias("A3D81F46")]
    Task TranslateAll([Immutable] IReadOnlyList<Translated> all);
}

/// <summary>An indicator with what is to be read of it in other languages.</summary>
/// <param name="Read">As it was when somebody looked at what would change.</param>
/// <param name="Words">By language; what isn't named stays.</param>
[GenerateSerializer, Immutable]
public sealed record Translated(Indicator Read, IReadOnlyDictionary<string, IndicatorWords> Words);

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

    public async Task TranslateAll(IReadOnlyList<Translated> all)
    {
        var known = _indicators.ToDictionary(i => i.Id);
        await Put([.. all.Select(one => known.GetValueOrDefault(one.Read.Id) is { } now && IndicatorText.IsSame(now, one.Read)
            ? now with { Translations = now.Translations.Where(t => !one.Words.ContainsKey(t.Key)).Concat(one.Words).ToDictionary() }
            : throw new StaleStateException())]);
    }

    public async Task Save(Indicator indicator, Edit edit = Edit.Wording)
    {
        var known = _indicators.FirstOrDefault(i => i.Id == indicator.Id);
        var version = known is null ? 1 : edit == Edit.Wording ? known.Version : known.Version + 1;
        var versioned = indicator with { Version = version, ComparesFrom = edit == Edit.NewSeries ? version : known?.ComparesFrom ?? 1 };
        await Put([versioned]);
    }

    private async Task Put(IReadOnlyList<Indicator> changed)
    {
        await this.SaveOrLetGo(() => store.SaveAll(new(this.GetPrimaryKeyString()), changed, CancellationToken.None));
        var byId = changed.ToDictionary(i => i.Id);
        foreach (var id in byId.Keys)
        {
            _versions.Remove(id);
        }

        _indicators = [.. _indicators.Select(i => byId.Remove(i.Id, out var now) ? now : i), .. byId.Values];
    }
}
