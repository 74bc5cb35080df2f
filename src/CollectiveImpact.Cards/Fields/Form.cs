namespace CollectiveImpact.Cards.Fields;

/// <summary>What a card sent: its inputs as the person typed them, and the ids that the button carried. None of it is trusted.</summary>
public sealed class Form(IReadOnlyDictionary<string, string> fields)
{
    public static readonly Form Empty = new(new Dictionary<string, string>());

    /// <summary>The field as it was typed, without space around it; empty when absent.</summary>
    public string this[string name] => fields.TryGetValue(name, out var value) ? value.Trim() : "";

    public bool Has(string name) => this[name].Length > 0;

    public bool IsOn(string name) => this[name] == "true";

    /// <summary>What a field names, each once, unchecked.</summary>
    public IReadOnlyList<string> Several(string name) => [.. this[name].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, string> Fields => fields;

    /// <summary>The form with other values in some of its fields.</summary>
    public Form With(IReadOnlyDictionary<string, string> others) =>
        others.Count == 0 ? this : new(fields.Where(f => !others.ContainsKey(f.Key)).Concat(others).ToDictionary());
}
