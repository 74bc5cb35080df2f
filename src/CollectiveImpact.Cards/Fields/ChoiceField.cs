using System.Globalization;

namespace CollectiveImpact.Cards.Fields;

/// <summary>One of several. Anybody can send anything: what wasn't offered is a fault and never a value.</summary>
/// <param name="Offered">In their order; a title of somebody's words is shortened and shown as it is.</param>
public sealed record ChoiceField<T>(string Name, string Label, IReadOnlyList<Choice> Offered, Func<T, string?> Get, Func<T, string?, T> Set) : Field<T>(Name, Label)
{
    /// <summary>What can be sent as well, though it isn't among what is shown: found by typing, or gone since.</summary>
    public Func<string, bool> Accepts { get; init; } = _ => false;

    /// <summary>What is said when something else was sent; null for the usual sentence, or what is said when nothing was.</summary>
    public string? NotOffered { get; init; }

    /// <summary>Whether the titles are people's words, of which less is shown where there is little room; else they are ours.</summary>
    public bool AreNames { get; init; } = true;

    /// <summary>What is chosen where nothing is, or nothing that can be; null for nothing.</summary>
    public string? Usual { get; init; }

    public string? Placeholder { get; init; }

    public ChoiceStyle? Style { get; init; }

    /// <summary>Where more come from as the person types, when there are more than there is room for.</summary>
    public ChoiceQuery? More { get; init; }

    public override string Put(T subject, CultureInfo culture) => Get(subject) ?? Usual ?? "";

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        var chosen = typed[Name];
        if (chosen.Length == 0)
        {
            if (Required is null)
            {
                return Set(subject, null);
            }

            faults[Name] = Required;
            return subject;
        }

        if (Offered.Any(c => c.Value == chosen) || Accepts(chosen))
        {
            return Set(subject, chosen);
        }

        faults[Name] = NotOffered ?? Required ?? new Texts(culture).NotOffered;
        return subject;
    }

    public override Input Input(Form shown, Room room, CultureInfo culture) =>
        Choosing.Input(this, Offered, [Usual is not null && !Offered.Any(c => c.Value == shown[Name]) ? Usual : shown[Name]], AreNames ? room : room with { Letters = int.MaxValue }, More) with { Placeholder = room.Hints ? Placeholder : null, Style = More is not null && Offered.Count > room.Choices ? ChoiceStyle.Filtered : Style };
}

/// <summary>One word of a list of ours.</summary>
public static class ChoiceField
{
    /// <param name="words">What each is called.</param>
    public static ChoiceField<T> Of<T, TWord>(string name, string label, Func<TWord, string> words, Func<T, TWord?> get, Func<T, TWord?, T> set)
        where TWord : struct, Enum => new(
            name,
            label,
            [.. Enum.GetValues<TWord>().Select(w => new Choice(words(w), w.ToString()))],
            subject => get(subject)?.ToString(),
            (subject, chosen) => set(subject, chosen is null ? null : Enum.Parse<TWord>(chosen)))
        {
            AreNames = false,
        };
}

/// <summary>Any number of several.</summary>
/// <param name="Offered">In their order.</param>
public sealed record MultiChoiceField<T>(string Name, string Label, IReadOnlyList<Choice> Offered, Func<T, IReadOnlyList<string>> Get, Func<T, IReadOnlyList<string>, T> Set) : Field<T>(Name, Label)
{
    private const int Most = 200;

    /// <summary>What can be sent as well, though it isn't among what is shown: found by typing, or gone since.</summary>
    public Func<string, bool> Accepts { get; init; } = _ => false;

    /// <summary>What is said when something else was sent; null for the usual sentence.</summary>
    public string? NotOffered { get; init; }

    /// <summary>Whether it is a short list of ours, for which there is always room.</summary>
    public bool IsShort { get; init; }

    public ChoiceStyle? Style { get; init; }

    /// <summary>Where more come from as the person types, when there are more than there is room for.</summary>
    public ChoiceQuery? More { get; init; }

    public override string Put(T subject, CultureInfo culture) => string.Join(',', Get(subject));

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        var chosen = typed.Several(Name);
        if (chosen.Count == 0 && Required is not null)
        {
            faults[Name] = Required;
            return subject;
        }

        if (chosen.Count > Most || chosen.Any(c => !IsOffered(c)))
        {
            faults[Name] = NotOffered ?? new Texts(culture).NotOffered;
            return subject;
        }

        return Set(subject, chosen);
    }

    public override Input? Input(Form shown, Room room, CultureInfo culture) => Offered.Count == 0 || (Offered.Count > room.Choices && More is null && !IsShort)
        ? null
        : Choosing.Input(this, Offered, shown.Several(Name), room, More) with { IsMultiSelect = true, Style = More is not null && Offered.Count > room.Choices ? ChoiceStyle.Filtered : Style };

    public override string Carried(Form shown) => string.Join(',', shown.Several(Name).Where(c => Offered.Any(o => o.Value == c)));

    private bool IsOffered(string value) => Offered.Any(o => o.Value == value) || Accepts(value);
}

/// <summary>How choices are drawn.</summary>
internal static class Choosing
{
    /// <summary>What is chosen stays among what is shown.</summary>
    public static ChoiceInput Input<T>(Field<T> field, IReadOnlyList<Choice> offered, IReadOnlyList<string> chosen, Room room, ChoiceQuery? more)
    {
        var isCut = more is not null && offered.Count > room.Choices;
        var others = Math.Max(room.Choices - offered.Count(c => chosen.Contains(c.Value)), 0);
        var shown = isCut ? offered.Where(c => chosen.Contains(c.Value) || others-- > 0) : offered;
        return new ChoiceInput([.. shown.Select(c => c with { Title = PeoplesWords.Plain(PeoplesWords.Shorten(c.Title, room.Letters)) })])
        {
            Id = field.Name,
            Label = field.Label,
            Value = chosen.Any(c => c.Length > 0) ? string.Join(',', chosen) : null,
            More = isCut ? more : null,
        };
    }
}
