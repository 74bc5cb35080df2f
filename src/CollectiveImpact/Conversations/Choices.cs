using System.Globalization;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Conversations;

/// <summary>
/// Reads what a person chose, checked against what the form had offered: anybody can send anything, and what was offered when the
/// card was drawn may be gone. What isn't among it is a fault at its field and never a value.
/// </summary>
public static class Choices
{
    /// <summary>In English, for forms whose fields aren't declared.</summary>
    public static string NotOffered => NotOfferedIn(CultureInfo.InvariantCulture);

    /// <summary>In English, for forms whose fields aren't declared.</summary>
    public static string NoDate => NoDateIn(CultureInfo.InvariantCulture);

    /// <summary>What is said when something was sent that wasn't offered.</summary>
    public static string NotOfferedIn(CultureInfo culture) => new Texts(culture).NotOffered;

    /// <summary>What is said when a date can't be read, or is one that nobody plans or remembers.</summary>
    public static string NoDateIn(CultureInfo culture) => new Texts(culture).NoDate;

    /// <summary>How many can be chosen at once in any form.</summary>
    private const int Most = 200;

    // Nobody plans or remembers beyond these, and every reckoning with days stays within the calendar.
    private static readonly LocalDate Earliest = new(1900, 1, 1);
    private static readonly LocalDate Latest = new(2199, 12, 31);

    /// <summary>The one that was chosen, or null.</summary>
    /// <param name="whenNone">What is said when nothing was chosen, or nothing that was offered; null when nothing need be chosen.</param>
    public static string? One(this Form form, string field, IEnumerable<string> offered, IDictionary<string, string> faults, string? whenNone = null)
    {
        if (!form.Has(field))
        {
            if (whenNone is not null)
            {
                faults[field] = whenNone;
            }

            return null;
        }

        if (offered.Contains(form[field], StringComparer.Ordinal))
        {
            return form[field];
        }

        faults[field] = whenNone ?? NotOffered;
        return null;
    }

    /// <summary>The one word of a list that was chosen, or null.</summary>
    public static T? One<T>(this Form form, string field, IDictionary<string, string> faults, string? whenNone = null)
        where T : struct, Enum => form.One(field, Enum.GetNames<T>(), faults, whenNone) is { } name ? Names.Read<T>(name) : null;

    /// <summary>All that were chosen, each once.</summary>
    public static IReadOnlyList<string> Several(this Form form, string field, IEnumerable<string> offered, IDictionary<string, string> faults)
    {
        var chosen = form.Several(field);
        if (chosen.Count > Most || chosen.Except(offered, StringComparer.Ordinal).Any())
        {
            faults[field] = NotOffered;
            return [];
        }

        return chosen;
    }

    /// <summary>What a field names, each once, unchecked.</summary>
    public static IReadOnlyList<string> Several(this Form form, string field) =>
        [.. form[field].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>The word of a list that a button carries, or null.</summary>
    public static T? Word<T>(this Form form, string field)
        where T : struct, Enum => Names.Read<T>(form[field]);

    /// <summary>The whole number that a button or a choice carries, or null.</summary>
    public static int? Number(this Form form, string field) =>
        int.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The day that was chosen, or null.</summary>
    public static LocalDate? Day(this Form form, string field, IDictionary<string, string> faults, string? whenNone = null)
    {
        if (form.Has(field) ? ReadDay(form[field]) is null : whenNone is not null)
        {
            faults[field] = form.Has(field) ? NoDate : whenNone!;
        }

        return ReadDay(form[field]);
    }

    /// <summary>A day as a form sends it, or null; also when it is one that nobody plans or remembers.</summary>
    public static LocalDate? ReadDay(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } && IsUsable(day) ? day : null;

    public static bool IsUsable(LocalDate day) => day >= Earliest && day <= Latest;
}
