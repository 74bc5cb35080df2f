using CollectiveImpact.Indicators;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Files;

/// <summary>What is wrong with words for a question in another language, or why they are left out.</summary>
public abstract record QuestionFault : CellFault
{
    /// <summary>What the form of a question in another language finds wrong with them.</summary>
    /// <param name="Field">Of the form.</param>
    public sealed record OfWords(string Field, IndicatorWords Words, Indicator Indicator) : QuestionFault
    {
        private protected override string InWords(Texts t) => TranslationCard.FaultsOf(Words, Indicator, t.Culture)[Field];
    }

    /// <summary>Words for the same text, in the same language, in an earlier row.</summary>
    public sealed record TextTwice(int Row) : QuestionFault
    {
        private protected override string InWords(Texts t) => t.TextTwice(Row.InNumerals(t.Culture));
    }

    /// <param name="Typed">The id; empty for none.</param>
    public sealed record NoQuestion(string Typed) : QuestionFault
    {
        private protected override string InWords(Texts t) => Typed.Length == 0 ? t.WhichQuestion : t.NoQuestion(Typed);
    }

    public sealed record IsRetired(string Question) : QuestionFault
    {
        private protected override string InWords(Texts t) => t.QuestionRetired(Question);
    }

    /// <summary>The question has no text of this name, or has none any more.</summary>
    public sealed record NoText(string Typed, string Question) : QuestionFault
    {
        private protected override string InWords(Texts t) => t.NoText(Question, Typed);
    }

    /// <param name="Languages">Those that were chosen; empty for none.</param>
    public sealed record NoLanguage(string Column, string Languages) : QuestionFault
    {
        private protected override string InWords(Texts t) => Languages.Length == 0 ? t.NoOtherLanguage : t.NotOurLanguage(Column, Languages);
    }

    /// <param name="Own">The own words as they are here now.</param>
    public sealed record WordedAnew(string Own) : QuestionFault
    {
        private protected override string InWords(Texts t) => t.OwnWordedAnew(Own);
    }

    /// <summary>The number counts something else since the file was made, whatever it is called.</summary>
    public sealed record MeansOtherwise(string Question) : QuestionFault
    {
        private protected override string InWords(Texts t) => t.QuestionMeansOtherwise(Question);
    }
}
