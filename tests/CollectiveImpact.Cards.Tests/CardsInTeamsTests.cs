using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Cards.Tests;

public sealed class CardsInTeamsTests
{
    [Fact]
    public void A_card_of_every_element_input_and_action_is_right_for_Teams() =>
        Assert.Empty(TeamsCardRules.Faults(EveryElement.Card().ToJson()));

    [Fact]
    public async Task A_card_of_every_element_input_and_action_is_right_for_Microsofts_own_parser()
    {
        var faults = await RealCardParser.FaultsAsync([EveryElement.Card().ToJson()], TestContext.Current.CancellationToken);

        Assert.Empty(Assert.Single(faults));
    }

    [Fact]
    public void The_card_of_every_element_leaves_none_out()
    {
        var json = EveryElement.Card().ToJson();
        var names = new[] { typeof(Element), typeof(CardAction) }
            .SelectMany(type => type.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false))
            .Select(derived => (string)((System.Text.Json.Serialization.JsonDerivedTypeAttribute)derived).TypeDiscriminator!);

        Assert.All(names, name => Assert.Contains($"\"type\":\"{name}\"", json));
    }
}
