using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>Draws what is not one term: the list, what isn't there, what was asked for in vain, the words of a message, the rules.</summary>
public static class GlossaryCards
{
    public const string BrowseVerb = "glossary.browse";
    public const string ForgetVerb = "glossary.forget";
    public const string ForgetSaidVerb = "glossary.forgetsaid";
    public const string SaveRulesVerb = "glossary.saverules";

    private const string FromField = "from";
    private const string WordField = "word";
    private const string DecidesField = "decides";
    private const string PartnersField = "partners";
    private const string LanguagesField = "languages";

    private const int MostListed = 30;
    private const int MostWaiting = 6;
    private const int MostLanguages = 5;
    private static readonly int[] LengthsListed = [100, 60];
    private static readonly int[] MissedShown = [12, 6];
    private static readonly (int Words, int Longest)[] ExplainedShown = [(20, 600), (20, 200), (20, 80), (8, 80)];

    private const string ByBackbone = "backbone";
    private const string ByPartners = "partners";

    public static string WordOf(Form form) => form[WordField];

    public static int FromOf(Form form) => form.Number(FromField) ?? 0;

    public static AdaptiveCard NotThere(string asked, IReadOnlyList<Near> near, string initiative) => new()
    {
        FallbackText = "That word is not in the glossary yet.",
        Body =
        [
            new RichTextBlock([TextRun.Plain("“" + PeoplesWords.Shorten(asked, 100) + "”") with { Weight = TextWeight.Bolder }, TextRun.Plain(" is not in the glossary yet." + (near.Count > 0 ? " Did you mean one of these?" : ""))]),
        ],
        Actions =
        [
            .. near.Select(n => TermCard.ShowButton(PeoplesWords.Plain(n.Name), initiative, n.Slug)),
            Conversation.SayButton("Suggest it", "suggest " + PeoplesWords.Shorten(asked, Wording.LongestName), initiative),
        ],
    };

    /// <param name="from">How many come before the first that is shown.</param>
    public static AdaptiveCard List(Here here, IReadOnlyList<Term> terms, int from, CultureInfo culture) => CardJson.FirstThatFits(
        LengthsListed.Select(longest => List(here, terms, from, culture, longest)));

    private static AdaptiveCard List(Here here, IReadOnlyList<Term> terms, int from, CultureInfo culture, int longest)
    {
        var initiative = here.Initiative;
        var waiting = terms.Where(t => t.Proposal is not null).ToArray();
        var body = new List<Element>
        {
            new TextBlock("Our shared words") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · {(terms.Count == 1 ? "one term" : $"{terms.Count.ToString("#,0", culture)} terms")}{(waiting.Length > 0 ? $" · {waiting.Length} to agree on" : "")}", isSubtle: true),
        };
        if (terms.Count == 0)
        {
            body.Add(new TextBlock(here.IsVisitor ? "None is agreed yet." : "There are none yet. Say **suggest** to propose the first."));
        }

        var shown = terms.Skip(from).Take(MostListed).ToArray();
        body.AddRange(shown.Select(t =>
        {
            var words = t.Wording.In(t.Wording.LanguageFor(culture, initiative.Language));
            return new RichTextBlock(
            [
                TextRun.Plain(words.Name) with { Weight = TextWeight.Bolder },
                TextRun.Plain((t.State == TermState.Proposed ? " (proposed): " : ": ") + PeoplesWords.Shorten(words.Definition, longest) + (t is { InForce: not null, Proposal: not null } ? " (a change is proposed)" : "")),
            ]);
        }));
        if (terms.Count > from + shown.Length)
        {
            body.Add(new TextBlock($"and {(terms.Count - from - shown.Length).ToString("#,0", culture)} more. Ask me “what is …?” for any of them.") { IsSubtle = true });
        }

        if (waiting.Length > 0)
        {
            body.Add(new TextBlock("To agree on:") { Weight = TextWeight.Bolder, Separator = true });
            body.Add(new ActionSet([.. waiting.Take(MostWaiting).Select(t => TermCard.ShowButton(PeoplesWords.Plain(PeoplesWords.Shorten(t.Name, 40)), initiative.Id, t.Slug))]) { Spacing = Spacing.Small });
        }

        var buttons = new List<CardAction>();
        if (from > 0)
        {
            buttons.Add(Page("Earlier ones", Math.Max(0, from - MostListed)));
        }

        if (terms.Count > from + shown.Length)
        {
            buttons.Add(Page("More", from + MostListed));
        }

        if (!here.IsVisitor)
        {
            buttons.Add(Conversation.SayButton("Suggest a term", "suggest", initiative.Id));
        }

        if (here.IsBackbone)
        {
            buttons.Add(Conversation.SayButton("Asked for in vain", "words asked for in vain", initiative.Id) with { Mode = "secondary" });
            buttons.Add(Conversation.SayButton("How words are agreed", "glossary rules", initiative.Id) with { Mode = "secondary" });
        }

        return new AdaptiveCard { FallbackText = $"{terms.Count} shared words", Body = body, Actions = buttons };

        Execute Page(string title, int first) => new(BrowseVerb, new Dictionary<string, string>
        {
            [Conversation.InitiativeField] = initiative.Id,
            [FromField] = first.ToString(CultureInfo.InvariantCulture),
        })
        {
            Title = title,
            AssociatedInputs = AssociatedInputs.None,
        };
    }

    /// <summary>A proposal that was sent back: to whoever made it, so that they can put it right.</summary>
    public static AdaptiveCard SentBack(Initiative initiative, Proposal proposal, string why) => new()
    {
        FallbackText = $"“{proposal.Wording.Name}” was sent back.",
        Body =
        [
            RichTextBlock.Of($"“{proposal.Wording.Name}” was sent back", TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of($"{initiative.Name} · proposed by {proposal.ByName}", isSubtle: true),
            RichTextBlock.Of(why, TextWeight.Bolder),
            new TextBlock("What was proposed is kept:") { IsSubtle = true, Spacing = Spacing.Small },
            RichTextBlock.Of(PeoplesWords.Shorten(proposal.Wording.Definition, Wording.LongestDefinition)),
        ],
        Actions = [Conversation.SayButton("Suggest it anew", "suggest " + proposal.Wording.Name, initiative.Id)],
    };

    /// <summary>What people look for and don't find: the backbone's list of words to agree on next.</summary>
    public static AdaptiveCard Missed(Here here, IReadOnlyList<Miss> misses, CultureInfo culture) => CardJson.FirstThatFits(MissedShown.Select(most => InVain(
        here, misses, culture, most, "Asked for in vain",
        misses.Count == 0 ? "Everything that people asked for was there." : "These words were asked for, and the glossary hasn't got them. I don't keep who asked.", ForgetVerb, "Not one of ours")));

    /// <summary>What people said and the bot didn't understand: a hint at words that are missing, and at what people would like to do.</summary>
    public static AdaptiveCard NotUnderstood(Here here, IReadOnlyList<Miss> misses, CultureInfo culture) => CardJson.FirstThatFits(MissedShown.Select(most => InVain(
        here, misses, culture, most, "Not understood",
        misses.Count == 0 ? "I understood everything that people said." : "People said this to me, and I didn't understand it. I don't keep who said it.", ForgetSaidVerb, "Take it off the list")));

    private static AdaptiveCard InVain(Here here, IReadOnlyList<Miss> misses, CultureInfo culture, int most, string title, string says, string forgetVerb, string forget)
    {
        var body = new List<Element>
        {
            new TextBlock(title) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
            new TextBlock(says) { Spacing = Spacing.Small },
        };
        foreach (var miss in misses.Take(most))
        {
            body.Add(new ColumnSet(
            [
                new Column([RichTextBlock.Of(PeoplesWords.Shorten(miss.Word, 80), TextWeight.Bolder), RichTextBlock.Of(miss.Times == 1 ? "once" : $"{miss.Times.ToString("#,0", culture)} times", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None }]),
                new Column([new ActionSet(
                [
                    Conversation.SayButton(PeoplesWords.Plain($"Suggest “{PeoplesWords.Shorten(miss.Word, 30)}”"), "suggest " + PeoplesWords.Shorten(miss.Word, Wording.LongestName), here.Initiative.Id),
                    new Execute(forgetVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [WordField] = Codes.Slug(miss.Word) }) { Title = forget, AssociatedInputs = AssociatedInputs.None },
                ])], "auto"),
            ]));
        }

        if (misses.Count > most)
        {
            body.Add(new TextBlock($"and {misses.Count - most} more.") { IsSubtle = true });
        }

        return new AdaptiveCard { FallbackText = $"{title}: {misses.Count}", Body = body };
    }

    /// <summary>The terms that occur in a message, each with its meaning.</summary>
    /// <param name="found">By initiative, for a person may be in several.</param>
    public static AdaptiveCard Explained(IReadOnlyList<(Initiative Initiative, IReadOnlyList<FoundWord> Found)> found, CultureInfo culture)
    {
        var several = found.Count > 1;
        return CardJson.FirstThatFits(ExplainedShown.Select(shown =>
        {
            var body = new List<Element> { new TextBlock("The shared words in this message") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading } };
            if (found.All(f => f.Found.Count == 0))
            {
                body.Add(new TextBlock("None of our shared words occurs in it."));
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
                    body.Add(new RichTextBlock(
                    [
                        TextRun.Plain(term.Name) with { Weight = TextWeight.Bolder },
                        TextRun.Plain(": " + PeoplesWords.Shorten(term.Definition, shown.Longest) + (term.Not.Length > 0 ? " Not: " + PeoplesWords.Shorten(term.Not, shown.Longest) : "")),
                    ]));
                }
            }

            return new AdaptiveCard { FallbackText = "The shared words in this message", Body = body };
        }));
    }

    /// <summary>Who decides on terms, and in which languages they are kept.</summary>
    public static AdaptiveCard Rules(Initiative initiative, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null, bool saved = false)
    {
        faults ??= new Dictionary<string, string>();
        var fields = typed ?? new Form(new Dictionary<string, string>
        {
            [DecidesField] = initiative.PartnersToAgree == 0 ? ByBackbone : ByPartners,
            [PartnersField] = initiative.PartnersToAgree == 0 ? "" : initiative.PartnersToAgree.ToString(CultureInfo.InvariantCulture),
            [LanguagesField] = string.Join(", ", initiative.Languages),
        });
        return new AdaptiveCard
        {
            FallbackText = "How words are agreed",
            Body =
            [
                new TextBlock("How words are agreed") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. saved ? [new TextBlock("Saved.") { Weight = TextWeight.Bolder }] : (IEnumerable<Element>)[],
                new ChoiceInput([new Choice("The backbone", ByBackbone), new Choice("The partners, once so many agree", ByPartners)]) { Id = DecidesField, Label = "Who decides on a term?", Value = fields[DecidesField], Style = ChoiceStyle.Expanded },
                .. FieldFaults.At(DecidesField, faults),
                new TextInput { Id = PartnersField, Label = "How many partners must agree?", Value = fields[PartnersField], Placeholder = "When the partners decide" },
                .. FieldFaults.At(PartnersField, faults),
                new TextInput { Id = LanguagesField, Label = $"Other languages, besides {Languages.NativeName(initiative.Language)}", Value = fields[LanguagesField], Placeholder = "For example: Portuguese, French, uk" },
                .. FieldFaults.At(LanguagesField, faults),
            ],
            Actions = [new Execute(SaveRulesVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = "Save" }],
        };
    }

    /// <summary>Reads the rules; without an initiative, the faults say why, by field.</summary>
    public static (Initiative? Changed, IReadOnlyDictionary<string, string> Faults) ReadRules(Form form, Initiative initiative)
    {
        var faults = new Dictionary<string, string>();
        var byPartners = form.One(DecidesField, [ByBackbone, ByPartners], faults, "Please choose who decides.") == ByPartners;
        var partners = byPartners ? form.Number(PartnersField) ?? 0 : 0;
        if (byPartners && (partners < 1 || partners > Math.Max(1, initiative.Partners.Count)))
        {
            faults[PartnersField] = initiative.Partners.Count < 2
                ? "With fewer than two partners, this can only be 1."
                : $"A whole number from 1 to {initiative.Partners.Count}, which is how many partners there are.";
        }

        var languages = new List<string>();
        foreach (var typed in form[LanguagesField].Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Listed))
        {
            if (Languages.Named(typed) is not { } language)
            {
                faults[LanguagesField] = $"I don't know the language “{PeoplesWords.Shorten(typed, 40)}”. Write its name or its two letters, such as Portuguese or pt, with a comma between two languages.";
            }
            else if (!string.Equals(language, initiative.Language, StringComparison.OrdinalIgnoreCase) && !languages.Contains(language, StringComparer.OrdinalIgnoreCase))
            {
                languages.Add(language);
            }
        }

        if (languages.Count > MostLanguages)
        {
            faults[LanguagesField] = $"At most {MostLanguages} besides its own; these are {languages.Count}.";
        }

        // Tags may stand beside each other with a space; a name may have one in it.
        static IEnumerable<string> Listed(string part) => Languages.Named(part) is null ? part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is var parts && parts.All(p => Languages.Named(p) is not null) ? parts : [part] : [part];

        return (faults.Count > 0 ? null : initiative with { PartnersToAgree = partners, Languages = languages }, faults);
    }
}
