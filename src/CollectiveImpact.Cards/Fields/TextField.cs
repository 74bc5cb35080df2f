using System.Globalization;

namespace CollectiveImpact.Cards.Fields;

/// <summary>Words.</summary>
public sealed record TextField<T>(string Name, string Label, Func<T, string> Get, Func<T, string, T> Set) : Field<T>(Name, Label)
{
    /// <summary>In characters.</summary>
    public required int Longest { get; init; }

    /// <summary>An example, in the empty field.</summary>
    public string? Placeholder { get; init; }

    public bool IsMultiline { get; init; }

    public override string Put(T subject, CultureInfo culture) => Get(subject);

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        var text = typed[Name];
        if (text.Length == 0 && Required is not null)
        {
            faults[Name] = Required;
        }
        else if (text.Length > Longest)
        {
            faults[Name] = new Texts(culture).TooLong(text.Length, Longest);
        }
        else
        {
            return Set(subject, text);
        }

        return subject;
    }

    public override Input Input(Form shown, Room room, CultureInfo culture) => new TextInput
    {
        Id = Name,
        Label = Label,
        Value = shown.Has(Name) ? shown[Name] : null,
        Placeholder = room.Hints ? Placeholder : null,
        IsMultiline = IsMultiline ? true : null,
    };
}
