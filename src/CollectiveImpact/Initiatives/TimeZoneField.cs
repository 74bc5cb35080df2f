using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Time;

namespace CollectiveImpact.Initiatives;

/// <summary>A time zone, typed by a city that keeps it or by its id.</summary>
/// <param name="Get">The IANA id; people see and type its city.</param>
internal sealed record TimeZoneField<T>(string Name, string Label, Func<T, string?> Get, Func<T, string?, T> Set) : Field<T>(Name, Label)
{
    /// <summary>In the empty field: the IANA id of what holds while nothing is typed.</summary>
    public string? Placeholder { get; init; }

    public override string Put(T subject, CultureInfo culture) => Get(subject) is { Length: > 0 } id ? TimeZones.InWords(id, culture) : "";

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        if (!typed.Has(Name) && Required is null)
        {
            return Set(subject, null);
        }

        if (TimeZones.Find(typed[Name]) is { } zone)
        {
            return Set(subject, zone.Id);
        }

        var t = new Texts(culture);
        var why = TimeZones.IsObsolete(typed[Name]) ? t.TimeZoneObsolete(typed[Name].ToUpperInvariant()) : t.TimeZoneUnknown;
        faults[Name] = Required is null ? $"{why} {t.TimeZoneMayBeEmpty}" : why;
        return subject;
    }

    public override Input Input(Form shown, Room room, CultureInfo culture) =>
        new TextInput { Id = Name, Label = Label, Value = shown[Name], Placeholder = room.Hints && Placeholder is { } id ? TimeZones.InWords(id, culture) : null };
}
