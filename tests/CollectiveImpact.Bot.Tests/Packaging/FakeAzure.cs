using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DevLab.JmesPath;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>
/// Commands named <c>az</c>, <c>azd</c> and <c>sleep</c> in a folder for the PATH, and behind the first a directory with app registrations,
/// which keeps what it is given as Microsoft Graph does.
/// </summary>
/// <remarks>The command is a shell script: it hands its arguments over through one pipe and gets its answer through another.</remarks>
internal sealed partial class FakeAzure : IAsyncDisposable
{
    public const string Tenant = "11111111-1111-1111-1111-111111111111";

    private const string Az = """
        #!/bin/sh
        folder=$(dirname "$0")
        for argument; do printf '%s\0' "$argument"; done >"$folder/asked"
        { read -r code; cat >"$folder/said"; } <"$folder/answers"
        if [ "$code" = 0 ]; then cat "$folder/said"; else cat "$folder/said" >&2; fi
        exit "$code"
        """;

    private const string Notes = """
        #!/bin/sh
        printf '%s\n' "$*" >>"$0.called"
        """;

    private readonly DirectoryInfo _folder;
    private readonly Task _answering;

    private FakeAzure(DirectoryInfo folder)
    {
        _folder = folder;
        _answering = Task.Factory.StartNew(AnswerAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Where the commands are.</summary>
    public string Folder => _folder.FullName;

    public List<JsonObject> Apps { get; } = [];

    /// <summary>Each call of <c>az</c>, with what is in the file that it names.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public IEnumerable<string> Changes => Calls.Where(c => c.StartsWith("rest ", StringComparison.Ordinal) || c.Contains("federated-credential create", StringComparison.Ordinal) || c.Contains("federated-credential update", StringComparison.Ordinal));

    /// <summary>The tenant that somebody is signed in to; null for nobody.</summary>
    public string? SignedInTo { get; set; } = Tenant;

    public bool MayRegister { get; set; } = true;

    /// <summary>Whether the domain of every host name is verified.</summary>
    public bool IsVerified { get; set; } = true;

    /// <summary>How often it is said of an app that was just made that there is none.</summary>
    public int HiddenFor { get; set; }

    [UnsupportedOSPlatform("windows")]
    public static async Task<FakeAzure> Start()
    {
        var folder = Directory.CreateTempSubdirectory("azure-");
        foreach (var (name, script) in new[] { ("az", Az), ("azd", Notes), ("sleep", Notes) })
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), script + "\n");
            File.SetUnixFileMode(Path.Combine(folder.FullName, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await Tools.RunAsync("mkfifo", [Path.Combine(folder.FullName, "asked"), Path.Combine(folder.FullName, "answers")]);
        return new FakeAzure(folder);
    }

    /// <summary>How one of the other commands was called.</summary>
    public IReadOnlyList<string> CallsOf(string command) => File.Exists(Path.Combine(Folder, command + ".called")) ? File.ReadAllLines(Path.Combine(Folder, command + ".called")) : [];

    public void HasNoAzd() => File.Delete(Path.Combine(Folder, "azd"));

    public async ValueTask DisposeAsync()
    {
        // A question without a word is the last.
        await Open("asked", FileAccess.Write).DisposeAsync();
        await _answering;
        _folder.Delete(recursive: true);
    }

    private FileStream Open(string pipe, FileAccess access) => new(Path.Combine(Folder, pipe), FileMode.Open, access, FileShare.ReadWrite);

    private void AnswerAll()
    {
        while (true)
        {
            using var question = new MemoryStream();
            using (var asked = Open("asked", FileAccess.Read))
            {
                asked.CopyTo(question);
            }

            if (question.Length == 0)
            {
                return;
            }

            var (code, said) = Answer(Encoding.UTF8.GetString(question.ToArray()).Split('\0')[..^1]);
            using var answers = Open("answers", FileAccess.Write);
            answers.Write(Encoding.UTF8.GetBytes($"{code.ToString(CultureInfo.InvariantCulture)}\n{said}"));
        }
    }

    private (int Code, string Said) Answer(string[] words)
    {
        var options = new Dictionary<string, string>();
        var command = string.Join(' ', words.TakeWhile(w => w[0] != '-'));
        for (var n = 0; n < words.Length - 1; n++)
        {
            if (words[n][0] == '-')
            {
                options[words[n]] = words[n + 1];
            }
        }

        var body = Path.Exists(options.GetValueOrDefault("--body")?.TrimStart('@')) || Path.Exists(options.GetValueOrDefault("--parameters"))
            ? File.ReadAllText((options.GetValueOrDefault("--body") ?? options["--parameters"]).TrimStart('@'))
            : null;
        Calls.Enqueue($"{string.Join(' ', words)}{(body is null ? "" : $" < {body}")}");
        try
        {
            var result = Do(command, options, body is null ? null : JsonNode.Parse(body)!.AsObject());
            return (0, Written(result, options));
        }
        catch (RefusedException e)
        {
            return (e.Code, $"ERROR: {e.Message}\n");
        }
    }

    private JsonNode? Do(string command, Dictionary<string, string> options, JsonObject? body) => command switch
    {
        "account show" => new JsonObject { ["tenantId"] = SignedInTo ?? throw new RefusedException(1, "Please run 'az login' to setup account.") },
        "ad app list" => new JsonArray([.. Apps.Where(a => a["tags"]!.AsArray().Any(t => (string?)t == Tagged().Match(options["--filter"]).Groups["tag"].Value)).Select(a => a.DeepClone())]),
        "ad app show" => App(options["--id"]).DeepClone(),
        "ad app federated-credential list" => Credentials(options).DeepClone(),
        "ad app federated-credential create" => Trust(Credentials(options), body!),
        "ad app federated-credential update" => Merge(Credentials(options).Select(c => c!.AsObject()).Single(c => (string?)c["id"] == options["--federated-credential-id"]), Changed(body!)),
        "rest" when options["--method"] == "POST" && options["--uri"] == "https://graph.microsoft.com/v1.0/applications" => Register(body!),
        "rest" when options["--method"] == "PATCH" && options["--uri"].StartsWith("https://graph.microsoft.com/v1.0/applications/", StringComparison.Ordinal) => Change(Apps.Single(a => (string?)a["id"] == options["--uri"].Split('/')[^1]), Changed(body!)),
        _ => throw new RefusedException(2, $"'{command}' is misspelled or not recognized by the system."),
    };

    private JsonObject App(string id)
    {
        var app = Apps.SingleOrDefault(a => (string?)a["appId"] == id || (string?)a["id"] == id);
        if (app is null || HiddenFor-- > 0)
        {
            throw new RefusedException(3, $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");
        }

        return app;
    }

    // What is kept beside an app isn't shown with it; here nobody minds.
    private JsonArray Credentials(Dictionary<string, string> options) => App(options["--id"])["federatedIdentityCredentials"]!.AsArray();

    private JsonObject Trust(JsonArray credentials, JsonObject credential)
    {
        Changed(credential);
        if (credentials.Any(c => (string?)c!["name"] == (string?)credential["name"] || ((string?)c["issuer"], (string?)c["subject"]) == ((string?)credential["issuer"], (string?)credential["subject"])))
        {
            throw new RefusedException(1, "FederatedIdentityCredential with this name, or issuer and subject, already exists.");
        }

        credential["id"] = Guid.NewGuid().ToString();
        credentials.Add(credential);
        return credential;
    }

    private JsonObject Register(JsonObject body)
    {
        Changed(body);
        var app = JsonNode.Parse("""{"tags":[],"identifierUris":[],"requiredResourceAccess":[],"passwordCredentials":[],"keyCredentials":[],"federatedIdentityCredentials":[],"web":{"redirectUris":[]},"api":{"requestedAccessTokenVersion":null,"oauth2PermissionScopes":[],"preAuthorizedApplications":[]}}""")!.AsObject();
        (app["id"], app["appId"]) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        Apps.Add(Merge(app, body));
        return app;
    }

    private JsonObject? Change(JsonObject app, JsonObject changes)
    {
        if (!IsVerified && changes["identifierUris"] is JsonArray { Count: > 0 })
        {
            throw new RefusedException(1, "Bad Request({\"error\":{\"code\":\"HostNameNotOnVerifiedDomain\",\"message\":\"Values of identifierUris property must use a verified domain of the organization or its subdomain\"}})");
        }

        var scopes = Scopes(app);
        Assert.All(changes["api"]?["preAuthorizedApplications"]?.AsArray() ?? [], c => Assert.Subset(scopes, c!["delegatedPermissionIds"]!.AsArray().Select(i => (string)i!).ToHashSet()));
        Merge(app, changes);
        // A scope that is in use can't be taken away, nor get another id.
        Assert.Superset(scopes, Scopes(app));
        return null;
    }

    private static HashSet<string> Scopes(JsonObject app) => [.. app["api"]!["oauth2PermissionScopes"]!.AsArray().Select(s => (string)s!["id"]!)];

    private JsonObject Changed(JsonObject body) =>
        MayRegister ? body : throw new RefusedException(1, "Forbidden({\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"Insufficient privileges to complete the operation.\"}})");

    /// <summary>Objects keep what isn't mentioned; lists are as they are given.</summary>
    private static JsonObject Merge(JsonObject kept, JsonObject changes)
    {
        foreach (var (key, value) in changes)
        {
            if (value is JsonObject part && kept[key] is JsonObject whole)
            {
                Merge(whole, part);
            }
            else
            {
                kept[key] = value?.DeepClone();
            }
        }

        return kept;
    }

    private static string Written(JsonNode? result, Dictionary<string, string> options)
    {
        if (options.TryGetValue("--query", out var query))
        {
            result = JsonNode.Parse(new JmesPath().Transform(result?.ToJsonString() ?? "null", query));
        }

        return result is null || options.GetValueOrDefault("-o") == "none" ? "" : $"{(options.GetValueOrDefault("-o") == "tsv" ? result : result.ToJsonString())}\n";
    }

    [GeneratedRegex("^tags/any\\(t:t eq '(?<tag>[^']+)'\\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tagged();

    private sealed class RefusedException(int code, string message) : Exception(message)
    {
        public int Code { get; } = code;
    }
}
