using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.People;

/// <summary>Draws one partner: its numbers over time, its check-ins, who reports, and what can be done.</summary>
public static class PartnerCard
{
    public const string OpenVerb = "backbone.partner";
    public const string AskLeaveVerb = "backbone.askleft";
    public const string LeaveVerb = "backbone.left";
    public const string BackVerb = "backbone.partnerback";

    private const string BeforePart = "partner.before";
    private const string EarlierPart = "partner.earlier";
    private const int LongestName = 80;
    private const int FirstRounds = 4;

    // Most indicators with a chart, most with words, most check-ins, and how much of a text.
    private static readonly (int Charts, int Numbers, int Rounds, int Longest)[] Sizes = [(3, 8, 12, 200), (1, 8, 12, 120), (0, 8, 8, 80), (0, 3, 4, 60)];

    public static PartnerId PartnerOf(Form form) => new(form[PartnersCard.PartnerField]);

    /// <summary>The partner that is meant, where it is still one of its own: a double that was merged isn't changed any more.</summary>
    internal static Partner? OwnOf(Here here, Form form) => here.Initiative.Partner(PartnerOf(form)) is { MergedInto: null } partner ? partner : null;

    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard Of(Here here, PartnerPage page, Instant now, CultureInfo culture, DateTimeZone zone, string? news = null)
    {
        var read = page with { Indicators = [.. page.Indicators.Select(i => i.In(culture, here.Initiative.Language))] };
        return CardJson.FirstThatFits(Sizes.Select(size => Draw(here, read, size, now, culture, zone, news)));
    }

    private static AdaptiveCard Draw(Here here, PartnerPage page, (int Charts, int Numbers, int Rounds, int Longest) size, Instant now, CultureInfo culture, DateTimeZone zone, string? news)
    {
        var t = new Texts(culture);
        var (initiative, partner) = (here.Initiative, page.Partner);
        return new AdaptiveCard
        {
            FallbackText = PeoplesWords.Something(PeoplesWords.Shorten(partner.Name, LongestName)),
            Body =
            [
                .. news is null ? [] : new Element[] { new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Emphasis } },
                RichTextBlock.Of(PeoplesWords.Shorten(partner.Name, LongestName), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. Facts(here, partner, now, culture, zone, size.Longest).Select((f, i) => i == 0 ? (Element)RichTextBlock.Of(f) : new TextBlock(f)),
                .. Notes(here, partner, culture, size.Longest * 3) is { Length: > 0 } notes ? new Element[] { RichTextBlock.Of(notes, isSubtle: true).Marked(culture, partner.Notes) } : [],
                .. here.IsBackbone && LastContactInWords(initiative, page, culture, zone) is { Length: > 0 } last ? [LastContact.Of(initiative, page) is null ? new TextBlock(last) : RichTextBlock.Of(last)] : Array.Empty<Element>(),
                .. Numbers(page, size, culture, t),
                Heading.Section(t.PartnerCheckIns),
                .. CheckIns(page, zone, size, t),
            ],
            Actions = here.IsBackbone ? [.. Actions(initiative, partner, t)] : [Conversation.SayButton(t.PartnerCorrect, Spoken.Correct, initiative.Id)],
            Msteams = new TeamsOptions { Width = "Full" },
        };
    }

    public static AdaptiveCard AskLeave(Initiative initiative, Partner partner, int open, CultureInfo culture)
    {
        var t = new Texts(culture);
        var title = t.PartnerAskLeave(PeoplesWords.Shorten(partner.Name, LongestName));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(t.PartnerLeaveMeans),
                .. open > 0 ? new Element[] { new TextBlock(t.PartnerLeaveOpen(open)) } : [],
            ],
            Actions = [Button(LeaveVerb, t.PartnerLeaveYes, initiative.Id, partner.Id) with { Style = ActionStyle.Destructive }],
        };
    }

    public static AdaptiveCard HasLeft(Initiative initiative, Partner partner, CultureInfo culture)
    {
        var t = new Texts(culture);
        var words = t.PartnerIsGone(PeoplesWords.Shorten(partner.Name, LongestName));
        return new AdaptiveCard
        {
            FallbackText = words,
            Body = [RichTextBlock.Of(words), RichTextBlock.Of(initiative.Name, isSubtle: true)],
            Actions = [Button(BackVerb, t.PartnerIsBack, initiative.Id, partner.Id), Conversation.SayButton(t.Partners, Spoken.Partners, initiative.Id)],
        };
    }

    /// <summary>Opens a partner where it can be changed.</summary>
    public static Execute OpenButton(Initiative initiative, Partner partner, CultureInfo culture) => Button(OpenVerb, new Texts(culture).PartnerOpen, initiative.Id, partner.Id);

    internal static Execute Button(string verb, string title, InitiativeId initiative, string partner) => Conversation.PressButton(verb, title, initiative, (PartnersCard.PartnerField, partner));

    private static IEnumerable<CardAction> Actions(Initiative initiative, Partner partner, Texts t)
    {
        yield return Button(PartnerForm.WriteVerb, t.PartnerChange, initiative.Id, partner.Id);
        if (partner.LeftAt is not null)
        {
            yield return Button(BackVerb, t.PartnerIsBack, initiative.Id, partner.Id);
            yield break;
        }

        yield return Button(PartnersCard.InviteVerb, t.PartnerInvite, initiative.Id, partner.Id);
        yield return InvitesCard.Button(initiative, partner, t.Culture);
        yield return Conversation.SayButton(t.PartnerCorrect, Spoken.Correct, initiative.Id, (Schedules.WhichRound.Place, partner.Name));
        yield return Button(AskLeaveVerb, t.PartnerHasLeft, initiative.Id, partner.Id);
        if (initiative.OwnPartners.Skip(1).Any())
        {
            yield return Button(MergeCard.AskVerb, t.MergeAsk, initiative.Id, partner.Id);
        }
    }

    /// <summary>Who reports for a partner, and whether it is asked now: a sentence each. The first has people's names in it.</summary>
    /// <param name="longest">Twice as much is shown of the names.</param>
    public static IEnumerable<string> Facts(Here here, Partner partner, Instant now, CultureInfo culture, DateTimeZone zone, int longest = 200)
    {
        var (t, initiative) = (new Texts(culture), here.Initiative);
        var reporters = string.Join(", ", initiative.ReportersOf(partner.Id).Select(m => here.IsBackbone && m.WhyNot is { } why ? t.NotReachable(m.Name, Reasons.InWords(why, t.Culture)) : m.Name));
        yield return reporters.Length == 0 ? t.PartnersNobodyReports : t.PartnerReporters(PeoplesWords.Shorten(reporters, longest * 2));
        if (partner.LeftAt is { } left)
        {
            yield return t.PartnerLeftOn(left.InZone(zone).OnDayOfYear(t.Culture));
        }
        else if (partner.PausedUntil is { } until && until > now.InZone(zone).Date)
        {
            yield return t.PartnerPaused(until.OnWeekdayOfYear(t.Culture));
        }
    }

    /// <summary>When somebody of a partner last did something; empty where that isn't known.</summary>
    public static string LastContactInWords(Initiative initiative, PartnerPage page, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        if (LastContact.Of(initiative, page) is not { } last)
        {
            // Of people who came in under an early version it isn't known when.
            return initiative.ReportersOf(page.Partner.Id).Any() ? "" : t.NoContact;
        }

        var (name, day) = (PeoplesWords.Shorten(last.Name, LongestName), last.At.InZone(zone).OnDayOfYear(culture));
        return last.How switch
        {
            Contacted.Answered => t.LastContactAnswered(name, day),
            Contacted.Skipped => t.LastContactSkipped(name, day),
            _ => t.LastContactJoined(name, day),
        };
    }

    /// <summary>What the backbone notes about a partner for itself, with who sees that; empty for nothing, and for everybody else.</summary>
    public static string Notes(Here here, Partner partner, CultureInfo culture, int longest = 600) =>
        here.IsBackbone && partner.Notes.Length > 0 ? new Texts(culture).PartnerNotesText(PeoplesWords.Shorten(partner.Notes, longest)) : "";

    // Each number in one row, and behind a button how it was before.
    private static List<Element> Numbers(PartnerPage page, (int Charts, int Numbers, int Rounds, int Longest) size, CultureInfo culture, Texts t)
    {
        var (rows, before, charts) = (new List<Element>(), new List<Element>(), 0);
        foreach (var indicator in page.Indicators.Where(i => Kind.Of(i.Kind).IsNumeric && page.Rounds.Any(r => r.Entry?.Values.ContainsKey(i.Id) == true)).Take(size.Numbers))
        {
            var values = page.Rounds
                .Where(r => r.Entry?.Values.ContainsKey(indicator.Id) == true)
                .Select(r => (Period: r.Round.PeriodOf(indicator), Value: r.Entry!.Values[indicator.Id], Version: r.Entry.Versions.GetValueOrDefault(indicator.Id, 1)))
                .DistinctBy(v => v.Period)
                .ToArray();
            TrendPoint[] series = [.. values.Reverse().Select(v => new TrendPoint(v.Period, v.Value.AsNumber, v.Version))];
            var (last, kind) = (series[^1], Kind.Of(indicator.Kind));
            var moved = last.Value is { } now && kind.HasTrend ? Insight.Moved(now, [.. series.Where(s => s.Version == last.Version).SkipLast(1)], indicator, culture) : "";
            rows.AddRange(NumberRow.Of(indicator, values[0].Value.InWords(indicator, culture), kind.HasTrend ? Sparkline.Of(indicator, series) : "", [values[0].Period.InWords(culture), moved], size.Longest));
            if (values.Length > 1)
            {
                before.Add(RichTextBlock.Of(PeoplesWords.Shorten(indicator.Question, size.Longest), TextWeight.Bolder) with { Separator = true });
                before.Add(RichTextBlock.Of(string.Join(" · ", values.Take(4).Select(v => t.PartnerNumber(v.Period.InWords(culture), v.Value.InWords(indicator, culture)))), isSubtle: true) with { Spacing = Spacing.None });
                if (series.Count(s => s.Value is not null) > 1 && charts++ < size.Charts)
                {
                    // It is a partner's own number, and the target is everybody's.
                    before.Add(TrendChart.Of(indicator with { Target = null }, series, culture));
                }
            }
        }

        if (before.Count > 0)
        {
            rows.Add(new ActionSet([new ToggleVisibility([BeforePart]) { Title = t.PartnerBefore }]));
            rows.Add(new Container(before) { Id = BeforePart, IsVisible = false });
        }

        return rows;
    }

    // The newest ones; the rest behind a button.
    private static IEnumerable<Element> CheckIns(PartnerPage page, DateTimeZone zone, (int Charts, int Numbers, int Rounds, int Longest) size, Texts t)
    {
        Element[] lines = [.. page.Rounds.Take(size.Rounds).Select(r => RichTextBlock.Of(InWords(r.Round, r.Entry, page.Partner, t.Culture, zone, size.Longest)) with { Spacing = Spacing.Small })];
        var earlier = lines.Length - FirstRounds;
        return
        [
            .. lines.Length == 0 ? [new TextBlock(t.PartnerNoCheckIns)] : lines.Take(FirstRounds),
            .. earlier <= 0 ? Array.Empty<Element>() :
            [
                new ActionSet([new ToggleVisibility([EarlierPart]) { Title = t.PartnerEarlier(earlier) }]),
                new Container([.. lines.Skip(FirstRounds)]) { Id = EarlierPart, IsVisible = false },
            ],
        ];
    }

    /// <summary>What became of a check-in at one partner: answered, late, skipped and why, missed.</summary>
    /// <param name="longest">How long a reason may be.</param>
    public static string InWords(Round round, Entry? entry, Partner partner, CultureInfo culture, DateTimeZone zone, int longest = 200)
    {
        var t = new Texts(culture);
        var title = round.Title(culture);
        return entry switch
        {
            { SkippedBecause: { } why } => t.PartnerSkipped(title, PeoplesWords.Shorten(why, longest)),
            { Revision: 1 } when entry.At > round.ClosedAt && !round.IsOfFiles => t.PartnerLate(title, Stands(entry), entry.ByName, When(entry.At)),
            { CorrectedBecause: not null } => t.PartnerCorrected(title, Stands(entry), entry.ByName, When(entry.At)),
            not null => t.PartnerAnswered(title, Stands(entry), entry.ByName, When(entry.At)),
            _ when !round.Partners.Contains(partner.Id) => t.PartnerNotAsked(title),
            _ when round.ClosedAt is null => t.PartnerWaits(title),
            _ => t.PartnerMissed(title),
        };

        string Stands(Entry answered) => answered.Status is { } status ? CheckInCard.InWords(status, t.Culture) : t.PartnerHasAnswered;

        string When(Instant at) => at.InZone(zone).OnDayAtTime(t.Culture);
    }
}
