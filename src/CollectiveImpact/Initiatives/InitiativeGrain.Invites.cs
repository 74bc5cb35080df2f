namespace CollectiveImpact.Initiatives;

/// <summary>Invites for one person alone: they are known by their keys, for nobody sees their codes.</summary>
public sealed partial class InitiativeGrain
{
    public async Task<JoinOutcome> Accept(string key, PersonKey person, string name, Instant now) =>
        _initiative is null or { Ended: not null } || await Personal(key, person) is not { } invite
            ? new JoinOutcome.Unknown()
            : await LetIn(invite, person, name, now);

    public async Task<JoinOutcome> AcceptCode(string key, PersonKey person, string name, Instant now) =>
        _initiative is null or { Ended: not null } || await Listed(key) is not { } invite
            ? new JoinOutcome.Unknown()
            : await LetIn(invite, person, name, now);

    public async Task WantsDigests(PersonKey person, bool wants)
    {
        if (_initiative?.Member(person) is { } member && member.WantsDigests != wants)
        {
            await Save(_initiative, new InitiativeChange { Members = [member with { WantsDigests = wants }] });
        }
    }

    public async Task<Invite?> Decline(string key, PersonKey person, Instant now)
    {
        if (await Personal(key, person) is not { } invite)
        {
            return null;
        }

        if (invite.WithdrawnBy == person)
        {
            return invite;
        }

        if (!invite.IsOpen(now))
        {
            return null;
        }

        var declined = invite with { WithdrawnBy = person, WithdrawnAt = now };
        await Save(Existing, new InitiativeChange { Invites = [declined] });
        return declined;
    }

    public async Task CameTo(string key, AddOutcome outcome)
    {
        if (await Listed(key) is { IsWaiting: true } invite && invite.App != outcome)
        {
            await Save(Existing, new InitiativeChange { Invites = [invite with { App = outcome }] });
        }
    }

    private async Task<Invite?> Personal(string key, PersonKey person) => await Listed(key) is { For: { } only } invite && only == person ? invite : null;

    private async Task<Invite?> Listed(string key) =>
        _initiative is null ? null : (await store.Invites(_initiative.Id, CancellationToken.None)).FirstOrDefault(i => i.Key == key);
}
