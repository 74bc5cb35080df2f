namespace CollectiveImpact.Initiatives;

[GrainType("initiative")]
public sealed partial class InitiativeGrain(IInitiativeStore store) : Grain, IInitiativeGrain
{
    // In one transaction, beside the settings' own row.
    private const int MostMoved = 60;

    private Initiative? _initiative;
    private string? _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.Load(new(this.GetPrimaryKeyString()), cancellationToken) is { } loaded)
        {
            (_initiative, _version) = (loaded.Initiative, loaded.Version);
            await ListHomes();
        }
    }

    public Task<Initiative?> Get() => Task.FromResult(_initiative);

    public Task<SettingsSince> Since(string? version) => Task.FromResult(new SettingsSince(_version, version is not null && _version == version ? null : _initiative));

    public async Task<Initiative> SetUp(Initiative initiative, Member founder) =>
        // A form that is sent again finds what the first one made.
        _initiative ?? await Save(initiative, new InitiativeChange { Initiative = initiative, Members = [founder] });

    // Whether it ends is decided here alone: settings that were read a moment ago don't take that back.
    public Task<Initiative> Change(InitiativeChange change) => Save(
        Existing, change.Initiative is { } settings ? change with { Initiative = settings with { Ending = Existing.Ending, Ended = Existing.Ended } } : change);

    public async Task<(Initiative Now, SettingsOutcome Outcome)> ChangeSettings(InitiativeSettings read, InitiativeSettings to)
    {
        var now = InitiativeSettings.Of(Existing);
        return now == to ? (Existing, SettingsOutcome.AlreadySo)
            : now != read ? (Existing, SettingsOutcome.Stale)
            : (await Save(Existing, new InitiativeChange { Initiative = to.In(Existing) }), SettingsOutcome.Changed);
    }

    public async Task Contact(PersonKey person, Contact contact, string name)
    {
        if (_initiative?.Member(person) is { } member && Told(member) is var told && told != member)
        {
            await Save(_initiative, new InitiativeChange { Members = [told] });
        }

        // Whoever joined before Teams said their name gets it now; a name that others know them by stays.
        Member Told(Member member) => member with { Contact = contact, Name = member.Name.Length > 0 ? member.Name : name };
    }

    public async Task<Initiative?> Away(PersonKey person, LocalDate? until) =>
        _initiative?.Member(person) is { PartnerId: not null } member && member.AwayUntil != until
            ? await Save(_initiative, new InitiativeChange { Members = [Said(member, until)] })
            : _initiative;

    public async Task<JoinOutcome> Join(string code, PersonKey person, string name, Instant now) =>
        _initiative is null or { Ended: not null } || await store.FindInvite(_initiative.Id, code, CancellationToken.None) is not { } invite
            ? new JoinOutcome.Unknown()
            : await LetIn(invite, person, name, now);

    private async Task<JoinOutcome> LetIn(Invite invite, PersonKey person, string name, Instant now)
    {
        // What is for somebody else isn't there.
        if (invite.For is { } only && only != person)
        {
            return new JoinOutcome.Unknown();
        }

        var partner = Existing.PartnerNow(invite.PartnerId);
        var known = Existing.Member(person);
        // Whoever does something in the initiative sees at least what an observer sees, or was asked to report.
        if (known is not null && invite.ForObserver)
        {
            return new JoinOutcome.AlreadyIn(Existing, Existing.Partner(known.PartnerId)) { WithThisCode = invite.UsedBy == person, InvitedBy = invite.By };
        }

        if (known is not null && (partner is null ? known.Role == Role.Backbone : known.PartnerId == partner.Id && known.Until is null))
        {
            return new JoinOutcome.AlreadyIn(Existing, partner) { From = invite.UsedBy == person ? invite.From : null, WithThisCode = invite.UsedBy == person, InvitedBy = invite.By };
        }

        if (invite.UsedBy is not null)
        {
            return new JoinOutcome.UsedUp();
        }

        if (invite.WithdrawnAt is not null)
        {
            return new JoinOutcome.Withdrawn();
        }

        if (invite.Expires <= now)
        {
            return new JoinOutcome.Expired();
        }

        // Backbone staff stay backbone staff, and report for the partner as well.
        var role = invite.ForObserver ? Role.Observer : partner is null || known?.Role == Role.Backbone ? Role.Backbone : Role.Reporter;
        var member = new Member(person, name, role, partner?.Id ?? known?.PartnerId)
        {
            Contact = known?.Contact,
            // A stand-in who is asked to stay stays.
            Until = partner is null ? known?.Until : invite.Until,
            Since = now,
            // Whoever is in no channel reads them nowhere else.
            WantsDigests = known?.WantsDigests ?? person.CameByMail,
        };
        await Save(Existing, HandedOver(invite, new InitiativeChange { Members = [member], Invites = [invite with { UsedBy = person }] }));
        return new JoinOutcome.Joined(Existing, member, partner) { From = invite.From, InvitedBy = invite.By };
    }

    public async Task<WithdrawOutcome> Withdraw(string key, Invite? instead, PersonKey by, Instant now)
    {
        if (_initiative is null || (await store.Invites(_initiative.Id, CancellationToken.None)).FirstOrDefault(i => i.Key == key) is not { } invite)
        {
            return new WithdrawOutcome.NoSuchInvite();
        }

        if (invite.UsedBy is { } used)
        {
            return new WithdrawOutcome.Used(used);
        }

        if (invite.WithdrawnAt is not null)
        {
            return new WithdrawOutcome.Already(invite);
        }

        var withdrawn = invite with { WithdrawnBy = by, WithdrawnAt = now, IsRenewed = instead is not null };
        await Save(_initiative, new InitiativeChange { Invites = instead is null ? [withdrawn] : [withdrawn, instead] });
        return new WithdrawOutcome.Withdrawn(withdrawn);
    }

    public async Task<Initiative> MovePeople(PartnerId from, PartnerId to)
    {
        foreach (var some in Existing.ReportersOf(from).Chunk(MostMoved))
        {
            await Save(Existing, new InitiativeChange { Members = [.. some.Select(m => m with { PartnerId = to })] });
        }

        // Those that were used too: who says such a code again is told that they are in already.
        foreach (var some in (await store.Invites(Existing.Id, CancellationToken.None)).Where(i => i.PartnerId == from).Chunk(MostMoved))
        {
            await Save(Existing, new InitiativeChange { Invites = [.. some.Select(i => i with { PartnerId = to })] });
        }

        return Existing;
    }

    public async Task<Initiative> Merged(PartnerId from, PartnerId to, Instant now) =>
        Existing.Partner(from) is { MergedInto: null } merged && merged.Id != to
            ? await Save(Existing, new InitiativeChange { Partners = [merged with { MergedInto = to, LeftAt = merged.LeftAt ?? now }] })
            : Existing;

    public async Task<MembershipOutcome> MakeBackbone(PersonKey person, bool backbone)
    {
        if (_initiative?.Member(person) is not { } member)
        {
            return MembershipOutcome.NotAMember;
        }

        if (member.Role == Role.Backbone == backbone)
        {
            return MembershipOutcome.AlreadySo;
        }

        if (!backbone && _initiative.IsLastOfBackbone(person))
        {
            return MembershipOutcome.LastOfBackbone;
        }

        var role = backbone ? Role.Backbone : member.PartnerId is null ? Role.Observer : Role.Reporter;
        await Save(_initiative, new InitiativeChange { Members = [member with { Role = role }] });
        return MembershipOutcome.Changed;
    }

    public async Task<MembershipOutcome> Remove(PersonKey person)
    {
        if (_initiative?.Member(person) is null)
        {
            return MembershipOutcome.NotAMember;
        }

        if (_initiative.IsLastOfBackbone(person))
        {
            return MembershipOutcome.LastOfBackbone;
        }

        await Save(_initiative, Without(person, new InitiativeChange()));
        return MembershipOutcome.Changed;
    }

    public async Task<GroupOutcome> SaveGroup(WorkingGroup group, bool isNew, PersonKey by)
    {
        var before = _initiative?.Group(group.Id);
        if (before is null && !isNew)
        {
            return GroupOutcome.NoSuchGroup;
        }

        if (_initiative?.Member(by) is not { } member || !(before?.IsRunBy(member) ?? member.Role == Role.Backbone))
        {
            return GroupOutcome.NotAllowed;
        }

        if (_initiative.Groups.Any(g => g.Id != group.Id && g.IsCalled(group.Name)))
        {
            return GroupOutcome.NameTaken;
        }

        if (before is null && _initiative.Groups.Count >= WorkingGroup.MostInAnInitiative)
        {
            return GroupOutcome.TooMany;
        }

        var lead = group.Lead is { } chosen && _initiative.Member(chosen) is not null ? chosen : null;
        var next = group with { People = before?.People ?? [], Lead = lead };
        return await Keep(before, lead is null ? next : next.With(lead));
    }

    public async Task<GroupOutcome> JoinGroup(string group, PersonKey person) =>
        _initiative?.Member(person) is null ? GroupOutcome.NotAllowed
        : _initiative.Group(group) is not { } before ? GroupOutcome.NoSuchGroup
        : await Keep(before, before.With(person));

    public async Task<GroupOutcome> LeaveGroup(string group, PersonKey person) =>
        _initiative?.Group(group) is not { } before ? GroupOutcome.NoSuchGroup : await Keep(before, before.Without(person));

    public async Task<GroupOutcome> EndGroup(string group, PersonKey by)
    {
        if (_initiative?.Group(group) is not { } before)
        {
            return GroupOutcome.NoSuchGroup;
        }

        if (_initiative.Member(by) is not { } member || !before.IsRunBy(member))
        {
            return GroupOutcome.NotAllowed;
        }

        await Save(_initiative, new InitiativeChange { RemovedGroup = group });
        return GroupOutcome.Changed;
    }

    public async Task<GroupOutcome> GiveGroupAHome(string group, HomeChannel channel, PersonKey by)
    {
        if (_initiative?.Group(group) is not { } its)
        {
            return GroupOutcome.NoSuchGroup;
        }

        if (_initiative.Member(by) is not { } member || !its.IsRunBy(member))
        {
            return GroupOutcome.NotAllowed;
        }

        await Save(_initiative, new InitiativeChange { Channels = [channel with { Group = group }] });
        return GroupOutcome.Changed;
    }

    public async Task<Initiative?> ChannelIs(string conversation, Obstacle? obstacle, Instant at)
    {
        if (_initiative is null or { Ended: not null } || _initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == conversation) is not { } channel)
        {
            return null;
        }

        // What is heard again after a restart says nothing of what came later.
        return channel.Fault?.Why == obstacle || channel.Fault?.Since > at
            ? _initiative
            : await Save(_initiative, new InitiativeChange { Channels = [channel with { Fault = obstacle is { } why ? new ChannelFault(why, at) : null }] });
    }

    public async Task<Initiative?> ChannelReads(string conversation, IReadOnlyList<string> languages) =>
        _initiative is null or { Ended: not null } || _initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == conversation) is not { } channel ? null
        : await Save(_initiative, new InitiativeChange { Channels = [channel with { Languages = languages }] });

    public async Task<Initiative?> AskToEnd(PersonKey by, string byName, Instant now) =>
        _initiative is null or { Ended: not null } || _initiative.Member(by)?.Role != Role.Backbone || _initiative.IsLastOfBackbone(by) ? null
        : _initiative.EndingAt(now) is not null ? _initiative
        : await Save(_initiative, new InitiativeChange { Initiative = _initiative with { Ending = new Ending(by, byName, now) } });

    public async Task<Initiative?> ConfirmEnd(PersonKey by, string byName, Instant now)
    {
        if (_initiative?.Member(by)?.Role != Role.Backbone)
        {
            return null;
        }

        if (_initiative.Ended is not null)
        {
            return _initiative;
        }

        return _initiative.EndingAt(now) is { } ending && ending.By != by
            ? await Save(_initiative, new InitiativeChange { Initiative = _initiative with { Ending = null, Ended = new Ended(by, ending.ByName, byName, now) } })
            : null;
    }

    public async Task Keep()
    {
        if (_initiative is { Ending: not null, Ended: null })
        {
            await Save(_initiative, new InitiativeChange { Initiative = _initiative with { Ending = null } });
        }
    }

    public async Task Erased()
    {
        foreach (var channel in _initiative?.Channels ?? [])
        {
            await Forget(channel.Address.ConversationId);
        }

        (_initiative, _version) = (null, null);
        DeactivateOnIdle();
    }

    public async Task Introduced(PersonKey person, int chapters)
    {
        if (_initiative?.Member(person) is { } member && member.Introduced < chapters)
        {
            await Save(_initiative, new InitiativeChange { Members = [member with { Introduced = chapters }] });
        }
    }

    public async Task BriefAt(PersonKey person, LocalTime? time)
    {
        if (_initiative?.Member(person) is { } member && member.BriefAt != time)
        {
            await Save(_initiative, new InitiativeChange { Members = [member with { BriefAt = time }] });
        }
    }

    // Whoever hands over does so in the moment in which the other takes over: the partner is never without anybody.
    private InitiativeChange HandedOver(Invite invite, InitiativeChange change) =>
        invite.From is not { } from || _initiative!.Member(from) is not { } before || before.PartnerId != invite.PartnerId ? change
        : invite.Then switch
        {
            AfterHandOver.Leaves when before.Role != Role.Backbone => Without(from, change),
            AfterHandOver.ReportsAsWell => change,
            _ => change with { Members = [.. change.Members, before with { PartnerId = null, AwayUntil = null, Role = before.Role == Role.Backbone ? Role.Backbone : Role.Observer }] },
        };

    private InitiativeChange Without(PersonKey person, InitiativeChange change) =>
        change with { RemovedMember = person, Groups = [.. _initiative!.Groups.Where(g => g.Has(person)).Select(g => g.Without(person))] };

    private async Task<GroupOutcome> Keep(WorkingGroup? before, WorkingGroup group)
    {
        if (before?.SaysTheSameAs(group) == true)
        {
            return GroupOutcome.AlreadySo;
        }

        await Save(Existing, new InitiativeChange { Groups = [group] });
        return GroupOutcome.Changed;
    }

    private Initiative Existing => _initiative ?? throw new InvalidOperationException("There is no such initiative.");

    private async Task<Initiative> Save(Initiative before, InitiativeChange change)
    {
        // Made known before it is a home, and forgotten after it was one: who asks looks here, so one too many does no harm.
        change = change with { Channels = [.. change.Channels.Select(c => c with { IsListed = true })] };
        foreach (var channel in change.Channels)
        {
            await Homes(channel.Address.ConversationId).Add(before.Id);
        }

        _version = await this.SaveOrLetGo(() => store.Save(before, change, _version, CancellationToken.None));
        _initiative = before.With(change);
        foreach (var gone in before.Channels.Select(c => c.Address.ConversationId).Except(_initiative.Channels.Select(c => c.Address.ConversationId)))
        {
            await Forget(gone);
        }

        return _initiative;
    }

    // Channels that became homes in an earlier version don't know it yet.
    private async Task ListHomes()
    {
        if (_initiative!.Ended is null && _initiative.Channels.Where(c => !c.IsListed).ToArray() is { Length: > 0 } unlisted)
        {
            await Save(_initiative, new InitiativeChange { Channels = unlisted });
        }
    }

    private async Task Forget(string conversation)
    {
        try
        {
            await Homes(conversation).Remove(new(this.GetPrimaryKeyString()));
        }
        catch (StorageUnavailableException)
        {
            // It is a home no longer, whatever is said of it elsewhere.
        }
    }

    private IHomesGrain Homes(string conversation) => GrainFactory.GetGrain<IHomesGrain>(conversation);
}
