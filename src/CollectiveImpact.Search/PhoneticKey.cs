namespace CollectiveImpact.Search;

/// <summary>The phonetic key of an English word, roughly, in the manner of Metaphone: "efishency" and "efficiency" have the same.</summary>
internal static class PhoneticKey
{
    private const int Longest = 12;
    private const int Shortest = 3;

    /// <summary>The consonants one hears, and an "a" for a vowel at the beginning; null for what is no word of a to z, or too short to tell.</summary>
    public static string? Of(string word)
    {
        if (word.Length < 4)
        {
            return null;
        }

        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c))
            {
                return null;
            }
        }

        Span<char> key = stackalloc char[Longest];
        var length = 0;
        for (var i = word[..2] is "kn" or "gn" or "pn" or "wr" or "ps" ? 1 : 0; i < word.Length && length < Longest; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : ' ';
            var soft = next is 'e' or 'i' or 'y';
            var sound = word[i] switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' or 'y' => i == 0 ? 'a' : ' ',
                'h' or 'w' => i == 0 ? word[i] : ' ',
                'c' when next == 'h' => 'k',
                'c' => soft ? 's' : 'k',
                't' when next == 'i' && i + 2 < word.Length && word[i + 2] is 'o' or 'a' or 'e' => 's',
                'g' when next == 'h' => i == 0 ? 'g' : ' ',
                'g' => soft ? 'j' : 'g',
                'p' when next == 'h' => 'f',
                'q' => 'k',
                'v' => 'f',
                'x' => 'k',
                'z' => 's',
                'd' when next == 'g' => ' ',
                var other => other,
            };
            if (sound != ' ' && (length == 0 || key[length - 1] != sound))
            {
                key[length++] = sound;
            }

            if (word[i] == 'x' && length < Longest)
            {
                key[length++] = 's';
            }
        }

        return length < Shortest ? null : key[..length].ToString();
    }
}
