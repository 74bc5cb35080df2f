using System.Collections.Concurrent;
using System.Globalization;
using CollectiveImpact.Search;
using NCalc;
using NCalc.Exceptions;
using NCalc.Factories;

namespace CollectiveImpact.Indicators;

/// <summary>
/// How an indicator is calculated from others: <c>[cost] / [graduates]</c>. The indicators stand in brackets, by id or by question;
/// between them + - * / and parentheses, abs, round, min, max, and if(condition, then, else).
/// </summary>
/// <remarks>The library parses; of what it knows only this small part is let through, and it is calculated here, in decimals.</remarks>
public sealed class Formula
{
    public const int Longest = 200;

    private static readonly ConcurrentDictionary<string, Formula?> Stored = new();

    private readonly LogicalExpression _expression;

    private Formula(string text, LogicalExpression expression, IReadOnlyList<string> uses)
    {
        Text = text;
        _expression = expression;
        Uses = uses;
    }

    /// <summary>The formula with indicators by their ids, as it is stored.</summary>
    public string Text { get; }

    /// <summary>The ids of the indicators that it needs.</summary>
    public IReadOnlyList<string> Uses { get; }

    /// <summary>Reads what a person wrote.</summary>
    /// <param name="known">The indicators that can stand in it.</param>
    /// <param name="fault">What is wrong with it; null for nothing.</param>
    public static Formula? Read(string text, IReadOnlyList<(string Id, string Question)> known, out FormulaFault? fault)
    {
        fault = null;
        if (text.Length > Longest)
        {
            fault = new FormulaFault(FormulaFaultKind.TooLong);
            return null;
        }

        try
        {
            var uses = new List<string>();
            var stored = Named(text, known, uses);
            if (uses.Count == 0)
            {
                throw new UnreadableFormulaException(FormulaFaultKind.UsesNothing);
            }

            var expression = LogicalExpressionFactory.Create(stored, new LogicalExpressionParserOptions(), CultureInfo.InvariantCulture, CancellationToken.None);
            Check(expression, uses);
            return new Formula(stored, expression, [.. uses.Distinct()]);
        }
        catch (UnreadableFormulaException e)
        {
            fault = e.Fault;
        }
        catch (NCalcException)
        {
            fault = new FormulaFault(FormulaFaultKind.Unreadable);
        }

        return null;
    }

    /// <summary>The formula of a calculated indicator, or null when it isn't calculated, or by nothing that can be read.</summary>
    public static Formula? Of(Indicator? indicator) => indicator is not { IsCalculated: true }
        ? null
        : Stored.GetOrAdd(indicator.Formula, static text =>
        {
            var uses = new List<string>();
            try
            {
                // What is stored names ids only, whatever the indicators are called by now.
                Named(text, null, uses);
                return new Formula(text, LogicalExpressionFactory.Create(text, new LogicalExpressionParserOptions(), CultureInfo.InvariantCulture, CancellationToken.None), [.. uses.Distinct()]);
            }
            catch (Exception e) when (e is UnreadableFormulaException or NCalcException)
            {
                // Calculated from nothing that can be read, it has no value.
                return null;
            }
        });

    /// <summary>The indicators of a circle that a formula would close, each calculated from the next; null when there is none.</summary>
    public static IReadOnlyList<string>? Circle(string id, Formula formula, Func<string, Formula?> formulaOf)
    {
        return Search(formula, [id]);

        IReadOnlyList<string>? Search(Formula from, IReadOnlyList<string> path)
        {
            foreach (var used in from.Uses)
            {
                if (used == id)
                {
                    return path;
                }

                if (!path.Contains(used) && formulaOf(used) is { } next && Search(next, [.. path, used]) is { } circle)
                {
                    return circle;
                }
            }

            return null;
        }
    }

    /// <summary>The calculated value; null when a value is missing, when it would divide by zero, or when it is too large.</summary>
    public decimal? Of(Func<string, decimal?> valueOf)
    {
        try
        {
            return Number(_expression, valueOf);
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            return null;
        }
    }

    // Puts ids in the place of questions, before anything is parsed: a question can hold any sign.
    private static string Named(string text, IReadOnlyList<(string Id, string Question)>? known, List<string> uses)
    {
        var named = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '[')
            {
                named.Append(text[at]);
                continue;
            }

            var end = text.IndexOf(']', at);
            if (end < 0)
            {
                throw new UnreadableFormulaException(FormulaFaultKind.OpenBracket);
            }

            var name = text[(at + 1)..end].Trim();
            var id = known is null ? name : Find(name, known);
            uses.Add(id);
            named.Append('[').Append(id).Append(']');
            at = end;
        }

        return named.ToString();
    }

    private static string Find(string name, IReadOnlyList<(string Id, string Question)> known)
    {
        var found = known.FirstOrDefault(k => string.Equals(k.Id, name, StringComparison.OrdinalIgnoreCase) || string.Equals(k.Question, name, StringComparison.OrdinalIgnoreCase)).Id;
        if (found is not null)
        {
            return found;
        }

        var distance = new EditDistance(name.ToLowerInvariant());
        var nearest = known.MinBy(k => distance.To(k.Question.ToLowerInvariant())).Question;
        throw nearest is null ? new UnreadableFormulaException(FormulaFaultKind.NothingToUse) : new UnreadableFormulaException(FormulaFaultKind.NoIndicator, name, nearest);
    }

    private static void Check(LogicalExpression expression, List<string> uses)
    {
        switch (expression)
        {
            case BinaryExpression binary when IsArithmetic(binary.Type) || IsComparison(binary.Type):
                Check(binary.LeftExpression, uses);
                Check(binary.RightExpression, uses);
                break;
            case UnaryExpression { Type: UnaryExpressionType.Negate or UnaryExpressionType.Positive } unary:
                Check(unary.Expression, uses);
                break;
            case Function function:
                var name = function.Identifier.Name.ToLowerInvariant();
                var count = function.Parameters.Count;
                if (!(name switch { "abs" => count == 1, "round" => count is 1 or 2, "min" or "max" => count == 2, "if" => count == 3, _ => false }))
                {
                    throw new UnreadableFormulaException(FormulaFaultKind.NoFunction, function.Identifier.Name, count.ToString(CultureInfo.InvariantCulture));
                }

                foreach (var parameter in function.Parameters)
                {
                    Check(parameter, uses);
                }

                break;
            case ValueExpression { Value: int or long or double or decimal }:
                break;
            case Identifier identifier when uses.Contains(identifier.Name):
                break;
            case Identifier identifier:
                throw new UnreadableFormulaException(FormulaFaultKind.NoBrackets, identifier.Name);
            default:
                throw new UnreadableFormulaException(FormulaFaultKind.OtherThings);
        }
    }

    private static decimal? Number(LogicalExpression expression, Func<string, decimal?> valueOf) => expression switch
    {
        ValueExpression value => Convert.ToDecimal(value.Value, CultureInfo.InvariantCulture),
        Identifier identifier => valueOf(identifier.Name),
        UnaryExpression unary => (unary.Type == UnaryExpressionType.Negate ? -1 : 1) * Number(unary.Expression, valueOf),
        BinaryExpression binary => (Number(binary.LeftExpression, valueOf), Number(binary.RightExpression, valueOf)) is ({ } left, { } right) ? Calculated(binary.Type, left, right) : null,
        Function function => Called(function.Identifier.Name.ToLowerInvariant(), [.. function.Parameters], valueOf),
        _ => null,
    };

    private static decimal? Calculated(BinaryExpressionType type, decimal left, decimal right) => type switch
    {
        BinaryExpressionType.Plus => left + right,
        BinaryExpressionType.Minus => left - right,
        BinaryExpressionType.Times => left * right,
        BinaryExpressionType.Div => left / right,
        BinaryExpressionType.Lesser => Truth(left < right),
        BinaryExpressionType.LesserOrEqual => Truth(left <= right),
        BinaryExpressionType.Greater => Truth(left > right),
        BinaryExpressionType.GreaterOrEqual => Truth(left >= right),
        BinaryExpressionType.Equal => Truth(left == right),
        BinaryExpressionType.NotEqual => Truth(left != right),
        _ => null,
    };

    private static decimal? Called(string name, LogicalExpression[] parameters, Func<string, decimal?> valueOf)
    {
        if (Number(parameters[0], valueOf) is not { } first)
        {
            return null;
        }

        if (name == "if")
        {
            return Number(parameters[first != 0 ? 1 : 2], valueOf);
        }

        var second = parameters.Length > 1 ? Number(parameters[1], valueOf) : 0m;
        return (name, second) switch
        {
            (_, null) => null,
            ("abs", _) => Math.Abs(first),
            ("round", { } decimals) => Math.Round(first, (int)Math.Clamp(decimals, 0m, 10m), MidpointRounding.AwayFromZero),
            ("min", { } other) => Math.Min(first, other),
            (_, { } other) => Math.Max(first, other),
        };
    }

    // Stops the reading, wherever it is.
    private sealed class UnreadableFormulaException(FormulaFaultKind kind, string name = "", string other = "") : Exception
    {
        public FormulaFault Fault { get; } = new(kind, name, other);
    }

    private static decimal Truth(bool holds) => holds ? 1m : 0m;

    private static bool IsArithmetic(BinaryExpressionType type) =>
        type is BinaryExpressionType.Plus or BinaryExpressionType.Minus or BinaryExpressionType.Times or BinaryExpressionType.Div;

    private static bool IsComparison(BinaryExpressionType type) =>
        type is BinaryExpressionType.Lesser or BinaryExpressionType.LesserOrEqual or BinaryExpressionType.Greater or BinaryExpressionType.GreaterOrEqual
            or BinaryExpressionType.Equal or BinaryExpressionType.NotEqual;
}
