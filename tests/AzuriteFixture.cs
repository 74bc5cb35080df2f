using Xunit;

[assembly: AssemblyFixture(typeof(CollectiveImpact.Testing.Azurite))]

namespace CollectiveImpact.Testing;

/// <summary>One emulator for all tests of a project.</summary>
public sealed partial class Azurite : IAsyncLifetime;
