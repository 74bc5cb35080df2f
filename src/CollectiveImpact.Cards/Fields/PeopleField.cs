using System.Globalization;

namespace CollectiveImpact.Cards.Fields;

/// <summary>People of the reader's own organisation, whom Teams finds by their names as one types: what is sent are their object ids.</summary>
/// <remarks>Source: Microsoft, "People Picker in Adaptive Cards". Teams asks its own directory; nothing comes to the bot meanwhile.</remarks>
public sealed record PeopleField<T>(string Name, string Label, Func<T, IReadOnlyList<string>> Get, Func<T, IReadOnlyList<string>, T> Set) : Field<T>(Name, Label)
{
    /// <summary>How many can be chosen.</summary>
    public required int Most { get; init; }

    /// <summary>What is said when more were.</summary>
    public required string TooMany { get; init; }

    public override string Put(T subject, CultureInfo culture) => string.Join(',', Get(subject));

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        // Ids of Entra; whatever else is sent is no person.
        string[] chosen = [.. typed.Several(Name).Select(c => Guid.TryParseExact(c, "D", out var id) ? id.ToString() : null).OfType<string>().Distinct()];
        if (chosen.Length == 0 && Required is not null)
        {
            faults[Name] = Required;
            return subject;
        }

        if (chosen.Length > Most)
        {
            faults[Name] = TooMany;
            return subject;
        }

        return Set(subject, chosen);
    }

    public override Input Input(Form shown, Room room, CultureInfo culture) => new ChoiceInput([])
    {
        Id = Name,
        Label = Label,
        IsMultiSelect = true,
        More = ChoiceQuery.People,
        Value = shown.Has(Name) ? string.Join(',', shown.Several(Name).Take(Most)) : null,
    };
}
