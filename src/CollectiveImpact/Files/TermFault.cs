using CollectiveImpact.Glossary;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Files;

/// <summary>What is wrong with a term of a file.</summary>
public abstract record TermFault : CellFault
{
    /// <summary>What the form of a term finds wrong with its wording.</summary>
    /// <param name="Field">Of the form.</param>
    public sealed record OfWording(string Field, Wording Wording, Translation Words) : TermFault
    {
        private protected override string InWords(Texts t) => TermForm.FaultsOf(Wording, Words, t.Culture)[Field];
    }

    /// <param name="At">Where the same term stands.</param>
    public sealed record TermAgain(string Name, TermPlace At) : TermFault
    {
        private protected override string InWords(Texts t) => At.IsConcept ? t.TermAgainInConcept(Name, At.Row.InNumerals(t.Culture)) : t.TermAgainInRow(Name, At.Row.InNumerals(t.Culture));
    }

    public sealed record NameTaken(string Name, string Term) : TermFault
    {
        private protected override string InWords(Texts t) => t.NameTaken(Name, Term);
    }

    /// <param name="Other">The name of another term here, from which it hardly differs.</param>
    public sealed record NameAlike(string Name, string Other) : TermFault
    {
        private protected override string InWords(Texts t) => t.NameAlike(Name, Other);
    }

    /// <param name="At">Where the file has another term of the same name.</param>
    public sealed record NameInFile(string Name, TermPlace At) : TermFault
    {
        private protected override string InWords(Texts t) => At.IsConcept ? t.NameInConcept(Name, At.Row.InNumerals(t.Culture)) : t.NameInRow(Name, At.Row.InNumerals(t.Culture));
    }

    /// <param name="Other">The name of another term of the file, from which it hardly differs.</param>
    public sealed record NameAlikeInFile(string Name, string Other, TermPlace At) : TermFault
    {
        private protected override string InWords(Texts t) => At.IsConcept ? t.NameAlikeInConcept(Name, Other, At.Row.InNumerals(t.Culture)) : t.NameAlikeInRow(Name, Other, At.Row.InNumerals(t.Culture));
    }

    public sealed record OwnWordsMissing : TermFault
    {
        private protected override string InWords(Texts t) => t.OwnWordsMissing;
    }

    public sealed record NoTerm(string Typed) : TermFault
    {
        private protected override string InWords(Texts t) => t.NoTerm(Typed);
    }

    public sealed record UnknownLanguage(string Tag) : TermFault
    {
        private protected override string InWords(Texts t) => t.UnknownLanguage(Tag);
    }

    /// <param name="Languages">Those that the glossary is kept in.</param>
    public sealed record OtherLanguage(string Tag, string Languages) : TermFault
    {
        private protected override string InWords(Texts t) => t.OtherLanguage(Tag, Languages);
    }

    /// <summary>Words in another language that don't say of which term.</summary>
    public sealed record WhichTerm : TermFault
    {
        private protected override string InWords(Texts t) => t.WhichTerm;
    }

    public sealed record NameMissing : TermFault
    {
        private protected override string InWords(Texts t) => t.WhichWord;
    }

    public sealed record TermTwice(int Row) : TermFault
    {
        private protected override string InWords(Texts t) => t.TermTwice(Row.InNumerals(t.Culture));
    }

    /// <summary>What is the same in every language of a term isn't.</summary>
    public sealed record OtherThanInRow(int Row) : TermFault
    {
        private protected override string InWords(Texts t) => t.OtherThanInRow(Row.InNumerals(t.Culture));
    }

    public sealed record ConceptTwice(string Iri) : TermFault
    {
        private protected override string InWords(Texts t) => t.ConceptTwice(Iri);
    }

    /// <summary>More than one preferred name in a language.</summary>
    /// <param name="Names">Those of them that can be shown.</param>
    public sealed record SeveralNames(int Count, string Names) : TermFault
    {
        private protected override string InWords(Texts t) => t.SeveralNames(Count, Names);
    }

    public sealed record SemicolonInName(string Name) : TermFault
    {
        private protected override string InWords(Texts t) => t.SemicolonInName(Name);
    }

    public sealed record TwoNames(string Name, string Other) : TermFault
    {
        private protected override string InWords(Texts t) => t.TwoNames(Name, Other);
    }
}

/// <summary>Where a term begins in a file: a row of a table, or which of the file's concepts it is.</summary>
public readonly record struct TermPlace(bool IsConcept, int Row);
