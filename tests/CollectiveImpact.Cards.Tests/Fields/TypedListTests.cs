using CollectiveImpact.Cards.Fields;
using CsCheck;
using Xunit;

namespace CollectiveImpact.Cards.Tests.Fields;

/// <summary>A list is read as it was meant, however it was typed or pasted.</summary>
public sealed class TypedListTests
{
    private static readonly string[] Separators = [",", ";", "\n", "\r\n", "\r", "\u2028", "،", "؛", "，", "；", "、", "､", "﹐", "﹔", ", ", " ;\t", ",\n", ";;", "\n \n", " , ,"];
    private static readonly string[] Bullets = ["", "- ", "• ", "•", "* ", "–\t", "— ", "▪ ", "◦ ", "- • "];

    // Two words of letters each at most, so that none of them is a bullet, a number or the same as another by chance of its case.
    private static readonly Gen<string> Name = Gen.Select(Gen.Char['a', 'z'].Array[1, 6], Gen.Char['а', 'я'].Array[0, 4], (one, two) => $"{new string(one)} {new string(two)}".Trim());

    private static readonly Gen<(string[] Names, string Text)> Typed = Gen.Select(
        Name.Array[0, 8],
        Gen.OneOf(Separators).Array[10],
        Gen.OneOf(Bullets).Array[10],
        Gen.OneOf("", ",", "\n", " ; ", "、"),
        (names, separators, bullets, end) => (names, string.Concat(names.Select((n, i) => (i == 0 ? "" : separators[i]) + bullets[i] + n)) + end));

    [Fact]
    public void Names_are_found_whatever_stands_between_before_and_behind_them() =>
        Typed.Sample(typed => Assert.Equal(typed.Names.Distinct(StringComparer.OrdinalIgnoreCase), TypedList.Names(typed.Text)));

    [Fact]
    public void What_is_written_is_read_again() =>
        Name.Array[0, 8].Sample(names => Assert.Equal(names.Distinct(), TypedList.Names(TypedList.Write(names.Distinct()))));

    [Fact]
    public void Whatever_is_typed_gives_no_empty_item_and_none_twice() =>
        Gen.OneOf<string>(Gen.OneOf(Separators), Gen.OneOf(Bullets), Gen.OneOf("1. ", "2) ", "(3) ", "A", "a", "East"), Gen.String).Array[0, 20].Select(string.Concat).Sample(text =>
        {
            foreach (var items in new[] { TypedList.Names(text), TypedList.Sentences(text), TypedList.Lines(text) })
            {
                Assert.All(items, i => Assert.Equal(i.Trim(), i));
                Assert.DoesNotContain("", items);
                Assert.Equal(items.Count, items.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            }
        });

    [Theory]
    [InlineData("1. East\n2. West\n3. Centre", "East|West|Centre")]
    [InlineData("(1) East,\n(2) West,", "East|West")]
    [InlineData("7) East\n\n8) West", "East|West")]
    [InlineData("- 1. East\n- 2. West", "East|West")]
    [InlineData("1. Klasse\n2. Klasse", "1. Klasse|2. Klasse")]
    [InlineData("1. Klasse, 2. Klasse", "1. Klasse|2. Klasse")]
    [InlineData("1. FC\nHamburg", "1. FC|Hamburg")]
    [InlineData("-5 to 0, 1–5", "-5 to 0|1–5")]
    [InlineData("East, east; EAST", "East")]
    [InlineData("- \n-\n•", "")]
    public void Numbers_and_dashes_are_taken_off_where_they_number_a_list_and_only_there(string text, string items) => Assert.Equal(items.Split('|', StringSplitOptions.RemoveEmptyEntries), TypedList.Names(text));

    [Theory]
    [InlineData("Read, write and count\nNobody is hungry", "Read, write and count|Nobody is hungry")]
    [InlineData("Read, write and count; nobody is hungry;", "Read, write and count|nobody is hungry")]
    [InlineData("• Read; and write\n• Nobody is hungry", "Read; and write|Nobody is hungry")]
    [InlineData("اقرأ، واكتب؛ لا أحد جائع", "اقرأ، واكتب|لا أحد جائع")]
    public void A_comma_is_part_of_a_sentence(string text, string items) => Assert.Equal(items.Split('|'), TypedList.Sentences(text));

    [Fact]
    public void A_line_may_have_all_signs_in_it() => Assert.Equal(["Open a club, or two; Library; 2027-03-31", "Meet"], TypedList.Lines("1. Open a club, or two; Library; 2027-03-31\n2. Meet"));
}
