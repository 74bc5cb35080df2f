namespace CollectiveImpact.Benchmarks;

/// <summary>The second baseline: an echo bot on the Agents SDK for Node.js, wired as its README wires it and without sign-in.</summary>
internal static class NodeEcho
{
    // The SDK lets in who isn't signed in only without a client, and outside production; it logs only what DEBUG names.
    public static async Task<Child> Start() =>
        await Child.OfNode(Path.Combine(await NpmFolder.Installed("NodeEcho"), "echo.mjs"), ("NODE_ENV", "development"), ("clientId", ""), ("DEBUG", "")).Listens();
}
