using System.Globalization;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Conversations;

/// <summary>What a person sees once, when the bot comes into their own chat.</summary>
public static class WelcomeCard
{
    public static AdaptiveCard Draw(CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WelcomeInShort,
            Body =
            [
                new TextBlock(t.Hello) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
                new TextBlock(t.WhatIDo),
                new TextBlock(t.HowToBegin),
            ],
            Actions = [Conversation.SayButton(t.WhatCanYouDo, Spoken.Help), Conversation.SayButton(t.SetUp, Spoken.SetUp)],
        };
    }
}
