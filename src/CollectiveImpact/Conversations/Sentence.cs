using System.Globalization;
using System.Text;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Conversations;

/// <summary>
/// What somebody said, looked over once for all phrases: where a phrase may begin in it, behind greetings and politeness, and where it
/// may end. Takes a time that grows with the text and with nothing else.
/// </summary>
internal sealed class Sentence
{
    /// <summary>How many characters are looked at for a phrase. What a phrase keeps as it was written may go on for longer.</summary>
    public const int LongestHead = 400;

    // In every language at once: whoever greets in one may ask in another.
    private static readonly string[] Before = Polite(t => t.PoliteBefore);
    private static readonly string[] After = Polite(t => t.PoliteAfter);

    // The last place from which on nothing but spaces and full stops, question and exclamation marks follow, and all from which politeness leads there.
    private readonly bool[] _ends;

    // Where each character of the head stands in the text.
    private readonly int[] _written;

    public Sentence(string said)
    {
        Text = said.Trim();
        var head = Text.Length > LongestHead ? Text[..LongestHead] : Text;
        (Head, _written) = Look(head);
        Lower = Letters.Alike(Head);
        Starts = FindStarts();
        _ends = FindEnds();
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Its beginning as it is heard: what nobody sees is not in it, and signs that look alike are one.</summary>
    public string Head { get; }

    /// <summary>The same, small and without accents, letter by letter: phones leave them out.</summary>
    public string Lower { get; }

    /// <summary>The words between two places of <see cref="Head"/>, as they were written, in one line and without what nobody sees.</summary>
    public string Words(int start, int end) =>
        string.Join(' ', string.Concat(Text[_written[start]..(_written[end - 1] + 1)].Where(c => !IsUnseen(c))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>All that is looked at, in one line.</summary>
    public string InOneLine => Head.Length > 0 ? Words(0, Head.Length) : "";

    /// <summary>All that stands behind a place of <see cref="Head"/>, exactly as it was written.</summary>
    public string Rest(int at) => Text[(_written[at - 1] + 1)..].Trim();

    /// <summary>Where a phrase may begin, the last place first: "hi" greets before other words, and is a phrase alone.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>Whether the sentence may be over here.</summary>
    public bool EndsAt(int at) => Text.Length <= LongestHead && _ends[at];

    /// <summary>Whether a character takes no room and is no part of a word: phones and copied pages leave them behind.</summary>
    /// <remarks>The two joiners aren't among them: in Persian, in Indic scripts and in emoji they make another word.</remarks>
    internal static bool IsUnseen(char c) => c is not ('\u200c' or '\u200d') && char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    // Arabic's marks of vowels, and the stroke that only makes a word longer: most people leave them out.
    private static bool IsUnheard(char c) => c is (>= '\u064b' and <= '\u0652') or '\u0640';

    /// <summary>Whether a character counts in what is said: alone, one that doesn't says nothing.</summary>
    internal static bool IsHeard(char c) => !IsUnseen(c) && !IsUnheard(c);

    private static string[] Polite(Func<Texts, string> words) =>
        [.. Languages.Ours.SelectMany(l => words(new Texts(CultureInfo.GetCultureInfo(l))).Split('|')).Select(w => Letters.Alike(Seen(w))).Distinct().OrderByDescending(w => w.Length)];

    /// <summary>A text as it is heard: what nobody sees is not in it, and signs that look alike are one.</summary>
    internal static string Seen(string text) => Look(text).Head;

    private static (string Head, int[] Written) Look(string text)
    {
        var head = new StringBuilder(text.Length);
        var written = new List<int>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (IsHeard(text[at]))
            {
                head.Append(text[at] switch
                {
                    '’' or '‘' or 'ʼ' or '′' or '´' or '`' => '\'',
                    '„' or '‟' or '«' or '»' or '＂' or '″' => '"',
                    _ when char.GetUnicodeCategory(text[at]) == UnicodeCategory.DashPunctuation => '-',
                    var c => c,
                });
                written.Add(at);
            }
        }

        return (head.ToString(), [.. written]);
    }

    private List<int> FindStarts()
    {
        List<int> starts = [];
        for (var at = BehindSigns(0); at < Head.Length;)
        {
            starts.Add(at);
            var polite = PoliteAt(at, Before);
            var next = BehindSigns(at + polite);
            if (polite == 0 || next == at + polite)
            {
                break;
            }

            at = next;
        }

        starts.Reverse();
        return starts;
    }

    private bool[] FindEnds()
    {
        var ends = new bool[Head.Length + 1];
        ends[^1] = true;
        var (closing, word) = (true, Head.Length);
        for (var at = Head.Length - 1; at >= 0; at--)
        {
            closing &= char.IsWhiteSpace(Head[at]) || Head[at] is '.' or '!' or '?' or '…' or '؟' or '¡' or '¿' || IsOfEmoji(at);
            if (IsOfAWord(Head[at]))
            {
                word = at;
            }
            else
            {
                ends[at] = (closing && !char.IsLowSurrogate(Head[at])) || (PoliteAt(word, After) is > 0 and var polite && ends[word + polite]);
            }
        }

        return ends;
    }

    // A thumb or a smile behind the words says nothing else.
    private bool IsOfEmoji(int at)
    {
        var first = char.IsLowSurrogate(Head[at]) && at > 0 && char.IsHighSurrogate(Head[at - 1]) ? at - 1 : at;
        return Head[at] is '\u200d' or '\ufe0f' || (Rune.TryGetRuneAt(Head, first, out var rune) && rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF));
    }

    // How long the politeness is that stands here; 0 for none.
    private int PoliteAt(int at, string[] words)
    {
        foreach (var word in words)
        {
            if (Lower.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        return 0;
    }

    private int BehindSigns(int at)
    {
        while (at < Head.Length && !IsOfAWord(Head[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsOfAWord(char c) => char.IsLetter(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
}
