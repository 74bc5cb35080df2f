using CollectiveImpact.Indicators;
using CollectiveImpact.Search;

namespace CollectiveImpact.Files;

/// <summary>Which column of a file holds what.</summary>
/// <param name="At">By the template's names, where they stand.</param>
/// <param name="ByIndicator">Where a column holds the values of one indicator: a table with a row for each partner and period, as forms are exported.</param>
/// <param name="IsDhis2">Whether it is DHIS2's own format of data values, in which numbers always have a decimal point.</param>
/// <param name="Deleted">Where DHIS2 says that a value was deleted.</param>
internal sealed record ImportColumns(IReadOnlyDictionary<string, int> At, IReadOnlyList<(int Column, Indicator Indicator)> ByIndicator, bool IsDhis2 = false, int? Deleted = null)
{
    /// <summary>What DHIS2 calls the columns of a data value set.</summary>
    /// <remarks>Source: DHIS2 Developer guide, "Data values", "CSV data value format".</remarks>
    private static readonly IReadOnlyDictionary<string, string> Dhis2Headings = new Dictionary<string, string>
    {
        ["dataelement"] = ImportTemplate.IndicatorColumn,
        ["period"] = ImportTemplate.PeriodColumn,
        ["orgunit"] = ImportTemplate.PartnerColumn,
        ["categoryoptioncombo"] = ImportTemplate.PartColumn,
        ["value"] = ImportTemplate.ValueColumn,
    };

    private const string DeletedName = "deleted";

    /// <summary>What other people and tools call the columns: offered, and never taken without asking.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> OtherHeadings = new Dictionary<string, string[]>
    {
        [ImportTemplate.PeriodColumn] = ["period", "time", "time period", "week", "month", "quarter", "reporting period", "reporting month", "período", "periodo", "semana", "mes", "mês", "trimestre", "période", "semaine", "mois", "zeitraum", "periode", "woche", "monat", "quartal", "kwartaal", "maand"],
        [ImportTemplate.PartnerColumn] = ["partner", "organisation", "organization", "organisation unit", "org unit", "orgunit", "site", "agency", "facility", "school", "parceiro", "parceira", "organização", "entidade", "socio", "socia", "organización", "partenaire", "structure", "organisatie", "einrichtung", "träger"],
        [ImportTemplate.IndicatorColumn] = ["indicator", "data", "data element", "dataelement", "measure", "metric", "question", "indicador", "pergunta", "pregunta", "medida", "indicateur", "mesure", "indikator", "kennzahl", "frage", "vraag"],
        [ImportTemplate.PartColumn] = ["part", "category", "category option combo", "categoryoptioncombo", "breakdown", "group", "parte", "categoria", "categoría", "partie", "catégorie", "teil", "kategorie", "gruppe", "deel", "categorie"],
        [ImportTemplate.ValueColumn] = ["value", "obs value", "number", "total", "amount", "count", "result", "valor", "número", "resultado", "valeur", "nombre", "résultat", "wert", "zahl", "anzahl", "ergebnis", "waarde", "aantal"],
        [ImportTemplate.NumeratorColumn] = ["numerator", "numerador", "numérateur", "zähler", "teller"],
        [ImportTemplate.DenominatorColumn] = ["denominator", "denominador", "dénominateur", "nenner", "noemer"],
        [ImportTemplate.TextColumn] = ["text", "comment", "answer", "texto", "resposta", "respuesta", "comentário", "texte", "réponse", "antwort", "tekst"],
        [ImportTemplate.MissingColumn] = ["no value because", "reason", "motivo", "raison", "grund", "reden"],
    };

    /// <summary>Null when the file doesn't say it all: then whoever brings it is asked.</summary>
    /// <param name="answer">What they have said, by the template's names.</param>
    /// <exception cref="UnreadableFileException">What they have said can't be.</exception>
    public static ImportColumns? Of(ImportTable table, IReadOnlyList<Indicator> indicators, IReadOnlyDictionary<string, int>? answer)
    {
        if (answer is null)
        {
            var named = table.Find([.. Dhis2Headings.Keys, DeletedName]);
            if (Dhis2Headings.Keys.Where(n => n != "categoryoptioncombo").All(named.ContainsKey))
            {
                return new ImportColumns(Dhis2Headings.Where(n => named.ContainsKey(n.Key)).ToDictionary(n => n.Value, n => named[n.Key]), [], IsDhis2: true, named.TryGetValue(DeletedName, out var deleted) ? deleted : null);
            }
        }

        var at = answer is null ? table.Find(ImportTemplate.Columns) : answer.Where(a => a.Value < table.Heading.Count).ToDictionary();
        if (at.GroupBy(a => a.Value).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UnreadableFileException(new FileFault.ColumnForTwo(CellPlace.Letter(twice.Key), twice.First().Key, twice.Last().Key));
        }

        if (!at.ContainsKey(ImportTemplate.PeriodColumn) || !at.ContainsKey(ImportTemplate.PartnerColumn))
        {
            return null;
        }

        if (at.ContainsKey(ImportTemplate.IndicatorColumn))
        {
            // A column for values under another name would be left out, and the file look empty.
            return answer is not null || Suggested(table).Keys.All(at.ContainsKey) || at.Keys.Any(Holds) ? new ImportColumns(at, []) : null;
        }

        var names = Names<Indicator>.Of(indicators, i => i.Id, i => i.Question);
        var columns = table.Heading.Index()
            .Where(h => h.Item.Length > 0 && !at.Values.Contains(h.Index) && names.Find(h.Item) is not null)
            .Select(h => (h.Index, names.Find(h.Item)!))
            .ToArray();
        if (columns.GroupBy(c => c.Item2.Id).FirstOrDefault(g => g.Count() > 1)?.ToArray() is [var first, var second, ..])
        {
            throw new UnreadableFileException(new FileFault.IndicatorTwice(CellPlace.Letter(first.Index), CellPlace.Letter(second.Index)));
        }

        return columns.Length > 0 ? new ImportColumns(at, columns) : null;
    }

    /// <summary>What is likely meant, by what the columns are called.</summary>
    public static IReadOnlyDictionary<string, int> Suggested(ImportTable table)
    {
        var suggested = new Dictionary<string, int>();
        var headings = table.Heading.Select(Folding.Fold).ToArray();
        foreach (var (column, others) in OtherHeadings)
        {
            var index = others.Select(o => Array.IndexOf(headings, Folding.Fold(o))).FirstOrDefault(i => i >= 0 && !suggested.ContainsValue(i), -1);
            if (index >= 0)
            {
                suggested[column] = index;
            }
        }

        return suggested;
    }

    private static bool Holds(string column) => column is ImportTemplate.ValueColumn or ImportTemplate.NumeratorColumn or ImportTemplate.TextColumn or ImportTemplate.MissingColumn;
}
