using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>When somebody of a partner last did something that others see.</summary>
public sealed record LastContact(string Name, Instant At, Contacted How)
{
    /// <summary>As far as its page and the list of people tell; null where they tell nothing.</summary>
    /// <remarks>What the backbone or a file put in the partner's place is no word of the partner's.</remarks>
    public static LastContact? Of(Initiative initiative, PartnerPage page)
    {
        Member[] people = [.. initiative.ReportersOf(page.Partner.Id)];
        return page.Rounds.Select(r => r.Entry).OfType<CheckIns.Entry>()
            .Where(e => e.CorrectedBecause is null || Array.Exists(people, m => m.Person == e.By))
            .Select(e => new LastContact(e.ByName, e.At, e.SkippedBecause is null ? Contacted.Answered : Contacted.Skipped))
            .Concat(people.Where(m => m.Since is not null).Select(m => new LastContact(m.Name, m.Since!.Value, Contacted.Joined)))
            .MaxBy(c => c.At);
    }
}

public enum Contacted
{
    Answered,
    Skipped,
    Joined,
}
