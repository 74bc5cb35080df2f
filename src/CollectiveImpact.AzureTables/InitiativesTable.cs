using Azure.Data.Tables;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>The settings of every initiative, one partition each. Each change writes the row <c>initiative</c> too, so its version guards all of them.</summary>
internal sealed class InitiativesTable(StorageAccount account) : IInitiativeStore
{
    private const int MostMoved = 60;

    private readonly TableClient _table = account.Initiatives;
    private readonly Rows _rows = account.Rows;

    public async Task<LoadedInitiative?> Load(InitiativeId initiative, CancellationToken cancel)
    {
        // The timetable's rows come last and stay out; indicators and invites are passed over.
        var rows = await _table.QueryAsync<TableEntity>(Keys.Between(Keys.Initiative(initiative), "", Keys.RunningRounds), cancellationToken: cancel).ToListAsync(cancel);
        if (rows.Find(r => r.RowKey == Keys.Settings) is not { } settings)
        {
            return null;
        }

        return new LoadedInitiative(
            new Initiative(
                // Without its settings there is no initiative, so that they are read whatever stands in them.
                settings.TextOrNull("Id") is { } id ? new(id) : initiative,
                settings.TextOrNull("Name") ?? "",
                settings.TextOrNull("Vision") ?? "",
                settings.TextOrNull("Problem") ?? "",
                settings.TextOrNull("TimeZone") ?? "",
                settings.TextOrNull("Language") ?? "",
                Places.InOrder(_rows, _table, rows, Keys.Goals, r => new Goal(r.Text("Id"), r.Text("Text"))),
                Places.InOrder(_rows, _table, rows, Keys.Partners, r => ReadPartner(r)),
                Places.InOrder(_rows, _table, rows, Keys.Members, ReadMember),
                Places.InOrder(_rows, _table, rows, Keys.Channels, ReadChannel))
            {
                Languages = settings.Or(r => r.List("Languages"), []),
                Country = settings.TextOrNull("Country") ?? "",
                PartnersToAgree = settings.Or(r => r.NumberOrNull("PartnersToAgree"), null) ?? 0,
                Ending = settings.Or(r => r.PersonOrNull("EndingBy") is { } by ? new Ending(by, r.Text("EndingByName"), r.Moment("EndingAt")) : null, null),
                Ended = ReadEnded(settings),
            }.With(new InitiativeChange { Groups = [.. _rows.Read(_table, rows.Where(r => r.RowKey.StartsWith(Keys.Groups, StringComparison.Ordinal)), ReadGroup).DistinctBy(g => g.Id)] }),
            settings.ETag.ToString());
    }

    public async Task<IReadOnlyList<InitiativeId>> ListAll(CancellationToken cancel) =>
        await _rows.Read(_table, _table.QueryAsync<TableEntity>(Keys.In(Keys.AllInitiatives), cancellationToken: cancel), r => r.Text("Id"), cancel)
            .Select(id => new InitiativeId(id)).ToListAsync(cancel);

    public async Task<string> Save(Initiative before, InitiativeChange change, string? version, CancellationToken cancel)
    {
        if (version is null)
        {
            // Listed first: a name without an initiative does no harm, an initiative that nobody wakes does.
            await _table.UpsertEntityAsync(
                new TableEntity(Keys.AllInitiatives, Keys.Initiative(before.Id)).Put("Id", before.Id), TableUpdateMode.Replace, cancel);
        }

        // The first time, all of it is new; later, only the change is.
        var (isNew, partition, after) = (version is null, Keys.Initiative(before.Id), before.With(change));
        var transaction = new Transaction(_table, partition).Put(RowOf(partition, after), version);
        foreach (var goal in isNew ? after.Goals : change.Goals)
        {
            transaction.Put(RowOf(partition, goal).Put(Places.Column, Places.In(after.Goals, g => g.Id == goal.Id)));
        }

        foreach (var partner in isNew ? after.Partners : change.Partners)
        {
            transaction.Put(RowOf(partition, partner).Put(Places.Column, Places.In(after.Partners, p => p.Id == partner.Id)));
        }

        foreach (var member in isNew ? after.Members : Changed(before, after, change))
        {
            transaction.Put(RowOf(partition, member).Put(Places.Column, Places.In(after.Members, m => m.Person == member.Person)));
        }

        foreach (var channel in (isNew ? after.Channels : change.Channels).Where(c => c.Address.ConversationId != change.RemovedChannel))
        {
            transaction.Put(RowOf(partition, channel).Put(Places.Column, Places.In(after.Channels, c => c.Address.ConversationId == channel.Address.ConversationId)));
        }

        foreach (var group in (isNew ? after.Groups : change.Groups).Where(g => g.Id != change.RemovedGroup))
        {
            transaction.Put(RowOf(partition, group));
        }

        foreach (var invite in change.Invites)
        {
            transaction.Put(RowOf(partition, invite));
        }

        foreach (var key in isNew ? [] : Removed(before, change))
        {
            transaction.Remove(key);
        }

        return await transaction.Send(cancel);
    }

    public async Task<Invite?> FindInvite(InitiativeId initiative, string code, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, Keys.Invite(Codes.KeyOf(code)), cancellationToken: cancel);
        if (!found.HasValue)
        {
            // Earlier versions kept it as it was shown. What becomes of it is written under its hash, which is looked for first.
            found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, Keys.Invite(code), cancellationToken: cancel);
        }

        return found is { HasValue: true, Value: { } stored } ? _rows.Read(_table, stored, r => ReadInvite(r, code)) : null;
    }

    public async Task<IReadOnlyList<Invite>> Invites(InitiativeId initiative, CancellationToken cancel)
    {
        var rows = await _table.QueryAsync<TableEntity>(Keys.In(Keys.Initiative(initiative), Keys.Invites), cancellationToken: cancel).ToListAsync(cancel);
        // What became of an invite that was kept as it was shown is written under its hash, as a row with columns that it hasn't.
        return [.. _rows.Read(_table, rows, r => ReadInvite(r, "") with { Hash = HashOf(r) }).OrderBy(i => i.IsWaiting).DistinctBy(i => i.Key)];
    }

    // Rows of earlier versions tell it by their key alone: the hash, or before that the code.
    private static string HashOf(TableEntity row) => row.TextOrNull("Hash")
        ?? (row.TextOrNull("Code") is { } code ? Codes.KeyOf(code) : row.RowKey[Keys.Invites.Length..]);

    private static Invite ReadInvite(TableEntity row, string code) => new(code, row.IdOrNull<PartnerId>("Partner"), row.Moment("Expires"), row.PersonOrNull("UsedBy"))
    {
        Until = row.DateOrNull("Until"),
        ForObserver = row.Yes("ForObserver"),
        From = row.PersonOrNull("From"),
        Then = row.Or(r => r.WordOrNull<AfterHandOver>("Then"), null) ?? AfterHandOver.ReportsAsWell,
        By = row.Or(r => r.PersonOrNull("By"), null),
        MadeAt = row.Or(r => r.MomentOrNull("MadeAt"), null),
        WithdrawnBy = row.Or(r => r.PersonOrNull("WithdrawnBy"), null),
        // Not read as if it had never been taken back.
        WithdrawnAt = row.MomentOrNull("WithdrawnAt"),
        IsRenewed = row.Or(r => r.GetBoolean("Renewed") ?? false, false),
        // Not read as if it were for anybody.
        For = row.PersonOrNull("For"),
        App = row.Or(r => r.WordOrNull<AddOutcome>("App"), null),
    };

    private static IEnumerable<string> Removed(Initiative before, InitiativeChange change)
    {
        if (before.Channels.Any(c => c.Address.ConversationId == change.RemovedChannel))
        {
            yield return Keys.Channel(change.RemovedChannel!);
        }

        if (change.RemovedGroup is { } ended && before.Group(ended) is not null)
        {
            yield return Keys.Group(ended);
            foreach (var channel in before.Channels.Where(c => c.Group == ended && c.Address.ConversationId != change.RemovedChannel))
            {
                yield return Keys.Channel(channel.Address.ConversationId);
            }
        }

        if (change.RemovedMember is { } removed && before.Member(removed) is not null)
        {
            yield return Keys.Member(removed);
        }
    }

    private static TableEntity RowOf(string partition, Initiative settings) => new TableEntity(partition, Keys.Settings)
        .Put("Id", settings.Id)
        .Put("Name", settings.Name)
        .Put("Vision", settings.Vision)
        .Put("Problem", settings.Problem)
        .Put("TimeZone", settings.TimeZone)
        .Put("Language", settings.Language)
        .Put("Languages", settings.Languages)
        .Put("Country", settings.Country)
        .Put("PartnersToAgree", settings.PartnersToAgree)
        .Put("EndingBy", settings.Ending?.By.ToString())
        .Put("EndingByName", settings.Ending?.ByName)
        .Put("EndingAt", settings.Ending?.At)
        .Put("EndedBy", settings.Ended?.By.ToString())
        .Put("EndAskedBy", settings.Ended?.AskedBy)
        .Put("EndConfirmedBy", settings.Ended?.ConfirmedBy)
        .Put("EndedAt", settings.Ended?.At);

    private static TableEntity RowOf(string partition, Goal goal) => new TableEntity(partition, Keys.Goal(goal.Id))
        .Put("Id", goal.Id)
        .Put("Text", goal.Text);

    private static TableEntity RowOf(string partition, Partner partner) => new TableEntity(partition, Keys.Partner(partner.Id))
        .Put("Id", partner.Id)
        .Put("Name", partner.Name)
        .Put("TimeZone", partner.TimeZone)
        .Put("PausedUntil", partner.PausedUntil)
        .Put("LeftAt", partner.LeftAt)
        .Put("Notes", partner.Notes)
        .Put("MergedInto", partner.MergedInto);

    private static Partner ReadPartner(TableEntity row) => new(row.Id<PartnerId>("Id"), row.Text("Name"))
    {
        TimeZone = row.TextOrNull("TimeZone"),
        PausedUntil = row.Or(r => r.DateOrNull("PausedUntil"), null),
        LeftAt = row.Or(r => r.MomentOrNull("LeftAt"), null),
        Notes = row.TextOrNull("Notes") ?? "",
        MergedInto = row.IdOrNull<PartnerId>("MergedInto"),
    };

    private static TableEntity RowOf(string partition, Member member) => new TableEntity(partition, Keys.Member(member.Person))
        .Put("Person", member.Person.ToString())
        .Put("Name", member.Name)
        .Put<Role>("Role", member.Role)
        .Put("Partner", member.PartnerId)
        .Put(member.Contact?.Address)
        .Put("TimeZone", member.Contact?.TimeZone)
        .Put("Culture", member.Contact?.Culture)
        .Put("Unreachable", member.Contact?.Unreachable)
        .Put("AwayUntil", member.AwayUntil)
        .Put("AwayByMailbox", member.AwayByMailbox)
        .Put("HereUntil", member.HereUntil)
        .Put("Until", member.Until)
        .Put("Since", member.Since)
        .Put("Introduced", member.Introduced)
        .Put("BriefAt", member.BriefAt);

    private static TableEntity RowOf(string partition, HomeChannel channel) => new TableEntity(partition, Keys.Channel(channel.Address.ConversationId))
        .Put(channel.Address)
        .Put("Name", channel.Name)
        .Put("Group", channel.Group)
        .Put("Listed", channel.IsListed)
        .Put("Languages", channel.Languages)
        .Put<Obstacle>("Fault", channel.Fault?.Why)
        .Put("FaultSince", channel.Fault?.Since);

    private static TableEntity RowOf(string partition, WorkingGroup group) => new TableEntity(partition, Keys.Group(group.Id))
        .Put("Id", group.Id)
        .Put("Name", group.Name)
        .Put("Purpose", group.Purpose)
        .Put("Goals", group.Goals)
        .Put("People", (IReadOnlyList<string>)[.. group.People.Select(p => p.ToString())])
        .Put("Lead", group.Lead?.ToString());

    // The code itself is for whom it was shown to.
    private static TableEntity RowOf(string partition, Invite invite) => new TableEntity(partition, Keys.Invite(invite.Key))
        .Put("Hash", invite.Key)
        .Put("Partner", invite.PartnerId)
        .Put("Expires", invite.Expires)
        .Put("UsedBy", invite.UsedBy?.ToString())
        .Put("Until", invite.Until)
        .Put("ForObserver", invite.ForObserver)
        .Put("From", invite.From?.ToString())
        .Put<AfterHandOver>("Then", invite.Then)
        .Put("By", invite.By?.ToString())
        .Put("MadeAt", invite.MadeAt)
        .Put("WithdrawnBy", invite.WithdrawnBy?.ToString())
        .Put("WithdrawnAt", invite.WithdrawnAt)
        .Put("Renewed", invite.IsRenewed)
        .Put("For", invite.For?.ToString())
        .Put<AddOutcome>("App", invite.App);

    // Those behind one who goes move up, so that their order stays; as many of them as one transaction takes.
    private static IEnumerable<Member> Changed(Initiative before, Initiative after, InitiativeChange change) =>
        change.RemovedMember is { } removed && before.Member(removed) is not null
            ? change.Members.Where(m => m.Person != removed)
                .Concat(after.Members.Skip(Places.In(before.Members, m => m.Person == removed)).Take(MostMoved))
                .DistinctBy(m => m.Person)
            : change.Members.Where(m => m.Person != change.RemovedMember);

    private static HomeChannel ReadChannel(TableEntity row) => new(row.Address(), row.TextOrNull("Name") ?? "")
    {
        Group = row.TextOrNull("Group"),
        IsListed = row.Or(r => r.GetBoolean("Listed") ?? false, false),
        Languages = row.Or(r => r.ListOrEmpty("Languages"), []),
        Fault = row.Or(r => r.WordOrNull<Obstacle>("Fault") is { } why ? new ChannelFault(why, r.Moment("FaultSince")) : null, null),
    };

    // A role that isn't known may do least; a time that is meant to be over and can't be read leaves the member out.
    private static Member ReadMember(TableEntity row) => new(row.Person("Person"), row.TextOrNull("Name") ?? "", row.Or(r => r.Word<Role>("Role"), Role.Observer), row.IdOrNull<PartnerId>("Partner"))
    {
        // A person of whom nothing is known has no culture.
        Contact = row.TextOrNull("Culture") is { } culture
            ? new Contact(row.AddressOrNull(), row.TextOrNull("TimeZone"), culture, row.TextOrNull("Unreachable"))
            : null,
        AwayUntil = row.Or(r => r.DateOrNull("AwayUntil"), null),
        AwayByMailbox = row.Or(r => r.GetBoolean("AwayByMailbox") ?? false, false),
        HereUntil = row.Or(r => r.DateOrNull("HereUntil"), null),
        Until = row.DateOrNull("Until"),
        Since = row.Or(r => r.MomentOrNull("Since"), null),
        Introduced = row.Or(r => r.NumberOrNull("Introduced"), null) ?? 0,
        BriefAt = row.Or(r => r.TimeOrNull("BriefAt"), null),
        WantsDigests = row.Or(r => r.GetBoolean("WantsDigests") ?? false, false),
    };

    // That it has ended is believed whatever else can be read: nothing is asked in it any more.
    private static Ended? ReadEnded(TableEntity row) => row.TextOrNull("EndedBy") is null
        ? null
        : new Ended(
            row.Or(r => r.Person("EndedBy"), Columns.Nobody),
            row.TextOrNull("EndAskedBy") ?? "",
            row.TextOrNull("EndConfirmedBy") ?? "",
            row.Or(r => r.Moment("EndedAt"), row.Written()));

    private static WorkingGroup ReadGroup(TableEntity row) => new(row.Text("Id"), row.Text("Name"), row.TextOrNull("Purpose") ?? "", row.Or(r => r.List("Goals"), []), [.. row.Or(r => r.List("People"), []).Select(p => Columns.Try(p, PersonKey.Parse)).OfType<PersonKey>()])
    {
        Lead = row.Or(r => r.PersonOrNull("Lead"), null),
    };
}
