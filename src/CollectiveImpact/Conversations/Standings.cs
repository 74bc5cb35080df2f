using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>How a person stands to an initiative where they speak.</summary>
public abstract record Standing
{
    private Standing()
    {
    }

    /// <summary>A member.</summary>
    public sealed record In(Here Here) : Standing;

    /// <summary>Nobody whom the initiative knows, in one of its home channels.</summary>
    public sealed record Visiting(Here Here) : Standing;

    /// <summary>A member of several, who hasn't said which they speak of.</summary>
    public sealed record Which(IReadOnlyList<Initiative> Initiatives) : Standing;

    /// <summary>It is of another initiative than the one whose home this is.</summary>
    public sealed record Elsewhere : Standing;

    public sealed record Out : Standing;
}

/// <summary>
/// Finds out who speaks, and of which initiative. A channel speaks of the initiative whose home it is, whatever else its people are in.
/// </summary>
public sealed class Standings(IGrainFactory grains)
{
    /// <summary>The turn as said by the person themself, whichever of their identities they used, with what is known of them.</summary>
    public async Task<(Turn Turn, KnownPerson Known)> WhoSpeaks(Turn turn)
    {
        var person = grains.GetGrain<IPersonGrain>(turn.Person.ToString());
        var known = turn.IsElsewhere ? await person.Get() : await person.Heard(turn.Address, turn.Name, turn.TimeZone, turn.ToldCulture);
        var asTold = turn;
        turn = AsKnown(asTold, known);
        if (known.SpeaksFor is { } other)
        {
            var (self, owner) = (known, grains.GetGrain<IPersonGrain>(other.ToString()));
            // Who came by mail has no chat of their own: the one where somebody speaks for them is theirs.
            known = other.CameByMail && turn is { IsPersonal: true, IsElsewhere: false } ? await owner.Heard(turn.Address, "", turn.TimeZone, null) : await owner.Get();
            turn = AsKnown(AsKnown(asTold, known), self) with { Person = other, SaidAs = turn.Person };
        }

        return (turn.IsPersonal ? turn : turn with { Homes = await HomesAt(turn.Address.ConversationId) }, known);
    }

    // What this client doesn't tell is as it was told last: the person reads the same numbers on every device.
    private static Turn AsKnown(Turn turn, KnownPerson known) => turn with
    {
        Culture = (turn.ToldCulture is null || known.Language is not null) && known.Culture is not null ? Languages.CultureOf(known.Culture, turn.Culture.Name) : turn.Culture,
        TimeZone = turn.TimeZone ?? known.TimeZone,
        Name = turn.Name.Length > 0 ? turn.Name : known.Name,
    };

    /// <param name="initiative">The one that a card names; null for whichever is meant here.</param>
    public async Task<Standing> Of(Turn turn, KnownPerson known, InitiativeId? initiative)
    {
        if (initiative is { } id)
        {
            return turn.Homes.Count > 0 && turn.Homes.All(h => h.Id != id) ? new Standing.Elsewhere()
                : await Find(id, turn) is { } named ? new Standing.In(named)
                : turn.Homes.FirstOrDefault(h => h.Id == id) is { } home ? new Standing.Visiting(Here.Visiting(home, turn))
                : new Standing.Out();
        }

        if (turn.Homes.Count > 0)
        {
            var own = turn.Homes.Where(h => h.Member(turn.Person) is not null).ToArray();
            return (Array.Find(own, h => h.Id == known.Current) ?? own.FirstOrDefault()) is { } its
                ? new Standing.In(new Here(its, its.Member(turn.Person)!))
                : new Standing.Visiting(Here.Visiting(turn.Homes[0], turn));
        }

        // What has ended is spoken of only by whoever is in nothing else.
        var memberships = await Memberships(turn, known);
        memberships = memberships.Any(h => h.Initiative.Ended is null) ? [.. memberships.Where(h => h.Initiative.Ended is null)] : [.. memberships.Take(1)];
        return memberships switch
        {
            [] => new Standing.Out(),
            [var only] => new Standing.In(only),
            _ when memberships.FirstOrDefault(h => h.Initiative.Id == known.Current) is { } current => new Standing.In(current),
            _ => new Standing.Which([.. memberships.Select(h => h.Initiative)]),
        };
    }

    /// <summary>All initiatives of a person, those that have ended too.</summary>
    public async Task<IReadOnlyList<Here>> Memberships(Turn turn, KnownPerson known)
    {
        var memberships = new List<Here>();
        foreach (var membership in known.Initiatives)
        {
            if (await Find(new(membership), turn) is { } here)
            {
                memberships.Add(here);
            }
        }

        return memberships;
    }

    private async Task<Here?> Find(InitiativeId id, Turn turn) =>
        await grains.GetGrain<IInitiativeGrain>(id).Get() is { } initiative && initiative.Member(turn.Person) is { } member
            ? new Here(initiative, member)
            : null;

    private async Task<IReadOnlyList<Initiative>> HomesAt(string conversation)
    {
        var homes = new List<Initiative>();
        foreach (var id in await grains.GetGrain<IHomesGrain>(conversation).Get())
        {
            if (await grains.GetGrain<IInitiativeGrain>(id).Get() is { Ended: null } initiative && initiative.Channels.Any(c => c.Address.ConversationId == conversation))
            {
                homes.Add(initiative);
            }
        }

        return homes;
    }
}
