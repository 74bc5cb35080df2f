using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Indicators;

/// <summary>Draws what the initiative measures.</summary>
public static class IndicatorCard
{
    public const string AddVerb = "indicators.add";
    public const string EditVerb = "indicators.edit";
    public const string AskRetireVerb = "indicators.retire";
    public const string RetireVerb = "indicators.retireit";
    public const string RestoreVerb = "indicators.restore";

    private const int LongestQuestion = 200;
    private const int MostOfDefinition = 200;
    private const int MostSuggestions = 3;

    public static string IndicatorOf(Form form) => form[IndicatorForm.IdField];

    /// <param name="notAgreed">By indicator, the words that it relies on and that nobody has agreed on: it isn't asked until they are.</param>
    /// <param name="proposed">Of those words, by slug, the names of the ones that are proposed and wait for agreement.</param>
    /// <param name="retired">The indicator that has just been retired, to say so and offer a way back.</param>
    public static AdaptiveCard List(
        Here here,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyDictionary<string, IReadOnlyList<string>> notAgreed,
        IReadOnlyDictionary<string, string> proposed,
        CultureInfo culture,
        Indicator? retired = null,
        string? news = null) => CardJson.FirstThatFits(
        new[] { (LongestQuestion, true, true), (LongestQuestion, false, true), (80, false, true), (80, false, false) }.Select(s => List(here, indicators, notAgreed, proposed, culture, retired, news, s.Item1, s.Item2, s.Item3)));

    private static AdaptiveCard List(
        Here here,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyDictionary<string, IReadOnlyList<string>> notAgreed,
        IReadOnlyDictionary<string, string> proposed,
        CultureInfo culture,
        Indicator? retired,
        string? news,
        int longest,
        bool details,
        bool isQuiet)
    {
        var t = new Texts(culture);
        var current = indicators.Where(i => !i.Retired).ToArray();
        var body = new List<Element>
        {
            Heading.Of(t.WhatWeMeasure),
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (news is not null)
        {
            body.Add(new TextBlock(news) { Weight = TextWeight.Bolder });
        }

        if (retired is not null)
        {
            body.Add(new Container(
            [
                RichTextBlock.Of(t.IsRetired(retired.Question)),
                new ActionSet([Button(RestoreVerb, t.BringBack, here.Initiative.Id, retired.Id)]),
            ])
            {
                Style = ContainerStyle.Emphasis,
            });
        }

        if (current.Length == 0)
        {
            body.Add(new TextBlock(here.IsBackbone ? t.NothingYetAddTheFirst : t.NothingYet));
        }

        foreach (var indicator in current)
        {
            var question = PeoplesWords.Shorten(indicator.Question, longest);
            var lines = new List<Element> { RichTextBlock.Of(question, TextWeight.Bolder) };
            if (details)
            {
                lines.Add(RichTextBlock.Of(InWords(indicator, indicators, t), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
                if (indicator.Definition.Length > 0)
                {
                    lines.Add(RichTextBlock.Of(PeoplesWords.Shorten(indicator.Definition, MostOfDefinition), size: TextSize.Small));
                }
            }

            if (notAgreed.GetValueOrDefault(indicator.Id) is { Count: > 0 } words)
            {
                lines.Add(FaultLine.Of(t.NotAskedYet(words.Count, string.Join(", ", words.Select(w => proposed.GetValueOrDefault(w, w))))));
                if (details)
                {
                    lines.Add(new ActionSet([.. words.Take(MostSuggestions).Select(w => proposed.TryGetValue(w, out var name)
                        ? Conversation.SayButton(PeoplesWords.Plain(t.SeeProposed(PeoplesWords.Shorten(name, 40))), Spoken.WhatIs, here.Initiative.Id, (GlossaryCards.TermPlace, name))
                        : Conversation.SayButton(PeoplesWords.Plain(t.Suggest(w)), Spoken.Suggest, here.Initiative.Id, (GlossaryCards.TermPlace, w)))]));
                }
            }

            if (here.IsBackbone)
            {
                CardAction[] actions = [Button(EditVerb, t.Edit, here.Initiative.Id, indicator.Id), Button(AskRetireVerb, t.Retire, here.Initiative.Id, indicator.Id)];
                lines.Add(isQuiet ? QuietActions.About(question, actions) : QuietActions.InLittleRoom(question, actions));
            }

            body.Add(new Container(lines) { Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = t.Indicators(current.Length),
            Body = body,
            Actions = here.IsBackbone ? [Button(AddVerb, t.AddIndicator, here.Initiative.Id, ""), .. current.Length > 0 ? [Button(TranslationCard.ListVerb, t.OtherLanguages, here.Initiative.Id, "")] : Array.Empty<CardAction>()] : null,
        };
    }

    /// <summary>Before an indicator is retired: what follows.</summary>
    /// <param name="partners">How many partners are asked for it now.</param>
    /// <param name="calculated">The questions of those that are calculated from it.</param>
    /// <param name="elsewhere">What follows elsewhere, a sentence each.</param>
    public static AdaptiveCard AskRetire(Initiative initiative, Indicator indicator, int partners, IReadOnlyList<string> calculated, IReadOnlyList<string> elsewhere, CultureInfo culture)
    {
        var t = new Texts(culture);
        var title = t.AskRetire(PeoplesWords.Shorten(indicator.Question, LongestQuestion));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(indicator.IsCalculated ? t.RetireCalculated : t.RetireStops(partners)),
                .. calculated.Count > 0 ? [RichTextBlock.Of(t.RetireEndsCalculated(calculated.Count, PeoplesWords.Shorten(string.Join("; ", calculated), MostOfDefinition * 2)))] : (IEnumerable<Element>)[],
                .. elsewhere.Select(line => RichTextBlock.Of(line)),
                new TextBlock(t.RetireKeeps) { IsSubtle = true },
            ],
            Actions = [Button(RetireVerb, t.RetireIt, initiative.Id, indicator.Id) with { Style = ActionStyle.Destructive }],
        };
    }

    internal static Execute Button(string verb, string title, InitiativeId initiative, string indicator) => Conversation.PressButton(verb, title, initiative, (IndicatorForm.IdField, indicator));

    internal static string InWords(Indicator indicator, IReadOnlyList<Indicator> all, Texts t)
    {
        var kind = Kind.Of(indicator.Kind);
        var parts = new List<string> { kind.Name(t) };
        if (indicator.Unit.Length > 0)
        {
            parts.Add(t.InUnit(indicator.Unit));
        }

        if (indicator.Every is { } every)
        {
            parts.Add(every == Frequency.Monthly ? t.OnceAMonth : every == Frequency.Quarterly ? t.OnceAQuarter : t.EveryWeek);
        }

        if (indicator.Partners.Count > 0)
        {
            parts.Add(t.PartnersAnswer(indicator.Partners.Count));
        }

        if (indicator.Breakdown is { } breakdown)
        {
            parts.Add(t.ByParts(breakdown.Name, string.Join(", ", breakdown.Categories.Select(c => c.Name))));
        }

        if (Indicators.Formula.Of(indicator) is { } formula)
        {
            parts.Add(t.CalculatedFrom(string.Join(", ", formula.Uses.Select(u => all.FirstOrDefault(i => i.Id == u)?.Question ?? u))));
        }

        if (kind.IsNumeric)
        {
            parts.Add(InWords(indicator.Direction, t));
            parts.Add(InWords(indicator.RollUp, t));
        }

        if (indicator.Version > 1)
        {
            parts.Add(t.Meaning(indicator.Version));
        }

        if (indicator.Sharing != Sharing.Partners)
        {
            parts.Add(t.For(InWords(indicator.Sharing, t)));
        }

        if (indicator.Target is not null)
        {
            parts.Add(Trend.AgainstTarget(null, indicator, default, t.Culture));
        }

        if (indicator.Terms.Count > 0)
        {
            parts.Add(t.ReliesOn(string.Join(", ", indicator.Terms)));
        }

        return string.Join(" · ", parts);
    }

    /// <summary>What it is, in as few words as tell it from others.</summary>
    public static string InFewWords(Indicator indicator, CultureInfo culture)
    {
        var (kind, t) = (Kind.Of(indicator.Kind), new Texts(culture));
        return string.Join(", ", new[]
        {
            kind.Name(t),
            indicator.Unit.Length > 0 ? t.InUnit(indicator.Unit) : "",
            InWords(indicator.IsCalculated ? RollUp.Calculated : indicator.RollUp, t),
            kind.IsNumeric ? InWords(indicator.Direction, t) : "",
        }.Where(p => p.Length > 0));
    }

    internal static string InWords(GoodDirection direction, Texts t) => direction == GoodDirection.Up ? t.MoreIsGood : t.LessIsGood;

    internal static string InWords(RollUp rollUp, Texts t) => rollUp switch
    {
        RollUp.Sum => t.RollUpSum,
        RollUp.RatioOfSums => t.RollUpRatio,
        RollUp.Mean => t.RollUpMean,
        RollUp.Latest => t.RollUpLatest,
        RollUp.Max => t.RollUpMax,
        RollUp.Min => t.RollUpMin,
        RollUp.CountYes => t.RollUpCountYes,
        RollUp.Calculated => t.RollUpCalculated,
        _ => t.RollUpNone,
    };

    internal static string InWords(Sharing sharing, Texts t) => sharing switch
    {
        Sharing.Backbone => t.SharingBackbone,
        Sharing.Steering => t.SharingSteering,
        Sharing.Partners => t.SharingPartners,
        _ => t.SharingPublic,
    };
}
