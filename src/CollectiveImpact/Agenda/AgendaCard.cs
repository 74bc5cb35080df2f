using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

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
    public static AdaptiveCard InForce(Here here, AgendaBook book, IReadOnlyDictionary<string, string> progress, ILookup<string, string> work, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var agenda = book.InForce;
        var body = new List<Element>
        {
            RichTextBlock.Of(here.Initiative.Name, TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of(agenda.Since is { } since
                ? $"Our common agenda · version {agenda.Version.ToString(culture)}, in force since {Day(since, zone, culture)}{(book.IsPutForward || here.IsVisitor ? "" : $" · {Progress(here.Initiative, book)}")}"
                : "Our common agenda, as it was set up", isSubtle: true),
        };
        if (book is { IsPutForward: true, Next: { } next })
        {
            body.Add(new Container([RichTextBlock.Of($"Version {next.Version.ToString(culture)} is put forward: {Progress(here.Initiative, book)}.", TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis });
        }

        body.AddRange(Words(agenda, progress, culture, size, work.Count == 0 ? null : goal => Workers(here.Initiative, [.. work[goal.Id]])));
        if (!book.IsPutForward)
        {
            body.AddRange(Standing(here, book));
            body.AddRange(Voices(here.Initiative, book, size.Lines));
        }

        var buttons = new List<CardAction>();
        if (book.Next is not null && (book.IsPutForward || here.IsBackbone || here.Partner is not null))
        {
            buttons.Add(Press(ReadVerb, book.IsPutForward ? "Read what is put forward" : "Read the draft", here));
        }

        if (!book.IsPutForward && book.Asked is { } asked && Missing(here, book))
        {
            buttons.AddRange(Stances(here, asked));
        }

        if (here.IsBackbone)
        {
            buttons.Add(Press(AgendaForm.EditVerb, "Edit the agenda", here));
        }

        if (agenda.Version > 1 && !here.IsVisitor)
        {
            buttons.Add(Press(VersionsVerb, "Earlier versions", here));
        }

        if (!here.IsVisitor)
        {
            buttons.Add(Conversation.SayButton("Decisions", "decisions", here.Initiative.Id));
        }

        return new AdaptiveCard { FallbackText = $"{here.Initiative.Name}: {PeoplesWords.Shorten(agenda.Vision, 200)}", Body = body, Actions = [.. buttons.Take(6)] };
    }));

    /// <summary>The draft, or the version put forward: what it would change, what was said of it, and what can be done.</summary>
    public static AdaptiveCard Next(Here here, AgendaBook book, CultureInfo culture, string? news = null) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var next = book.Next ?? book.InForce;
        var body = new List<Element>();
        if (news is not null)
        {
            body.Add(new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Emphasis });
        }

        body.Add(RichTextBlock.Of(book.IsPutForward ? "Our common agenda, put forward" : "Our common agenda, a draft", TextWeight.Bolder, TextSize.Large));
        body.Add(RichTextBlock.Of($"{here.Initiative.Name} · version {next.Version.ToString(culture)}{(book.IsPutForward ? $" · {Progress(here.Initiative, book)}" : "")}", isSubtle: true));
        body.AddRange(Words(next, new Dictionary<string, string>(), culture, size));
        if (book.InForce.Version > 0)
        {
            body.Add(new TextBlock("What it changes") { Weight = TextWeight.Bolder, Separator = true });
            body.AddRange(Changes(book.InForce, next, size.Longest, culture));
        }

        if (book.IsPutForward)
        {
            body.AddRange(Standing(here, book));
            body.AddRange(Voices(here.Initiative, book, size.Lines));
        }

        foreach (var comment in book.Comments.TakeLast(size.Lines))
        {
            body.Add(new RichTextBlock([TextRun.Plain(comment.Who + ": ") with { Weight = TextWeight.Bolder }, TextRun.Plain(comment.Words)]) { Spacing = Spacing.Small });
        }

        var buttons = new List<CardAction>();
        if (book.IsPutForward && here.Partner is not null)
        {
            buttons.AddRange(Stances(here, next));
        }
        else if (!book.IsPutForward)
        {
            buttons.Add(new ShowCard(new InnerCard([new TextInput { Id = CommentField, Label = "What do you think of it?", IsMultiline = true }])
            {
                Actions = [Press(CommentVerb, "Send", here) with { AssociatedInputs = null }],
            })
            {
                Title = "Comment",
            });
        }

        if (here.IsBackbone)
        {
            buttons.Add(book.IsPutForward
                ? Press(BringIntoForceVerb, "Bring it into force", here, next)
                : Press(PutForwardVerb, "Put it forward", here, next));
            buttons.Add(Press(AgendaForm.EditVerb, "Edit", here));
            if (!book.IsPutForward)
            {
                buttons.Add(Press(AgendaForm.LinkVerb, "Numbers for each goal", here));
            }
        }

        return new AdaptiveCard { FallbackText = "Our common agenda, version " + next.Version.ToString(culture), Body = body, Actions = buttons.Count > 0 ? buttons : null };
    }));

    /// <summary>Asks back before an agenda comes into force that few have endorsed.</summary>
    public static AdaptiveCard FewEndorse(Here here, AgendaBook book, CommonAgenda next, CultureInfo culture) => new()
    {
        FallbackText = "Bring it into force all the same?",
        Body =
        [
            new TextBlock("Bring it into force all the same?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{here.Initiative.Name} · version {next.Version.ToString(culture)}", isSubtle: true),
            RichTextBlock.Of($"{Progress(here.Initiative, book)} so far. An agenda that partners haven't agreed on is not theirs. They can go on endorsing it once it is in force."),
            .. Standing(here, book),
        ],
        Actions =
        [
            Press(ReadVerb, "Wait for the others", here),
            new Execute(BringIntoForceVerb, new Dictionary<string, string>
            {
                [Conversation.InitiativeField] = here.Initiative.Id,
                [VersionField] = next.Version.ToString(CultureInfo.InvariantCulture),
                [SureField] = "true",
            })
            {
                Title = "Bring it into force",
                AssociatedInputs = AssociatedInputs.None,
            },
        ],
    };

    /// <summary>Every agenda that was in force, newest first, each with what it changed.</summary>
    public static AdaptiveCard Versions(Here here, AgendaBook book, IReadOnlyList<CommonAgenda> earlier, CultureInfo culture, DateTimeZone zone)
    {
        CommonAgenda[] all = [book.InForce, .. earlier.Reverse()];
        return CardJson.FirstThatFits(VersionsShown.Select(most =>
        {
            var body = new List<Element>
            {
                new TextBlock("How our agenda has changed") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
            };
            foreach (var (agenda, index) in all.Take(most).Select((a, i) => (a, i)))
            {
                body.Add(new TextBlock(agenda.Since is { } since ? $"Version {agenda.Version.ToString(culture)}, in force from {Day(since, zone, culture)}" : "As it was set up") { Weight = TextWeight.Bolder, Separator = true });
                body.AddRange(index + 1 < all.Length ? Changes(all[index + 1], agenda, 500, culture) : Words(agenda, new Dictionary<string, string>(), culture, (500, 0)));
            }

            return new AdaptiveCard { FallbackText = "How our agenda has changed", Body = body, Actions = [Press(ShowVerb, "The agenda in force", here)] };
        }));
    }

    /// <summary>How far endorsement has come, in words.</summary>
    public static string Progress(Initiative initiative, AgendaBook book)
    {
        var partners = book.Partners(initiative);
        var concerns = book.Endorsements.Count(e => e.Stance == Stance.EndorsesWithConcern);
        return $"{book.Endorsed} of {partners} partners endorse it{(concerns > 0 ? $", {concerns} with a concern" : "")}";
    }

    private static string Workers(Initiative initiative, string[] partners)
    {
        const int named = 3;
        var names = string.Join(", ", partners.Take(named).Select(p => PeoplesWords.Shorten(initiative.Partner(p)?.Name ?? p, 40)));
        return partners.Length switch
        {
            0 => "Nobody works on it yet",
            1 => $"{names} works on it",
            <= named => $"{names} work on it",
            _ => $"{names} and {Counted.Of(partners.Length - named, "more partner")} work on it",
        };
    }

    private static IEnumerable<Element> Words(CommonAgenda agenda, IReadOnlyDictionary<string, string> progress, CultureInfo culture, (int Longest, int Lines) size, Func<AgendaGoal, string>? workers = null)
    {
        yield return new TextBlock("Vision") { Weight = TextWeight.Bolder };
        yield return RichTextBlock.Of(PeoplesWords.Shorten(agenda.Vision, size.Longest)) with { Spacing = Spacing.None };
        if (agenda.Problem.Length > 0)
        {
            yield return new TextBlock("Problem") { Weight = TextWeight.Bolder };
            yield return RichTextBlock.Of(PeoplesWords.Shorten(agenda.Problem, size.Longest)) with { Spacing = Spacing.None };
        }

        if (agenda.Evidence.Length > 0)
        {
            yield return RichTextBlock.Of("Evidence: " + PeoplesWords.Shorten(agenda.Evidence, size.Longest), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.Small };
        }

        if (agenda.Goals.Count > 0)
        {
            yield return new TextBlock("Goals") { Weight = TextWeight.Bolder };
        }

        foreach (var (goal, index) in agenda.Goals.Select((g, i) => (g, i)))
        {
            yield return RichTextBlock.Of($"{(index + 1).ToString(culture)}. {PeoplesWords.Shorten(goal.Text, size.Longest)}") with { Spacing = Spacing.Small };
            foreach (var line in goal.Indicators.Select(progress.GetValueOrDefault).OfType<string>().Take(Math.Min(size.Lines, 3)))
            {
                yield return RichTextBlock.Of(PeoplesWords.Shorten(line, Math.Max(size.Longest / 4, 60)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
            }

            if (workers is not null && size.Lines > 0)
            {
                yield return RichTextBlock.Of(workers(goal), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
            }
        }

        if (agenda.Actions.Count > 0)
        {
            yield return new TextBlock("Agreed actions") { Weight = TextWeight.Bolder };
        }

        foreach (var action in agenda.Actions)
        {
            yield return RichTextBlock.Of(InWords(action, size.Longest, culture)) with { Spacing = Spacing.Small };
        }
    }

    // Where one's own partner stands; and for the backbone alone, whom it hasn't heard from.
    private static IEnumerable<Element> Standing(Here here, AgendaBook book)
    {
        const int named = 8;
        if (here.Partner is { } partner && book.Endorsements.FirstOrDefault(e => e.Partner == partner.Id) is { } own)
        {
            yield return RichTextBlock.Of($"{PeoplesWords.Shorten(partner.Name, 80)} {InWords(own.Stance)}, as {PeoplesWords.Shorten(own.ByName, 80)} said.", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.Small };
        }

        var silent = here.IsBackbone && book.Asked is not null ? here.Initiative.Reporting.Where(p => book.Endorsements.All(e => e.Partner != p.Id)).Select(p => PeoplesWords.Shorten(p.Name, 40)).ToArray() : [];
        if (silent.Length > 0)
        {
            yield return RichTextBlock.Of(
                $"Not heard from yet: {string.Join(", ", silent.Take(named))}{(silent.Length > named ? $" and {silent.Length - named} more" : "")}. Only the backbone sees this.", isSubtle: true, size: TextSize.Small) with
            { Spacing = Spacing.Small };
        }
    }

    private static IEnumerable<Element> Voices(Initiative initiative, AgendaBook book, int most) => book.Endorsements
        .Where(e => e.Words.Length > 0)
        .TakeLast(most)
        .Select(e => RichTextBlock.Of($"{initiative.Partner(e.Partner)?.Name ?? e.ByName} {InWords(e.Stance)}: {e.Words}", size: TextSize.Small) with { Spacing = Spacing.Small });

    private static IReadOnlyList<Element> Changes(CommonAgenda before, CommonAgenda now, int longest, CultureInfo culture) => Difference.Lines(
        Parts(before, culture).Zip(Parts(now, culture), (b, n) => (n.Label, PeoplesWords.Shorten(b.Text, longest), PeoplesWords.Shorten(n.Text, longest))));

    private static (string Label, string Text)[] Parts(CommonAgenda agenda, CultureInfo culture) =>
    [
        ("Vision", agenda.Vision),
        ("Problem", agenda.Problem),
        ("Evidence", agenda.Evidence),
        ("Goals", string.Join("\n", agenda.Goals.Select(g => g.Text))),
        ("Agreed actions", string.Join("\n", agenda.Actions.Select(a => InWords(a, CommonAgenda.LongestLine, culture)))),
    ];

    /// <summary>An agreed action in one line, with its owner and its day.</summary>
    internal static string InWords(AgreedAction action, int longest, CultureInfo culture) =>
        $"{PeoplesWords.Shorten(action.Text, longest)}{(action.Owner.Length > 0 ? $" · {PeoplesWords.Shorten(action.Owner, longest)}" : "")}{(action.By is { } by ? $" · by {by.ToString("d MMMM yyyy", culture)}" : "")}";

    private static string InWords(Stance stance) => stance switch
    {
        Stance.Endorses => "endorses it",
        Stance.EndorsesWithConcern => "endorses it with a concern",
        _ => "does not endorse it yet",
    };

    private static bool Missing(Here here, AgendaBook book) => here.Partner is { } partner && book.Endorsements.All(e => e.Partner != partner.Id);

    private static IEnumerable<CardAction> Stances(Here here, CommonAgenda agenda)
    {
        yield return Stands("Endorse", Stance.Endorses);
        yield return WithWords("Endorse with a concern", "Which concern?", Stance.EndorsesWithConcern);
        yield return WithWords("Not yet", "What would it take?", Stance.NotYet);

        Execute Stands(string title, Stance stance) => new(EndorseVerb, new Dictionary<string, string>
        {
            [Conversation.InitiativeField] = here.Initiative.Id,
            [VersionField] = agenda.Version.ToString(CultureInfo.InvariantCulture),
            [StanceField] = stance.ToString(),
        })
        {
            Title = title,
            AssociatedInputs = AssociatedInputs.None,
        };

        // One input for each, for a client sends those of the card that is unfolded.
        ShowCard WithWords(string title, string label, Stance stance)
        {
            var press = Stands("Send", stance) with { AssociatedInputs = null };
            return new ShowCard(new InnerCard([new TextInput { Id = WordsField + stance, Label = label, IsMultiline = true }]) { Actions = [press] }) { Title = title };
        }
    }

    /// <summary>The words that were sent with a stance.</summary>
    public static string WordsOf(Form form, Stance stance) => form[WordsField + stance];

    private static Execute Press(string verb, string title, Here here, CommonAgenda? agenda = null) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = here.Initiative.Id,
        [VersionField] = (agenda?.Version ?? 0).ToString(CultureInfo.InvariantCulture),
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    private static string Day(Instant at, DateTimeZone zone, CultureInfo culture) => at.InZone(zone).Date.ToString("d MMMM yyyy", culture);
}
