namespace CollectiveImpact.Initiatives;

/// <summary>What the backbone changes about the whole initiative, read and written together.</summary>
/// <param name="Country">Whose public holidays are offered first; empty for none.</param>
[GenerateSerializer, Immutable]
public sealed record InitiativeSettings(string Name, string TimeZone, string Language, string Country)
{
    public static InitiativeSettings Of(Initiative initiative) => new(initiative.Name, initiative.TimeZone, initiative.Language, initiative.Country);

    /// <summary>The initiative with these; its own language is none of the others that its glossary is kept in.</summary>
    public Initiative In(Initiative initiative) => initiative with
    {
        Name = Name,
        TimeZone = TimeZone,
        Language = Language,
        Country = Country,
        Languages = [.. initiative.Languages.Where(l => !string.Equals(l, Language, StringComparison.OrdinalIgnoreCase))],
    };
}

/// <summary>What became of a change of the settings.</summary>
[GenerateSerializer]
public enum SettingsOutcome
{
    Changed,

    /// <summary>They are so already: a form that is sent again.</summary>
    AlreadySo,

    /// <summary>Somebody else has changed them since they were read, and nothing was written over.</summary>
    Stale,
}
