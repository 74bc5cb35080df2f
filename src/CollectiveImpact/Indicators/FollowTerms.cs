using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>What rests on a term: says so on its card, and tells the reporters when a new wording of it comes into force.</summary>
public sealed class FollowTerms(IGrainFactory grains, KnownInitiatives initiatives, ITermStore terms, IClock clock) : ITermUses, IFollowTerms, IWriter
{
    private const string Changed = "term-changed";
    private const string Subject = "changed";
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Changed];

    public async Task<TermUses> Of(Here here, Term term)
    {
        var own = Slugs(term);
        if (await Resting(here.Initiative.Id, own) is not { Count: > 0 } resting)
        {
            return TermUses.None;
        }

        string[] others = [.. resting.SelectMany(i => i.Terms).Where(s => !own.Contains(s)).Distinct()];
        var missing = others.Length == 0 ? [] : (await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).NotAgreed(others)).ToHashSet();
        return new TermUses(
            [.. resting.Select(i => i.Question)],
            [.. resting.Where(i => !i.Terms.Any(missing.Contains)).Select(i => i.Question)],
            // Where nothing is proposed, nobody is told of anything: most terms that are looked up.
            term.Proposal is null ? 0 : Told(here.Initiative, resting, here.Member.Person).Count());
    }

    public async Task Agreed(Here here, Term before, Term now, CancellationToken cancel)
    {
        // What was never in force changes nobody's numbers.
        if (before.InForce is null || now.InForce!.Own.SaysTheSameAs(before.InForce.Own) || await Resting(here.Initiative.Id, Slugs(now)) is not { Count: > 0 } resting)
        {
            return;
        }

        // Whoever decided knows; whoever presses the same once more is no other one.
        var by = now.Decided.LastOrDefault(d => d.Agreed && d.At == now.AgreedAt)?.By ?? here.Member.Person;
        var told = Told(here.Initiative, resting, by).Select(m => Recipient.Of(m.Person)).ToArray();
        if (told.Length > 0)
        {
            var edition = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{now.Edition}~{now.Slug}");
            await grains.GetGrain<IOutboxGrain>(new Mailing(here.Initiative.Id, Subject, edition).ToString()).Post(Changed, told, clock.GetCurrentInstant() + OfUse);
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var (id, _, rest) = Mailing.Parse(mailing);
        var slug = rest[(rest.IndexOf('~', StringComparison.Ordinal) + 1)..];
        if (await initiatives.Get(id) is not { } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { PartnerId: { } partner } member)
        {
            return new Letter.NotNeeded("reports-for-nobody");
        }

        if (member.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var now = await grains.GetGrain<IGlossaryGrain>(id).Get(slug);
        var before = (await terms.Revisions(id, slug, cancel)).LastOrDefault(t => t.InForce is not null && t.Edition < now?.Edition);
        if (now?.InForce is not { } wording || before?.InForce is not { } old)
        {
            return new Letter.NotNeeded("not-in-force");
        }

        var questions = (await Resting(id, Slugs(now))).Where(i => i.Asks(partner)).Select(i => i.Question).ToArray();
        if (questions.Length == 0)
        {
            return new Letter.NotNeeded("asked-nothing");
        }

        var t = new Texts(initiative.CultureOf(member));
        var card = new AdaptiveCard
        {
            FallbackText = t.MeaningHasChanged(wording.Name),
            Body =
            [
                RichTextBlock.Of(t.MeaningHasChanged(wording.Name), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of($"{initiative.Name} · {t.YouAreAskedFor(PeoplesWords.Shorten(string.Join("; ", questions), 300))}", isSubtle: true),
                Difference.Signs(t.Culture),
                .. Difference.Lines(old, wording, t.Culture, 600),
                new TextBlock(t.CountsFromNextTime) { Spacing = Spacing.Small },
            ],
            Actions = [TermCard.ShowButton(t.SeeTheTerm, id, slug)],
        };
        return Letter.Of(member.Contact!.Address!, t.Culture, card);
    }

    // Whoever decided knows.
    private static IEnumerable<Member> Told(Initiative initiative, IReadOnlyList<Indicator> resting, PersonKey by) =>
        initiative.Members.Where(m => m.Person != by && m.PartnerId is { } partner && resting.Any(i => i.Asks(partner)));

    private static HashSet<string> Slugs(Term term) => [.. term.Names.Select(Codes.Slug), term.Slug];

    private async Task<IReadOnlyList<Indicator>> Resting(InitiativeId initiative, HashSet<string> slugs) =>
        [.. (await grains.GetGrain<IIndicatorsGrain>(initiative).All()).Where(i => !i.Retired && i.Terms.Any(slugs.Contains))];
}
