using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace CollectiveImpact.Bot.Tests;

/// <summary>The arrows of the design, as tests: who may know whom.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Architecture Architecture = new ArchLoader()
        .LoadAssemblies(typeof(Cards.AdaptiveCard).Assembly, typeof(Search.NameIndex).Assembly, typeof(Conversations.Conversation).Assembly, typeof(AzureTables.AzureTablesFeature).Assembly, typeof(BotHost).Assembly)
        .Build();

    // From the lowest to the highest; a slice may use those before it.
    private static readonly string[] Slices =
    [
        "Time", "Initiatives", "Conversations", "Audit", "Deliveries", "Commitments", "Glossary", "Indicators", "Schedules", "CheckIns", "Learnings", "Agenda", "Activities", "Groups", "Messages", "Reviews", "Digests", "Pulse", "Files", "Onboarding", "People", "Settings", "Templates", "Health", "Briefs", "Pages", "Reports", "Mail", "Endings", "Sample",
    ];

    [Fact]
    public void Only_the_teams_namespace_speaks_the_bot_framework() => Only("CollectiveImpact.Bot.Teams", @"^Microsoft\.Bot(\.|$)");

    [Fact]
    public void Only_the_teams_namespace_speaks_newtonsoft() => Only("CollectiveImpact.Bot.Teams", @"^Newtonsoft(\.|$)");

    [Fact]
    public void Only_the_directories_namespace_speaks_microsoft_graph()
    {
        Only("CollectiveImpact.Bot.Directories", $@"^{Regex.Escape(typeof(Microsoft.Graph.GraphServiceClient).Namespace!)}(\.|$)");
        Only("CollectiveImpact.Bot.Directories", @"^Microsoft\.Kiota(\.|$)");
        Only("CollectiveImpact.Bot.Directories", @"^Azure\.(Core|Identity)(\.|$)", besides: @"^CollectiveImpact\.(AzureTables|Bot\.Hosting)(\.|$)");
    }

    [Fact]
    public void Only_the_mail_namespace_speaks_smtp() => Only("CollectiveImpact.Bot.Mail", "^(MailKit|MimeKit)");

    [Fact]
    public void Only_azure_tables_and_hosting_know_azure_tables() =>
        Types().That().ResideInNamespaceMatching(@"^CollectiveImpact(\.|$)")
            .And().DoNotResideInNamespaceMatching(@"^CollectiveImpact\.(AzureTables|Bot\.Hosting)(\.|$)")
            .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(@"^Azure\.(?!Core|Identity)"))
            .Check(Architecture);

    [Fact]
    public void Cards_know_nothing_of_the_product() =>
        Types().That().ResideInNamespaceMatching(@"^CollectiveImpact\.Cards(\.|$)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^CollectiveImpact\.(?!Cards)"))
            .Check(Architecture);

    [Fact]
    public void Search_knows_neither_the_product_nor_what_it_runs_on() =>
        Assert.DoesNotContain(
            typeof(Search.NameIndex).Assembly.GetReferencedAssemblies(),
            a => a.Name!.StartsWith("CollectiveImpact", StringComparison.Ordinal) || a.Name.StartsWith("Orleans", StringComparison.Ordinal));

    [Fact]
    public void Only_search_knows_the_stemmers() => Only("CollectiveImpact.Search", @"^Lucene(\.|$)");

    [Fact]
    public void Only_files_are_written_with_the_formats_library() => Only("CollectiveImpact.Files", @"^DocumentFormat(\.|$)");

    [Fact]
    public void The_product_references_neither_teams_nor_azure_nor_a_database()
    {
        var references = typeof(Conversations.Conversation).Assembly.GetReferencedAssemblies().Select(a => a.Name!);

        Assert.DoesNotContain(references, r => r.StartsWith("Microsoft.Bot", StringComparison.Ordinal)
            || r.StartsWith("Azure", StringComparison.Ordinal)
            || r.StartsWith("Newtonsoft", StringComparison.Ordinal)
            || r.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void No_regular_expression_reads_what_people_send_so_that_none_can_take_long() =>
        Assert.All(
            [typeof(Cards.AdaptiveCard).Assembly, typeof(Search.NameIndex).Assembly, typeof(Conversations.Conversation).Assembly, typeof(AzureTables.AzureTablesFeature).Assembly, typeof(BotHost).Assembly],
            assembly => Assert.DoesNotContain(assembly.GetReferencedAssemblies(), a => a.Name == "System.Text.RegularExpressions"));

    [Theory]
    [MemberData(nameof(SlicesAndThoseAfter))]
    public void A_slice_uses_only_those_before_it(string slice, string[] after)
    {
        // Comparing names, because a rule that finds no types would pass without having looked.
        var mine = Architecture.Types.Where(t => t.Namespace.FullName == $"CollectiveImpact.{slice}").ToArray();
        var back = mine.SelectMany(t => t.Dependencies.Select(d => (From: t.FullName, To: d.Target)))
            // One that stands for any type is taken for whichever bears its letter.
            .Where(d => d.To is not GenericParameter && after.Any(a => d.To.Namespace?.FullName == $"CollectiveImpact.{a}"))
            .Select(d => $"{d.From} -> {d.To.FullName}")
            .Distinct();

        Assert.NotEmpty(mine);
        Assert.True(!back.Any(), string.Join("\n", back));
    }

    [Fact]
    public void Every_slice_has_its_place_in_the_order()
    {
        var there = Architecture.Types.Select(t => Slice().Match(t.Namespace.FullName)).Where(m => m.Success)
            .Select(m => m.Groups["slice"].Value).Distinct().Except(["Cards", "Search", "AzureTables", "Bot"]).Order();

        Assert.Equal(Slices.Order(), there);
    }

    public static TheoryData<string, string[]> SlicesAndThoseAfter() =>
        new(Slices.Select((s, i) => (s, Slices[(i + 1)..])));

    private static void Only(string allowed, string foreign, string besides = "^$")
    {
        var rule = (IArchRule)Types().That().ResideInNamespaceMatching(@"^CollectiveImpact(\.|$)")
            .And().DoNotResideInNamespaceMatching("^" + Regex.Escape(allowed) + @"(\.|$)")
            .And().DoNotResideInNamespaceMatching(besides)
            .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(foreign));
        rule.Check(Architecture);
    }

    [GeneratedRegex(@"^CollectiveImpact\.(?<slice>[A-Za-z]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Slice();
}
