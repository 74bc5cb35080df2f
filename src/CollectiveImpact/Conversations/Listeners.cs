using CollectiveImpact.Search;

namespace CollectiveImpact.Conversations;

/// <summary>
/// Every door into the product: what can be said, pressed, or brought by the clock, who may come in, and what answers.
/// A door that is declared twice fails at start, not in front of a partner.
/// </summary>
public sealed class Listeners
{
    // How many characters of what wasn't understood are looked at for what was meant.
    private const int MostGuessedAt = 60;

    // Of the longer of two texts, so much may differ: what differs more isn't what was meant.
    private const double NearEnough = 0.4;
    private const double Misspelled = 0.34;

    private readonly List<SayDoor> _said = [];
    private readonly Dictionary<string, PressDoor> _pressed = [];
    private readonly Dictionary<Moment, Type> _clock = [];
    private readonly List<Type> _mornings = [];

    public IReadOnlyList<SayDoor> Said => _said;

    public IReadOnlyCollection<PressDoor> Pressed => _pressed.Values;

    public IReadOnlyDictionary<Moment, Type> ByTheClock => _clock;

    /// <summary>Those that the morning is brought to, in this order.</summary>
    public IReadOnlyList<Type> InTheMorning => _mornings;

    /// <summary>Opens a door for something said, in any of several ways.</summary>
    public DoorBuilder Say(params string[] patterns) => new(door =>
    {
        foreach (var pattern in patterns)
        {
            if (_said.Any(d => d.Phrase.Pattern == pattern))
            {
                throw new InvalidOperationException($"\"{pattern}\" is said to two listeners.");
            }

            _said.Add(new SayDoor(new Phrase(pattern), door.Who, door.Help, door.IsForChannels, door.IsTakingAway, door.Listener));
        }
    });

    /// <summary>Opens a door for a button; its verb is <c>slice.action</c>.</summary>
    public DoorBuilder Press(string verb) => new(door =>
    {
        if (!_pressed.TryAdd(verb, new PressDoor(verb, door.Who, door.Listener, door.IsEverywhere)))
        {
            throw new InvalidOperationException($"\"{verb}\" is pressed for two listeners.");
        }
    });

    /// <summary>Opens the one door for a moment of a check-in's life.</summary>
    public ClockDoorBuilder Clock(Moment moment) => new(listener =>
    {
        if (!_clock.TryAdd(moment, listener))
        {
            throw new InvalidOperationException($"\"{moment}\" is brought to two listeners.");
        }
    });

    /// <summary>Opens a door for every working day's morning; there may be several.</summary>
    public MorningDoorBuilder Morning() => new(_mornings.Add);

    /// <summary>The door for what was said: the phrase with the most fixed words wins, and of two such the one without a place.</summary>
    public (SayDoor Door, IReadOnlyDictionary<string, string> Words)? Hear(string said)
    {
        var sentence = new Sentence(said);
        (SayDoor Door, IReadOnlyDictionary<string, string> Words)? heard = null;
        foreach (var door in _said)
        {
            if ((heard is null || Ahead(door.Phrase, heard.Value.Door.Phrase)) && door.Phrase.Match(sentence) is { } words)
            {
                heard = (door, words);
            }
        }

        return heard;
    }

    /// <summary>What a button can say before everybody in a channel, for somebody who may do so much.</summary>
    public IReadOnlyList<SayDoor> ForChannels(Audience most) =>
        [.. _said.Where(d => d.IsForChannels && d.Help is not null && d.Who <= most).DistinctBy(d => d.Listener)];

    public PressDoor? Find(string verb) => _pressed.GetValueOrDefault(verb);

    /// <summary>What may have been meant, nearest first, of what a button can say for this person: only what is near, and nothing that takes away.</summary>
    /// <param name="inChannel">Whether everybody reads along: then only what makes sense before them.</param>
    public IReadOnlyList<SayDoor> Guess(string said, Audience most, bool inChannel = false, int count = 3)
    {
        var meant = Meant(said);

        // The whole and its words, so that "show me the status" still finds "status".
        EditDistance[] parts = [.. meant.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Append(meant).Distinct().Select(p => new EditDistance(p))];
        return [.. _said
            .Where(d => !d.Phrase.NeedsWords && d.Who <= most && d.Help is not null && !d.IsTakingAway && (d.IsForChannels || !inChannel))
            .Select(d => (Door: d, Distance: parts.Min(p => p.RelativeTo(d.Phrase.Stem))))
            .Where(d => d.Distance <= NearEnough)
            .OrderBy(d => d.Distance)
            .Select(d => d.Door)
            .DistinctBy(d => d.Listener)
            .Take(count)];
    }

    /// <summary>Whether all that was said is one of these, misspelled.</summary>
    public static bool IsMisspelled(string said, IReadOnlyList<SayDoor> guesses) => new EditDistance(Meant(said)) is var meant && guesses.Any(g => meant.RelativeTo(g.Phrase.Stem) <= Misspelled);

    private static string Meant(string said)
    {
        var start = said.AsSpan().Trim().TrimEnd("?!. ");
        return start[..Math.Min(start.Length, MostGuessedAt)].ToString().ToLowerInvariant();
    }

    private static bool Ahead(Phrase one, Phrase other) => one.Stem.Length != other.Stem.Length
        ? one.Stem.Length > other.Stem.Length
        : !one.NeedsWords && other.NeedsWords;
}

/// <summary>Who may come in through a door; each may do all that those before may.</summary>
public enum Audience
{
    Anyone,

    /// <summary>Whoever stands in a home channel of an initiative, member or not; and its members, anywhere.</summary>
    Visitors,
    Members,
    Reporters,
    Backbone,
}

/// <param name="Help">What a button in <c>help</c> says of it; null when none is offered.</param>
/// <param name="IsForChannels">Whether it makes sense before everybody in a channel.</param>
/// <param name="IsTakingAway">Whether it leads to something being taken away: then it is never guessed.</param>
public sealed record SayDoor(Phrase Phrase, Audience Who, string? Help, bool IsForChannels, bool IsTakingAway, Type Listener);

/// <param name="Everywhere">Whether it answers for all initiatives of a person at once.</param>
public sealed record PressDoor(string Verb, Audience Who, Type Listener, bool Everywhere);

/// <summary>Says who may come in and what answers. Without a word about it, members may.</summary>
public sealed class DoorBuilder(Action<DoorBuilder> add)
{
    internal Audience Who { get; private set; } = Audience.Members;

    internal string? Help { get; private set; }

    internal bool IsForChannels { get; private set; }

    internal bool IsTakingAway { get; private set; }

    internal bool IsEverywhere { get; private set; }

    internal Type Listener { get; private set; } = typeof(IMemberListener);

    /// <summary>Offers the phrase as a button in <c>help</c>, with these words.</summary>
    public DoorBuilder Offers(string help)
    {
        Help = help;
        return this;
    }

    /// <summary>Offers it in channels too, where everybody reads along.</summary>
    public DoorBuilder AlsoInChannels()
    {
        IsForChannels = true;
        return this;
    }

    /// <summary>Something is taken away behind it: nobody comes here by a guess.</summary>
    public DoorBuilder TakesAway()
    {
        IsTakingAway = true;
        return this;
    }

    /// <summary>Lets in who isn't known but stands in a home channel: the listener looks at <see cref="Here.IsVisitor"/>, and changes nothing for them.</summary>
    public DoorBuilder ByVisitors() => By(Audience.Visitors);

    public DoorBuilder ByBackbone() => By(Audience.Backbone);

    public DoorBuilder ByReporters() => By(Audience.Reporters);

    public void Do<T>()
        where T : IMemberListener => Add(typeof(T));

    public void ByAnyone<T>()
        where T : IListener
    {
        Who = Audience.Anyone;
        Add(typeof(T));
    }

    /// <summary>Answers for all initiatives of a member at once.</summary>
    public void Everywhere<T>()
        where T : IEverywhereListener
    {
        IsEverywhere = true;
        Add(typeof(T));
    }

    private DoorBuilder By(Audience who)
    {
        Who = who;
        return this;
    }

    private void Add(Type listener)
    {
        Listener = listener;
        add(this);
    }
}

public sealed class ClockDoorBuilder(Action<Type> add)
{
    public void Do<T>()
        where T : IClockListener => add(typeof(T));
}

public sealed class MorningDoorBuilder(Action<Type> add)
{
    public void Do<T>()
        where T : IMorningListener => add(typeof(T));
}

/// <summary>A slice: it opens its doors, all in one place.</summary>
public interface IFeature
{
    void Listen(Listeners on);
}
