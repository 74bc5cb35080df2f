using System.Xml.Linq;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>What a translator takes out by the documented command, and brings back.</summary>
public sealed class XliffTests : IDisposable
{
    private static readonly XNamespace s_xliff = "urn:oasis:names:tc:xliff:document:2.0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xliff-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_taken_out_comes_back_as_it_was_and_what_was_changed_or_is_new_stands_in_its_file()
    {
        string[] copied = ["src/CollectiveImpact/Pulse/Texts.resx", "src/CollectiveImpact/Pulse/Texts.es.resx", "src/CollectiveImpact/Pulse/Spoken.resx", "src/CollectiveImpact/Pulse/Spoken.es.resx"];
        foreach (var file in copied)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
            File.Copy(RepositoryRoot.PathOf(file), At(file));
        }

        await Xliff("export", "es", At("es.xlf"));
        await Xliff("import", At("es.xlf"));
        Assert.All(copied, file => Assert.Equal(File.ReadAllText(RepositoryRoot.PathOf(file)), File.ReadAllText(At(file))));

        var document = XDocument.Load(At("es.xlf"), LoadOptions.PreserveWhitespace);
        var units = document.Descendants(s_xliff + "unit").ToArray();
        Assert.Equal(2, document.Descendants(s_xliff + "file").Count());
        Assert.All(units, u => Assert.Equal("translated", u.Element(s_xliff + "segment")!.Attribute("state")!.Value));
        Assert.Contains(units, u => u.Element(s_xliff + "notes") is not null);
        document.Root!.SetAttributeValue("trgLang", "eo");
        units.Single(u => u.Attribute("id")!.Value == "Trust").Descendants(s_xliff + "target").Single().Value = "Fido & <aliaj>";
        document.Save(At("eo.xlf"));
        await Xliff("import", At("eo.xlf"));

        var written = XDocument.Load(At("src/CollectiveImpact/Pulse/Texts.eo.resx"));
        Assert.Equal("Fido & <aliaj>", written.Root!.Elements("data").Single(d => d.Attribute("name")!.Value == "Trust").Element("value")!.Value);
        Assert.Equal(XDocument.Load(At(copied[1])).Root!.Elements("data").Count(), written.Root.Elements("data").Count());
        Assert.Equal(4, written.Root.Elements("resheader").Count());
    }

    private string At(string file) => Path.Combine(_folder.FullName, file);

    private async Task Xliff(params string[] words)
    {
        var ran = await Tools.RunAsync("dotnet", ["run", RepositoryRoot.PathOf("docs", "languages", "xliff.cs"), "--", .. words, _folder.FullName]);
        Assert.True(ran.ExitCode == 0, ran.Output + ran.Errors);
    }
}
