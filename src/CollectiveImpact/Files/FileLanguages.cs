using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>The languages in which an initiative's words are written, as a file may name them.</summary>
/// <param name="more">Languages that were given up, and stay with the words that are there in them.</param>
internal sealed class FileLanguages(Initiative initiative, IEnumerable<string> more)
{
    private readonly IReadOnlyList<string> _others = [.. initiative.Languages.Concat(more).Distinct(StringComparer.OrdinalIgnoreCase)];

    public string Own => initiative.Language;

    public string All => string.Join(", ", _others.Prepend(Own));

    /// <summary>The tag as the initiative knows it, empty for its own; null when nothing of it is written in that language.</summary>
    /// <param name="exactly">Whether "pt-BR" must not be taken for "pt".</param>
    public string? Find(string tag, bool exactly = false)
    {
        if (tag.Length == 0 || string.Equals(tag, Own, StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        if (_others.FirstOrDefault(l => string.Equals(l, tag, StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            return same;
        }

        return exactly ? null
            : SameLanguage(tag, Own) ? ""
            : _others.FirstOrDefault(l => SameLanguage(tag, l));
    }

    private static bool SameLanguage(string one, string other) =>
        Languages.Read(one) is { } known && Languages.IsOf(other, Languages.CultureOf(known));
}
