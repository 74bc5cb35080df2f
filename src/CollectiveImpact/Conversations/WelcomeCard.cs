using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>What a person sees once, when the bot comes into their own chat.</summary>
public static class WelcomeCard
{
    private const int InARow = 3;

    public static AdaptiveCard Draw(CultureInfo culture)
    {
        var t = new Texts(culture);
        var own = Languages.ReadIn(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WelcomeInShort,
            Body =
            [
                new TextBlock(t.Hello) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
                new TextBlock(t.WhatIDo),
                new TextBlock(t.HowToBegin),
                .. Languages.Ours.Where(l => l != own).Select(Languages.NativeName).Select(name => Conversation.SayButton(name, Spoken.Language, words: ("tongue", name))).Chunk(InARow).Select(some => QuietActions.About(t.Language, some)),
            ],
            Actions = [Conversation.SayButton(t.TakeTour, Spoken.TakeATour), Conversation.SayButton(t.WhatCanYouDo, Spoken.Help), Conversation.SayButton(t.SetUp, Spoken.SetUp)],
        };
    }

    /// <summary>What a team or a group chat sees once, when the bot comes into it: who it is, and the one next step.</summary>
    public static AdaptiveCard InTeam(CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WelcomeInShort,
            Body =
            [
                new TextBlock(t.Hello) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
                new TextBlock(t.WhatIDo),
                new TextBlock(t.NextStepInTeam),
            ],
            Actions = [Conversation.SayButton(t.DigestsHere, Spoken.DigestHere)],
        };
    }
}
