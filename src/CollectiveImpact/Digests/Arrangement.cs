using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Digests;

/// <summary>Something that a digest can tell, or leave out.</summary>
/// <param name="Section">Under which heading it stands.</param>
internal sealed record Tellable(string Id, string Text, string Section);

/// <summary>What is left out of some things, and what comes first of the others: by their ids, those that come first in their order.</summary>
internal sealed record Arranged(IReadOnlyList<string> Without, IReadOnlyList<string> First);

/// <summary>
/// The part of a form where it is said of each thing whether it is told, and at which place. Where a card has no room for a field for
/// each, two lists say what is left out and what comes first.
/// </summary>
/// <param name="Title">Of the button that opens it.</param>
/// <param name="WithoutList">The list of what is left out.</param>
/// <param name="FirstList">The list of what comes first.</param>
internal sealed record Arrangement(
    string Id,
    string Title,
    IReadOnlyList<Tellable> Offered,
    Func<DigestWords, Arranged> Get,
    Func<DigestWords, Arranged, DigestWords> Set,
    MultiChoiceField<DigestWords> WithoutList,
    MultiChoiceField<DigestWords> FirstList,
    Texts T) : FormPart<DigestWords>
{
    private const string AsItComes = "usual";
    private const string LeftOut = "out";

    // What comes after the sixth isn't read as being in front.
    private const int MostPlaces = 6;

    /// <summary>Whether there is room for a field for each.</summary>
    public bool HasRoom { get; init; }

    public override IEnumerable<string> Names => HasRoom ? Offered.Select(o => NameOf(o.Id)) : [WithoutList.Name, FirstList.Name];

    public override void Draw(DrawnForm to)
    {
        if (Offered.Count == 0)
        {
            return;
        }

        if (!HasRoom)
        {
            FirstList.Draw(to);
            WithoutList.Draw(to);
            return;
        }

        new Fold<DigestWords>(Id, Title, [.. Offered.GroupBy(o => o.Section).SelectMany(section => Places(section.Key, [.. section], to.Room))]) { IsUsual = value => value == AsItComes }.Draw(to);
    }

    public override void PutInto(IDictionary<string, string> fields, DigestWords words, CultureInfo culture)
    {
        WithoutList.PutInto(fields, words, culture);
        FirstList.PutInto(fields, words, culture);
        var arranged = Get(words);
        foreach (var section in Offered.GroupBy(o => o.Section))
        {
            var first = arranged.First.Where(id => section.Any(o => o.Id == id)).ToList();
            foreach (var offered in section)
            {
                var place = first.IndexOf(offered.Id) + 1;
                fields[NameOf(offered.Id)] = arranged.Without.Contains(offered.Id) ? LeftOut : place is > 0 and <= MostPlaces ? Number(place) : AsItComes;
            }
        }
    }

    /// <remarks>What isn't in the form, because it came since, stays as it was.</remarks>
    public override DigestWords ReadInto(Form typed, DigestWords words, IDictionary<string, string> faults, CultureInfo culture)
    {
        if (!Offered.Any(o => typed.Has(NameOf(o.Id))))
        {
            return typed.Fields.ContainsKey(WithoutList.Name) || typed.Fields.ContainsKey(FirstList.Name)
                ? FirstList.ReadInto(typed, WithoutList.ReadInto(typed, words, faults, culture), faults, culture)
                : words;
        }

        var before = Get(words);
        var chosen = Offered.Where(o => typed.Has(NameOf(o.Id))).ToDictionary(o => o.Id, o => typed[NameOf(o.Id)]);
        var first = Offered.Select(o => (o.Id, Place: PlaceOf(chosen.GetValueOrDefault(o.Id)))).Where(o => o.Place is not null).OrderBy(o => o.Place).Select(o => o.Id);
        return Set(words, new(
            [.. before.Without.Where(id => !chosen.ContainsKey(id)), .. chosen.Where(c => c.Value == LeftOut).Select(c => c.Key)],
            [.. first, .. before.First.Where(id => !chosen.ContainsKey(id))]));
    }

    private IEnumerable<FormPart<DigestWords>> Places(string section, Tellable[] offered, Room room) => offered
        .Select(o => (FormPart<DigestWords>)new ChoiceField<DigestWords>(NameOf(o.Id), PeoplesWords.Plain(LabelOf(o, room)), Choices(offered.Length), _ => null, (words, _) => words) { AreNames = false, Usual = AsItComes, Style = ChoiceStyle.Compact })
        .Prepend(new ReadOnly<DigestWords>(Heading.Section(section)));

    // Two that say the same are heard apart: by what they stand under, or by which of several they are there.
    private string LabelOf(Tellable offered, Room room)
    {
        var label = Short(offered);
        var alike = Offered.Where(o => Short(o) == label).ToArray();
        var beside = alike.Where(o => o.Section == offered.Section).ToArray();
        return alike.Length == 1 ? label
            : beside.Length == 1 ? $"{label} ({offered.Section})"
            : $"{label} ({offered.Section}, {(Array.IndexOf(beside, offered) + 1).InNumerals(T.Culture)})";

        string Short(Tellable one) => PeoplesWords.Shorten(one.Text, room.Letters);
    }

    private Choice[] Choices(int of) =>
    [
        new(T.AsItComes, AsItComes),
        .. Enumerable.Range(1, Math.Min(of, MostPlaces)).Select(place => new Choice(T.AtPlace(place), Number(place))),
        new(T.LeaveOut, LeftOut),
    ];

    private string NameOf(string id) => $"{Id}.{id}";

    private static string Number(int place) => place.ToString(CultureInfo.InvariantCulture);

    private static int? PlaceOf(string? chosen) => int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place is > 0 and <= MostPlaces ? place : null;
}
