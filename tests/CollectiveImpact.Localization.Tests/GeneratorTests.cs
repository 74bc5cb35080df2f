extern alias generator;
using System.Collections.Immutable;
using generator::CollectiveImpact.Localization.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

/// <summary>What a mistake in a file of texts says when the project is built.</summary>
public class GeneratorTests
{
    [Theory]
    [InlineData("{count, plural, one {#}}", "", "TEXT001", "“A”: At character 25: a plural needs the form “other”.")]
    [InlineData("{count, plural, other {#}}", "", "TEXT001", "“A”: a plural lacks the form “one”.")]
    [InlineData("{name}", "{nam}", "TEXT002", "“A” has an argument “nam” that the English text hasn't, or uses it otherwise.")]
    [InlineData("{name}", "{name, number}", "TEXT002", "“A” has an argument “name” that the English text hasn't, or uses it otherwise.")]
    [InlineData("{count, number}", "{count, plural, one {#} other {#}}", "TEXT002", "“A” has an argument “count” that the English text hasn't, or uses it otherwise.")]
    public void A_text_that_would_fail_before_somebodys_eyes_fails_the_build(string english, string german, string id, string message)
    {
        var (diagnostics, _) = Run(("Glossary/Texts.resx", Resx(("A", english))), ("Glossary/Texts.de.resx", german.Length == 0 ? Resx() : Resx(("A", german))));
        var fault = Assert.Single(diagnostics);
        Assert.Equal((id, message), (fault.Id, fault.GetMessage(null)));
    }

    [Fact]
    public void A_translation_of_what_is_not_there_fails_the_build()
    {
        var (diagnostics, _) = Run(("Texts.resx", Resx(("A", "a"))), ("Texts.de.resx", Resx(("B", "b"))));
        Assert.Equal("“B” is no English text.", Assert.Single(diagnostics).GetMessage(null));
    }

    [Fact]
    public void A_file_that_is_no_xml_fails_the_build_with_its_line()
    {
        var (diagnostics, _) = Run(("Texts.resx", "<root>\n<data"));
        var fault = Assert.Single(diagnostics);
        Assert.Equal(("TEXT001", 1), (fault.Id, fault.Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public void Each_subject_gets_a_type_in_its_own_namespace_and_a_text_its_arguments()
    {
        var (diagnostics, source) = Run(
            ("Glossary/Texts.resx", Resx(("Plain", "a"), ("Full", "{name} has {most, number} of {count, plural, one {#} other {#}} by {class}"))),
            ("Glossary/Texts.pt-BR.resx", Resx()),
            ("Glossary/Texts.de.resx", Resx()),
            ("Glossary/Other.resx", "not ours"));
        Assert.Empty(diagnostics);
        Assert.Contains("namespace Our.Glossary;", source);
        Assert.Contains("new(\"Our.Glossary.Texts\", typeof(Texts).Assembly, \"de\", \"pt-BR\");", source);
        Assert.Contains("public string Plain =>", source);
        Assert.Contains("public string Full(string @name, decimal @most, int @count, string @class) =>", source);
    }

    private static string Resx(params (string Key, string Text)[] texts) =>
        $"<root>{string.Concat(texts.Select(t => $"<data name=\"{t.Key}\"><value>{t.Text}</value></data>"))}</root>";

    private static (ImmutableArray<Diagnostic> Diagnostics, string Source) Run(params (string Path, string Content)[] files)
    {
        var compilation = CSharpCompilation.Create("Our", references: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        var driver = CSharpGeneratorDriver.Create(
            [new TextsGenerator().AsSourceGenerator()],
            [.. files.Select(f => new File(Path.Combine("/our", f.Path), f.Content))],
            optionsProvider: new Options()).RunGenerators(compilation, TestContext.Current.CancellationToken);
        var result = driver.GetRunResult();
        return (result.Diagnostics, string.Concat(result.GeneratedTrees.Select(t => t.ToString())));
    }

    private sealed class File(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Project();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Project : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key switch
                {
                    "build_property.ProjectDir" => "/our/",
                    "build_property.RootNamespace" => "Our",
                    _ => null,
                };
                return value is not null;
            }
        }
    }
}
