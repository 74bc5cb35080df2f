using System.Globalization;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Localization;
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

    private readonly OrderedDictionary<string, SayDoor> _said = [];
    private readonly List<SaidPhrase> _phrases = [];

    // The phrases of each language by the letter that they begin with: few begin with that of a sentence.
    private readonly Dictionary<string, Dictionary<char, List<SaidPhrase>>> _byLanguage = [];
    private readonly HashSet<(string Language, string Pattern)> _patterns = [];
    private readonly Dictionary<string, PressDoor> _pressed = [];
    private readonly Dictionary<Moment, Type> _clock = [];
    private readonly List<Type> _mornings = [];

    public IReadOnlyCollection<SayDoor> Said => _said.Values;

    /// <summary>Every way of saying something, in every language.</summary>
    public IReadOnlyList<SaidPhrase> Phrases => _phrases;

    public IReadOnlyCollection<PressDoor> Pressed => _pressed.Values;

    public IReadOnlyDictionary<Moment, Type> ByTheClock => _clock;

    /// <summary>Those that the morning is brought to, in this order.</summary>
    public IReadOnlyList<Type> InTheMorning => _mornings;

    /// <summary>Whatever stands behind the doors.</summary>
    public IEnumerable<Type> Behind => Said.Select(d => d.Listener).Concat(Pressed.Select(d => d.Listener)).Concat(ByTheClock.Values).Concat(InTheMorning).Distinct();

    /// <summary>Opens a door for something said, in any of its phrases.</summary>
    public DoorBuilder Say(Command command) => new(door =>
    {
        Phrase[] phrases = [.. command.Phrases.Select(p => new Phrase(p.Pattern))];
        var said = new SayDoor(command, phrases, door.Who, door.Help, door.IsForChannels, door.IsTakingAway, door.Listener);
        if (!_said.TryAdd(command.Id, said))
        {
            throw new InvalidOperationException($"\"{command.Id}\" is said to two listeners.");
        }

        foreach (var ((language, pattern), phrase) in command.Phrases.Zip(phrases))
        {
            if (!_patterns.Add((language, pattern.Text)))
            {
                throw new InvalidOperationException($"\"{pattern.Text}\" is said to two listeners.");
            }

            if (pattern.Places.FirstOrDefault(Conversation.IsField) is { } taken)
            {
                throw new InvalidOperationException($"\"{pattern.Text}\" has a place \"{taken}\", which buttons need for something else.");
            }

            if (!_byLanguage.TryGetValue(language, out var byLetter))
            {
                _byLanguage.Add(language, byLetter = []);
            }

            if (!byLetter.TryGetValue(phrase.FirstLetter, out var alike))
            {
                byLetter.Add(phrase.FirstLetter, alike = []);
            }

            var way = new SaidPhrase(said, phrase, language);
            _phrases.Add(way);
            alike.Add(way);
        }
    });

    /// <summary>Opens a door for a button; its verb is <c>slice.action</c>.</summary>
    public DoorBuilder Press(string verb) => new(door =>
    {
        if (!_pressed.TryAdd(verb, new PressDoor(verb, door.Who, door.Listener, door.IsEverywhere, door.IsSettingUp)))
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

    /// <summary>
    /// The door for what was said, in any language: a phrase of the person's own language goes before an English one, and that before any
    /// other; of one language, the phrase with the most fixed words wins, and of two such the one without a place.
    /// </summary>
    public Heard? Hear(string said, CultureInfo culture)
    {
        var sentence = new Sentence(said);
        char[] letters = [.. sentence.Starts.Select(s => sentence.Lower[s]).Distinct()];
        for (var farness = 0; farness <= Command.Farthest; farness++)
        {
            (SaidPhrase Phrase, IReadOnlyDictionary<string, string> Words)? heard = null;
            foreach (var (_, byLetter) in _byLanguage.Where(l => Command.Farness(l.Key, culture) == farness))
            {
                foreach (var phrase in letters.SelectMany(letter => byLetter.GetValueOrDefault(letter, [])))
                {
                    if ((heard is not { } best || Ahead(phrase, best.Phrase)) && phrase.Phrase.Match(sentence) is { } words)
                    {
                        heard = (phrase, words);
                    }
                }
            }

            if (heard is { } found)
            {
                return new Heard(found.Phrase.Door, found.Words);
            }
        }

        return null;
    }

    /// <summary>The door that a button names by a command's id, with the words that the button carries for the places of one of its phrases.</summary>
    /// <returns>Null when there is no such command, or it needs words that the button doesn't carry.</returns>
    public Heard? Named(string id, Form form)
    {
        if (!_said.TryGetValue(id, out var door))
        {
            return null;
        }

        var words = door.Phrases.Select(p => p.Filled(form)).OfType<IReadOnlyDictionary<string, string>>().MaxBy(w => w.Count);
        return words is null ? null : new Heard(door, words);
    }

    /// <summary>What a button can say before everybody in a channel, for somebody who may do so much.</summary>
    public IReadOnlyList<SayDoor> ForChannels(Audience most) =>
        [.. Said.Where(d => d.IsForChannels && d.Help is not null && d.Who <= most).DistinctBy(d => d.Listener)];

    public PressDoor? Find(string verb) => _pressed.GetValueOrDefault(verb);

    /// <summary>
    /// What may have been meant, the person's own language first and in it the nearest, of what a button can say for this person: only
    /// what is near, and nothing that takes away.
    /// </summary>
    /// <param name="inChannel">Whether everybody reads along: then only what makes sense before them.</param>
    public IReadOnlyList<SaidPhrase> Guess(string said, CultureInfo culture, Audience most, bool inChannel = false, int count = 3)
    {
        var meant = Meant(said);

        // The whole and its words, so that "show me the status" still finds "status".
        EditDistance[] parts = [.. meant.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Append(meant).Distinct().Select(p => new EditDistance(p))];
        // Other languages are looked through only when these hold too little.
        return [.. _phrases
            .Where(p => !p.Phrase.NeedsWords && p.Door.Who <= most && p.Door.Help is not null && !p.Door.IsTakingAway && (p.Door.IsForChannels || !inChannel))
            .GroupBy(p => Command.Farness(p.Language, culture))
            .OrderBy(g => g.Key)
            .SelectMany(g => g
                .Select(p => (Phrase: p, Distance: parts.Min(part => part.RelativeTo(p.Phrase.Compared))))
                .Where(p => p.Distance <= NearEnough)
                .OrderBy(p => p.Distance))
            .Select(p => p.Phrase)
            .DistinctBy(p => p.Door.Listener)
            .Take(count)];
    }

    /// <summary>Whether all that was said is one of these, misspelled.</summary>
    public static bool IsMisspelled(string said, IReadOnlyList<SaidPhrase> guesses) => new EditDistance(Meant(said)) is var meant && guesses.Any(g => meant.RelativeTo(g.Phrase.Compared) <= Misspelled);

    private static string Meant(string said)
    {
        var start = said.AsSpan().Trim().TrimEnd("?!. ");
        return Letters.Alike(start[..Math.Min(start.Length, MostGuessedAt)].ToString());
    }

    private static bool Ahead(SaidPhrase one, SaidPhrase other) =>
        one.Phrase.Stem.Length != other.Phrase.Stem.Length ? one.Phrase.Stem.Length > other.Phrase.Stem.Length : !one.Phrase.NeedsWords && other.Phrase.NeedsWords;
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

/// <param name="Help">How <c>help</c> offers it; null when it doesn't.</param>
/// <param name="IsForChannels">Whether it makes sense before everybody in a channel.</param>
/// <param name="IsTakingAway">Whether it leads to something being taken away: then it is never guessed.</param>
public sealed record SayDoor(Command Command, IReadOnlyList<Phrase> Phrases, Audience Who, HelpOffer? Help, bool IsForChannels, bool IsTakingAway, Type Listener);

/// <summary>A command as <c>help</c> offers it.</summary>
/// <param name="InWords">What it is for, in the reader's language.</param>
public sealed record HelpOffer(HelpGroup Group, Func<CultureInfo, string> InWords);

/// <summary>What the commands in <c>help</c> are about, in the order in which it shows them.</summary>
public enum HelpGroup
{
    CheckIns,

    /// <summary>Numbers, and what was learned beside them.</summary>
    Numbers,

    /// <summary>The glossary.</summary>
    Words,

    /// <summary>Who is in it, and how to reach them.</summary>
    People,

    /// <summary>What partners aim at and do together.</summary>
    Together,

    /// <summary>How the initiative runs, and its data.</summary>
    Settings,
}

/// <summary>One of the ways in which a door's command is said.</summary>
public sealed record SaidPhrase(SayDoor Door, Phrase Phrase, string Language);

/// <summary>The door that was meant, and the words in the places of its phrase.</summary>
public sealed record Heard(SayDoor Door, IReadOnlyDictionary<string, string> Words);

/// <param name="Everywhere">Whether it answers for all initiatives of a person at once.</param>
/// <param name="SetsUp">Whether its answer leads the backbone on to the next step of setting up.</param>
public sealed record PressDoor(string Verb, Audience Who, Type Listener, bool Everywhere, bool SetsUp = false);

/// <summary>Says who may come in and what answers. Without a word about it, members may.</summary>
public sealed class DoorBuilder(Action<DoorBuilder> add)
{
    internal Audience Who { get; private set; } = Audience.Members;

    internal HelpOffer? Help { get; private set; }

    internal bool IsForChannels { get; private set; }

    internal bool IsTakingAway { get; private set; }

    internal bool IsEverywhere { get; private set; }

    internal bool IsSettingUp { get; private set; }

    internal Type Listener { get; private set; } = typeof(IMemberListener);

    /// <summary>Offers the command as a button in <c>help</c>, with these words in the reader's language.</summary>
    public DoorBuilder Offers(HelpGroup group, Func<CultureInfo, string> help)
    {
        Help = new HelpOffer(group, help);
        return this;
    }

    /// <summary>Offers it in channels too, where everybody reads along.</summary>
    public DoorBuilder AlsoInChannels()
    {
        IsForChannels = true;
        return this;
    }

    /// <summary>Something is taken away behind it: nobody comes here by a guess, and <c>help</c> doesn't offer it.</summary>
    public DoorBuilder TakesAway()
    {
        IsTakingAway = true;
        return this;
    }

    /// <summary>A step of setting up is saved behind it: while more is to be done, backbone staff are led on to the next.</summary>
    public DoorBuilder SetsUp()
    {
        IsSettingUp = true;
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
