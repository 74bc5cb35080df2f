using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CollectiveImpact.Localization.Generator;

/// <summary>A file of texts or of what is spoken, and what is said of a mistake in one.</summary>
internal static class Resx
{
    public const string English = "en";

    public static readonly DiagnosticDescriptor Unreadable = new(
        "TEXT001", "A text can't be read", "“{0}”: {1}", "Texts", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Foreign = new(
        "TEXT002", "A translation differs from the English text", "“{0}” {1}", "Texts", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <summary>The language of <c>NAME.resx</c>, which is English, or <c>NAME.de.resx</c>; null for any other file.</summary>
    public static string? LanguageOf(string path, string name)
    {
        var parts = Path.GetFileName(path).Split('.');
        return parts[0] != name || parts[parts.Length - 1] != "resx" ? null
            : parts.Length == 2 ? English
            : parts.Length == 3 ? parts[1]
            : null;
    }

    /// <summary>What stands in a file, each with its line; nothing, and a mistake, for what is no XML.</summary>
    public static IReadOnlyList<(string Key, string Value, string Comment, int Line)> Read(SourceProductionContext output, string path, string content)
    {
        try
        {
            var read = new List<(string Key, string Value, string Comment, int Line)>();
            foreach (var data in XDocument.Parse(content, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!.Elements("data"))
            {
                var (key, line) = (data.Attribute("name")?.Value ?? "", ((IXmlLineInfo)data).LineNumber);
                if (read.Any(r => r.Key == key))
                {
                    output.ReportDiagnostic(Diagnostic.Create(Unreadable, At(path, line), key, "it stands there twice."));
                    continue;
                }

                read.Add((key, data.Element("value")?.Value ?? "", data.Element("comment")?.Value ?? "", line));
            }

            return read;
        }
        catch (XmlException e)
        {
            output.ReportDiagnostic(Diagnostic.Create(Unreadable, At(path, e.LineNumber), Path.GetFileName(path), e.Message));
            return [];
        }
    }

    public static Location At(string path, int line)
    {
        var position = new LinePosition(Math.Max(line - 1, 0), 0);
        return Location.Create(path, default, new LinePositionSpan(position, position));
    }
}
