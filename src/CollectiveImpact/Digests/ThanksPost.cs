using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>After the close, tells those who answered what came of it.</summary>
public sealed class ThanksPost(IGrainFactory grains, KnownInitiatives initiatives, DigestPost digests, IClock clock) : IWriter
{
    private const string Thanks = "thanks";
    private static readonly Duration OfUse = Duration.FromDays(3);

    // A round's thanks are written one after the other: its digest is compiled once for all of them.
    private static readonly Duration Fresh = Duration.FromMinutes(1);
    private volatile Compiled? _last;

    public IReadOnlyCollection<string> Kinds => [Thanks];

    public Task Post(Digest digest) => grains.GetGrain<IOutboxGrain>(RoundGrain.Key(digest.Initiative.Id, digest.Round.Id)).Post(
        Thanks,
        [.. digest.AnsweredBy.SelectMany(digest.Initiative.ReportersOf).Select(m => Recipient.Of(m.Person))],
        clock.GetCurrentInstant() + OfUse);

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var ids = RoundGrain.Read(mailing);
        if (await initiatives.Get(ids.Initiative) is not { } initiative
            || initiative.Member(PersonKey.Parse(recipient)) is not { } member
            || initiative.Partner(member.PartnerId) is not { } partner)
        {
            return new Letter.NotNeeded("reports-for-nobody");
        }

        if (await Compile(initiative, mailing, ids.Round) is not { } digest
            || await grains.GetGrain<IRoundGrain>(mailing).Asking(partner.Id) is not { Entry: { SkippedBecause: null } entry })
        {
            return new Letter.NotNeeded("answered-nothing");
        }

        if (!initiative.IsAsked(member, clock.GetCurrentInstant()))
        {
            return new Letter.NotNeeded("away");
        }

        return Letter.For(initiative, member, culture => ThanksCard.Of(digest, entry, partner, culture));
    }

    private Task<Digest?> Compile(Initiative initiative, string mailing, RoundId round)
    {
        var now = clock.GetCurrentInstant();
        var last = _last;
        if (last is null || last.Mailing != mailing || last.Until < now || last.Digest.IsFaulted)
        {
            // Two at once compile twice, and no harm is done.
            _last = last = new Compiled(mailing, now + Fresh, digests.Compile(initiative, round, CancellationToken.None));
        }

        return last.Digest;
    }

    private sealed record Compiled(string Mailing, Instant Until, Task<Digest?> Digest);
}
