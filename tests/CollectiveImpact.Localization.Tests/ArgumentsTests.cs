using System.Xml.Linq;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

/// <summary>
/// A text's arguments are given in the order in which it names them. Whoever words it anew may change that order, and where two are
/// of one kind the compiler says nothing: so the order is kept here, and who changes it looks at every caller.
/// </summary>
public sealed class ArgumentsTests
{
    private static readonly string Kept = RepositoryRoot.PathOf("tests", "CollectiveImpact.Localization.Tests", "arguments.txt");

    [Fact]
    public void The_order_of_arguments_does_not_change_unseen()
    {
        var now = Directory.GetFiles(RepositoryRoot.PathOf("src"), "Texts.resx", SearchOption.AllDirectories)
            .SelectMany(f => XDocument.Load(f).Root!.Elements("data").Select(d => (
                Key: $"{Path.GetFileName(Path.GetDirectoryName(f))}.{d.Attribute("name")!.Value}",
                Arguments: Message.Parse(d.Element("value")!.Value.Trim()).Arguments())))
            .Where(t => t.Arguments.Select(a => a.Value).Distinct().Count() < t.Arguments.Count)
            .Select(t => $"{t.Key}({string.Join(", ", t.Arguments.Select(a => a.Key))})")
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (Environment.GetEnvironmentVariable("WRITE_ARGUMENTS") == "1")
        {
            File.WriteAllLines(Kept, now);
        }

        Assert.True(now.Length > 100, $"{now.Length} texts");
        Assert.Equal(File.ReadAllLines(Kept), now);
    }
}
