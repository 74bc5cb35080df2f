using System.Globalization;

namespace CollectiveImpact.Files;

/// <summary>What whoever brings a file should know, and nothing is wrong with: what was guessed, and what is left out.</summary>
public abstract record FileNote
{
    public string InWords(CultureInfo culture) => InWords(new Texts(culture));

    private protected abstract string InWords(Texts t);

    /// <param name="Encoding">How the file's letters were read, which it doesn't say.</param>
    /// <param name="Words">Some of those that show whether that was right.</param>
    public sealed record LettersGuessed(string Encoding, IReadOnlyList<string> Words) : FileNote
    {
        private protected override string InWords(Texts t) => Words.Count == 0
            ? t.LettersGuessed(Encoding)
            : t.LettersGuessedSuch(Encoding, string.Join(", ", Words.Select(w => $"“{w}”")));
    }

    /// <summary>Rows that DHIS2 has marked as deleted.</summary>
    public sealed record DeletedLeftOut(int Count) : FileNote
    {
        private protected override string InWords(Texts t) => t.DeletedLeftOut(Count);
    }

    /// <summary>Terms without a definition, which come in as proposals.</summary>
    public sealed record TermsUndefined(int Count) : FileNote
    {
        private protected override string InWords(Texts t) => t.TermsUndefined(Count);
    }

    /// <summary>Terms that the file calls retired, and that aren't here.</summary>
    public sealed record RetiredLeftOut(int Count) : FileNote
    {
        private protected override string InWords(Texts t) => t.RetiredLeftOut(Count);
    }

    /// <summary>Questions whose words in other languages say an earlier wording or meaning, and that the file leaves so.</summary>
    /// <param name="Count">In each language by itself.</param>
    public sealed record QuestionsBehind(int Count) : FileNote
    {
        private protected override string InWords(Texts t) => t.QuestionsBehind(Count);
    }

    public sealed record LanguagesLeftOut(string Languages) : FileNote
    {
        private protected override string InWords(Texts t) => t.LanguagesLeftOut(Languages);
    }

    /// <summary>Translations without a name or a definition.</summary>
    public sealed record TranslationsLeftOut(int Count) : FileNote
    {
        private protected override string InWords(Texts t) => t.TranslationsLeftOut(Count);
    }
}
