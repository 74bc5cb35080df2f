namespace CollectiveImpact.Indicators;

/// <summary>What can be wrong with a formula.</summary>
public enum FormulaFaultKind
{
    TooLong,
    UsesNothing,
    Unreadable,
    OpenBracket,

    /// <summary>There is no indicator yet that could stand in it.</summary>
    NothingToUse,
    NoIndicator,

    /// <summary>A function that isn't known, or not with so many values.</summary>
    NoFunction,
    NoBrackets,
    OtherThings,
}

/// <summary>Something wrong with a formula.</summary>
/// <param name="Name">What was written in it.</param>
/// <param name="Other">What may have been meant, or how many values were given.</param>
public sealed record FormulaFault(FormulaFaultKind Kind, string Name = "", string Other = "")
{
    /// <summary>The fault, for a person who writes no formulas otherwise.</summary>
    internal string InWords(Texts t) => Kind switch
    {
        FormulaFaultKind.TooLong => t.FormulaTooLong(Formula.Longest),
        FormulaFaultKind.UsesNothing => t.FormulaUsesNothing,
        FormulaFaultKind.OpenBracket => t.FormulaOpenBracket,
        FormulaFaultKind.NothingToUse => t.FormulaNothingToUse,
        FormulaFaultKind.NoIndicator => t.FormulaNoIndicator(Name, Other),
        FormulaFaultKind.NoFunction => t.FormulaNoFunction(Name, Other),
        FormulaFaultKind.NoBrackets => t.FormulaNoBrackets(Name),
        FormulaFaultKind.OtherThings => t.FormulaOtherThings,
        _ => t.FormulaUnreadable,
    };
}
