using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>Draws what is not one term: the list, what isn't there, what was asked for in vain, the words of a message.</summary>
public static class GlossaryCards
{
    /// <summary>The place of the word, in phrases of the glossary.</summary>
    public const string TermPlace = "term";

    public const string BrowseVerb = "glossary.browse";
    public const string ForgetVerb = "glossary.forget";
    public const string ForgetSaidVerb = "glossary.forgetsaid";

    private const string FromField = "from";
    private const string WordField = "word";

    private const int MostListed = 30;
    private const int MostWaiting = 6;
    private static readonly int[] LengthsListed = [100, 60];
    private static readonly int[] MissedShown = [12, 6];
    private static readonly (int Words, int Longest)[] ExplainedShown = [(20, 600), (20, 200), (20, 80), (8, 80)];

    public static string WordOf(Form form) => form[WordField];

    public static int FromOf(Form form) => form.Number(FromField) ?? 0;

    public static AdaptiveCard NotThere(string asked, IReadOnlyList<Near> near, InitiativeId initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.NotThereInShort,
            Body = [RichTextBlock.AroundBold(t.Quoted(PeoplesWords.Shorten(asked, 100)), word => near.Count > 0 ? t.NotThereButNear(word) : t.NotThere(word))],
            Actions =
            [
                .. near.Select(n => TermCard.ShowButton(PeoplesWords.Plain(n.Name), initiative, n.Slug)),
                SuggestButton(initiative, culture, asked),
            ],
        };
    }

    /// <summary>Leads to the form of a new term.</summary>
    /// <param name="word">What it is about; empty for any.</param>
    public static Execute SuggestButton(InitiativeId initiative, CultureInfo culture, string word = "") => word.Length == 0
        ? Conversation.SayButton(new Texts(culture).SuggestATerm, Spoken.Suggest, initiative)
        : Conversation.SayButton(new Texts(culture).SuggestIt, Spoken.Suggest, initiative, (TermPlace, PeoplesWords.Shorten(word, Wording.LongestName)));

    /// <param name="from">How many come before the first that is shown.</param>
    public static AdaptiveCard List(Here here, IReadOnlyList<Term> terms, int from, CultureInfo culture) => CardJson.FirstThatFits(
        LengthsListed.Select(longest => List(here, terms, from, culture, longest)));

    private static AdaptiveCard List(Here here, IReadOnlyList<Term> terms, int from, CultureInfo culture, int longest)
    {
        var t = new Texts(culture);
        var initiative = here.Initiative;
        var waiting = terms.Where(w => w.Proposal is not null).ToArray();
        var body = new List<Element>
        {
            Heading.Of(t.OurWords),
            RichTextBlock.Of(string.Join(" · ", [initiative.Name, t.Terms(terms.Count), .. waiting.Length > 0 ? [t.ToAgree(waiting.Length)] : (IEnumerable<string>)[]]), isSubtle: true),
        };
        if (terms.Count == 0)
        {
            body.Add(new TextBlock(here.IsVisitor ? t.NoneAgreed : t.NoneYet));
        }

        var shown = terms.Skip(from).Take(MostListed).ToArray();
        body.AddRange(shown.Select(term =>
        {
            var words = term.Wording.In(term.Wording.LanguageFor(culture, initiative.Language));
            var meaning = PeoplesWords.Shorten(words.Definition, longest);
            return RichTextBlock.AroundBold(words.Name, name => term switch
            {
                { State: TermState.Proposed } => t.ListProposed(name, meaning),
                { InForce: not null, Proposal: not null } => t.ListChanged(name, meaning),
                _ => t.NameAndMeaning(name, meaning),
            });
        }));
        if (terms.Count > from + shown.Length)
        {
            body.Add(new TextBlock(t.ListMore(terms.Count - from - shown.Length)) { IsSubtle = true });
        }

        if (waiting.Length > 0)
        {
            body.Add(Heading.Section(t.ToAgreeOn));
            body.Add(new ActionSet([.. waiting.Take(MostWaiting).Select(w => TermCard.ShowButton(PeoplesWords.Plain(PeoplesWords.Shorten(w.Name, 40)), initiative.Id, w.Slug))]) { Spacing = Spacing.Small });
        }

        var buttons = new List<CardAction>();
        if (from > 0)
        {
            buttons.Add(Page(t.EarlierOnes, Math.Max(0, from - MostListed)));
        }

        if (terms.Count > from + shown.Length)
        {
            buttons.Add(Page(t.More, from + MostListed));
        }

        if (!here.IsVisitor)
        {
            buttons.Add(SuggestButton(initiative.Id, culture));
        }

        if (here.IsBackbone)
        {
            buttons.Add(Conversation.SayButton(t.InVain, Spoken.WordsAskedForInVain, initiative.Id) with { Mode = "secondary" });
            buttons.Add(Conversation.SayButton(t.HowAgreed, Spoken.GlossaryRules, initiative.Id) with { Mode = "secondary" });
        }

        return new AdaptiveCard { FallbackText = t.ListInShort(terms.Count), Body = body, Actions = buttons };

        Execute Page(string title, int first) => Conversation.PressButton(BrowseVerb, title, initiative.Id, (FromField, first.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A proposal that was sent back: to whoever made it, so that they can put it right.</summary>
    public static AdaptiveCard SentBack(Initiative initiative, Proposal proposal, string why, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.SentBackInShort(proposal.Wording.Name),
            Body =
            [
                RichTextBlock.Of(t.WasSentBack(proposal.Wording.Name), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of($"{initiative.Name} · {t.ProposedBy(proposal.ByName)}", isSubtle: true),
                RichTextBlock.Of(why, TextWeight.Bolder),
                new TextBlock(t.WhatWasProposed) { IsSubtle = true, Spacing = Spacing.Small },
                RichTextBlock.Of(PeoplesWords.Shorten(proposal.Wording.Definition, Wording.LongestDefinition)),
            ],
            Actions = [Conversation.SayButton(t.SuggestItAnew, Spoken.Suggest, initiative.Id, (GlossaryCards.TermPlace, proposal.Wording.Name))],
        };
    }

    /// <summary>What people look for and don't find: the backbone's list of words to agree on next.</summary>
    public static AdaptiveCard Missed(Here here, IReadOnlyList<Miss> misses, CultureInfo culture)
    {
        var t = new Texts(culture);
        return CardJson.FirstThatFits(MissedShown.Select(most => InVain(here, misses, t, most, t.InVain, misses.Count == 0 ? t.NothingInVain : t.WhatInVain, ForgetVerb, t.NotOneOfOurs)));
    }

    /// <summary>What people said and the bot didn't understand: a hint at words that are missing, and at what people would like to do.</summary>
    public static AdaptiveCard NotUnderstood(Here here, IReadOnlyList<Miss> misses, CultureInfo culture)
    {
        var t = new Texts(culture);
        return CardJson.FirstThatFits(MissedShown.Select(most => InVain(here, misses, t, most, t.NotUnderstood, misses.Count == 0 ? t.AllUnderstood : t.WhatNotUnderstood, ForgetSaidVerb, t.TakeItOff)));
    }

    private static AdaptiveCard InVain(Here here, IReadOnlyList<Miss> misses, Texts t, int most, string title, string says, string forgetVerb, string forget)
    {
        var body = new List<Element>
        {
            Heading.Of(title),
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
            new TextBlock(says) { Spacing = Spacing.Small },
        };
        foreach (var miss in misses.Take(most))
        {
            body.Add(new Container(
            [
                RichTextBlock.Of(PeoplesWords.Shorten(miss.Word, 80), TextWeight.Bolder),
                RichTextBlock.Of(t.Times(miss.Times), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
                QuietActions.About(
                    miss.Word,
                    Conversation.SayButton(PeoplesWords.Plain(t.SuggestWord(PeoplesWords.Shorten(miss.Word, 30))), Spoken.Suggest, here.Initiative.Id, (GlossaryCards.TermPlace, PeoplesWords.Shorten(miss.Word, Wording.LongestName))),
                    Conversation.PressButton(forgetVerb, forget, here.Initiative.Id, (WordField, Codes.Slug(miss.Word)))),
            ]));
        }

        if (misses.Count > most)
        {
            body.Add(new TextBlock(t.AndMore(misses.Count - most)) { IsSubtle = true });
        }

        return new AdaptiveCard { FallbackText = t.InVainInShort(title, misses.Count), Body = body };
    }

    /// <summary>The terms that occur in a message, each with its meaning.</summary>
    /// <param name="found">By initiative, for a person may be in several.</param>
    public static AdaptiveCard Explained(IReadOnlyList<(Initiative Initiative, IReadOnlyList<FoundWord> Found)> found, CultureInfo culture)
    {
        var t = new Texts(culture);
        var several = found.Count > 1;
        return CardJson.FirstThatFits(ExplainedShown.Select(shown =>
        {
            var body = new List<Element> { Heading.Of(t.WordsInMessage) };
            if (found.All(f => f.Found.Count == 0))
            {
                body.Add(new TextBlock(t.NoWordInMessage));
            }

            foreach (var (initiative, words) in found.Where(f => f.Found.Count > 0))
            {
                if (several)
                {
                    body.Add(RichTextBlock.Of(initiative.Name, isSubtle: true) with { Separator = true });
                }

                foreach (var occurrence in words.Take(shown.Words))
                {
                    var term = occurrence.Term.Wording.In(occurrence.Term.Wording.LanguageFor(culture, initiative.Language));
                    var meaning = PeoplesWords.Shorten(term.Definition, shown.Longest);
                    body.Add(RichTextBlock.AroundBold(term.Name, name => term.Not.Length > 0 ? t.NameMeaningAndNot(name, meaning, PeoplesWords.Shorten(term.Not, shown.Longest)) : t.NameAndMeaning(name, meaning)));
                }
            }

            return new AdaptiveCard { FallbackText = t.WordsInMessage, Body = body };
        }));
    }
}
