using CollectiveImpact.Activities;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace CollectiveImpact.Tests.Wire;

/// <summary>A version before reads fits whose two notices it doesn't know, and this one reads fits that bring none.</summary>
public sealed class FitTests : IDisposable
{
    private static readonly PartnersNotice Ask = new("ask", NoticeKind.Ask, Riverside.Library.Id, "A van", "", null, Riverside.Bruno, "Bruno Costa", Riverside.Opening);

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().AddIds().BuildServiceProvider();

    [Fact]
    public void A_version_before_reads_fits_without_their_notices()
    {
        // The second shares a notice and its id with the first, so that it is sent as a reference into what isn't read.
        var offers = new[] { Ask with { Id = "one", Kind = NoticeKind.Offer }, Ask with { Id = "two", Kind = NoticeKind.Offer } };
        Fit[] fits = [.. offers.Select(o => new Fit(Ask.Id, o.Id, Riverside.Opening) { Asker = true, Channel = Ask.Text, Sides = new FitSides(Ask, o) })];

        var read = Sent<Fit, FitBefore>(fits);

        Assert.Equal([.. offers.Select(o => new FitBefore(Ask.Id, o.Id, Riverside.Opening) { Asker = true, Outcome = "", Channel = Ask.Text })], read);
        Assert.Equal(fits, Sent<Fit, Fit>(fits));
    }

    [Fact]
    public void A_fit_of_a_version_before_has_no_sides() =>
        Assert.Equal([new Fit("ask", "one", Riverside.Opening) { Offerer = false }], Sent<FitBefore, Fit>([new FitBefore("ask", "one", Riverside.Opening) { Offerer = false, Outcome = "" }]));

    public void Dispose() => _services.Dispose();

    private TRead[] Sent<TSent, TRead>(TSent[] what) =>
        _services.GetRequiredService<Serializer<TRead[]>>().Deserialize(_services.GetRequiredService<Serializer<TSent[]>>().SerializeToArray(what))!;

    /// <summary>As a fit was when it brought no notices.</summary>
    [GenerateSerializer, Immutable]
    public sealed record FitBefore(string Ask, string Offer, Instant SuggestedAt)
    {
        [Id(0)] public bool? Asker { get; init; }

        [Id(1)] public bool? Offerer { get; init; }

        [Id(2)] public Instant? ConnectedAt { get; init; }

        [Id(3)] public string? Outcome { get; init; }

        [Id(4)] public string? Channel { get; init; }
    }
}
