using System.Collections.Frozen;
using System.Globalization;

namespace CollectiveImpact.Indicators;

/// <summary>What somebody typed where a number is asked: the number itself, or what people write in its place.</summary>
public abstract record Typed
{
    private const int LongestSentence = 80;
    private static readonly string[] OutOfs = [" out of ", " of ", " von ", " sur ", " de ", " em ", " من ", " su ", "/"];
    private static readonly string[] Abouts =
    [
        "approximately", "approx.", "approx", "about", "around", "roughly", "circa", "ca.", "ca", "c.", "nearly", "almost", "over", "more than", "at least", "under", "less than", "up to",
        "ungefähr", "etwa", "rund", "fast", "über", "mindestens", "environ", "presque", "plus de", "unos", "unas", "casi", "más de", "cerca de", "quase", "mais de", "quasi", "più di",
        "aproximadamente", "alrededor de", "más o menos", "aprox.", "aprox", "por volta de", "mais ou menos", "à peu près", "autour de", "ungefaehr", "حوالي", "نحو", "تقريبا", "تقريبًا", "~", "≈", ">", "<", "±",
    ];

    private static readonly FrozenSet<string> Zeros = new[]
    {
        "none", "none at all", "zero", "nil", "nobody", "no one", "nothing", "keine", "keiner", "null", "niemand", "aucun", "aucune", "personne", "zéro", "ninguno", "ninguna", "nadie", "cero",
        "nenhum", "nenhuma", "ninguém", "nessuno", "nessuna", "nada", "rien", "nichts", "صفر", "لا أحد", "لا شيء", "لا يوجد",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What people write where there is no number, and what our own cards call it in each language. The first are written for each of the three reasons.
    private static readonly FrozenDictionary<string, MissingBecause?> Reasons = new (MissingBecause? Why, string[] Words)[]
    {
        (null, ["n/a", "na", "n.a.", "n.a", "n / a", "-", "–", "—", "k.a.", "k. a.", "s/o", "nd", "n.d."]),
        (MissingBecause.NotApplicable, ["not applicable", "doesn't apply", "does not apply", "doesn't apply to us", "entfällt", "trifft nicht zu", "sans objet", "no aplica", "não se aplica", "non applicabile", "ne s'applique pas", "لا ينطبق", .. Called(t => t.NotApplicable)]),
        (MissingBecause.NotCollected, ["not collected", "not counted", "not recorded", "nicht erhoben", "nicht gezählt", "non collecté", "no recogido", "não recolhido", "non raccolto", "non compté", "no contado", "não contado", .. Called(t => t.NotCollected)]),
        (MissingBecause.NotYetKnown, ["?", "??", "later", "not yet", "not known yet", "not known", "unknown", "don't know", "don't know yet", "tbd", "tbc", "pending", "noch unbekannt", "aún no", "ainda não", "pas encore", "noch nicht", "ليس بعد", "؟", .. Called(t => t.NotYetKnown)]),
    }.SelectMany(r => r.Words.Select(w => KeyValuePair.Create(w, r.Why))).DistinctBy(w => w.Key, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Called(Func<Texts, string> reason) => Texts.Languages.Select(l => Figures.Tidied(reason(new Texts(CultureInfo.GetCultureInfo(l)))));

    /// <summary>Nothing was typed.</summary>
    public sealed record Nothing : Typed;

    /// <param name="IsPlain">Whether it is written as numbers are written; else it is a reading that whoever wrote it should see.</param>
    public sealed record Figure(decimal Value, bool IsPlain) : Typed;

    /// <summary>"36 of 46".</summary>
    public sealed record OutOf(decimal Part, decimal Whole, bool IsPlain) : Typed;

    /// <summary>"78 %".</summary>
    public sealed record Percent(decimal Value, bool IsPlain) : Typed;

    /// <summary>An amount in another currency than the one that is asked for.</summary>
    public sealed record OtherCurrency : Typed;

    /// <summary>That there is no number.</summary>
    /// <param name="Why">Null when it can be any of the reasons: "n/a".</param>
    public sealed record NoNumber(MissingBecause? Why) : Typed;

    public sealed record Unreadable : Typed;

    /// <summary>Reads what people write for a number, in their own format: "12 homes", "about 120", "36 of 46", "78 %", "none", "n/a".</summary>
    /// <param name="unit">The indicator's; beside a number it says nothing new.</param>
    /// <param name="currency">The ISO 4217 code of the currency that is asked for; empty when none is.</param>
    public static Typed Read(string typed, CultureInfo culture, string unit = "", string currency = "")
    {
        var text = Figures.Tidied(typed).Trim();
        return text.Length == 0 ? new Nothing()
            : Reasons.TryGetValue(text.TrimEnd('.'), out var why) || Reasons.TryGetValue(text, out why) ? new NoNumber(why)
            : Zeros.Contains(text) ? new Figure(0, IsPlain: false)
            : text.Length <= LongestSentence ? ReadNumber(text, culture, unit, currency, isPlain: true)
            : new Unreadable();
    }

    private static Typed ReadNumber(string text, CultureInfo culture, string unit, string currency, bool isPlain)
    {
        if (Figures.Read(text, culture, currency) is { } number)
        {
            return new Figure(number, isPlain);
        }

        if (Figures.ReadPercent(text, culture) is { } percent)
        {
            return new Percent(percent, isPlain);
        }

        foreach (var between in OutOfs)
        {
            if (text.Split(between, StringSplitOptions.TrimEntries) is [var one, var other]
                && Figures.Read(one, culture) is { } part && Figures.Read(WithoutUnit(other, unit), culture) is { } whole)
            {
                return new OutOf(part, whole, isPlain);
            }
        }

        if (WithoutUnit(text, unit) is { } bare && bare.Length < text.Length && Figures.Read(bare, culture, currency) is { } counted)
        {
            return new Figure(counted, isPlain);
        }

        if (Abouts.FirstOrDefault(a => text.StartsWith(a, StringComparison.OrdinalIgnoreCase) && (!char.IsLetter(a[^1]) || !char.IsLetter(text.ElementAtOrDefault(a.Length)))) is { } about)
        {
            return ReadNumber(text[about.Length..].TrimStart(), culture, unit, currency, isPlain: false);
        }

        return WithDigits(text) is var mended && mended != text ? ReadNumber(mended, culture, unit, currency, isPlain: false) : Among(text, culture, currency);
    }

    // "12O" is a slip of the finger, and ten times twelve; as everything that isn't plain, it is asked about.
    private static string WithDigits(string text)
    {
        var mended = text.ToCharArray();
        for (var i = 1; i < text.Length; i++)
        {
            var behind = text.AsSpan(i).TrimStart("oOlI");
            if (char.IsAsciiDigit(mended[i - 1]) && (behind.Length == 0 || !char.IsLetter(behind[0])))
            {
                mended[i] = text[i] switch { 'o' or 'O' => '0', 'l' or 'I' => '1', var c => c };
            }
        }

        return new string(mended);
    }

    // The one number in a few words. Of two, nobody can say which is meant.
    private static Typed Among(string text, CultureInfo culture, string currency)
    {
        var (first, last) = (text.AsSpan().IndexOfAnyInRange('0', '9'), text.AsSpan().LastIndexOfAnyInRange('0', '9'));
        if (first < 0)
        {
            return new Unreadable();
        }

        first -= first > 0 && text[first - 1] == '-' ? 1 : 0;
        var (before, after) = (text[..first].Trim(), text[(last + 1)..]);
        var number = text[first..(last + 1)];
        if (Figures.SizeAt(after.TrimStart()) is { } size)
        {
            number += size;
            after = after.TrimStart()[size.Length..];
        }

        if ((before + after).Any(c => char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol) && currency.Length > 0)
        {
            // Its own sign would have been read.
            return new OtherCurrency();
        }

        if (Figures.Read(number, culture) is not { } value)
        {
            return new Unreadable();
        }

        return (before + after).Contains('%', StringComparison.Ordinal) ? new Percent(value, IsPlain: false) : new Figure(value, IsPlain: false);
    }

    // "12 homes", "12 home" and "homes: 12" where homes are counted.
    private static string WithoutUnit(string text, string unit)
    {
        if (unit.Length == 0)
        {
            return text;
        }

        foreach (var form in new[] { unit, unit.TrimEnd('s'), unit + "s" }.Where(f => f.Length > 0))
        {
            if (text.EndsWith(form, StringComparison.OrdinalIgnoreCase))
            {
                return text[..^form.Length].TrimEnd();
            }

            if (text.StartsWith(form, StringComparison.OrdinalIgnoreCase))
            {
                return text[form.Length..].TrimStart(' ', ':');
            }
        }

        return text;
    }
}
