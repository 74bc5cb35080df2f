using CollectiveImpact.Search;

namespace CollectiveImpact.Initiatives;

/// <summary>Members who work towards some of the agenda's goals together, with a channel and a digest of their own.</summary>
/// <param name="Purpose">What for, in a sentence; may be empty.</param>
/// <param name="Goals">The ids of the agenda's goals that it works towards; one that is no longer in force says nothing.</param>
/// <param name="People">Who is in it: members of the initiative, whatever their role.</param>
[GenerateSerializer, Immutable]
public sealed record WorkingGroup(string Id, string Name, string Purpose, IReadOnlyList<string> Goals, IReadOnlyList<PersonKey> People)
{
    public const int LongestName = 80;
    public const int LongestPurpose = 300;
    public const int MostInAnInitiative = 20;

    /// <summary>Who leads it, one of its people; null when the backbone does.</summary>
    [Id(0)] public PersonKey? Lead { get; init; }

    public bool Has(PersonKey person) => People.Contains(person);

    /// <summary>Whether a member may change it, end it and give its digest a home: the backbone, and who leads it.</summary>
    public bool IsRunBy(Member member) => member.Role == Role.Backbone || member.Person == Lead;

    /// <summary>Whether this is what it is called, without regard to case, spaces, dashes, accents, quotation marks and the stop at a sentence's end.</summary>
    public bool IsCalled(string name) => Spelling.Alike(name) is { Length: > 0 } alike ? alike == Spelling.Alike(Name) : string.Equals(Plain(Name), Plain(name), StringComparison.OrdinalIgnoreCase);

    public WorkingGroup With(PersonKey person) => Has(person) ? this : this with { People = [.. People, person] };

    /// <summary>Without a person, who leads it no longer either.</summary>
    public WorkingGroup Without(PersonKey person) => this with { People = [.. People.Where(p => p != person)], Lead = Lead == person ? null : Lead };

    /// <summary>Whether both say the same; lists are compared by what is in them.</summary>
    public bool SaysTheSameAs(WorkingGroup other) =>
        (Id, Name, Purpose, Lead) == (other.Id, other.Name, other.Purpose, other.Lead) && Goals.SequenceEqual(other.Goals) && People.SequenceEqual(other.People);

    // A name of nothing but such marks is told apart by them.
    private static string Plain(string name)
    {
        var words = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var bare = words.Trim(' ', '.', '!', '?', '؟', '…', '"', '“', '”', '\'', '‘', '’');
        return bare.Length > 0 ? bare : words;
    }
}

/// <summary>What became of a change of a working group.</summary>
[GenerateSerializer]
public enum GroupOutcome
{
    Changed,

    /// <summary>It was so before: a button that is pressed again.</summary>
    AlreadySo,

    NoSuchGroup,

    /// <summary>Neither of the backbone nor the group's lead; or no member at all.</summary>
    NotAllowed,

    /// <summary>Another group of the initiative is called so.</summary>
    NameTaken,

    /// <summary>The initiative has as many groups as it can have.</summary>
    TooMany,
}
