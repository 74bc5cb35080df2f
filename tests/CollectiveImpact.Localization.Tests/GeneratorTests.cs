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
    [InlineData("{name}", "{name, plural, one {#} other {#}}", "TEXT002", "“A” has an argument “name” that the English text hasn't, or uses it otherwise.")]
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
    public void A_text_that_stands_there_twice_fails_the_build()
    {
        var (diagnostics, _) = Run(("Texts.resx", Resx(("A", "{name}"), ("A", "{when}"))));
        var fault = Assert.Single(diagnostics);
        Assert.Equal(("TEXT001", "“A”: it stands there twice."), (fault.Id, fault.GetMessage(null)));
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

    [Theory]
    [InlineData("status", "status\n{name}", "", "“status”: “{name}”: a phrase begins with a letter.")]
    [InlineData("status", "\n", "", "“status”: nothing is said.")]
    [InlineData("open", "open check-in\nopen", "", "“open”: the id of what is said by “open check-in” is “open-check-in”.")]
    [InlineData("join-the", "join {code}", "", "“join-the”: the id of what is said by “join {code}” is “join” or “join-code”.")]
    [InlineData("status", "status", "stato de {name}", "“status” has “stato de {name}”, whose places no English phrase of it has.")]
    [InlineData("history", "history {name}", "historio", "“history” has “historio”, whose places no English phrase of it has.")]
    [InlineData("status", "status", "stato {name", "“status”: “stato {name”: a place has no end.")]
    public void A_phrase_that_would_not_be_heard_fails_the_build(string id, string english, string foreign, string message)
    {
        var (diagnostics, _) = Run(("CheckIns/Spoken.resx", Resx((id, english))), ("CheckIns/Spoken.eo.resx", foreign.Length == 0 ? Resx() : Resx((id, foreign))));
        Assert.Equal(message, Assert.Single(diagnostics).GetMessage(null));
    }

    [Fact]
    public void A_command_that_is_there_twice_or_only_in_a_translation_or_does_nothing_fails_the_build()
    {
        Assert.Equal("“status”: this id is another command's.", Fault(("CheckIns/Spoken.resx", Resx(("status", "status"))), ("Groups/Spoken.resx", Resx(("status", "status")))));
        Assert.Equal("“stato” is no English command.", Fault(("CheckIns/Spoken.resx", Resx(("status", "status"))), ("CheckIns/Spoken.eo.resx", Resx(("stato", "stato")))));
        Assert.Equal("“status”: it stands there twice.", Fault(("CheckIns/Spoken.resx", Resx(("status", "status"))), ("CheckIns/Spoken.eo.resx", Resx(("status", "stato"), ("status", "stato nun")))));
        Assert.Equal("“status”: what happens isn't said in a comment.", Fault(("CheckIns/Spoken.resx", "<root><data name=\"status\"><value>status</value></data></root>")));

        static string Fault(params (string, string)[] files) => Assert.Single(Run(files).Diagnostics).GetMessage(null);
    }

    [Fact]
    public void All_that_is_spoken_is_in_one_type_with_the_phrases_of_every_language()
    {
        var (diagnostics, source) = Run(
            ("Groups/Spoken.resx", Resx(("groups", "groups"))),
            ("CheckIns/Spoken.eo.resx", Resx(("open-check-in", "malfermu\nmalfermu {name}"))),
            ("CheckIns/Spoken.resx", Resx(("open-check-in", "\n    open check-in\n    open check-in {name}\n"), ("join-code", "join {code}"))));
        Assert.Empty(diagnostics);
        Assert.Contains("namespace Our;", source);
        Assert.Contains(
            "/// <summary>What happens.</summary>\n    public static Command OpenCheckIn { get; } = new(\"open-check-in\", \"What happens.\", (\"en\", \"open check-in\"), (\"en\", \"open check-in {name}\"), (\"eo\", \"malfermu\"), (\"eo\", \"malfermu {name}\"));",
            source.ReplaceLineEndings("\n"));
        Assert.Contains("All { get; } = [OpenCheckIn, JoinCode, Groups];", source);
    }

    private static string Resx(params (string Key, string Text)[] texts) =>
        $"<root>{string.Concat(texts.Select(t => $"<data name=\"{t.Key}\"><value>{t.Text}</value><comment>What happens.</comment></data>"))}</root>";

    private static (ImmutableArray<Diagnostic> Diagnostics, string Source) Run(params (string Path, string Content)[] files)
    {
        var compilation = CSharpCompilation.Create("Our", references: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        var driver = CSharpGeneratorDriver.Create(
            [new TextsGenerator().AsSourceGenerator(), new SpokenGenerator().AsSourceGenerator()],
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
