using System.Collections.Frozen;

namespace CollectiveImpact.Search;

/// <summary>Stop words, which carry little, of all languages that we know: articles, "and", "of", "for".</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> All = """
        a an the and of or for to in on at by with from as is are de des
        der die das den dem ein eine einer und oder für fur von zu zur zum im mit
        le la les l un une du d et ou au aux en pour par
        el los las una unos unas del y o con por para al
        os um uma do da dos das e em na com ao
        il lo gli i uno di della dello dei delle per
        het een van voor met
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <param name="word">Folded.</param>
    public static bool IsStopWord(string word) => All.Contains(word);
}
