using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CollectiveImpact.Bot.Web.About;

/// <summary>What anybody may read, without being let in: what this is, what becomes of data, on which terms it is used, who helps, and who can use it.</summary>
internal static class AboutPages
{
    public const string Home = "/";
    public const string Privacy = "/privacy";
    public const string Terms = "/terms";
    public const string Support = "/support";
    public const string Accessibility = "/accessibility";
    public const string Consent = "/consent";

    public static void Map(WebApplication app)
    {
        Show<HomePage>(Home);
        Show<PrivacyPage>(Privacy);
        Show<TermsPage>(Terms);
        Show<SupportPage>(Support);
        Show<AccessibilityPage>(Accessibility);
        Show<ConsentPage>(Consent);
        ConsentPages.Map(app);

        void Show<TPage>(string address)
            where TPage : IComponent => app.MapGroup(address).AddEndpointFilter<RouteGroupBuilder, PageErrors>().MapGet("", (HttpRequest request, IConfiguration configuration) =>
                Door.Draw(new RazorComponentResult<TPage>(new { PageLanguage.TextsFor(request).Culture, Operator = Operator.Of(configuration) })));
    }

    /// <summary>All of them, as they are called.</summary>
    public static IEnumerable<(string Address, string Name)> All(Texts t) => [(Home, t.Home), (Privacy, t.Privacy), (Terms, t.Terms), (Support, t.Support), (Accessibility, t.Accessibility), (Consent, t.ForAdministrators)];
}
