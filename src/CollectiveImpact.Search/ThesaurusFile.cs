using System.Collections.Frozen;

namespace CollectiveImpact.Search;

/// <summary>The lines of Thesaurus.txt, which stands in the assembly, by their sections.</summary>
internal static class ThesaurusFile
{
    private static readonly FrozenDictionary<string, List<string>> Sections = Read();

    public static List<string> Lines(string section) => Sections[section];

    public static FrozenSet<string> Words(string section) => Lines(section).SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet();

    private static FrozenDictionary<string, List<string>> Read()
    {
        using var stream = typeof(ThesaurusFile).Assembly.GetManifestResourceStream("Thesaurus.txt") ?? throw new InvalidOperationException("The thesaurus was left out of the assembly.");
        using var reader = new StreamReader(stream);
        Dictionary<string, List<string>> sections = [];
        List<string>? section = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (line is ['[', .. var name, ']'])
            {
                sections[name] = section = [];
            }
            else
            {
                (section ?? throw new InvalidOperationException($"\"{line}\" stands in no section of the thesaurus.")).Add(line);
            }
        }

        return sections.ToFrozenDictionary();
    }
}
