using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;

namespace CollectiveImpact.Tests;

/// <summary>
/// Drawing never fails on anything stored. Each card is drawn from nouns that hold what nobody would store today: everywhere at
/// once, and in each kind of noun alone, so that what others name is gone.
/// </summary>
public sealed class StoredPoisonTests
{
    private static readonly Dictionary<string, Func<Type, string, object?, object?>> Poisons = new()
    {
        ["unknown words"] = Texts(_ => "xx-!!"),
        ["empty words"] = Texts(_ => ""),
        ["long words"] = Texts(_ => new string('W', 30_000)),
        ["what is no text"] = Texts(_ => "\ud83d\0\u001b\u202e{{DATE(x)}}<at>a</at>\udc00"),
        ["names of every object"] = Texts(_ => "__proto__"),
        ["unknown kinds"] = (_, _, value) => value is Enum word ? Enum.ToObject(word.GetType(), 99) : value,
        ["late times"] = Times(new LocalDate(2399, 12, 30), Instant.FromUtc(2399, 12, 30, 23, 59)),
        ["early times"] = Times(new LocalDate(1800, 1, 2), Instant.FromUtc(1800, 1, 1, 0, 1)),
        ["large numbers"] = Numbers(1e15m, int.MaxValue),
        ["small numbers"] = Numbers(-1e15m, int.MinValue),
        ["nothing"] = Numbers(0m, 0),
        ["nothing where there may be nothing"] = (type, name, value) => Nullable.GetUnderlyingType(type.GetProperty(name)!.PropertyType) is null ? value : null,
        ["empty lists"] = (type, name, value) => value is System.Collections.IList list && type != typeof(Initiative) && type.Name != "PartnerView" && list.Count > 0 ? Empty(list, type, name) : value,
    };

    public static TheoryData<string> Everywhere => [.. Poisons.Keys];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public Task Every_card_is_drawn_from_nouns_that_hold_foreign_values(string kind) => Draws(kind, Poisons[kind]);

    [Fact]
    public async Task Every_card_is_drawn_when_the_nouns_of_one_kind_hold_foreign_values()
    {
        var nouns = new HashSet<Type>();
        CardCatalogue.Of(new Spoiled((type, _, value) => Seen(type, value)), "unspoiled");
        var faults = new List<string>();
        foreach (var noun in nouns)
        {
            // What others name by its id is gone, and so is what it names.
            faults.AddRange(await FaultsOf($"in {noun.Name}", (type, name, value) => type != noun || !IsSpoiled(type, name) ? value
                : value is string text ? "gone-" + text
                : value is Enum ? Poisons["unknown kinds"](type, name, value)
                : value, drawOnly: true));
        }

        Assert.True(nouns.Count > 20, $"Only {nouns.Count} kinds of nouns were seen.");
        Assert.True(faults.Count == 0, $"{faults.Count}:\n" + string.Join('\n', faults.Distinct()));

        object? Seen(Type type, object? value)
        {
            nouns.Add(type);
            return value;
        }
    }

    private static async Task Draws(string kind, Func<Type, string, object?, object?> change)
    {
        // A day or a count makes no card that Teams would not draw; words and sizes do.
        var faults = await FaultsOf(kind, change, drawOnly: kind is "late times" or "early times" or "small numbers" or "nothing");

        Assert.True(faults.Count == 0, $"{faults.Count}:\n" + string.Join('\n', faults));
    }

    private static async Task<IReadOnlyList<string>> FaultsOf(string kind, Func<Type, string, object?, object?> change, bool drawOnly = false)
    {
        var cards = CardCatalogue.Of(new Spoiled((type, name, value) => IsSpoiled(type, name) ? change(type, name, value) : value), kind);
        var faults = new List<string>();
        foreach (var (name, card) in cards)
        {
            try
            {
                var json = (await card()).ToJson();
                faults.AddRange((drawOnly ? [] : TeamsCardRules.Faults(json)).Take(1).Select(f => $"{name}: {f}"));
            }
#pragma warning disable CA1031 // Each card that can't be drawn is a fault of its own.
            catch (Exception e)
#pragma warning restore CA1031
            {
                faults.Add($"{name}: {e.GetType().Name} {e.Message.Split('\n')[0]} {e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("CollectiveImpact.", StringComparison.Ordinal) && !l.Contains("Tests", StringComparison.Ordinal))?.Trim()}");
            }
        }

        return faults;
    }

    // No door lets in who reports for a partner that isn't there; what has no lessons is no learning; a key that can't be read is no key.
    private static bool IsSpoiled(Type type, string name) => (type.Name, name) is not (("PersonKey", _) or ("ConversationAddress", _) or ("Member", "PartnerId") or ("Partner", "Id") or ("Learning", "Lessons") or ("Lesson", "Kind"));

    // Ids stay apart from each other, as their rows do.
    private static Func<Type, string, object?, object?> Texts(Func<string, string> change) => (type, name, value) =>
        value is not string text || (name is "Id" or "Slug" or "Code" && type != typeof(Period)) ? value : change(text);

    private static Func<Type, string, object?, object?> Times(LocalDate date, Instant moment) => (_, _, value) => value switch
    {
        LocalDate => date,
        Instant => moment,
        _ => value,
    };

    private static Func<Type, string, object?, object?> Numbers(decimal number, int whole) => (_, _, value) => value switch
    {
        decimal => number,
        int => whole,
        _ => value,
    };

    private static object Empty(System.Collections.IList list, Type type, string name) =>
        type.GetProperty(name)!.PropertyType is { IsGenericType: true } of && of.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? Array.CreateInstance(of.GenericTypeArguments[0], 0)
            : list;
}
