using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

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

    public TermUses Uses { get; init; } = TermUses.None;

    /// <summary>Something that has just happened, to say first.</summary>
    public string? News { get; init; }

    /// <summary>Whether its versions are read below it, as on a page: then no button leads to them.</summary>
    public bool IsAboveVersions { get; init; }

    /// <summary>Whether the reader has a voice in what is agreed.</summary>
    public bool Decides => Here.IsBackbone || Here.Partner is not null;
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

    /// <summary>How many of its first elements say what it is about, where there is no news: what is below a page's heading needs them no more.</summary>
    public const int HeadingAndName = 2;

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
    private const int MostChannels = 3;
    private const int LongestChannel = 40;

    private static readonly int[] Lengths = [Wording.LongestDefinition, 600];
    private static readonly int[] VersionsShown = [8, 3, 1];

    public static (string Slug, int Version) TermOf(Form form) =>
        (form[SlugField], form.Number(VersionField) ?? 0);

    public static string LanguageOf(Form form) => form[LanguageField];

    public static string WhyOf(Form form) => form[WhyField];

    public static (string ReplacedBy, string Because) RetirementOf(Form form) => (form[ReplacedByField], form[BecauseField]);

    public static AdaptiveCard Of(TermView view) => CardJson.FirstThatFits(
        new[] { (2000, MostOpinions), (600, 5), (200, 0), (100, 0) }.Select(v => Of(view, v.Item1, v.Item2)));

    private static AdaptiveCard Of(TermView view, int longest, int opinions)
    {
        var (here, term) = (view.Here, view.Term);
        var words = term.Wording.In(view.Language);
        var t = new Texts(view.Culture);
        var body = new List<Element>();
        if (view.News is { } news)
        {
            body.Add(new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis });
        }

        if (view.Asked is { } asked)
        {
            body.Add(RichTextBlock.Of(t.YouWrote(PeoplesWords.Shorten(asked, 60)), isSubtle: true));
        }

        body.Add(Heading.Above(t.SharedWord));
        body.Add(RichTextBlock.Of(words.Name, TextWeight.Bolder, TextSize.Large) with { Spacing = Spacing.None });
        var (state, look) = term.State switch
        {
            TermState.Agreed => (t.Agreed, BadgeStyle.Good),
            TermState.Retired => (t.NoLongerUsed, BadgeStyle.Subtle),
            _ => (t.Proposed, BadgeStyle.Warning),
        };
        body.Add(new Badge(state) { Style = look, Fallback = new TextBlock(state) { IsSubtle = true, Spacing = Spacing.None } });
        if (term.Retired is { } retired)
        {
            body.Add(RichTextBlock.Of(Name(view, retired.ReplacedBy) is { } instead ? t.UseInstead(instead) : t.NothingInstead, TextWeight.Bolder));
            if (retired.Because.Length > 0)
            {
                body.Add(RichTextBlock.Of(retired.Because).Marked(view.Culture, retired.Because));
            }
        }

        body.AddRange(Words(words, longest, t));
        if (term.Wording.Source.Length > 0)
        {
            body.Add(Labelled(t.Source, term.Wording.Source, t));
        }

        if (view.Uses.Questions.Count > 0)
        {
            body.Add(Labelled(t.LabelUses, Listed(view.Uses.Questions, t), t));
        }

        body.Add(RichTextBlock.Of(Footer(view, t), isSubtle: true, size: TextSize.Small));
        if (Ways(view, t).Take(MostButtons).ToArray() is { Length: > 0 } ways)
        {
            body.Add(new ActionSet(ways) { Spacing = Spacing.Small });
        }

        if (term.Proposal is { } proposal)
        {
            body.AddRange(Proposed(view, proposal, longest, opinions, t));
        }

        return new AdaptiveCard
        {
            FallbackText = t.NameAndMeaning(words.Name, PeoplesWords.Shorten(words.Definition, 300)),
            Body = body,
            Actions = [.. Buttons(view, t)],
        };
    }

    /// <summary>The term as it is put into a message to others: it can't be pressed, for the bot may not be there.</summary>
    public static AdaptiveCard Inserted(Initiative initiative, Term term, string language, CultureInfo culture)
    {
        var t = new Texts(culture);
        var words = term.Wording.In(language);
        return CardJson.FirstThatFits(Lengths.Select(longest => new AdaptiveCard
        {
            FallbackText = t.NameAndMeaning(words.Name, PeoplesWords.Shorten(words.Definition, 300)),
            Body =
            [
                Heading.Above(t.SharedWord),
                RichTextBlock.Of(words.Name, TextWeight.Bolder, TextSize.Large) with { Spacing = Spacing.None },
                .. term.State switch
                {
                    TermState.Agreed => [],
                    TermState.Retired => new[] { new TextBlock(t.NoLongerUsed) { IsSubtle = true, Spacing = Spacing.None } },
                    _ => [new TextBlock(t.Proposed) { IsSubtle = true, Spacing = Spacing.None }],
                },
                .. Words(words, longest, t),
                RichTextBlock.Of(string.Join(" · ", [initiative.Name, t.SharedGlossary, .. term.Edition > 0 ? [t.InVersion(term.Edition)] : (IEnumerable<string>)[]]), isSubtle: true, size: TextSize.Small),
            ],
        }));
    }

    /// <summary>Every wording that was in force, newest first, each with what it changed.</summary>
    public static AdaptiveCard Versions(TermView view, IReadOnlyList<Term> states)
    {
        var t = new Texts(view.Culture);
        var editions = Edition.Of(view.Term, states);
        return CardJson.FirstThatFits(VersionsShown.Select(most =>
        {
            List<Element> body =
            [
                Heading.Above(t.SharedWord),
                RichTextBlock.Of(view.Term.Wording.In(view.Language).Name, TextWeight.Bolder, TextSize.Large) with { Spacing = Spacing.None },
                RichTextBlock.Of($"{view.Here.Initiative.Name} · {t.Versions(editions.Count)}", isSubtle: true),
                .. editions.Count > 1 ? [Difference.Signs(view.Culture)] : Array.Empty<Element>(),
            ];
            foreach (var edition in editions.Take(most))
            {
                body.Add(Heading.Section(edition.Titled(view.Here.Initiative, view.Culture)));
                body.AddRange(edition.Before is { } before
                    ? Difference.Lines(before, edition.Wording, view.Culture)
                    : Words(edition.Wording.In(view.Language), Wording.LongestDefinition, t));
            }

            if (editions.Count > most)
            {
                body.Add(new TextBlock(t.EarlierAreKept) { IsSubtle = true });
            }

            return new AdaptiveCard
            {
                FallbackText = t.VersionsInShort(view.Term.Name, editions.Count),
                Body = body,
                Actions = [Press(ShowVerb, t.BackToTheTerm, view.Here.Initiative.Id, view.Term, view.Language)],
            };
        }));
    }

    /// <summary>What somebody says to a proposal, in words.</summary>
    public static string InWords(Opinion opinion, Initiative initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        var who = initiative.Partner(opinion.Partner)?.Name ?? opinion.Name;
        return (opinion.Agrees, opinion.Why.Length > 0) switch
        {
            (true, false) => t.OpinionFor(who),
            (true, true) => t.OpinionForBecause(who, opinion.Why),
            (false, false) => t.OpinionAgainst(who),
            (false, true) => t.OpinionAgainstBecause(who, opinion.Why),
        };
    }

    /// <summary>The term that a button shows and does nothing else about, and the language that it names; null for any other button.</summary>
    /// <param name="initiative">The one that the term is of.</param>
    public static (string Slug, string? Language, bool Versions)? ShownBy(Execute button, Initiative initiative)
    {
        if (button is not { Verb: ShowVerb or VersionsVerb, Data: { } data } || data.GetValueOrDefault(Conversation.InitiativeField) != initiative.Id.Value || data.GetValueOrDefault(SlugField) is not { Length: > 0 } slug)
        {
            return null;
        }

        return (slug, data.GetValueOrDefault(LanguageField) is not { } language ? null : language.Length > 0 ? language : initiative.Language, button.Verb == VersionsVerb);
    }

    /// <summary>A button about a term; the card's version goes along, so that nothing is decided unseen.</summary>
    internal static Execute Press(string verb, string title, InitiativeId initiative, Term term, string language = "") => Conversation.PressButton(verb, title, initiative, (SlugField, term.Slug), (VersionField, term.Version.ToString(CultureInfo.InvariantCulture)), (LanguageField, language));

    internal static Execute ShowButton(string title, InitiativeId initiative, string slug) => Conversation.PressButton(ShowVerb, title, initiative, (SlugField, slug));

    private static IEnumerable<Element> Words(Translation words, int longest, Texts t)
    {
        yield return words.Definition.Length > 0 ? RichTextBlock.Of(PeoplesWords.Shorten(words.Definition, longest)) : new TextBlock(t.NoMeaningYet) { IsSubtle = true };
        if (words.Not.Length > 0)
        {
            yield return Labelled(t.LabelNot, PeoplesWords.Shorten(words.Not, longest), t);
        }

        if (words.Examples.Length > 0)
        {
            yield return Labelled(t.LabelExamples, PeoplesWords.Shorten(words.Examples, longest), t);
        }

        if (words.Synonyms.Count > 0)
        {
            yield return Labelled(t.LabelSynonyms, string.Join(", ", words.Synonyms), t);
        }
    }

    private static RichTextBlock Labelled(string label, string words, Texts t) =>
        new([TextRun.Plain(t.Label(label) + " ") with { Weight = TextWeight.Bolder }, TextRun.Plain(words)]) { Spacing = Spacing.Small };

    private static string Footer(TermView view, Texts t)
    {
        var parts = new List<string> { view.Here.Initiative.Name };
        if (view.Term.Edition > 0)
        {
            parts.Add(view.Term.AgreedAt is { } at ? t.InVersionAgreedOn(view.Term.Edition, Day(at, view)) : t.InVersionAgreed(view.Term.Edition));
        }
        else if (view.Term.Proposal is { } proposal)
        {
            parts.Add(t.ProposedBy(proposal.ByName));
        }

        if (view.Term.Wording.Owner is { Length: > 0 } owner)
        {
            parts.Add(t.KeptBy(owner));
        }

        return string.Join(" · ", parts);
    }

    private static IEnumerable<Element> Proposed(TermView view, Proposal proposal, int longest, int opinions, Texts t)
    {
        var items = new List<Element>();
        if (view.Term.InForce is { } agreed)
        {
            items.Add(RichTextBlock.Of(t.ProposesAChange(proposal.ByName), TextWeight.Bolder));
            items.Add(Difference.Signs(view.Culture));
            items.AddRange(Difference.Lines(agreed, proposal.Wording, view.Culture, longest));
        }

        var needed = view.Here.Initiative.PartnersToAgree;
        items.Add(new TextBlock(needed == 0
            ? proposal.Opinions.Count == 0 ? t.BackboneDecides : t.BackboneDecidesSoFar(proposal.Partners)
            : t.PartnersAgree(proposal.Partners, needed))
        { IsSubtle = true, Spacing = Spacing.Small });
        foreach (var opinion in proposal.Opinions.TakeLast(opinions))
        {
            items.Add(RichTextBlock.Of(InWords(opinion, view.Here.Initiative, t.Culture), size: TextSize.Small).Marked(t.Culture, opinion.Why));
        }

        if (view.Term.IsComplete && view.Decides)
        {
            items.Add(Heading.Small(t.OnceAgreed) with { Spacing = Spacing.Small });
            items.AddRange(Follows(view, proposal, t).Select(line => RichTextBlock.Of(line, size: TextSize.Small) with { Spacing = Spacing.None }));
        }

        yield return new Container(items) { Style = ContainerStyle.Emphasis, Separator = true };
    }

    // Who decides reads first what follows: what is asked or read otherwise, and who hears of it.
    private static IEnumerable<string> Follows(TermView view, Proposal proposal, Texts t)
    {
        var (term, uses) = (view.Term, view.Uses);
        if (uses.Questions.Count == 0)
        {
            yield return t.FollowsForNoQuestion;
        }

        if (term.State != TermState.Agreed)
        {
            if (uses.Ready.Count > 0)
            {
                yield return t.FollowsAsked(uses.Ready.Count, Listed(uses.Ready, t));
            }

            if (uses.Questions.Except(uses.Ready).ToArray() is { Length: > 0 } waiting)
            {
                yield return t.FollowsWaiting(waiting.Length, Listed(waiting, t));
            }
        }

        if (uses.Questions.Count > 0 && term.InForce is { } agreed && !agreed.Own.SaysTheSameAs(proposal.Wording.Own))
        {
            yield return t.FollowsRead(uses.Questions.Count, Listed(uses.Questions, t));
            if (uses.Told > 0)
            {
                yield return t.FollowsTold(uses.Told);
            }
        }

        yield return InDigest(view, t);
    }

    private static string InDigest(TermView view, Texts t) => view.Here.Initiative.Channels.Where(c => c.Group is null).Select(c => PeoplesWords.Shorten(c.CalledIn(t.Culture), LongestChannel)).ToArray() switch
    {
        [] => t.DigestSaysSo,
        { Length: > MostChannels } many => t.DigestSaysSoInChannels(many.Length),
        var channels => t.DigestSaysSoIn(string.Join(", ", channels)),
    };

    private static string Listed(IReadOnlyList<string> questions, Texts t)
    {
        var listed = string.Join("; ", questions.Take(MostQuestions).Select(q => PeoplesWords.Shorten(q, 100)));
        return questions.Count > MostQuestions ? t.UsesAndMore(listed, questions.Count - MostQuestions) : listed;
    }

    private static IEnumerable<CardAction> Buttons(TermView view, Texts t)
    {
        var (here, term, initiative) = (view.Here, view.Term, view.Here.Initiative.Id);
        // Whoever presses is checked again; the buttons are shown to those who may.
        var decides = view.Decides;
        // While there is something to decide, the rest makes room.
        var aside = term.Proposal is not null && decides ? "secondary" : null;
        if (term.Proposal is not null && decides)
        {
            yield return Press(AgreeVerb, t.Agree, initiative, term, view.Language);
            yield return new ShowCard(new InnerCard([new TextInput { Id = WhyField, Label = t.Why, Placeholder = t.WhyExample, IsRequired = true, ErrorMessage = t.WhyMissing, IsMultiline = true }])
            {
                Actions = [Press(SendBackVerb, t.SendBack, initiative, term, view.Language) with { AssociatedInputs = null }],
            })
            {
                Title = t.SendBackWithReason,
            };
            if (here.IsBackbone)
            {
                yield return Press(AskPartnersVerb, t.AskThePartners, initiative, term, view.Language);
            }
        }

        if (term.Edition > 1 && !view.IsAboveVersions)
        {
            yield return Press(VersionsVerb, t.EarlierVersions, initiative, term, view.Language) with { Mode = aside };
        }

        if (term.State != TermState.Retired)
        {
            yield return Press(TermForm.ChangeVerb, t.SuggestAChange, initiative, term, view.Language) with { Mode = aside };
        }

        if (here.IsBackbone && term.InForce is not null)
        {
            yield return term.Retired is null
                ? new ShowCard(new InnerCard(
                [
                    .. view.Uses.Ready.Count > 0 ? [RichTextBlock.Of(t.RetireStops(view.Uses.Ready.Count, Listed(view.Uses.Ready, t)))] : (IEnumerable<Element>)[],
                    RichTextBlock.Of($"{t.RetireMeans} {InDigest(view, t)}", isSubtle: true),
                    new TextInput { Id = ReplacedByField, Label = t.ReplacedBy, Placeholder = t.ReplacedByHint },
                    new TextInput { Id = BecauseField, Label = t.Because, Placeholder = t.BecauseHint, IsMultiline = true },
                ])
                {
                    Actions = [Press(RetireVerb, t.RetireIt, initiative, term, view.Language) with { AssociatedInputs = null }],
                })
                {
                    Title = t.Retire,
                    Mode = "secondary",
                }
                : Press(BringBackVerb, t.UseItAgain, initiative, term, view.Language) with { Mode = "secondary" };
        }
    }

    // Where a reader may want to go from here: what took its place, what was meant instead, what is near it, other languages.
    private static IEnumerable<CardAction> Ways(TermView view, Texts t)
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
            yield return Press(TermForm.ChangeVerb, t.SayItIn(Languages.NativeName(language)), initiative.Id, term, language);
        }

        foreach (var related in term.Wording.Related.Where(r => r != term.Retired?.ReplacedBy))
        {
            if (Name(view, related) is { } around)
            {
                yield return ShowButton(PeoplesWords.Plain(t.See(PeoplesWords.Shorten(around, 40))), initiative.Id, related);
            }
        }
    }

    private static string? Name(TermView view, string? slug) => view.Around.FirstOrDefault(t => t.Slug == slug)?.Wording.In(view.Language).Name;

    private static string Day(Instant at, TermView view) =>
        at.InZone(TimeZones.Of(view.Here.Initiative.TimeZone)).Date.OnDayOfYear(view.Culture);
}
