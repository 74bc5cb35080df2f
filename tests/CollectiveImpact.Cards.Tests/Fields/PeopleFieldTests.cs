using System.Globalization;
using CollectiveImpact.Cards.Fields;
using Xunit;

namespace CollectiveImpact.Cards.Tests.Fields;

/// <summary>People whom Teams looks up come as object ids, and as nothing else.</summary>
public sealed class PeopleFieldTests
{
    private const string Ana = "11111111-2222-3333-4444-555555555555";
    private const string Ben = "AAAAAAAA-2222-3333-4444-555555555555";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly PeopleField<IReadOnlyList<string>> Field = new("people", "People", p => p, (_, chosen) => chosen) { Most = 2, TooMany = "too many", Required = "nobody" };

    [Theory]
    [InlineData("", "nobody")]
    [InlineData("ana@school.example,29:1abc,<script>", "nobody")]
    [InlineData($"{Ana},{Ben},22222222-2222-3333-4444-555555555555", "too many")]
    public void What_is_nobody_or_too_many_is_a_fault(string sent, string fault)
    {
        var faults = new Dictionary<string, string>();

        Assert.Empty(Field.Read(Sent(sent), [], faults, English));
        Assert.Equal(fault, faults["people"]);
    }

    [Fact]
    public void Each_is_read_once_and_as_Entra_writes_it()
    {
        var faults = new Dictionary<string, string>();

        Assert.Equal([Ana, Ben.ToLowerInvariant()], Field.Read(Sent($"{Ana}, {Ben},{Ana},nobody"), [], faults, English));
        Assert.Empty(faults);
    }

    [Fact]
    public void Teams_own_directory_is_asked_and_who_was_chosen_stays_chosen()
    {
        var input = Assert.IsType<ChoiceInput>(Field.Input(Sent($"{Ana},nobody"), SizeLadder.Forms[0], English));

        Assert.Equal(("graph.microsoft.com/users", true, Ana), (input.More!.Dataset, input.IsMultiSelect, input.Value));
        Assert.Empty(input.Choices);
    }

    private static Form Sent(string people) => new(new Dictionary<string, string> { ["people"] = people });
}
