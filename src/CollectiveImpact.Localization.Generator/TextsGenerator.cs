using System.Collections.Immutable;
using System.Security;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CollectiveImpact.Localization.Generator;

/// <summary>
/// Writes a type <c>Texts</c> beside every <c>Texts.resx</c>: a property for each text, a method for each that has arguments. So a text
/// that isn't there, or is given other arguments than it names, doesn't compile; and neither does a translation that can't be read.
/// </summary>
[Generator]
public sealed class TextsGenerator : IIncrementalGenerator
{
    private const string Name = "Texts";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var project = context.AnalyzerConfigOptionsProvider.Select((options, _) => (
            Folder: options.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) ? folder : "",
            Namespace: options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var name) ? name : ""));
        var files = context.AdditionalTextsProvider
            .Where(f => Resx.LanguageOf(f.Path, Name) is not null)
            .Select((f, cancel) => (f.Path, Content: f.GetText(cancel)?.ToString() ?? ""))
            .Collect();
        context.RegisterSourceOutput(files.Combine(project), (output, input) =>
        {
            foreach (var subject in input.Left.GroupBy(f => Path.GetDirectoryName(f.Path)))
            {
                Write(output, [.. subject], input.Right.Folder, input.Right.Namespace);
            }
        });
    }

    private static void Write(SourceProductionContext output, ImmutableArray<(string Path, string Content)> files, string project, string root)
    {
        if (files.FirstOrDefault(f => Resx.LanguageOf(f.Path, Name) == Resx.English) is not { Path: { } path } english)
        {
            return;
        }

        var texts = Read(output, path, english.Content);
        foreach (var file in files.Where(f => f.Path != path))
        {
            Compare(output, file.Path, texts, Read(output, file.Path, file.Content));
        }

        var folder = Path.GetDirectoryName(path)!.Substring(Math.Min(project.TrimEnd('/', '\\').Length, Path.GetDirectoryName(path)!.Length)).Trim('/', '\\');
        var name = folder.Length == 0 ? root : root + "." + folder.Replace('/', '.').Replace('\\', '.');
        var languages = string.Concat(files.Select(f => Resx.LanguageOf(f.Path, Name)!).Where(l => l != Resx.English).OrderBy(l => l, StringComparer.Ordinal).Select(l => $", \"{l}\""));
        output.AddSource($"{name}.Texts.g.cs", SourceText.From(Source(name, languages, texts), Encoding.UTF8));
    }

    private static List<(string Key, string Text, Message Message)> Read(SourceProductionContext output, string path, string content)
    {
        var texts = new List<(string, string, Message)>();
        foreach (var (key, text, _, line) in Resx.Read(output, path, content))
        {
            try
            {
                var message = Message.Parse(text);
                foreach (var missing in message.Parts.Where(p => p.Forms.Count > 0).SelectMany(p => Plurals.Categories(Resx.LanguageOf(path, Name)!).Except(p.Forms.Select(f => f.Key))))
                {
                    // "many" of the Romance languages is for whole millions, and rightly left to "other".
                    if (missing != "many" || Resx.LanguageOf(path, Name) == "ar")
                    {
                        throw new FormatException($"a plural lacks the form “{missing}”.");
                    }
                }

                _ = message.Arguments();
                texts.Add((key, text, message));
            }
            catch (FormatException e)
            {
                output.ReportDiagnostic(Diagnostic.Create(Resx.Unreadable, Resx.At(path, line), key, e.Message));
            }
        }

        return texts;
    }

    private static void Compare(
        SourceProductionContext output, string path, List<(string Key, string Text, Message Message)> english, List<(string Key, string Text, Message Message)> translated)
    {
        foreach (var (key, _, message) in translated)
        {
            var own = english.FirstOrDefault(e => e.Key == key);
            var why = own.Message is null ? "is no English text."
                : message.Arguments().Select(Use).Except(own.Message.Arguments().Select(Use)).Select(a => a.Key).FirstOrDefault() is { } unknown ? $"has an argument “{unknown}” that the English text hasn't, or uses it otherwise."
                : null;
            if (why is not null)
            {
                output.ReportDiagnostic(Diagnostic.Create(Resx.Foreign, Resx.At(path, 1), key, why));
            }
        }
    }

    // A number may be written in one language and chosen by in another.
    private static (string Key, bool IsText) Use(KeyValuePair<string, ArgumentKind> argument) => (argument.Key, argument.Value == ArgumentKind.Text);

    private static string Source(string name, string languages, List<(string Key, string Text, Message Message)> texts)
    {
        var source = new StringBuilder($$"""
            // <auto-generated/>
            #nullable enable
            using System.Globalization;
            using CollectiveImpact.Localization;

            namespace {{name}};

            /// <summary>What this subject says to people, in a reader's language.</summary>
            internal readonly record struct Texts(CultureInfo Culture)
            {
                private static readonly Catalogue All = new("{{name}}.Texts", typeof(Texts).Assembly{{languages}});

                /// <summary>What it is written in.</summary>
                public static IReadOnlyList<string> Languages { get; } = ["{{Resx.English}}"{{languages}}];

            """);
        foreach (var (key, text, message) in texts)
        {
            var arguments = message.Arguments();
            source.AppendLine().AppendLine($"    /// <summary>{SecurityElement.Escape(text)!.Replace("\r", "").Replace("\n", " ")}</summary>");
            source.AppendLine(arguments.Count == 0
                ? $"    public string {key} => All.Text(\"{key}\", Culture);"
                : $"    public string {key}({string.Join(", ", arguments.Select(a => $"{TypeOf(a.Value)} @{a.Key}"))}) => All.Format(\"{key}\", Culture, {string.Join(", ", arguments.Select(a => $"new Argument(\"{a.Key}\", @{a.Key})"))});");
        }

        return source.AppendLine("}").ToString();
    }

    private static string TypeOf(ArgumentKind kind) => kind switch
    {
        ArgumentKind.Text => "string",
        ArgumentKind.Number => "decimal",
        _ => "int",
    };
}
