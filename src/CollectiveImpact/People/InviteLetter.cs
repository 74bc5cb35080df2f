using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.People;

/// <summary>Where people get the app.</summary>
/// <param name="Link">Opens it in Teams; null where it has no id, as on a developer's machine.</param>
public sealed record AppAddress(string? Link);

/// <summary>
/// What is forwarded to somebody who is invited: who we are, how to begin, and what will be asked. It is words alone in a message of its
/// own, because that is what a phone copies in one piece, and it is the only place where the code ever stands.
/// </summary>
public sealed class InviteLetter(IGrainFactory grains, AppAddress app, IPages pages, MailChannel mail)
{
    /// <summary>Where somebody without Teams comes in with a code, below the service's root.</summary>
    public const string JoinPlace = "join";

    public static readonly Duration Lasts = Duration.FromDays(30);

    private const int MostQuestions = 5;
    private const int LongestQuestion = 160;
    private const int LongestVision = 300;
    private const int LongestName = 100;
    private const int QuestionsInAMinute = 2;

    /// <summary>Whether somebody without Teams can come in.</summary>
    internal bool MailIsOn => mail.IsOn;

    /// <summary>What a reporter passes on besides a code, to a colleague without Teams; null where nobody can come in so.</summary>
    internal string? WithoutTeams(Invite invite, CultureInfo culture) => PageOf(invite) is { } page ? new Texts(culture).LetterWithoutTeams(page.AbsoluteUri) : null;

    /// <param name="partner">Null for backbone staff and observers.</param>
    public async Task<string> Write(Turn turn, Here here, Partner? partner, Invite invite)
    {
        var initiative = here.Initiative;
        if (partner is null)
        {
            return Of(initiative, null, invite, [], [], turn.Name, app, PageOf(invite));
        }

        var indicators = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var culture = Languages.CultureOf(initiative.Language);
        return Of(
            initiative,
            partner,
            invite,
            [.. indicators.Where(i => !i.Retired && i.Asks(partner.Id)).Select(i => i.Question)],
            [.. timetable.Schedules.Select(s => s.Schedule).Where(s => s.Asks.HasPartner(partner.Id)).Select(s => s.Recurs.InWords(culture)).Distinct()],
            turn.Name,
            app,
            PageOf(invite));
    }

    /// <summary>Pure. It is in the initiative's language: nobody knows yet which the reader's is.</summary>
    /// <param name="questions">What the partner will be asked.</param>
    /// <param name="rhythms">When, in words.</param>
    /// <param name="page">Where somebody without Teams comes in; null where nobody can.</param>
    public static string Of(Initiative initiative, Partner? partner, Invite invite, IReadOnlyList<string> questions, IReadOnlyList<string> rhythms, string by, AppAddress app, Uri? page = null)
    {
        var culture = Languages.CultureOf(initiative.Language);
        var t = new Texts(culture);
        var name = InOneLine(initiative.Name, LongestName);
        var lines = new List<string>
        {
            partner is not null ? t.LetterToPartner(name, InOneLine(partner.Name, LongestName)) : invite.ForObserver ? t.LetterToObserver(name) : t.LetterToBackbone(name),
        };
        if (InOneLine(initiative.Vision, LongestVision) is { Length: > 0 } vision)
        {
            lines.Add(t.LetterVision(vision));
        }

        lines.AddRange(
        [
            "",
            t.LetterBegin,
            app.Link is { } link ? t.LetterApp(link) : t.LetterFindApp,
            t.LetterSay(invite.Code),
            .. page is null ? Array.Empty<string>() : [t.LetterWithoutTeams(page.AbsoluteUri)],
            t.LetterCode(invite.Expires.InZone(Time.TimeZones.Of(initiative.TimeZone)).OnDayOfYear(culture)),
        ]);
        if (partner is not null)
        {
            lines.Add("");
            lines.AddRange(Asked(questions, rhythms, t));
        }

        if (by.Length > 0)
        {
            lines.AddRange(["", by]);
        }

        return string.Join('\n', lines);
    }

    private Uri? PageOf(Invite invite) => mail.IsOn ? pages.To($"{JoinPlace}/{invite.Code}") : null;

    private static IEnumerable<string> Asked(IReadOnlyList<string> questions, IReadOnlyList<string> rhythms, Texts t)
    {
        if (questions.Count == 0)
        {
            yield return t.LetterNoQuestions;
            yield break;
        }

        yield return rhythms is [var only] ? t.LetterAskedWhen(only) : t.LetterAsked;
        foreach (var question in questions.Take(MostQuestions))
        {
            yield return t.LetterQuestion(InOneLine(question, LongestQuestion));
        }

        if (questions.Count > MostQuestions)
        {
            yield return t.LetterQuestion(t.More(questions.Count - MostQuestions));
        }

        yield return t.LetterTakes((questions.Count + QuestionsInAMinute - 1) / QuestionsInAMinute);
    }

    private static string InOneLine(string words, int longest) => Cards.PeoplesWords.Shorten(string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), longest);
}
