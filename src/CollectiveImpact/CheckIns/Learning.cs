using System.Globalization;
using CollectiveImpact.Commitments;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>What a partner learned: at most one lesson of each kind.</summary>
/// <param name="Audience">Who may read it, and the words that indicators ask for: never <see cref="Sharing.Public"/>.</param>
[GenerateSerializer, Immutable]
public sealed record Learning(IReadOnlyList<Lesson> Lessons, Sharing Audience)
{
    public static readonly Learning None = new([], Sharing.Partners);

    /// <summary>Who wrote it: a correction of the numbers by somebody else leaves that as it is.</summary>
    [Id(0)] public string By { get => field ?? ""; init; } = "";

    public bool IsEmpty => Lessons.Count == 0;

    /// <summary>A lesson for each text that isn't empty.</summary>
    public static Learning Of(IEnumerable<(LessonKind Kind, string Text)> texts, Sharing audience) => new(
        [.. texts.Where(t => t.Text.Length > 0).OrderBy(t => t.Kind).Select(t => new Lesson(t.Kind, t.Text, null, Attribution.Partner))], audience);

    /// <summary>What was written under a kind; empty for nothing.</summary>
    public string Text(LessonKind kind) => Lessons.FirstOrDefault(l => l.Kind == kind)?.Text ?? "";

    public Sharing AudienceOf(Lesson lesson) => lesson.Own ?? Audience;

    /// <summary>New texts, each read by those and signed as its author chose for the one before it.</summary>
    /// <param name="byName">Who sends them; whoever wrote them first stays their author while they are the same.</param>
    public Learning AsChosenIn(Learning before, string byName) => this with
    {
        By = before.By.Length > 0 && Lessons.Select(l => (l.Kind, l.Text)).SequenceEqual(before.Lessons.Select(l => (l.Kind, l.Text))) ? before.By : byName,
        Lessons = [.. Lessons.Select(l => before.Lessons.FirstOrDefault(b => b.Kind == l.Kind) is { } chosen ? l with { Own = chosen.Own, Signature = chosen.Signature } : l)],
    };

    /// <summary>The same texts, with who reads each and how it is signed.</summary>
    public Learning WithReaders(IReadOnlyDictionary<LessonKind, Readers> chosen) => this with
    {
        Lessons = [.. Lessons.Select(l => chosen.TryGetValue(l.Kind, out var c) ? l with { Own = c.Audience == Audience ? null : c.Audience, Signature = c.Signature } : l)],
    };

    public bool Equals(Learning? other) => other is not null && Audience == other.Audience && Lessons.SequenceEqual(other.Lessons);

    public override int GetHashCode() => HashCode.Combine(Audience, Lessons.Count);
}

/// <summary>One thing that was learned.</summary>
/// <param name="Own">Who may read this one, when that was chosen for it alone.</param>
[GenerateSerializer, Immutable]
public sealed record Lesson(LessonKind Kind, string Text, Sharing? Own, Attribution Signature)
{
    /// <summary>
    /// Of how many partners that answered one must be, before what it wrote can stand without its name: among fewer, the others
    /// would guess. The same number guards the answers of a pulse.
    /// </summary>
    public const int FewestUnattributed = 5;

    /// <summary>The <c>#tags</c> in the text, without their sign, in lower case.</summary>
    public IReadOnlyList<string> Tags => [.. TagsIn(Text).Distinct()];

    /// <summary>What stands above the lessons of a kind, where all read them.</summary>
    public static string TitleOf(LessonKind kind, CultureInfo culture) => kind switch
    {
        LessonKind.Worked => new Texts(culture).LessonsWorked,
        LessonKind.DidNot => new Texts(culture).LessonsDidNot,
        LessonKind.WouldChange => new Texts(culture).LessonsWouldChange,
        _ => new Texts(culture).LessonsNeeded,
    };

    /// <summary>Whose words it is said to be.</summary>
    public string SignedAs(string partner, string person, CultureInfo culture) => Signature switch
    {
        Attribution.Named => new Texts(culture).NamedAt(person, partner),
        Attribution.Partner => partner,
        _ => new Texts(culture).OneOfUs,
    };

    private static IEnumerable<string> TagsIn(string text)
    {
        const int shortest = 2;
        const int longest = 40;
        for (var at = text.IndexOf('#', StringComparison.Ordinal); at >= 0; at = text.IndexOf('#', at + 1))
        {
            // "a#b" is no tag, and "&#39;" a character.
            if (at > 0 && (text[at - 1] == '&' || char.IsLetter(text[at - 1]) || char.IsNumber(text[at - 1])))
            {
                continue;
            }

            var end = at + 1;
            while (end < text.Length && end <= at + longest && IsOfATag(text[end]))
            {
                end++;
            }

            if (end - at > shortest)
            {
                yield return text[(at + 1)..end].ToLowerInvariant();
            }
        }
    }

    private static bool IsOfATag(char c) => c is '_' or '-' || char.IsLetter(c) || char.IsNumber(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}

[GenerateSerializer]
public enum LessonKind
{
    Worked,
    DidNot,
    WouldChange,
    Needed,
}

/// <summary>As whose a lesson is read.</summary>
[GenerateSerializer]
public enum Attribution
{
    /// <summary>The person's and the partner's.</summary>
    Named,

    /// <summary>The partner's.</summary>
    Partner,

    /// <summary>Nobody's.</summary>
    Nobody,
}

/// <summary>Who reads a lesson, and as whose.</summary>
[GenerateSerializer, Immutable]
public sealed record Readers(Sharing Audience, Attribution Signature);

/// <summary>What became of what a partner said it would do.</summary>
/// <param name="Text">What it had said.</param>
/// <param name="Why">Why it changed or was dropped; empty when that needs no words.</param>
[GenerateSerializer, Immutable]
public sealed record Kept(string Text, CommitmentOutcome Outcome, string Why);

/// <summary>What a partner learned in a round that has closed.</summary>
/// <param name="Answered">How many partners answered in the round.</param>
public sealed record PastLearning(RoundId Round, Period Period, LocalDate Date, PartnerId Partner, Learning Learning, int Answered);

/// <summary>What was learned in closed rounds, newest first: a projection of the rounds, so that it can be searched.</summary>
public interface ILearningStore
{
    /// <param name="upTo">The newest day to begin with; null for the newest of all.</param>
    IAsyncEnumerable<PastLearning> Newest(InitiativeId initiative, LocalDate? upTo, CancellationToken cancel);

    /// <summary>Writes what partners learned in one round; where nothing is learned any more, nothing stays.</summary>
    Task Write(InitiativeId initiative, IReadOnlyList<PastLearning> learnings, CancellationToken cancel);
}
