using System.Globalization;

namespace CollectiveImpact.Conversations;

/// <summary>
/// What somebody said, looked over once for all phrases: where a phrase may begin in it, behind greetings and politeness, and where it
/// may end. Takes a time that grows with the text and with nothing else.
/// </summary>
internal sealed class Sentence
{
    /// <summary>How many characters are looked at for a phrase. What a phrase keeps as it was written may go on for longer.</summary>
    public const int LongestHead = 400;

    private static readonly string[] Before = ["please", "pls", "hi", "hey", "hello", "could you", "can you", "would you", "kindly"];
    private static readonly string[] After = ["please", "pls", "plz", "thanks", "thank you"];

    // The last place from which on nothing but spaces and full stops, question and exclamation marks follow, and all from which politeness leads there.
    private readonly bool[] _ends;

    public Sentence(string said)
    {
        Text = said.Trim();
        Head = Text.Length > LongestHead ? Text[..LongestHead] : Text;
        Lower = Head.ToLowerInvariant();
        Starts = FindStarts();
        _ends = FindEnds();
    }

    public string Text { get; }

    public string Head { get; }

    public string Lower { get; }

    /// <summary>Where a phrase may begin, the last place first: "hi" greets before other words, and is a phrase alone.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>Whether the sentence may be over here.</summary>
    public bool EndsAt(int at) => Text.Length == Head.Length && _ends[at];

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
            closing &= char.IsWhiteSpace(Head[at]) || Head[at] is '.' or '!' or '?' or '…';
            if (IsOfAWord(Head[at]))
            {
                word = at;
            }
            else
            {
                ends[at] = closing || (PoliteAt(word, After) is > 0 and var polite && ends[word + polite]);
            }
        }

        return ends;
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
