using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace CollectiveImpact.Cards.Fields;

/// <summary>A day, chosen in the client's own calendar.</summary>
public sealed record DateField<T>(string Name, string Label, Func<T, LocalDate?> Get, Func<T, LocalDate?, T> Set) : Field<T>(Name, Label)
{
    /// <summary>The first day that the client offers.</summary>
    public LocalDate? From { get; init; }

    public override string Put(T subject, CultureInfo culture) => Get(subject) is { } day ? LocalDatePattern.Iso.Format(day) : "";

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        if (!typed.Has(Name))
        {
            if (Required is not null)
            {
                faults[Name] = Required;
                return subject;
            }

            return Set(subject, null);
        }

        if (DateField.Read(typed[Name]) is { } day)
        {
            return Set(subject, day);
        }

        faults[Name] = new Texts(culture).NoDate;
        return subject;
    }

    public override Input Input(Form shown, Room room, CultureInfo culture) => new DateInput
    {
        Id = Name,
        Label = Label,
        Value = shown.Has(Name) ? shown[Name] : null,
        Min = From is { } from ? LocalDatePattern.Iso.Format(from) : null,
    };
}

/// <summary>Which days can be written anywhere.</summary>
public static class DateField
{
    // Nobody plans or remembers beyond these, and every reckoning with days stays within the calendar.
    private static readonly LocalDate Earliest = new(1900, 1, 1);
    private static readonly LocalDate Latest = new(2199, 12, 31);

    /// <summary>A day as a form sends it, or null; also when it is one that nobody plans or remembers.</summary>
    public static LocalDate? Read(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } && IsUsable(day) ? day : null;

    public static bool IsUsable(LocalDate day) => day >= Earliest && day <= Latest;
}
