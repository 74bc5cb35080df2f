using System.Globalization;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>
/// The words of an agenda in other languages than the initiative's own. They are known by what they say in its own: a line that is
/// worded anew has none until they are written again, and one that stays the same keeps them through every version.
/// </summary>
/// <param name="ByLanguage">By the language's tag: for what stands in the own language, what it says in this one.</param>
[GenerateSerializer, Immutable]
public sealed record AgendaWords(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ByLanguage)
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public static AgendaWords None { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());

    /// <summary>The words for whoever reads in a culture: in theirs, as near to their place as there is; none where that is the initiative's own.</summary>
    public IReadOnlyDictionary<string, string> For(CultureInfo reader, string own) => In(Languages.Among(ByLanguage.Keys, reader, own));

    public IReadOnlyDictionary<string, string> In(string language) => ByLanguage.GetValueOrDefault(language, Nothing);

    /// <summary>The same with some lines written in a language; one that is written empty has none.</summary>
    /// <param name="there">What stands in the agenda now, and keeps its words.</param>
    internal AgendaWords With(string language, IReadOnlyDictionary<string, string> lines, IReadOnlySet<string> there)
    {
        var words = In(language).Where(w => there.Contains(w.Key)).ToDictionary();
        foreach (var (own, written) in lines.Where(l => there.Contains(l.Key)))
        {
            words.Remove(own);
            if (written.Length > 0)
            {
                words[own] = written;
            }
        }

        return new(new Dictionary<string, IReadOnlyDictionary<string, string>>(ByLanguage) { [language] = words });
    }
}
