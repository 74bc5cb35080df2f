using CollectiveImpact.Bot.Directories;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Directories;

/// <summary>What other organisations' directories answer is understood, and nobody is asked again who has refused.</summary>
public sealed class GraphDirectoryTests(FakeGraph graph) : IClassFixture<FakeGraph>, IAsyncLifetime
{
    private readonly MovableClock _clock = new(World.Start);
    private readonly LogBook _log = new();
    private readonly string _tenant = Guid.NewGuid().ToString();
    private readonly int _asked = graph.Asked.Count;
    private ServiceProvider _parts = null!;

    private GraphDirectory Directory => _parts.GetRequiredService<GraphDirectory>();

    public ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(graph.Settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        services.AddSingleton(DirectorySettings.Of(configuration, new HostingEnvironment { EnvironmentName = "Development" }));
        services.AddHttpClient();
        services.AddLogging(l => l.AddProvider(_log));
        services.AddSingleton(TimeProvider.System).AddSingleton<IClock>(_clock).AddSingleton<IPages>(new Here()).AddSingleton<DirectoryTokens>().AddSingleton<GraphDirectory>();
        _parts = services.BuildServiceProvider();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    [Fact]
    public async Task The_organisations_own_app_is_found_behind_empty_pages_and_put_there_once()
    {
        var tenant = graph.Allows(_tenant);
        var (ana, ben) = (Somebody(), Somebody());

        Assert.Equal(AddOutcome.Added, await Add(ana));
        Assert.Equal(AddOutcome.Added, await Add(ana));
        Assert.Equal(AddOutcome.Added, await Add(ben));

        Assert.Equal(new[] { ana.ObjectId, ben.ObjectId }.Order(), tenant.Installed.Keys.Order());
        Assert.All(tenant.Installed.Values, app => Assert.EndsWith("/of-the-organisation", app, StringComparison.Ordinal));
        Assert.Equal(3, Asked().Count(a => a.StartsWith("GET", StringComparison.Ordinal)));
        Assert.Contains(Asked(), a => a.EndsWith("409", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_tenant_has_a_token_of_its_own_and_one_that_allowed_nothing_is_left_alone()
    {
        graph.Allows(_tenant);
        var elsewhere = new PersonKey(Guid.NewGuid().ToString(), Guid.NewGuid().ToString());

        Assert.Equal(AddOutcome.Added, await Add(Somebody()));
        Assert.Equal(AddOutcome.NotAllowed, await Add(elsewhere));
        var before = graph.TokensAsked;
        Assert.Equal(AddOutcome.NotAllowed, await Add(elsewhere));
        Assert.Equal(before, graph.TokensAsked);

        // Six hours later it is asked again; or at once, when an administrator comes from allowing it.
        _clock.MoveTo(World.Start + Duration.FromHours(6) + Duration.FromMinutes(1));
        Assert.Equal(AddOutcome.NotAllowed, await Add(elsewhere));
        Assert.Equal(before + 1, graph.TokensAsked);
        graph.Allows(elsewhere.Tenant);
        Assert.Equal(AddOutcome.NotAllowed, await Add(elsewhere));
        Directory.Allowed(elsewhere.Tenant);
        Assert.Equal(AddOutcome.Added, await Add(elsewhere));
    }

    [Fact]
    public async Task What_is_allowed_later_is_found_though_there_was_a_token_before()
    {
        graph.Allows(_tenant).Roles = ["AppCatalog.Read.All"];
        Assert.Equal(AddOutcome.NotAllowed, await Add(Somebody()));

        graph.Allows(_tenant);
        Directory.Allowed(_tenant);
        Assert.Equal(AddOutcome.Added, await Add(Somebody()));

        // And what is taken back.
        graph.Tenants[_tenant].Roles = null;
        Directory.Allowed(_tenant);
        Assert.Equal(AddOutcome.NotAllowed, await Add(Somebody()));
    }

    [Fact]
    public async Task A_busy_directory_is_left_alone_for_as_long_as_it_asks()
    {
        var tenant = graph.Allows(_tenant);
        (tenant.Throttles, tenant.RetryAfter) = (1, "90");
        var ana = Somebody();

        Assert.Equal(AddOutcome.Later, await Add(ana));
        _clock.MoveTo(World.Start + Duration.FromSeconds(80));
        Assert.Equal(AddOutcome.Later, await Add(ana));
        Assert.Single(Asked());
        _clock.MoveTo(World.Start + Duration.FromSeconds(100));
        Assert.Equal(AddOutcome.Added, await Add(ana));
    }

    [Fact]
    public async Task Who_is_gone_and_an_app_that_is_not_there_are_told_apart()
    {
        var tenant = graph.Allows(_tenant);
        var (gone, ana) = (Somebody(), Somebody());
        tenant.Unknown.Add(gone.ObjectId);

        Assert.Equal(AddOutcome.NoSuchPerson, await Add(gone));
        Assert.Equal(AddOutcome.Added, await Add(ana));
        tenant.Catalogue.Clear();
        Assert.Equal(AddOutcome.NoSuchApp, await Add(Somebody()));
        Assert.Equal(AddOutcome.NoSuchPerson, await Add(new PersonKey("mail", "ana@school.example")));
    }

    [Fact]
    public async Task A_mailbox_says_when_somebody_is_out_and_how_they_read_and_is_asked_once_in_hours()
    {
        var tenant = graph.Allows(_tenant);
        var (ana, ben, none) = (Somebody(), Somebody(), Somebody());
        tenant.IsOut(ana.ObjectId, "scheduled");
        tenant.IsOut(ben.ObjectId, "alwaysEnabled", zone: "Customized Time Zone");

        var eva = Somebody();
        tenant.WorksOn(eva.ObjectId, "monday", "wednesday", "sunday");

        var said = await Mailbox(ana);
        Assert.Equal(new Mailbox(Instant.FromUtc(2026, 11, 24, 0, 0), Instant.FromUtc(2026, 12, 3, 8, 0), "Europe/Paris", "pt-PT") { WorksOn = said!.WorksOn }, said);
        Assert.Empty(said.WorksOn);
        Assert.Equal([IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Sunday], (await Mailbox(eva))!.WorksOn);
        Assert.Equal(new LocalDate(2026, 12, 3), said.BackOn(World.Start, DateTimeZone.Utc));
        Assert.Null(said.BackOn(Instant.FromUtc(2026, 12, 3, 8, 0), DateTimeZone.Utc));
        Assert.Null(said.BackOn(Instant.FromUtc(2026, 11, 23, 8, 0), DateTimeZone.Utc));
        var always = await Mailbox(ben);
        Assert.Null(always!.TimeZone);
        Assert.Equal(new LocalDate(2026, 11, 26), always.BackOn(World.Start, DateTimeZone.Utc));
        Assert.Null(await Mailbox(none));

        foreach (var person in new[] { ana, ben, eva, none })
        {
            await Mailbox(person);
        }

        Assert.Equal(4, Asked().Length);
        tenant.IsOut(ana.ObjectId, "disabled");
        Assert.NotNull((await Mailbox(ana))!.OutFrom);
        _clock.MoveTo(World.Start + Duration.FromHours(5));
        Assert.Null((await Mailbox(ana))!.OutFrom);
    }

    [Fact]
    public async Task Where_only_the_app_is_allowed_no_mailbox_is_asked_twice_and_the_app_still_comes()
    {
        graph.Allows(_tenant).Roles = ["TeamsAppInstallation.ReadWriteSelfForUser.All", "AppCatalog.Read.All"];

        Assert.Null(await Mailbox(Somebody()));
        Assert.Null(await Mailbox(Somebody()));
        Assert.Single(Asked());
        Assert.Equal(AddOutcome.Added, await Add(Somebody()));
    }

    [Fact]
    public async Task Nobody_stands_in_the_log()
    {
        var ana = Somebody();
        await Add(ana);

        Assert.Contains(_log.Lines, l => l.Contains("unauthorized_client", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, l => l.Contains(ana.Tenant, StringComparison.Ordinal) || l.Contains(ana.ObjectId, StringComparison.Ordinal));
    }

    private Task<AddOutcome> Add(PersonKey person) => Directory.Add(person, TestContext.Current.CancellationToken);

    private Task<Mailbox?> Mailbox(PersonKey person) => Directory.MailboxOf(person, TestContext.Current.CancellationToken);

    private PersonKey Somebody() => new(_tenant, Guid.NewGuid().ToString());

    // The other tests have asked too.
    private string[] Asked() => [.. graph.Asked.Skip(_asked)];

    private sealed class Here : IPages
    {
        public Uri To(string path) => new($"https://bot.example.org/{path}");

        public Uri FromChat(string path) => To(path);
    }
}
