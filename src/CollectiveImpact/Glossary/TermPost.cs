using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>Brings proposals to the partners, and tells who proposed one that it was sent back.</summary>
public sealed class TermPost(IGrainFactory grains, KnownInitiatives initiatives, ITermStore store, TermPage page, IClock clock) : IWriter
{
    private const string AskKind = "term-ask";
    private const string BackKind = "term-back";
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [AskKind, BackKind];

    /// <summary>Asks the reporters of every partner that has said nothing yet.</summary>
    /// <returns>How many people are asked.</returns>
    public async Task<int> Ask(Initiative initiative, Term term, Proposal proposal, Turn by)
    {
        var heard = proposal.Opinions.Select(o => o.Partner).OfType<PartnerId>().ToHashSet();
        var asked = initiative.Members
            .Where(m => m.PartnerId is { } partner && !heard.Contains(partner) && m.Person != by.Person && m.WhyNot is null && initiative.IsAsked(m, by.Now))
            .Select(m => Recipient.Of(m.Person))
            .ToArray();
        if (asked.Length > 0)
        {
            await Post(initiative.Id, term.Slug, term.Version, AskKind, asked);
        }

        return asked.Length;
    }

    public Task SentBack(Initiative initiative, string slug, int version, PersonKey to) => Post(initiative.Id, slug, version, BackKind, [Recipient.Of(to)]);

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var (id, slug, version) = Read(mailing);
        if (await initiatives.Get(id) is not { } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { } member)
        {
            return new Letter.NotNeeded("no-member");
        }

        if (member.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var culture = initiative.CultureOf(member);
        if (kind == BackKind)
        {
            var proposal = (await store.Revisions(id, slug, cancel)).FirstOrDefault(r => r.Version == version)?.Proposal;
            return proposal is null ? new Letter.NotNeeded("not-sent-back") : Letter.Of(member.Contact!.Address!, culture, GlossaryCards.SentBack(initiative, proposal, proposal.WhyNot, culture));
        }

        var term = await grains.GetGrain<IGlossaryGrain>(id).Get(slug);
        if (term?.Proposal is not { } asked || term.Version != version)
        {
            return new Letter.NotNeeded("decided");
        }

        if (asked.Opinions.Any(o => o.Partner == member.PartnerId))
        {
            return new Letter.NotNeeded("partner-said");
        }

        var t = new Texts(culture);
        var view = await page.View(culture, new Here(initiative, member), term, null);
        return Letter.Of(member.Contact!.Address!, culture, TermCard.Of(view with { News = term.InForce is null ? t.ProposesAWordToYou(asked.ByName) : t.ProposesAChangeToYou(asked.ByName) }));
    }

    private Task Post(InitiativeId initiative, string slug, int version, string kind, IReadOnlyList<string> recipients) =>
        grains.GetGrain<IOutboxGrain>(Key(initiative, slug, version)).Post(kind, recipients, clock.GetCurrentInstant() + OfUse);

    /// <summary>One mailing a proposal: who is asked about a later one is asked anew.</summary>
    private static string Key(InitiativeId initiative, string slug, int version) =>
        new Mailing(initiative, "term", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{version}~{slug}")).ToString();

    private static (InitiativeId Initiative, string Slug, int Version) Read(string mailing)
    {
        var (initiative, _, proposal) = Mailing.Parse(mailing);
        var tilde = proposal.IndexOf('~', StringComparison.Ordinal);
        return (initiative, proposal[(tilde + 1)..], int.Parse(proposal[..tilde], System.Globalization.CultureInfo.InvariantCulture));
    }
}
