namespace CollectiveImpact.Endings;

/// <summary>What is kept, by what it is for: the page about privacy tells each, and each row of storage is of one.</summary>
public enum KeptKind
{
    /// <summary>Who somebody is, and how to write to them.</summary>
    Person,

    /// <summary>An initiative's settings, with who belongs to it.</summary>
    Initiative,

    /// <summary>What partners report, with earlier states, and what is computed from it.</summary>
    Answers,

    /// <summary>What was sent to whom, and what was written for it.</summary>
    Messages,

    /// <summary>The shared words.</summary>
    Glossary,

    /// <summary>What is worked for: agenda, decisions, activities, asks and offers.</summary>
    Plans,

    /// <summary>Surveys that nobody's answer can be told from.</summary>
    Pulse,

    /// <summary>Codes and links that let somebody in for a while.</summary>
    Access,

    /// <summary>Who did what.</summary>
    Trail,
}
