using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Agenda;

/// <summary>Draws the agenda in force, drafts, versions put forward with what partners say, and how versions differ.</summary>
public static class AgendaCard
{
    public const string ShowVerb = "agenda.show";
    public const string ReadVerb = "agenda.read";
    public const string PutForwardVerb = "agenda.putforward";
    public const string BringIntoForceVerb = "agenda.bringintoforce";
    public const string EndorseVerb = "agenda.endorse";
    public const string CommentVerb = "agenda.comment";
    public const string VersionsVerb = "agenda.versions";

    private const string VersionField = "version";
    private const string StanceField = "stance";
    private const string WordsField = "words";
    private const string CommentField = "comment";
    private const string SureField = "sure";

    private static readonly (int Longest, int Lines)[] Sizes = [(CommonAgenda.LongestText, 20), (500, 8), (200, 3), (100, 1), (60, 0)];
    // What of the vision stands there at once: two or three lines on a phone.
    private const int FirstLines = 140;

    private static readonly int[] VersionsShown = [5, 2, 1];

    public static (int Version, Stance? Stance) Read(Form form) => (
        form.Number(VersionField) ?? -1,
        form.Word<Stance>(StanceField));

    public static string CommentOf(Form form) => form[CommentField];

    /// <summary>Whether somebody wants it although few endorse it.</summary>
    public static bool IsSure(Form form) => form.IsOn(SureField);

    /// <summary>The agenda in force.</summary>
    /// <param name="progress">By indicator, where its total stands, as far as the reader may see it.</param>
    /// <param name="work">By goal, the partners that work towards it; empty while none has said what it does.</param>
    public static AdaptiveCard InForce(Here here, AgendaBook book, IReadOnlyDictionary<string, GoalNumber> progress, ILookup<string, PartnerId> work, CultureInfo culture, DateTimeZone zone)
    {
        var read = book.In(culture, here.Initiative);
        return CardJson.FirstThatFits(Sizes.Select(size => InForce(here, read, progress, work, culture, zone, size)));
    }

    private static AdaptiveCard InForce(
        Here here, AgendaBook book, IReadOnlyDictionary<string, GoalNumber> progress, ILookup<string, PartnerId> work, CultureInfo culture, DateTimeZone zone, (int Longest, int Lines) size)
    {
        var t = new Texts(culture);
        var agenda = book.InForce;
        Element[] goals = [.. Goals(agenda, progress, work.Count == 0 ? null : goal => Workers(here.Initiative, [.. work[goal.Id]], t), t, size)];
        List<Element> body =
        [
            RichTextBlock.Of(here.Initiative.Name, TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of(agenda.Since is null ? t.OurAgendaAsSetUp : t.OurAgenda, isSubtle: true) with { Spacing = Spacing.None },
            .. Endorsing(here, book, t),
            RichTextBlock.Of(PeoplesWords.Shorten(agenda.Vision, FirstLines)),
            .. goals,
            .. agenda.Since is { } since ? [Small(ConversationCards.Capital(t.VersionInForce(agenda.Version.InNumerals(culture), Day(since, zone, culture)))) with { Spacing = Spacing.Small }] : Array.Empty<Element>(),
        ];
        if (!book.IsPutForward)
        {
            body.AddRange(Standing(here, book, t));
        }

        body.AddRange(Folded(agenda, [.. goals.OfType<Container>().Select(g => g.Id!)], book.IsPutForward ? [] : [.. Voices(here.Initiative, book, size.Lines, t)], size.Longest, t));
        var buttons = new List<CardAction>();
        if (book.Next is not null && (book.IsPutForward || here.IsBackbone || here.Partner is not null))
        {
            buttons.Add(Press(ReadVerb, book.IsPutForward ? t.ReadWhatIsPutForward : t.ReadDraft, here));
        }

        if (!book.IsPutForward && book.Asked is { } asked && Missing(here, book))
        {
            buttons.AddRange(Stances(here, asked, t));
        }

        if (here.IsBackbone)
        {
            buttons.Add(Press(AgendaForm.EditVerb, t.EditAgenda, here));
            if (here.Initiative.Languages.Count > 0)
            {
                buttons.Add(Press(AgendaWordsCard.WriteVerb, t.InOtherLanguages, here));
            }
        }

        if (agenda.Version > 1 && !here.IsVisitor)
        {
            buttons.Add(Press(VersionsVerb, t.EarlierVersions, here));
        }

        if (!here.IsVisitor)
        {
            buttons.Add(Conversation.SayButton(t.Decisions, Spoken.Decisions, here.Initiative.Id));
        }

        return new AdaptiveCard { FallbackText = $"{here.Initiative.Name}: {PeoplesWords.Shorten(agenda.Vision, 200)}", Body = body, Actions = [.. buttons.Take(6)] };
    }

    /// <summary>The draft, or the version put forward: what it would change, what was said of it, and what can be done.</summary>
    public static AdaptiveCard Next(Here here, AgendaBook book, CultureInfo culture, string? news = null)
    {
        var read = book.In(culture, here.Initiative);
        return CardJson.FirstThatFits(Sizes.Select(size => Next(here, read, culture, news, size)));
    }

    private static AdaptiveCard Next(Here here, AgendaBook book, CultureInfo culture, string? news, (int Longest, int Lines) size)
    {
        var t = new Texts(culture);
        var next = book.Next ?? book.InForce;
        var version = next.Version.InNumerals(culture);
        var body = new List<Element>();
        if (news is not null)
        {
            body.Add(new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis });
        }

        body.Add(Heading.Of(book.IsPutForward ? t.OurAgendaPutForward : t.OurAgendaDraft));
        body.Add(RichTextBlock.Of($"{here.Initiative.Name} · {t.Version(version)}{(book.IsPutForward ? $" · {Progress(here.Initiative, book, t)}" : "")}", isSubtle: true));
        body.AddRange(Words(next, t, size.Longest));
        if (book.InForce.Version > 0)
        {
            body.Add(Heading.Section(t.WhatItChanges));
            body.Add(Difference.Signs(t.Culture));
            body.AddRange(Changes(book.InForce, next, size.Longest, t));
        }

        if (book.IsPutForward)
        {
            body.AddRange(Standing(here, book, t));
            body.AddRange(Voices(here.Initiative, book, size.Lines, t));
        }

        foreach (var comment in book.Comments.TakeLast(size.Lines))
        {
            body.Add(new RichTextBlock([TextRun.Plain(comment.Who + ": ") with { Weight = TextWeight.Bolder }, TextRun.Plain(comment.Words)]) { Spacing = Spacing.Small }.Marked(culture, comment.Words));
        }

        var buttons = new List<CardAction>();
        if (book.IsPutForward && here.Partner is not null)
        {
            buttons.AddRange(Stances(here, next, t));
        }
        else if (!book.IsPutForward)
        {
            buttons.Add(new ShowCard(new InnerCard([new TextInput { Id = CommentField, Label = t.WhatDoYouThink, IsMultiline = true }])
            {
                Actions = [Press(CommentVerb, t.Send, here) with { AssociatedInputs = null }],
            })
            {
                Title = t.Comment,
            });
        }

        if (here.IsBackbone)
        {
            buttons.Add(book.IsPutForward
                ? Press(BringIntoForceVerb, t.BringIntoForce, here, next)
                : Press(PutForwardVerb, t.PutItForward, here, next));
            buttons.Add(Press(AgendaForm.EditVerb, t.Edit, here));
            if (!book.IsPutForward)
            {
                buttons.Add(Press(AgendaForm.LinkVerb, t.NumbersForGoals, here));
            }
        }

        return new AdaptiveCard { FallbackText = t.OurAgendaInShort(version), Body = body, Actions = buttons.Count > 0 ? buttons : null };
    }

    /// <summary>Asks back before an agenda comes into force that few have endorsed.</summary>
    public static AdaptiveCard FewEndorse(Here here, AgendaBook book, CommonAgenda next, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (endorsed, partners, concerns) = Count(here.Initiative, book);
        return new AdaptiveCard
        {
            FallbackText = t.AskBringIntoForce,
            Body =
            [
                Heading.Of(t.AskBringIntoForce),
                RichTextBlock.Of($"{here.Initiative.Name} · {t.Version(next.Version.InNumerals(culture))}", isSubtle: true),
                RichTextBlock.Of(concerns > 0 ? t.FewEndorseWithConcerns(endorsed, partners, concerns) : t.FewEndorse(endorsed, partners)),
                .. Standing(here, book, t),
            ],
            Actions =
            [
                Press(ReadVerb, t.Wait, here),
                Conversation.PressButton(BringIntoForceVerb, t.BringIntoForce, here.Initiative.Id, (VersionField, next.Version.ToString(CultureInfo.InvariantCulture)), (SureField, "true")),
            ],
        };
    }

    /// <summary>Every agenda that was in force, newest first, each with what it changed.</summary>
    public static AdaptiveCard Versions(Here here, AgendaBook book, IReadOnlyList<CommonAgenda> earlier, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var words = book.Words.For(culture, here.Initiative.Language);
        CommonAgenda[] all = [.. earlier.Reverse().Prepend(book.InForce).Select(a => a.In(words))];
        return CardJson.FirstThatFits(VersionsShown.Select(most =>
        {
            var body = new List<Element>
            {
                Heading.Of(t.HowItChanged),
                RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
            };
            if (all.Length > 1)
            {
                body.Add(Difference.Signs(culture));
            }

            foreach (var (agenda, index) in all.Take(most).Select((a, i) => (a, i)))
            {
                body.Add(Heading.Section(agenda.Since is { } since ? t.VersionFrom(agenda.Version.InNumerals(culture), Day(since, zone, culture)) : t.AsSetUp));
                body.AddRange(index + 1 < all.Length ? Changes(all[index + 1], agenda, 500, t) : Words(agenda, t, 500));
            }

            return new AdaptiveCard { FallbackText = t.HowItChanged, Body = body, Actions = [Press(ShowVerb, t.AgendaInForce, here)] };
        }));
    }

    // How far endorsement has come.
    private static (int Endorsed, int Partners, int Concerns) Count(Initiative initiative, AgendaBook book) =>
        (book.Endorsed, book.Partners(initiative), book.Endorsements.Count(e => e.Stance == Stance.EndorsesWithConcern));

    private static string Progress(Initiative initiative, AgendaBook book, Texts t)
    {
        var (endorsed, partners, concerns) = Count(initiative, book);
        return concerns > 0 ? t.EndorsedWithConcerns(endorsed, partners, concerns) : t.Endorsed(endorsed, partners);
    }

    private static string PutForward(Initiative initiative, AgendaBook book, string version, Texts t)
    {
        var (endorsed, partners, concerns) = Count(initiative, book);
        return concerns > 0 ? t.PutForwardWithConcerns(version, endorsed, partners, concerns) : t.PutForward(version, endorsed, partners);
    }

    private static string Workers(Initiative initiative, PartnerId[] partners, Texts t)
    {
        const int named = 3;
        var names = string.Join(", ", partners.Take(named).Select(p => PeoplesWords.Shorten(initiative.Partner(p)?.Name ?? p, 40)));
        return partners.Length switch
        {
            0 => t.NobodyWorks,
            1 => t.Works(names),
            <= named => t.Work(names),
            _ => t.WorkAndMore(names, partners.Length - named),
        };
    }

    // How many partners stand behind it, as a picture that its words repeat.
    private static IEnumerable<Element> Endorsing(Here here, AgendaBook book, Texts t)
    {
        var (endorsed, partners, _) = Count(here.Initiative, book);
        if (book is { IsPutForward: true, Next: { } next })
        {
            yield return new Container([RichTextBlock.Of(Signs.After(PutForward(here.Initiative, book, next.Version.InNumerals(t.Culture), t), Signs.Of(endorsed, partners)), TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis };
        }
        else if (book.InForce.Since is not null && !here.IsVisitor)
        {
            yield return RichTextBlock.Of(Signs.After(Progress(here.Initiative, book, t), Signs.Of(endorsed, partners))) with { Spacing = Spacing.Small };
        }
    }

    // Each goal with how far it is, and in a container of its own what takes longer to read.
    private static IEnumerable<Element> Goals(CommonAgenda agenda, IReadOnlyDictionary<string, GoalNumber> progress, Func<AgendaGoal, string>? workers, Texts t, (int Longest, int Lines) size)
    {
        if (agenda.Goals.Count > 0)
        {
            yield return Heading.Small(t.Goals);
        }

        foreach (var (goal, index) in agenda.Goals.Select((g, i) => (g, i)))
        {
            GoalNumber[] numbers = [.. goal.Indicators.Select(progress.GetValueOrDefault).OfType<GoalNumber>()];
            yield return RichTextBlock.Of($"{(index + 1).InNumerals(t.Culture)}. {PeoplesWords.Shorten(goal.Text, size.Longest)}") with { Spacing = Spacing.Small };
            yield return Small(HowFar(numbers, size.Longest, t));
            Element[] more = [.. numbers.Take(Math.Min(size.Lines, 3)).Select(n => Small(Cut(n.Words, size.Longest))), .. workers is not null && size.Lines > 0 ? [Small(workers(goal))] : Array.Empty<Element>()];
            if (more.Length > 0)
            {
                yield return new Container(more) { Id = "agenda.goal" + index.ToString(CultureInfo.InvariantCulture), IsVisible = false, Spacing = Spacing.None };
            }
        }
    }

    // A button for each kind of what takes longer to read.
    private static IEnumerable<Element> Folded(CommonAgenda agenda, IReadOnlyList<string> details, Element[] voices, int longest, Texts t)
    {
        Element[] actions = [.. agenda.Actions.Select(a => RichTextBlock.Of(InWords(a, longest, t)) with { Spacing = Spacing.Small })];
        (string Title, Container Panel)[] panels =
        [
            .. Panel("agenda.why", t.WhyThis, [.. Why(agenda, longest, t)]),
            .. Panel("agenda.actions", t.SomeActions(actions.Length), actions),
            .. Panel("agenda.voices", t.SomeVoices(voices.Length), voices),
        ];
        CardAction[] folds =
        [
            .. details.Count > 0 ? [new ToggleVisibility(details) { Title = t.NumbersAndPartners }] : Array.Empty<CardAction>(),
            .. panels.Select(p => new ToggleVisibility([p.Panel.Id!]) { Title = p.Title }),
        ];
        return folds.Length == 0 ? [] : [new ActionSet(folds), .. panels.Select(p => p.Panel)];

        static IEnumerable<(string, Container)> Panel(string id, string title, Element[] items) => items.Length == 0 ? [] : [(title, new Container(items) { Id = id, IsVisible = false })];
    }

    // Of several numbers the one that has furthest to go: a goal isn't reached before that.
    private static string HowFar(GoalNumber[] numbers, int longest, Texts t)
    {
        decimal[] ways = [.. numbers.Select(n => n.Way).OfType<decimal>()];
        if (ways.Length == 0)
        {
            return numbers.Length == 0 ? t.NoNumberShowsIt : Cut(numbers[0].Words, longest);
        }

        var least = ways.Min();
        // What is nearly there isn't there.
        var percent = Math.Min((int)Math.Round(100 * least, MidpointRounding.AwayFromZero), least < 1 ? 99 : 100);
        return Signs.After(least >= 1 ? t.TargetReached(ways.Length) : ways.Length == 1 ? t.WayToTarget(percent) : t.WayToTargets(percent, ways.Length), Signs.Bar(least, 1));
    }

    private static string Cut(string line, int longest) => PeoplesWords.Shorten(line, Math.Max(longest / 4, 60));

    private static RichTextBlock Small(string words) => RichTextBlock.Of(words, isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };

    private static IEnumerable<Element> Why(CommonAgenda agenda, int longest, Texts t)
    {
        if (agenda.Vision.Length > FirstLines)
        {
            yield return Heading.Small(t.Vision);
            yield return RichTextBlock.Of(PeoplesWords.Shorten(agenda.Vision, longest)) with { Spacing = Spacing.None };
        }

        foreach (var element in Problem(agenda, longest, t))
        {
            yield return element;
        }
    }

    private static IEnumerable<Element> Problem(CommonAgenda agenda, int longest, Texts t)
    {
        if (agenda.Problem.Length > 0)
        {
            yield return Heading.Small(t.Problem);
            yield return RichTextBlock.Of(PeoplesWords.Shorten(agenda.Problem, longest)) with { Spacing = Spacing.None };
        }

        if (agenda.Evidence.Length > 0)
        {
            yield return RichTextBlock.Of(t.EvidenceIs(PeoplesWords.Shorten(agenda.Evidence, longest)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.Small };
        }
    }

    private static IEnumerable<Element> Words(CommonAgenda agenda, Texts t, int longest)
    {
        yield return Heading.Small(t.Vision);
        yield return RichTextBlock.Of(PeoplesWords.Shorten(agenda.Vision, longest)) with { Spacing = Spacing.None };
        foreach (var element in Problem(agenda, longest, t))
        {
            yield return element;
        }

        if (agenda.Goals.Count > 0)
        {
            yield return Heading.Small(t.Goals);
        }

        foreach (var (goal, index) in agenda.Goals.Select((g, i) => (g, i)))
        {
            yield return RichTextBlock.Of($"{(index + 1).InNumerals(t.Culture)}. {PeoplesWords.Shorten(goal.Text, longest)}") with { Spacing = Spacing.Small };
        }

        if (agenda.Actions.Count > 0)
        {
            yield return Heading.Small(t.Actions);
        }

        foreach (var action in agenda.Actions)
        {
            yield return RichTextBlock.Of(InWords(action, longest, t)) with { Spacing = Spacing.Small };
        }
    }

    // Where one's own partner stands; and for the backbone alone, whom it hasn't heard from.
    private static IEnumerable<Element> Standing(Here here, AgendaBook book, Texts t)
    {
        const int named = 8;
        if (here.Partner is { } partner && book.Endorsements.FirstOrDefault(e => e.Partner == partner.Id) is { } own)
        {
            var (called, by) = (PeoplesWords.Shorten(partner.Name, 80), PeoplesWords.Shorten(own.ByName, 80));
            yield return RichTextBlock.Of(
                own.Stance switch
                {
                    Stance.Endorses => t.EndorsesAsSaid(called, by),
                    Stance.EndorsesWithConcern => t.EndorsesWithConcernAsSaid(called, by),
                    _ => t.NotYetAsSaid(called, by),
                },
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.Small };
        }

        var silent = here.IsBackbone && book.Asked is not null ? here.Initiative.Reporting.Where(p => book.Endorsements.All(e => e.Partner != p.Id)).Select(p => PeoplesWords.Shorten(p.Name, 40)).ToArray() : [];
        if (silent.Length > 0)
        {
            var names = string.Join(", ", silent.Take(named));
            yield return RichTextBlock.Of(silent.Length > named ? t.NotHeardFromAndMore(names, silent.Length - named) : t.NotHeardFrom(names), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.Small };
        }
    }

    private static IEnumerable<Element> Voices(Initiative initiative, AgendaBook book, int most, Texts t) => book.Endorsements
        .Where(e => e.Words.Length > 0)
        .TakeLast(most)
        .Select(e => RichTextBlock.Of(Voice(initiative.Partner(e.Partner)?.Name ?? e.ByName, e, t), size: TextSize.Small).Marked(t.Culture, e.Words) with { Spacing = Spacing.Small });

    private static string Voice(string partner, Endorsement said, Texts t) => said.Stance switch
    {
        Stance.Endorses => t.EndorsesSaying(partner, said.Words),
        Stance.EndorsesWithConcern => t.EndorsesWithConcernSaying(partner, said.Words),
        _ => t.NotYetSaying(partner, said.Words),
    };

    private static IReadOnlyList<Element> Changes(CommonAgenda before, CommonAgenda now, int longest, Texts t) => Difference.Lines(
        Parts(before, t).Zip(Parts(now, t), (b, n) => (n.Label, PeoplesWords.Shorten(b.Text, longest), PeoplesWords.Shorten(n.Text, longest))), t.Culture);

    private static (string Label, string Text)[] Parts(CommonAgenda agenda, Texts t) =>
    [
        (t.Vision, agenda.Vision),
        (t.Problem, agenda.Problem),
        (t.Evidence, agenda.Evidence),
        (t.Goals, string.Join("\n", agenda.Goals.Select(g => g.Text))),
        (t.Actions, string.Join("\n", agenda.Actions.Select(a => InWords(a, CommonAgenda.LongestLine, t)))),
    ];

    /// <summary>An agreed action in one line, with its owner and its day.</summary>
    internal static string InWords(AgreedAction action, int longest, CultureInfo culture) => InWords(action, longest, new Texts(culture));

    private static string InWords(AgreedAction action, int longest, Texts t) => string.Join(" · ", new[]
    {
        PeoplesWords.Shorten(action.Text, longest),
        action.Owner.Length > 0 ? PeoplesWords.Shorten(action.Owner, longest) : null,
        action.By is { } by ? t.By(by.OnDayOfYear(t.Culture)) : null,
    }.OfType<string>());

    private static bool Missing(Here here, AgendaBook book) => here.Partner is { } partner && book.Endorsements.All(e => e.Partner != partner.Id);

    private static IEnumerable<CardAction> Stances(Here here, CommonAgenda agenda, Texts t)
    {
        yield return Stands(t.Endorse, Stance.Endorses);
        yield return WithWords(t.EndorseWithConcern, t.WhichConcern, Stance.EndorsesWithConcern);
        yield return WithWords(t.NotYet, t.WhatWouldItTake, Stance.NotYet);

        Execute Stands(string title, Stance stance) => Conversation.PressButton(EndorseVerb, title, here.Initiative.Id, (VersionField, agenda.Version.ToString(CultureInfo.InvariantCulture)), (StanceField, stance.ToString()));

        // One input for each, for a client sends those of the card that is unfolded.
        ShowCard WithWords(string title, string label, Stance stance)
        {
            var press = Stands(t.Send, stance) with { AssociatedInputs = null };
            return new ShowCard(new InnerCard([new TextInput { Id = WordsField + stance, Label = label, IsMultiline = true }]) { Actions = [press with { Tooltip = title }] }) { Title = title };
        }
    }

    /// <summary>The words that were sent with a stance.</summary>
    public static string WordsOf(Form form, Stance stance) => form[WordsField + stance];

    private static Execute Press(string verb, string title, Here here, CommonAgenda? agenda = null) => Conversation.PressButton(verb, title, here.Initiative.Id, (VersionField, (agenda?.Version ?? 0).ToString(CultureInfo.InvariantCulture)));

    private static string Day(Instant at, DateTimeZone zone, CultureInfo culture) => at.InZone(zone).Date.OnDayOfYear(culture);
}
