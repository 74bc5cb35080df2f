using System.Globalization;
using System.Text.RegularExpressions;

namespace CollectiveImpact;

/// <summary>What the product says to somebody who reads English: tests name a text, and don't repeat its words.</summary>
internal static partial class En
{
    public static readonly Activities.Texts Activities = new(English);
    public static readonly Agenda.Texts Agenda = new(English);
    public static readonly Audit.Texts Audit = new(English);
    public static readonly Briefs.Texts Briefs = new(English);
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
    public static readonly Mail.Texts ByMail = new(English);
    public static readonly Messages.Texts Messages = new(English);
    public static readonly Onboarding.Texts Onboarding = new(English);
    public static readonly Pages.Texts Pages = new(English);
    public static readonly Reports.Texts Reports = new(English);
    public static readonly People.Texts People = new(English);
    public static readonly Pulse.Texts Pulse = new(English);
    public static readonly Sample.Texts Sample = new(English);
    public static readonly Reviews.Texts Reviews = new(English);
    public static readonly Schedules.Texts Schedules = new(English);
    public static readonly Settings.Texts Settings = new(English);
    public static readonly Templates.Texts Templates = new(English);
    public static readonly Time.Texts Time = new(English);
    public static readonly Cards.Fields.Texts Fields = new(English);

    /// <summary>Stands for an argument of a text that a test doesn't know.</summary>
    public const string Unknown = "\u2047";

    /// <summary>The longest piece of a text that holds no argument, and nothing that is escaped on its way.</summary>
    public static string Piece(string text) => Argument().Split(text).MaxBy(p => p.Length)!;

    [GeneratedRegex("[\\d\u2047\"]", RegexOptions.None, 1000)]
    private static partial Regex Argument();

    private static CultureInfo English => CultureInfo.GetCultureInfo("en-GB");
}
