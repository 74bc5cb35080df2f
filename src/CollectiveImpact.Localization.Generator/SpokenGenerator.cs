using System.Collections.Immutable;
using System.Security;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CollectiveImpact.Localization.Generator;

/// <summary>
/// Writes one type <c>Spoken</c> of all <c>Spoken.resx</c> of a project: a command for each entry, with its phrases in every language. Ids
/// are unique in the whole product, so the type belongs to no folder.
/// </summary>
[Generator]
public sealed class SpokenGenerator : IIncrementalGenerator
{
    private const string Name = "Spoken";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var root = context.AnalyzerConfigOptionsProvider.Select((options, _) => options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var name) ? name : "");
        var files = context.AdditionalTextsProvider
            .Where(f => Resx.LanguageOf(f.Path, Name) is not null)
            .Select((f, cancel) => (f.Path, Content: f.GetText(cancel)?.ToString() ?? ""))
            .Collect();
        context.RegisterSourceOutput(files.Combine(root), (output, input) =>
        {
            if (!input.Left.IsEmpty)
            {
                output.AddSource($"{Name}.g.cs", SourceText.From(Source(input.Right, Commands(output, input.Left)), Encoding.UTF8));
            }
        });
    }

    private static List<Spoken> Commands(SourceProductionContext output, ImmutableArray<(string Path, string Content)> files)
    {
        var commands = new List<Spoken>();
        foreach (var file in files.OrderBy(f => Resx.LanguageOf(f.Path, Name) != Resx.English).ThenBy(f => f.Path, StringComparer.Ordinal))
        {
            var language = Resx.LanguageOf(file.Path, Name)!;
            foreach (var (id, value, comment, line) in Resx.Read(output, file.Path, file.Content))
            {
                try
                {
                    var phrases = value.Split('\n').Select(p => p.Trim()).Where(p => p.Length > 0).Select(PhrasePattern.Parse).ToArray();
                    if (phrases.Length == 0)
                    {
                        throw new FormatException("nothing is said.");
                    }

                    if (language == Resx.English)
                    {
                        commands.Add(English(id, comment, phrases, commands));
                    }
                    else if (Strange(id, language, phrases, commands.Find(c => c.Id == id)) is { } why)
                    {
                        output.ReportDiagnostic(Diagnostic.Create(Resx.Foreign, Resx.At(file.Path, line), id, why));
                    }
                    else
                    {
                        commands.Find(c => c.Id == id)!.Phrases.AddRange(phrases.Select(p => (language, p)));
                    }
                }
                catch (FormatException e)
                {
                    output.ReportDiagnostic(Diagnostic.Create(Resx.Unreadable, Resx.At(file.Path, line), id, e.Message));
                }
            }
        }

        return commands;
    }

    private static Spoken English(string id, string comment, PhrasePattern[] phrases, List<Spoken> before)
    {
        // An earlier version hears the id of a button as a phrase, so it is one.
        var main = phrases[0];
        string[] ids = [Kebab(main.Stem), Kebab(string.Concat(main.Parts.Select(p => p.Text)))];
        return !ids.Contains(id) ? throw new FormatException($"the id of what is said by “{main.Text}” is {string.Join(" or ", ids.Distinct().Select(i => $"“{i}”"))}.")
            : before.Exists(c => c.Id == id) ? throw new FormatException("this id is another command's.")
            : comment.Trim().Length == 0 ? throw new FormatException("what happens isn't said in a comment.")
            : new Spoken(id, comment.Trim(), [.. phrases.Select(p => (Resx.English, p))]);
    }

    private static string? Strange(string id, string language, PhrasePattern[] phrases, Spoken? english) =>
        english is null ? "is no English command."
        : english.Phrases.Exists(p => p.Language == language) ? $"stands there twice in “{language}”."
        : Array.Find(phrases, p => !english.Phrases.Exists(e => e.Language == Resx.English && Same(e.Phrase, p))) is { } other
            ? $"has “{other.Text}”, whose places no English phrase of it has."
        : null;

    private static bool Same(PhrasePattern one, PhrasePattern other) => new HashSet<string>(one.Places).SetEquals(other.Places);

    private static string Kebab(string words) =>
        string.Join("-", new string([.. words.ToLowerInvariant().Select(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' ? c : ' ')]).Split([' '], StringSplitOptions.RemoveEmptyEntries));

    private static string Pascal(string id) => string.Concat(id.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1)));

    private static string Source(string root, List<Spoken> commands)
    {
        var source = new StringBuilder($$"""
            // <auto-generated/>
            #nullable enable
            using CollectiveImpact.Localization;

            namespace {{root}};

            /// <summary>What people can say, in every language that it is written in.</summary>
            internal static class {{Name}}
            {

            """);
        foreach (var command in commands)
        {
            source.AppendLine($"    /// <summary>{SecurityElement.Escape(command.Does)!.Replace("\r", "").Replace("\n", " ")}</summary>");
            source.AppendLine($"    public static Command {Pascal(command.Id)} {{ get; }} = new({Literal(command.Id)}, {Literal(command.Does)}, {string.Join(", ", command.Phrases.Select(p => $"({Literal(p.Language)}, {Literal(p.Phrase.Text)})"))});").AppendLine();
        }

        source.AppendLine("    /// <summary>All of them.</summary>");
        return source.AppendLine($"    public static IReadOnlyList<Command> All {{ get; }} = [{string.Join(", ", commands.Select(c => Pascal(c.Id)))}];").AppendLine("}").ToString();
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private sealed class Spoken(string id, string does, List<(string Language, PhrasePattern Phrase)> phrases)
    {
        public string Id { get; } = id;

        public string Does { get; } = does;

        public List<(string Language, PhrasePattern Phrase)> Phrases { get; } = phrases;
    }
}
