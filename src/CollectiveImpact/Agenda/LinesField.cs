using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Agenda;

/// <summary>Several of a kind, each a line or a sentence.</summary>
internal sealed record LinesField<T, TItem>(string Name, string Label, Func<T, IReadOnlyList<TItem>> Get, Func<T, IReadOnlyList<TItem>, T> Set) : Field<T>(Name, Label)
    where TItem : class
{
    public required int Most { get; init; }

    /// <summary>What was typed, taken apart.</summary>
    public required Func<string, IReadOnlyList<string>> Split { get; init; }

    /// <summary>One of them as a line.</summary>
    public required Func<TItem, string> Write { get; init; }

    /// <summary>What a line says; null when it says none.</summary>
    public required Func<string, TItem?> Understand { get; init; }

    /// <summary>What is said of a line that says none.</summary>
    public required Func<string, string> NotUnderstood { get; init; }

    /// <summary>What is said when there are so many.</summary>
    public required Func<int, string> TooMany { get; init; }

    /// <summary>An example, in the empty field.</summary>
    public string? Placeholder { get; init; }

    public override string Put(T subject, CultureInfo culture) => string.Join('\n', Get(subject).Select(Write));

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        var lines = Split(typed[Name]);
        var items = lines.Select(Understand).ToArray();
        if (lines.Count > Most)
        {
            faults[Name] = TooMany(lines.Count);
        }
        else if (Array.LastIndexOf(items, null) is >= 0 and var at)
        {
            faults[Name] = NotUnderstood(lines[at]);
        }
        else
        {
            return Set(subject, [.. items.OfType<TItem>()]);
        }

        return subject;
    }

    public override Input Input(Form shown, Room room, CultureInfo culture) => new TextInput
    {
        Id = Name,
        Label = Label,
        Value = shown[Name],
        Placeholder = room.Hints ? Placeholder : null,
        IsMultiline = true,
    };
}
