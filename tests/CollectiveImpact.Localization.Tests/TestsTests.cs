using System.Text.RegularExpressions;
using System.Xml.Linq;
using CollectiveImpact.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

/// <summary>Tests name a text (<c>En.Groups.NoneYet</c>) and don't repeat its words, so that who changes them changes no test.</summary>
public partial class TestsTests
{
    private const int FewestWords = 4;

    private static readonly string[] Projects = ["tests/CollectiveImpact.Tests", "tests/CollectiveImpact.Bot.Tests"];

    [Fact]
    public void No_test_repeats_a_sentence_of_the_product()
    {
        var texts = Texts();
        Assert.True(texts.Count > 500, $"{texts.Count} texts");

        var found = Projects.SelectMany(p => Directory.GetFiles(RepositoryRoot.PathOf(p), "*.cs", SearchOption.AllDirectories))
            .SelectMany(f => Repeated(CSharpSyntaxTree.ParseText(File.ReadAllText(f)), texts).Select(r => $"{Path.GetFileName(f)}{r}"))
            .ToArray();

        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("var a = \"There are none yet.\";", true)]
    [InlineData("var a = \"Groups\\nThere are none yet.\";", true)]
    [InlineData("var a = $\"{x}\\nThere are none yet.\";", true)]
    [InlineData("var a = \"There are 3 of them here.\";", true)]
    [InlineData("var a = \"There are some already.\";", false)]
    [InlineData("var a = \"None yet\";", false)]
    [InlineData("carmen.Says(\"There are none yet.\");", false)]
    public void A_sentence_is_found_with_its_arguments_filled_in_and_other_words_are_not(string code, bool isFound) => Assert.Equal(
        isFound,
        Repeated(
            CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken),
            [("A", Pattern("There are none yet.")), ("B", Pattern("There are {count, number} of {whom} here.")), ("C", Pattern("None yet"))]).Any());

    private static IEnumerable<string> Repeated(SyntaxTree tree, IReadOnlyList<(string Key, Regex? Words)> texts) => tree.GetRoot().DescendantNodes()
        .Select(n => (Node: n, Text: n switch
        {
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
            InterpolatedStringTextSyntax piece => piece.TextToken.ValueText,
            _ => "",
        }))
        .Where(n => !n.Node.Ancestors().OfType<InvocationExpressionSyntax>().Take(1).Any(IsWhatAPersonSays))
        .SelectMany(n => n.Text.Split('\n').Where(line => Word().Count(line) >= FewestWords).Select(line => (n.Node, Line: line)))
        .SelectMany(n => texts.Where(t => t.Words?.IsMatch(n.Line) == true).Take(1).Select(t => $"({n.Node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {t.Key}: {n.Line}"));

    private static bool IsWhatAPersonSays(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Says" or "Asks" or "AsksIn" };

    private static List<(string Key, Regex? Words)> Texts() =>
    [
        .. Directory.GetFiles(RepositoryRoot.PathOf("src"), "Texts.resx", SearchOption.AllDirectories)
            .SelectMany(f => XDocument.Load(f).Root!.Elements("data").Select(d => (
                $"{Path.GetFileName(Path.GetDirectoryName(f))}.{d.Attribute("name")!.Value}",
                Pattern(d.Element("value")!.Value)))),
    ];

    /// <summary>What the text is with any arguments; nothing for one that has too few words of its own to be told from what people say.</summary>
    private static Regex? Pattern(string text)
    {
        var parts = Message.Parse(text).Parts;
        return Word().Count(string.Join(' ', parts.Select(p => p.Literal))) < FewestWords ? null
            : new Regex($"^{Pattern(parts)}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    private static string Pattern(IReadOnlyList<MessagePart> parts) => string.Concat(parts.Select(p =>
        p.Forms.Count > 0 ? $"({string.Join('|', p.Forms.Select(f => Pattern(f.Value)))})"
        : p.Literal.Length > 0 ? Regex.Escape(p.Literal)
        : ".+"));

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
