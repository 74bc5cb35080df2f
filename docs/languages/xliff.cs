#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property NoWarn=$(NoWarn);MA0047
// All words of a language as one XLIFF 2.0 file, for translators' tools, and back into the files beside the program:
//   dotnet run docs/languages/xliff.cs -- export es es.xlf
//   dotnet run docs/languages/xliff.cs -- import es.xlf
// A third name, of a folder, stands for the repository. Where a language has no word yet, its target is left out, and stays so.
// Source: OASIS, "XLIFF Version 2.0", 2014.
using System.Runtime.CompilerServices;
using System.Xml.Linq;

XNamespace xliff = "urn:oasis:names:tc:xliff:document:2.0";
var preserved = new XAttribute(XNamespace.Xml + "space", "preserve");

switch (args)
{
    case ["export", var language, var file, .. var folder]:
        Export(language, file, RootOf(folder));
        return 0;
    case ["import", var file, .. var folder]:
        Import(file, RootOf(folder));
        return 0;
    default:
        Console.Error.WriteLine("export LANGUAGE FILE, or import FILE");
        return 1;
}

void Export(string language, string file, string root)
{
    var files = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.resx", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) is "Texts.resx" or "Spoken.resx")
        .Order(StringComparer.Ordinal)
        .Select(source =>
        {
            var target = InLanguage(source, language);
            var written = File.Exists(target) ? Entries(target).ToDictionary(e => e.Name, e => e.Value) : [];
            var original = Path.GetRelativePath(root, source).Replace('\\', '/');
            return new XElement(
                xliff + "file",
                new XAttribute("id", original.Replace('/', '.')),
                new XAttribute("original", original),
                Entries(source).Select(e => new XElement(
                    xliff + "unit",
                    new XAttribute("id", e.Name),
                    preserved,
                    e.Comment is null ? null : new XElement(xliff + "notes", new XElement(xliff + "note", e.Comment)),
                    new XElement(
                        xliff + "segment",
                        new XAttribute("state", written.ContainsKey(e.Name) ? "translated" : "initial"),
                        new XElement(xliff + "source", e.Value),
                        written.TryGetValue(e.Name, out var value) ? new XElement(xliff + "target", value) : null))));
        });
    new XDocument(new XElement(xliff + "xliff", new XAttribute("version", "2.0"), new XAttribute("srcLang", "en"), new XAttribute("trgLang", language), files)).Save(file);
}

void Import(string file, string root)
{
    var document = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
    var language = document.Attribute("trgLang")!.Value;
    foreach (var part in document.Elements(xliff + "file"))
    {
        var source = Path.GetFullPath(Path.Combine(root, part.Attribute("original")!.Value));
        if (!source.StartsWith(Path.GetFullPath(Path.Combine(root, "src")) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(source))
        {
            throw new InvalidDataException($"There is no {source}.");
        }

        var target = InLanguage(source, language);
        var resx = XDocument.Load(File.Exists(target) ? target : source, LoadOptions.PreserveWhitespace);
        if (!File.Exists(target))
        {
            foreach (var data in resx.Root!.Elements("data").ToArray())
            {
                (data.PreviousNode as XText)?.Remove();
                data.Remove();
            }
        }

        var known = Entries(source).Select(e => e.Name).ToHashSet();
        var changed = false;
        foreach (var unit in part.Elements(xliff + "unit"))
        {
            var name = unit.Attribute("id")!.Value;
            if (!known.Contains(name) || unit.Element(xliff + "segment")!.Element(xliff + "target") is not { } words)
            {
                continue;
            }

            if (resx.Root!.Elements("data").FirstOrDefault(d => d.Attribute("name")!.Value == name) is not { } data)
            {
                data = new XElement("data", new XAttribute("name", name), preserved, "\n    ", new XElement("value"), "\n  ");
                (resx.Root.Elements().LastOrDefault() ?? throw new InvalidDataException($"{target} is empty.")).AddAfterSelf("\n  ", data);
                changed = true;
            }

            if (data.Element("value")!.Value != words.Value)
            {
                data.Element("value")!.Value = words.Value;
                changed = true;
            }
        }

        if (changed)
        {
            // As the files are written by hand, so that a change shows what was changed.
            File.WriteAllText(target, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{resx.Root!.ToString(SaveOptions.DisableFormatting)}\n");
        }
    }
}

static IEnumerable<(string Name, string Value, string? Comment)> Entries(string file) => XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!.Elements("data")
    .Select(d => (d.Attribute("name")!.Value, d.Element("value")!.Value, d.Element("comment")?.Value));

static string InLanguage(string source, string language) => Path.ChangeExtension(source, $"{language}.resx");

static string RootOf(string[] folder) => folder is [var given] ? given : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

static string Here([CallerFilePath] string path = "") => path;
