namespace CollectiveImpact.Files;

/// <summary>Opens a file of terms of any kind.</summary>
internal static class GlossaryFiles
{
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public static GlossaryFile Read(Stream file, string name, FileLanguages languages, FileReading reading) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".JSONLD" or ".JSON" => SkosReader.Read(file, languages, reading),
        ".XLSX" or ".CSV" => GlossaryTable.Read(file, name, languages, reading),
        ".TTL" or ".RDF" or ".NT" => throw new UnreadableFileException(new FileFault.OnlyJsonLd()),
        _ => throw new UnreadableFileException(new FileFault.NoGlossary()),
    };
}
