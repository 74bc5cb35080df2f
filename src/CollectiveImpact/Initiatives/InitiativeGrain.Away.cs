namespace CollectiveImpact.Initiatives;

/// <summary>Who is away, as they say themselves and as their mailboxes say.</summary>
public sealed partial class InitiativeGrain
{
    // Who was put right once isn't asked to put it right again with the next check-in.
    private const int BelievesAgainAfter = 14;

    public async Task<Initiative?> OutOfOffice(PersonKey person, LocalDate back) =>
        _initiative?.Member(person) is { PartnerId: not null } member && !(member.AwayUntil >= back) && !(member.HereUntil >= back)
            ? await Save(_initiative, new InitiativeChange { Members = [member with { AwayUntil = back, AwayByMailbox = true }] })
            : _initiative;

    private static Member Said(Member member, LocalDate? until) => member with
    {
        AwayUntil = until,
        AwayByMailbox = false,
        HereUntil = until is null && member is { AwayByMailbox: true, AwayUntil: { } wrong } ? wrong.PlusDays(BelievesAgainAfter) : member.HereUntil,
    };
}
