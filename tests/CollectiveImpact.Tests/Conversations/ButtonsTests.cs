using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Conversations;

/// <summary>Who reads a button on one card says its words the next day.</summary>
public sealed class ButtonsTests
{
    public static TheoryData<string> AllLanguages => [.. Languages.Ours];

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task What_a_button_says_can_be_said(string language)
    {
        var (product, culture) = (PhraseMeaningTests.Product(), CultureInfo.GetCultureInfo(language));
        var buttons = (await CardCatalogue.In(culture)).SelectMany(c => c.Card.Objects()
                .Where(o => o.Text("type") == "Action.Execute" && o.Text("verb") == Conversation.SayVerb)
                .Select(o => (Title: o.Text("title") ?? "", Data: o.GetProperty("data"))))
            // What stands for words of one's own is said with them.
            .Where(b => b.Data.EnumerateObject().All(p => p.Name is "say" or "initiative"))
            .Select(b => (b.Title, Says: b.Data.GetProperty("say").GetString()))
            .Distinct()
            // What ends something for everybody is said by its name.
            .Where(b => b.Says != "close-pulse")
            .ToArray();

        // What leads back to where one was, or says what comes next, means something beside its card only; and nobody says a name of a part with all that is in it.
        string[] here = [new CollectiveImpact.Indicators.Texts(culture).Cancel, new CollectiveImpact.Indicators.Texts(culture).BackToIndicators, new CollectiveImpact.Indicators.Texts(culture).ChooseLanguages, new CollectiveImpact.People.Texts(culture).RemoveKeep];
        var wrong = buttons.Where(b => !here.Contains(b.Title) && !b.Title.AsSpan().ContainsAny(',', ':', '،') && !b.Title.StartsWith("A sentence", StringComparison.Ordinal) && product.Hear(b.Title, culture) is null)
            .Select(b => $"{b.Title} ({b.Says})").Order().ToArray();

        Assert.True(buttons.Length > 20, $"{buttons.Length}");
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }
}
