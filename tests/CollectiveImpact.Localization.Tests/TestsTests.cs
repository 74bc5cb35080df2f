using System.Text.RegularExpressions;
using System.Xml.Linq;
using CollectiveImpact.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

/// <summary>Tests name a text (<c>En.Groups.NoneYet</c>) and repeat neither its words nor a few of them, so that who changes them changes no test.</summary>
public partial class TestsTests
{
    private static readonly string[] Projects = ["tests/CollectiveImpact.Tests", "tests/CollectiveImpact.Bot.Tests"];

    // Where people are heard, where stand-ins for Teams say something of their own, and where cards are listed as the catalogue calls them.
    private static readonly string[] OtherWords = ["tests/CollectiveImpact.Tests/Conversations/", "tests/CollectiveImpact.Bot.Tests/Simulator/", "/SpokenTests.cs", "/TypedTests.cs", "/MarkedWordsTests.cs"];

    // Lists of what people may say.
    private static bool IsHeard(string key) => key.EndsWith(".PoliteBefore", StringComparison.Ordinal) || key.EndsWith(".PoliteAfter", StringComparison.Ordinal) || key.EndsWith(".DayWords", StringComparison.Ordinal);

    // Names that texts mention.
    private static readonly string[] Names = ["City Library", "Collective Impact", "Collective Impact Bot", "Cost of the courses", "Every child is read to at home, every week"];

    [Fact]
    public void No_test_repeats_words_of_the_product()
    {
        var texts = Entries("Texts.resx").Where(t => !t.Key.EndsWith("Example", StringComparison.Ordinal) && !IsHeard(t.Key)).ToArray();
        var phrases = Entries("Spoken.resx").SelectMany(s => s.Text.Split('\n')).ToArray();
        Assert.True(texts.Length > 500 && phrases.Length > 100, $"{texts.Length} texts, {phrases.Length} phrases");

        var (pieces, said) = (new Pieces(texts), Said(phrases));
        var found = Projects.SelectMany(p => Directory.GetFiles(RepositoryRoot.PathOf(p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !OtherWords.Any(f.Replace('\\', '/').Contains))
            .SelectMany(f => Repeated(CSharpSyntaxTree.ParseText(File.ReadAllText(f)), pieces, said).Select(r => $"{Path.GetFileName(f)}{r}"))
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
    [InlineData("var a = \"are none yet\";", true)]
    [InlineData("var a = \"none there\";", false)]
    [InlineData("var a = $\"You wrote “{x}”, and I read \";", true)]
    [InlineData("var a = \"You wrote “atendance”, and I\";", true)]
    [InlineData("var a = \"2 versions\";", true)]
    [InlineData("var a = \"few versions\";", false)]
    [InlineData("var a = \"one version of it\";", true)]
    [InlineData("var a = \"a.csv is taken back\";", true)]
    [InlineData("carmen.Says(\"There are none yet.\");", false)]
    [InlineData("carmen.Asks(\"There are none yet.\");", false)]
    [InlineData("window.Asks(\"groups\", \"There are none yet.\");", true)]
    [InlineData("form.Fill(\"There are none yet.\", \"3\");", true)]
    [InlineData("form.Fill(\"Groups\", \"There are none yet.\");", false)]
    [InlineData("var a = \"Groups · There are none yet. · 3\";", true)]
    [InlineData("var a = \"Groups · are none yet · 3\";", false)]
    [InlineData("var a = \"take back the last file\";", false)]
    public void Words_of_a_text_are_found_with_its_arguments_filled_in_and_others_are_not(string code, bool isFound) => Assert.Equal(
        isFound,
        Repeated(
            CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken),
            new Pieces(
            [
                ("A", "There are none yet."), ("B", "There are {count, number} of {whom} here."), ("C", "None yet"), ("D", "You wrote “{typed}”, and I read {number}."),
                ("E", "{count, plural, one {one version of it} other {# versions of it}}"), ("F", "{file} is taken back."), ("G", "Say \"take back the last file\" for that."),
            ]),
            Said(["take back {what}"])).Any());

    private static IEnumerable<string> Repeated(SyntaxTree tree, Pieces pieces, Regex said) => tree.GetRoot().DescendantNodes()
        .Select(n => (Node: n, Text: n switch
        {
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
            InterpolatedStringTextSyntax piece => piece.TextToken.ValueText,
            _ => "",
        }))
        .Where(n => n.Text.Length > 0 && !IsFromAPerson(n.Node))
        .SelectMany(n => n.Text.Split('\n').Where(line => !Names.Contains(line.Trim(' ', ':')) && !said.IsMatch(line.Trim())).Select(line => (n.Node, Line: line, Key: pieces.Find(line))))
        .Where(n => n.Key is not null)
        .Select(n => $"({n.Node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {n.Key}: {n.Line}");

    /// <summary>Whether it is what somebody says or fills in, or the name of a card in the catalogue.</summary>
    private static bool IsFromAPerson(SyntaxNode node) =>
        node.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } arguments } argument
        && (call.Expression, arguments.Arguments.IndexOf(argument)) is
            (MemberAccessExpressionSyntax { Name.Identifier.Text: "Says" or "Asks" or "Posts" }, 0)
            or (MemberAccessExpressionSyntax { Name.Identifier.Text: "AsksIn" or "Fill" }, 1)
            or (IdentifierNameSyntax { Identifier.Text: "Add" }, 0);

    private static IEnumerable<(string Key, string Text)> Entries(string file) => Directory.GetFiles(RepositoryRoot.PathOf("src"), file, SearchOption.AllDirectories)
        .SelectMany(f => XDocument.Load(f).Root!.Elements("data").Select(d => ($"{Path.GetFileName(Path.GetDirectoryName(f))}.{d.Attribute("name")!.Value}", d.Element("value")!.Value)));

    private static Regex Said(IEnumerable<string> phrases) => new(
        $"^({string.Join('|', phrases.Select(p => Place().Replace(Regex.Escape(p.Trim()).Replace("\\ ", " ", StringComparison.Ordinal), ".*")))})$",
        RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    [GeneratedRegex(@" ?\\\{.*?\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
