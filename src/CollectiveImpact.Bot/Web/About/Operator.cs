namespace CollectiveImpact.Bot.Web.About;

/// <summary>Who runs the service and answers for its data, as they say themselves in <c>Operator:Name</c> and <c>Operator:Contact</c>.</summary>
/// <param name="Name">Empty where they say nothing.</param>
/// <param name="Contact">An e-mail address or a page; empty where they say nothing.</param>
public sealed record Operator(string Name, string Contact)
{
    internal static Operator Of(IConfiguration configuration) => new(configuration["Operator:Name"]?.Trim() ?? "", configuration["Operator:Contact"]?.Trim() ?? "");

    /// <summary>Where the contact leads; null where it is neither an e-mail address nor a page.</summary>
    public string? Address =>
        Uri.TryCreate(Contact, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps ? page.AbsoluteUri
        : Contact.Contains('@', StringComparison.Ordinal) && !Contact.Any(char.IsWhiteSpace) ? "mailto:" + Uri.EscapeDataString(Contact).Replace("%40", "@", StringComparison.Ordinal)
        : null;
}
