using System.Text.RegularExpressions;
using CollectiveImpact.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

/// <summary>What people read stands in the texts, where a translator finds it, and not in the code.</summary>
public partial class LiteralsTests
{
    // What is heard, looked for or stored is no text; neither is what is said to engineers, how a date is written, nor what the parts of
    // a file are called. A call that is refused is answered to whoever wrote the program that made it.
    private static readonly string[] NotRead = ["GetGrain", "ToString", "TeamsOptions", "BindConfiguration", "CreateCounter", "CreateObservableGauge", "CreateHistogram", "StartActivity", "Sheet", "GetAttribute", "GetManifestResourceStream", "Refused", "WriteAsync"];

    // Where what people say is taken apart: the words in there are heard.
    private static readonly string[] Heard = ["Sentence.cs", "SpokenDays.cs", "SpokenTimes.cs", "Languages.cs", "Typed.cs"];

    // What the format of documents calls its styles, and fonts.
    private static readonly string[] Formats = ["WordFile.cs"];

    // What whoever runs the service reads: what is wrong with its settings, or was called that never is.
    private static readonly string[] ForOperators = ["TeamsConnections.cs", "TeamsHosting.cs"];

    [Fact]
    public void No_word_that_people_read_stands_in_the_code_of_a_slice()
    {
        var slices = Directory.GetDirectories(RepositoryRoot.PathOf("src/CollectiveImpact")).Select(Path.GetFileName).OfType<string>().ToArray();
        Assert.Contains("Groups", slices);
        var found = slices.SelectMany(s => Directory.GetFiles(RepositoryRoot.PathOf("src/CollectiveImpact", s), "*.cs"))
            .Concat(Directory.GetFiles(RepositoryRoot.PathOf("src/CollectiveImpact.Cards/Fields"), "*.cs"))
            .Where(f => !Heard.Contains(Path.GetFileName(f)) && !Formats.Contains(Path.GetFileName(f)))
            .SelectMany(Literals)
            .ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    // There, words of the protocol stand in the code: what counts is a sentence, or a title of several words.
    [Fact]
    public void No_sentence_that_people_read_stands_where_Teams_is_spoken_to()
    {
        var files = Directory.GetFiles(RepositoryRoot.PathOf("src/CollectiveImpact.Bot/Teams"), "*.cs").Where(f => !ForOperators.Contains(Path.GetFileName(f))).ToArray();
        Assert.Contains("TeamsErrors.cs", files.Select(Path.GetFileName));
        var found = files.SelectMany(Literals).Where(l => Sentence().IsMatch(l)).ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("var a = \"Two words\";", true)]
    [InlineData("var a = $\"{x} more\";", true)]
    [InlineData("var a = $\"{x} · {y}\";", false)]
    [InlineData("var a = \"groups.save\";", false)]
    [InlineData("var a = \"Name\";", true)]
    [InlineData("var a = \"name\";", false)]
    [InlineData("throw new System.Exception(\"Not a stored value.\");", false)]
    [InlineData("on.Say(\"working groups\");", true)]
    [InlineData("Conversation.SayButton(t.Open, \"open check-in\");", true)]
    [InlineData("day.ToString(\"d MMMM yyyy\", culture);", false)]
    [InlineData("var a = new TeamsOptions { Width = \"Full\" };", false)]
    [InlineData("class A { const string NameColumn = \"Other names\"; }", false)]
    [InlineData("class A { string[] Columns = [\"Agreed on\"]; }", false)]
    [InlineData("class A { string Label = \"Other names\"; }", true)]
    [InlineData("var a = b is \"Two words\" || b == \"Name\";", false)]
    [InlineData("var a = b is \"name\" ? \"Two words\" : \"\";", true)]
    public void A_sentence_or_a_title_is_found_and_an_id_is_not(string code, bool isFound) =>
        Assert.Equal(isFound, Literals(CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken), "a.cs").Any());

    private static IEnumerable<string> Literals(string file) => Literals(CSharpSyntaxTree.ParseText(File.ReadAllText(file)), Path.GetFileName(file));

    private static IEnumerable<string> Literals(SyntaxTree tree, string file) => tree.GetRoot().DescendantNodes()
        .Where(n => n is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } or InterpolatedStringTextSyntax)
        .Where(n => IsRead(n is LiteralExpressionSyntax literal ? literal.Token.ValueText : ((InterpolatedStringTextSyntax)n).TextToken.ValueText, n is InterpolatedStringTextSyntax))
        .Where(n => !n.Ancestors().Any(IsForNoReader))
        .Select(n => $"{file}({n.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {n}");

    private static bool IsRead(string text, bool isPiece) => Words().IsMatch(text) || Title().IsMatch(text) || (isPiece && Word().IsMatch(text));

    // What is compared with something was heard or read, and isn't said; fields that hold what is heard, or what the format of a file calls its parts, are called so.
    private static bool IsForNoReader(SyntaxNode node) => node is ConstantPatternSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }
        || (node is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field && Machine().IsMatch(field.Identifier.Text))
        || node is ThrowExpressionSyntax or ThrowStatementSyntax or AttributeSyntax or PrimaryConstructorBaseTypeSyntax or ConstructorInitializerSyntax
        || (node is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax type } && NotRead.Contains(type.Identifier.Text))
        || (node is InvocationExpressionSyntax call && NotRead.Contains(call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            IdentifierNameSyntax name => name.Identifier.Text,
            _ => "",
        }));

    [GeneratedRegex(@"\p{L}{2,}\p{P}* \p{P}*\p{L}{2,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\): ""?\p{Lu}.* \p{L}", RegexOptions.None, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex("(Columns?|Headings|SheetName|ContentType|Words)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Machine();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}{2,}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"(^|[\s.,:;(])\p{L}{3,}($|[\s.,:;)])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
