using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>All that a term's card shows.</summary>
/// <param name="Language">The language that it is shown in; empty for the initiative's own.</param>
public sealed record TermView(Here Here, Term Term, string Language, CultureInfo Culture)
{
    /// <summary>What was asked, when the term was found although it is written otherwise.</summary>
    public string? Asked { get; init; }

    /// <summary>What else may have been meant.</summary>
    public IReadOnlyList<Near> Near { get; init; } = [];

    /// <summary>The terms that this one names: those to look at as well, and the one that replaced it.</summary>
    public IReadOnlyList<Term> Around { get; init; } = [];

    /// <summary>The questions that rest on it.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];

    /// <summary>Something that has just happened, to say first.</summary>
    public string? News { get; init; }
}

/// <summary>Draws a term, what is proposed for it, and how its versions differ.</summary>
public static class TermCard
{
    public const string ShowVerb = "glossary.show";
    public const string AgreeVerb = "glossary.agree";
    public const string SendBackVerb = "glossary.sendback";
    public const string AskPartnersVerb = "glossary.ask";
    public const string RetireVerb = "glossary.retire";
    public const string BringBackVerb = "glossary.bringback";
    public const string VersionsVerb = "glossary.versions";

    internal const string SlugField = "term";
    internal const string VersionField = "version";
    internal const string LanguageField = "language";
    private const string WhyField = "why";
    private const string ReplacedByField = "replacedby";
    private const string BecauseField = "because";

    // Teams draws no more beside each other.
    private const int MostButtons = 6;
    private const int MostOpinions = 20;
    private const int MostQuestions = 5;

    private static readonly int[] Lengths = [Wording.LongestDefinition, 600];
    private static readonly int[] VersionsShown = [8, 3, 1];

    public static (string Slug, int Version) TermOf(Form form) =>
        (form[SlugField], form.Number(VersionField) ?? 0);

    public static string LanguageOf(Form form) => form[LanguageField];

    public static string WhyOf(Form form) => form[WhyField];

    public static (string ReplacedBy, string Because) RetirementOf(Form form) => (form[ReplacedByField], form[BecauseField]);

    public static AdaptiveCard Of(TermView view) => CardJson.FirstThatFits(
        new[] { (2000, MostOpinions), (600, 5), (200, 0) }.Select(v => Of(view, v.Item1, v.Item2)));

    private static AdaptiveCard Of(TermView view, int longest, int opinions)
    {
        var (here, term) = (view.Here, view.Term);
        var words = term.Wording.In(view.Language);
        var body = new List<Element>();
        if (view.News is { } news)
        {
            body.Add(new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis });
        }

        if (view.Asked is { } asked)
        {
            body.Add(RichTextBlock.Of($"You wrote “{PeoplesWords.Shorten(asked, 60)}”. This is the nearest that we have:", isSubtle: true));
        }

        body.Add(RichTextBlock.Of(words.Name, TextWeight.Bolder, TextSize.Large));
        var (state, look) = term.State switch
        {
            TermState.Agreed => ("Agreed", "Good"),
            TermState.Retired => ("No longer used", "Subtle"),
            _ => ("Proposed, not agreed yet", "Warning"),
        };
        body.Add(new Badge(state) { Style = look, Fallback = new TextBlock(state) { IsSubtle = true, Spacing = Spacing.None } });
        if (term.Retired is { } retired)
        {
            body.Add(RichTextBlock.Of(Name(view, retired.ReplacedBy) is { } instead ? $"Use “{instead}” instead." : "Nothing has taken its place.", TextWeight.Bolder));
            if (retired.Because.Length > 0)
            {
                body.Add(RichTextBlock.Of(retired.Because));
            }
        }

        body.AddRange(Words(words, longest));
        if (term.Wording.Source.Length > 0)
        {
            body.Add(Labelled("Source", term.Wording.Source));
        }

        if (view.UsedBy.Count > 0)
        {
            body.Add(Labelled("We measure by it", string.Join("; ", view.UsedBy.Take(MostQuestions).Select(q => PeoplesWords.Shorten(q, 100)))
                + (view.UsedBy.Count > MostQuestions ? $"; and {view.UsedBy.Count - MostQuestions} more" : "")));
        }

        body.Add(RichTextBlock.Of(Footer(view), isSubtle: true, size: TextSize.Small));
        if (Ways(view).Take(MostButtons).ToArray() is { Length: > 0 } ways)
        {
            body.Add(new ActionSet(ways) { Spacing = Spacing.Small });
        }

        if (term.Proposal is { } proposal)
        {
            body.AddRange(Proposed(view, proposal, longest, opinions));
        }

        return new AdaptiveCard
        {
            FallbackText = $"{words.Name}: {PeoplesWords.Shorten(words.Definition, 300)}",
            Body = body,
            Actions = [.. Buttons(view)],
        };
    }

    /// <summary>The term as it is put into a message to others: it can't be pressed, for the bot may not be there.</summary>
    public static AdaptiveCard Inserted(Initiative initiative, Term term, string language)
    {
        var words = term.Wording.In(language);
        return CardJson.FirstThatFits(Lengths.Select(longest => new AdaptiveCard
        {
            FallbackText = $"{words.Name}: {PeoplesWords.Shorten(words.Definition, 300)}",
            Body =
            [
                RichTextBlock.Of(words.Name, TextWeight.Bolder, TextSize.Large),
                .. term.State switch
                {
                    TermState.Agreed => [],
                    TermState.Retired => new[] { new TextBlock("No longer used") { IsSubtle = true, Spacing = Spacing.None } },
                    _ => [new TextBlock("Proposed, not agreed yet") { IsSubtle = true, Spacing = Spacing.None }],
                },
                .. Words(words, longest),
                RichTextBlock.Of($"{initiative.Name} · shared glossary{(term.Edition > 0 ? $" · version {term.Edition.ToString(CultureInfo.InvariantCulture)}" : "")}", isSubtle: true, size: TextSize.Small),
            ],
        }));
    }

    /// <summary>Every wording that was in force, newest first, each with what it changed.</summary>
    public static AdaptiveCard Versions(TermView view, IReadOnlyList<Term> states)
    {
        // An edition's last state before the next is the one that counts: opinions and proposals come and go within it.
        var editions = states.Append(view.Term).Where(t => t.InForce is not null).GroupBy(t => t.Edition).OrderByDescending(g => g.Key).Select(g => g.First()).ToArray();
        return CardJson.FirstThatFits(VersionsShown.Select(most =>
        {
            var body = new List<Element>
            {
                RichTextBlock.Of(view.Term.Wording.In(view.Language).Name, TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of($"{view.Here.Initiative.Name} · {(editions.Length == 1 ? "one version" : $"{editions.Length} versions")}", isSubtle: true),
            };
            foreach (var (edition, index) in editions.Take(most).Select((e, i) => (e, i)))
            {
                body.Add(new TextBlock($"Version {edition.Edition.ToString(CultureInfo.InvariantCulture)}, {Agreed(edition, view)}") { Weight = TextWeight.Bolder, Separator = true });
                var now = edition.InForce!;
                body.AddRange(index + 1 < editions.Length
                    ? Difference.Lines(editions[index + 1].InForce!, now)
                    : Words(now.In(view.Language), Wording.LongestDefinition));
            }

            if (editions.Length > most)
            {
                body.Add(new TextBlock("Earlier versions are kept; the backbone can export them.") { IsSubtle = true });
            }

            return new AdaptiveCard
            {
                FallbackText = $"{view.Term.Name}: {editions.Length} versions",
                Body = body,
                Actions = [Press(ShowVerb, "Back to the term", view.Here.Initiative.Id, view.Term, view.Language)],
            };
        }));
    }

    /// <summary>A button about a term; the card's version goes along, so that nothing is decided unseen.</summary>
    internal static Execute Press(string verb, string title, string initiative, Term term, string language = "") => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative,
        [SlugField] = term.Slug,
        [VersionField] = term.Version.ToString(CultureInfo.InvariantCulture),
        [LanguageField] = language,
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    internal static Execute ShowButton(string title, string initiative, string slug) => new(ShowVerb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative,
        [SlugField] = slug,
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    private static IEnumerable<Element> Words(Translation words, int longest)
    {
        yield return words.Definition.Length > 0 ? RichTextBlock.Of(PeoplesWords.Shorten(words.Definition, longest)) : new TextBlock("Nobody has said yet what it means.") { IsSubtle = true };
        if (words.Not.Length > 0)
        {
            yield return Labelled("Not", PeoplesWords.Shorten(words.Not, longest));
        }

        if (words.Examples.Length > 0)
        {
            yield return Labelled("For example", PeoplesWords.Shorten(words.Examples, longest));
        }

        if (words.Synonyms.Count > 0)
        {
            yield return Labelled("Also called", string.Join(", ", words.Synonyms));
        }
    }

    private static RichTextBlock Labelled(string label, string words) =>
        new([TextRun.Plain(label + ": ") with { Weight = TextWeight.Bolder }, TextRun.Plain(words)]) { Spacing = Spacing.Small };

    private static string Footer(TermView view)
    {
        var parts = new List<string> { view.Here.Initiative.Name };
        if (view.Term.Edition > 0)
        {
            parts.Add($"version {view.Term.Edition.ToString(CultureInfo.InvariantCulture)}, {Agreed(view.Term, view)}");
        }
        else if (view.Term.Proposal is { } proposal)
        {
            parts.Add($"proposed by {proposal.ByName}");
        }

        if (view.Term.Wording.Owner is { Length: > 0 } owner)
        {
            parts.Add($"kept by {owner}");
        }

        return string.Join(" · ", parts);
    }

    private static IEnumerable<Element> Proposed(TermView view, Proposal proposal, int longest, int opinions)
    {
        var items = new List<Element>();
        if (view.Term.InForce is { } agreed)
        {
            items.Add(RichTextBlock.Of($"{proposal.ByName} proposes a change:", TextWeight.Bolder));
            items.AddRange(Difference.Lines(agreed, proposal.Wording, longest));
        }

        var needed = view.Here.Initiative.PartnersToAgree;
        items.Add(new TextBlock(needed == 0
            ? proposal.Opinions.Count == 0 ? "The backbone decides." : $"The backbone decides. {Partners(proposal.Partners)} so far."
            : $"{proposal.Partners} of {needed} partners agree so far.")
        { IsSubtle = true, Spacing = Spacing.Small });
        foreach (var opinion in proposal.Opinions.TakeLast(opinions))
        {
            var who = view.Here.Initiative.Partner(opinion.Partner)?.Name ?? opinion.Name;
            items.Add(RichTextBlock.Of($"{who} {(opinion.Agrees ? "agrees" : "would send it back")}{(opinion.Why.Length > 0 ? $": {opinion.Why}" : ".")}", size: TextSize.Small));
        }

        yield return new Container(items) { Style = ContainerStyle.Emphasis, Separator = true };

        static string Partners(int count) => count == 1 ? "One partner agrees" : $"{count} partners agree";
    }

    private static IEnumerable<CardAction> Buttons(TermView view)
    {
        var (here, term, initiative) = (view.Here, view.Term, view.Here.Initiative.Id);
        // Whoever presses is checked again; the buttons are shown to those who may.
        var decides = here.IsBackbone || here.Partner is not null;
        // While there is something to decide, the rest makes room.
        var aside = term.Proposal is not null && decides ? "secondary" : null;
        if (term.Proposal is not null && decides)
        {
            yield return Press(AgreeVerb, "Agree", initiative, term, view.Language);
            yield return new ShowCard(new InnerCard([new TextInput { Id = WhyField, Label = "Why?", Placeholder = "For example: we can't tell this from our records", IsRequired = true, ErrorMessage = "Please say why, so that it can be put right.", IsMultiline = true }])
            {
                Actions = [Press(SendBackVerb, "Send back", initiative, term, view.Language) with { AssociatedInputs = null }],
            })
            {
                Title = "Send back with a reason",
            };
            if (here.IsBackbone)
            {
                yield return Press(AskPartnersVerb, "Ask the partners", initiative, term, view.Language);
            }
        }

        if (term.Edition > 1)
        {
            yield return Press(VersionsVerb, "Earlier versions", initiative, term, view.Language) with { Mode = aside };
        }

        if (term.State != TermState.Retired)
        {
            yield return Press(TermForm.ChangeVerb, "Suggest a change", initiative, term, view.Language) with { Mode = aside };
        }

        if (here.IsBackbone && term.InForce is not null)
        {
            yield return term.Retired is null
                ? new ShowCard(new InnerCard(
                [
                    new TextInput { Id = ReplacedByField, Label = "Which term takes its place?", Placeholder = "Leave it empty when none does" },
                    new TextInput { Id = BecauseField, Label = "Why is it used no more?", Placeholder = "It still answers, and says so", IsMultiline = true },
                ])
                {
                    Actions = [Press(RetireVerb, "Retire it", initiative, term, view.Language) with { AssociatedInputs = null }],
                })
                {
                    Title = "Retire",
                    Mode = "secondary",
                }
                : Press(BringBackVerb, "Use it again", initiative, term, view.Language) with { Mode = "secondary" };
        }
    }

    // Where a reader may want to go from here: what took its place, what was meant instead, what is near it, other languages.
    private static IEnumerable<CardAction> Ways(TermView view)
    {
        var (term, initiative) = (view.Term, view.Here.Initiative);
        if (term.Retired?.ReplacedBy is { } instead && Name(view, instead) is { } name)
        {
            yield return ShowButton(PeoplesWords.Plain(PeoplesWords.Shorten(name, 40)), initiative.Id, instead);
        }

        foreach (var near in view.Near)
        {
            yield return ShowButton(PeoplesWords.Plain(PeoplesWords.Shorten(near.Name, 40)), initiative.Id, near.Slug);
        }

        foreach (var language in term.Wording.Translations.Keys.Append("").Where(l => l != view.Language))
        {
            yield return Press(ShowVerb, Languages.NativeName(language.Length == 0 ? initiative.Language : language), initiative.Id, term, language);
        }

        foreach (var language in initiative.Languages.Except(term.Wording.Translations.Keys, StringComparer.OrdinalIgnoreCase))
        {
            yield return Press(TermForm.ChangeVerb, $"Say it in {Languages.NativeName(language)}", initiative.Id, term, language);
        }

        foreach (var related in term.Wording.Related.Where(r => r != term.Retired?.ReplacedBy))
        {
            if (Name(view, related) is { } around)
            {
                yield return ShowButton(PeoplesWords.Plain($"See: {PeoplesWords.Shorten(around, 40)}"), initiative.Id, related);
            }
        }
    }

    private static string? Name(TermView view, string? slug) => view.Around.FirstOrDefault(t => t.Slug == slug)?.Wording.In(view.Language).Name;

    private static string Agreed(Term term, TermView view) => term.AgreedAt is { } at ? $"agreed {Day(at, view)}" : "agreed";

    private static string Day(Instant at, TermView view) =>
        at.InZone(TimeZones.Of(view.Here.Initiative.TimeZone)).Date.ToString("d MMMM yyyy", view.Culture);
}
