using System.Globalization;

namespace CollectiveImpact;

/// <summary>What the product says to somebody who reads English: tests name a text, and don't repeat its words.</summary>
internal static partial class En
{
    public static readonly Activities.Texts Activities = new(English);
    public static readonly Agenda.Texts Agenda = new(English);
    public static readonly CheckIns.Texts CheckIns = new(English);
    public static readonly Commitments.Texts Commitments = new(English);
    public static readonly Conversations.Texts Conversations = new(English);
    public static readonly Digests.Texts Digests = new(English);
    public static readonly Endings.Texts Endings = new(English);
    public static readonly Files.Texts Files = new(English);
    public static readonly Glossary.Texts Glossary = new(English);
    public static readonly Groups.Texts Groups = new(English);
    public static readonly Health.Texts Health = new(English);
    public static readonly Indicators.Texts Indicators = new(English);
    public static readonly Initiatives.Texts Initiatives = new(English);
    public static readonly Learnings.Texts Learnings = new(English);
    public static readonly Onboarding.Texts Onboarding = new(English);
    public static readonly People.Texts People = new(English);
    public static readonly Pulse.Texts Pulse = new(English);
    public static readonly Sample.Texts Sample = new(English);
    public static readonly Schedules.Texts Schedules = new(English);
    public static readonly Templates.Texts Templates = new(English);
    public static readonly Time.Texts Time = new(English);
    public static readonly Cards.Fields.Texts Fields = new(English);

    private static CultureInfo English => CultureInfo.GetCultureInfo("en-GB");
}
