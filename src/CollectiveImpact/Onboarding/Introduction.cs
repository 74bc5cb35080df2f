using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Onboarding;

/// <summary>Shows a chapter of the introduction to somebody who asks for it, at their own pace.</summary>
public sealed class GetToKnow(IGrainFactory grains, Introduction introduction) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var chapter = Math.Clamp(IntroductionCard.ChapterOf(turn.Form), 1, IntroductionCard.Chapters);
        // What somebody has read is not brought to them any more.
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Introduced(turn.Person, chapter);
        return Reply.Shows(IntroductionCard.Of(here, chapter, await introduction.Lines(here, chapter, turn.Culture, here.Zone(turn), cancel), turn.Culture));
    }
}

/// <summary>Somebody knows the initiative, or wants to find out by themselves.</summary>
public sealed class EndIntroduction(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Introduced(turn.Person, IntroductionCard.Chapters);
        return Reply.Says(new Texts(turn.Culture).IntroductionEnded);
    }
}

/// <summary>What each chapter says: what the initiative works for, its words, what it asks, what was learned last, and what was decided.</summary>
public sealed class Introduction(IGrainFactory grains, DigestPost digests, IAgendaStore agenda)
{
    private const int MostWords = 10;
    private const int MostDigests = 3;
    private const int MostDecisions = 5;

    public async Task<IReadOnlyList<IntroductionLine>> Lines(Here here, int chapter, CultureInfo culture, DateTimeZone zone, CancellationToken cancel) => chapter switch
    {
        1 => await Agenda(here, culture),
        2 => await Words(here, culture),
        3 => await Asked(here, culture),
        4 => await Learned(here, culture, cancel),
        _ => await agenda.Decisions(here.Initiative.Id, upTo: null, cancel).Take(MostDecisions).Select(d => new IntroductionLine(d.At.InZone(zone).Date.OnDayOfYear(culture), d.Text)).ToListAsync(cancel),
    };

    private async Task<IReadOnlyList<IntroductionLine>> Agenda(Here here, CultureInfo culture)
    {
        var t = new Texts(culture);
        var inForce = (await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()).In(culture, here.Initiative).InForce;
        return [new IntroductionLine(t.Vision, inForce.Vision), .. inForce.Goals.Select((g, i) => new IntroductionLine(t.IntroductionGoal(i + 1), g.Text))];
    }

    // The words that the questions rest on come first: they are used every time.
    private async Task<IReadOnlyList<IntroductionLine>> Words(Here here, CultureInfo culture)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var used = (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).Where(i => !i.Retired).SelectMany(i => i.Terms).GroupBy(t => t).OrderByDescending(g => g.Count()).Select(g => g.Key).ToArray();
        var terms = (await glossary.GetAll(used)).Concat(await glossary.Search("", MostWords)).Where(t => t.State == TermState.Agreed).DistinctBy(t => t.Slug).Take(MostWords);
        return [.. terms.Select(t => t.Wording.In(t.Wording.LanguageFor(culture, here.Initiative.Language))).Select(w => new IntroductionLine(w.Name, w.Definition))];
    }

    private async Task<IReadOnlyList<IntroductionLine>> Asked(Here here, CultureInfo culture)
    {
        var indicators = (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).Where(i => !i.Retired && (here.Partner is not { } partner || i.Asks(partner.Id))).ToArray();
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        return
        [
            .. timetable.Schedules.Select(s => new IntroductionLine(s.Schedule.Name, s.Schedule.InWords(culture))),
            .. indicators.Select(i => i.In(culture, here.Initiative.Language)).Select(i => new IntroductionLine(i.Question, i.Definition)),
            .. await LastAnswer(here, timetable, culture),
        ];
    }

    // Who takes over goes on from there.
    private async Task<IEnumerable<IntroductionLine>> LastAnswer(Here here, Timetable timetable, CultureInfo culture)
    {
        if (here.Partner is not { } partner)
        {
            return [];
        }

        var t = new Texts(culture);
        foreach (var round in timetable.NewestClosed.Take(MostDigests))
        {
            if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, round)).Board() is { } board
                && board.Entries.FirstOrDefault(e => e.Partner == partner.Id && e.SkippedBecause is null) is { } entry)
            {
                var said = board.Indicators.Where(i => entry.Values.ContainsKey(i.Id)).Select(i => $"{i.Question}: {entry.Values[i.Id].InWords(i, culture)}");
                return [new IntroductionLine(t.IntroductionLastAnswer(partner.Name, board.Round.Subtitle(culture)), string.Join("\n", said.Append(t.IntroductionBy(entry.ByName))))];
            }
        }

        return [];
    }

    private async Task<IReadOnlyList<IntroductionLine>> Learned(Here here, CultureInfo culture, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var lines = new List<IntroductionLine>();
        foreach (var round in timetable.NewestClosed.Take(MostDigests))
        {
            if (await digests.Compile(here.Initiative, round, cancel) is { } digest)
            {
                var totals = digest.Lines.Where(l => l.IsFor(here.Sees()) && Kind.Of(l.Indicator.Kind).IsNumeric).Take(3).Select(l => $"{l.Indicator.Question}: {l.Total.InWords(l.Indicator, culture)}");
                var lessons = digest.Lessons.Where(l => l.Audience >= here.Sees()).Take(2).Select(l => $"{Lesson.TitleOf(l.Kind, culture)}, {l.SignedAs(culture)}: {l.Text}");
                lines.Add(new IntroductionLine(digest.Round.Subtitle(culture), string.Join("\n", totals.Concat(lessons).Prepend(new Texts(culture).IntroductionAnswered(digest.Answered, digest.Asked)))));
            }
        }

        return lines;
    }
}

/// <param name="Title">In bold before the words.</param>
public sealed record IntroductionLine(string Title, string Words);

/// <summary>Draws the introduction, a chapter a card.</summary>
public static class IntroductionCard
{
    public const string Verb = "backbone.introduction";
    public const string EndVerb = "backbone.endintroduction";
    public const int Chapters = 5;

    private const string ChapterField = "step";
    private static readonly int[] Lengths = [400, 150, 60];

    public static int ChapterOf(Form form) => form.Number(ChapterField) is { } chapter and >= 1 and <= Chapters ? chapter : 1;

    /// <param name="isBrought">Whether it comes unasked, in its turn; then it says so, and can be ended.</param>
    public static AdaptiveCard Of(Here here, int chapter, IReadOnlyList<IntroductionLine> lines, CultureInfo culture, bool isBrought = false) => CardJson.FirstThatFits(Lengths.Select(longest =>
    {
        var t = new Texts(culture);
        var (title, empty, command, button) = Contents(chapter, t);
        var body = new List<Element>
        {
            Heading.Of(title),
            RichTextBlock.Of($"{here.Initiative.Name} · {t.IntroductionChapter(chapter, Chapters)}", isSubtle: true),
        };
        if (isBrought && chapter == 1)
        {
            body.Add(new TextBlock(t.IntroductionYouAreNew));
        }

        if (lines.Count == 0)
        {
            body.Add(new TextBlock(empty));
        }

        body.AddRange(lines.Take(20).Select(l => new RichTextBlock(
        [
            TextRun.Plain(PeoplesWords.Shorten(l.Title, longest) + (l.Words.Length > 0 ? ": " : "")) with { Weight = TextWeight.Bolder },
            TextRun.Plain(PeoplesWords.Shorten(l.Words, longest)),
        ])
        {
            Spacing = Spacing.Small,
        }));
        if (chapter == Chapters)
        {
            body.Add(RichTextBlock.Of(t.IntroductionQuestions(string.Join(", ", here.Initiative.Backbone.Take(5).Select(m => m.Name))), TextWeight.Bolder) with { Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = title,
            Body = body,
            Actions =
            [
                .. chapter < Chapters ? [Go(here.Initiative, chapter + 1, isBrought ? t.IntroductionReadOn : t.IntroductionNext)] : (IEnumerable<CardAction>)[],
                .. chapter > 1 ? [Go(here.Initiative, chapter - 1, t.IntroductionBack)] : (IEnumerable<CardAction>)[],
                Conversation.SayButton(button, command, here.Initiative.Id),
                .. isBrought && chapter < Chapters ? [End(here.Initiative, t.IntroductionNoMore)] : (IEnumerable<CardAction>)[],
            ],
        };
    }));

    /// <summary>What a welcome says of it.</summary>
    public static TextBlock Promise(CultureInfo culture) => new(new Texts(culture).IntroductionPromise) { IsSubtle = true };

    /// <summary>The button that begins it.</summary>
    public static Execute Begin(Initiative initiative, CultureInfo culture) => Go(initiative, 1, new Texts(culture).IntroductionBegin);

    /// <summary>The button with which somebody does without it.</summary>
    public static Execute End(Initiative initiative, string title) => Conversation.PressButton(EndVerb, title, initiative.Id);

    private static (string Title, string Empty, Command Command, string Button) Contents(int chapter, Texts t) => chapter switch
    {
        1 => (t.WhatWeWorkFor, t.IntroductionNothingWritten, Spoken.Agenda, t.IntroductionAgenda),
        2 => (t.IntroductionWords, t.IntroductionNoWords, Spoken.Terms, t.IntroductionTerms),
        3 => (t.IntroductionAsked, t.IntroductionNothingAsked, Spoken.Indicators, t.IntroductionIndicators),
        4 => (t.IntroductionLearned, t.NoCheckInHasClosed, Spoken.Digest, t.LastDigest),
        _ => (t.IntroductionDecided, t.IntroductionNothingWritten, Spoken.Decisions, t.IntroductionDecisions),
    };

    private static Execute Go(Initiative initiative, int chapter, string title) => Conversation.PressButton(Verb, title, initiative.Id, (ChapterField, chapter.ToString(CultureInfo.InvariantCulture)));
}
