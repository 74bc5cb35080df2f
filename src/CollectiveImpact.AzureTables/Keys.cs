using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using CollectiveImpact.Audit;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// Every key of every table. What people and Teams name is escaped, so that a key holds nothing that Tables forbids and no two
/// things share one; what a row is about also stands in its columns, so that keys are never read back.
/// </summary>
/// <remarks>
/// Tables forbids <c>/ \ # ?</c> and control characters in keys and allows them 1 KiB. <c>~</c> is kept for keys of our own.
/// </remarks>
internal static class Keys
{
    // Two of them and a prefix make the longest key, which stays under 512 characters: 1 KiB in UTF-16.
    private const int LongestPart = 240;
    private const int HashLength = 64;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?%~", .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(c => (char)c)]);

    /// <summary>The partition that lists every initiative.</summary>
    public const string AllInitiatives = "~all";

    /// <summary>The partition, and the row, of a restore that was begun.</summary>
    public const string Restoring = "~restoring";

    /// <summary>What the partitions of passes begin with, of sessions, and of codes that link a second identity.</summary>
    public const string AllPasses = "~passes-";
    public const string AllSessions = "~sessions-";
    public const string AllLinkCodes = "~link-";

    /// <summary>What the partitions begin with that hold the plans of what is to be sent.</summary>
    public const string AllPlans = "~plan-";

    private const int PlanPartitions = 16;

    public const string Settings = "initiative";
    public const string Goals = "goal:";
    public const string Partners = "partner:";
    public const string Members = "member:";
    public const string Channels = "channel:";
    public const string Groups = "group:";
    public const string Indicators = "indicator:";
    public const string Invites = "invite:";
    public const string RunningRounds = "running:";
    public const string Schedules = "schedule:";
    public const string WaitingDigests = "telling:";
    public const string Timetable = "timetable";
    public const string Misses = "miss:";
    public const string AllAsked = "asked:";
    public const string TheAgenda = "agenda";
    public const string AgendaVersions = "version:";
    public const string Decisions = "decision:";

    public const string Conversation = "conversation";

    public const string TheRound = "round";

    public static string Initiative(InitiativeId id) => Last(id);

    /// <summary>An initiative's partitions beside its own in the same table.</summary>
    public static IEnumerable<string> Apart(InitiativeId initiative) =>
    [
        Agenda(initiative), Commitments(initiative), Audit(initiative), Begun(initiative), Digests(initiative), Unsent(initiative), Imports(initiative), Messages(initiative), Passes(initiative), Sessions(initiative), Looks(initiative), MailLinks(initiative),
    ];

    public static string Goal(string id) => Goals + Last(id);

    public static string Partner(PartnerId id) => Partners + Last(id);

    public static string Member(PersonKey person) => Members + Person(person);

    public static string Channel(string conversation) => Channels + Last(conversation);

    public static string Group(string id) => Groups + Last(id);

    public static string Indicator(string id) => Indicators + Last(id);

    public static string Definitions(string indicator) => $"definition:{Part(indicator)}:";

    public static string Definition(string indicator, int version) => Definitions(indicator) + Padded(version);

    /// <param name="key">The code's hash; in rows of earlier versions, the code.</param>
    public static string Invite(string key) => Invites + Last(key);

    public static string Schedule(string id) => Schedules + Last(id);

    public static string RunningRound(string id) => RunningRounds + Last(id);

    public static string WaitingDigest(string round) => WaitingDigests + Last(round);

    public static string Person(PersonKey person) => $"{Part(person.Tenant)}:{Last(person.ObjectId)}";

    public static string Membership(InitiativeId initiative) => "in:" + Last(initiative);

    /// <summary>The row of a channel in which the bot is.</summary>
    public const string Presence = "here";

    /// <summary>The partition of the initiatives of which a channel is a home.</summary>
    public static string Home(string conversation) => Last(conversation);

    /// <summary>The partition, and the row, of a code with which somebody links a second identity to themselves.</summary>
    public static string LinkCode(string hash) => AllLinkCodes + Last(hash);

    /// <summary>The partition, and the row, that says whose a mailbox is. The address itself doesn't stand in it.</summary>
    public static string Mailbox(string address) => "~mail-" + Conversations.Mailboxes.KeyOf(address);

    public static string Round(InitiativeId initiative, RoundId round) => $"{Part(initiative)}:{Last(round)}";

    /// <summary>What the partitions of an initiative's rounds begin with.</summary>
    public static string Rounds(InitiativeId initiative) => Part(initiative) + ":";

    public static string Entry(PartnerId partner) => "entry:" + Part(partner);

    public static string Revisions(PartnerId partner) => $"{Entry(partner)}:rev:";

    public static string Revision(PartnerId partner, int revision) => Revisions(partner) + Padded(revision);

    public static string OfIndicator(InitiativeId initiative, string indicator) => $"{Part(initiative)}:{Last(indicator)}";

    /// <summary>All values of one partner, newest period first.</summary>
    public static string Value(PartnerId partner, Period period) => $"{Part(partner)}:{NewestFirst(period)}";

    /// <summary>What the keys of a partner's values in periods of one frequency begin with.</summary>
    public static string ValuesLike(PartnerId partner, Period period) => $"{Part(partner)}:{Frequency(period)}";

    public static string Total(Period period) => NewestFirst(period);

    /// <summary>What a partner learned in a round, the newest first.</summary>
    public static string Learning(NodaTime.LocalDate date, RoundId round, PartnerId partner) =>
        $"{LearningsOf(date)}{Part(round)}:{Part(partner)}";

    /// <summary>What the keys of all that was learned on a day begin with.</summary>
    public static string LearningsOf(NodaTime.LocalDate date) =>
        Complement(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{date.Year:0000}{date.Month:00}{date.Day:00}")) + ":";

    /// <summary>The partition of what the backbone said it will do.</summary>
    public static string Commitments(InitiativeId initiative) => "~commitments-" + Initiative(initiative);

    /// <summary>The partition of an initiative's agenda and decisions.</summary>
    public static string Agenda(InitiativeId initiative) => "~agenda-" + Initiative(initiative);

    public static string AgendaVersion(int version) => AgendaVersions + Padded(version);

    /// <summary>The newest first.</summary>
    public static string Decision(NodaTime.Instant at, string id) => Decisions + Commitment(at, id);

    /// <summary>What the keys of all that was decided at a moment begin with.</summary>
    public static string DecisionsAt(NodaTime.Instant at) => Decisions + Moment(at);

    /// <summary>The partition of the files that were brought into an initiative.</summary>
    public static string Imports(InitiativeId initiative) => "~imports-" + Initiative(initiative);

    /// <summary>The newest first.</summary>
    public static string Import(NodaTime.Instant at, string id) => Commitment(at, id);

    /// <summary>The partition of what the backbone wrote for an initiative's digests.</summary>
    public static string Digests(InitiativeId initiative) => "~digests-" + Initiative(initiative);

    public static string DigestOf(RoundId round) => Last(round);

    /// <summary>What the ids of a year's rounds begin with.</summary>
    public static string Year(int year) => year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The partition of forms that people have begun.</summary>
    public static string Unsent(InitiativeId initiative) => "~unsent-" + Initiative(initiative);

    /// <summary>What the keys of a person's begun forms begin with.</summary>
    public static string Unsent(PersonKey person) => $"{Part(person.Tenant)}:{Part(person.ObjectId)}:";

    public static string UnsentForm(PersonKey person, RoundId round) => Unsent(person) + Last(round);

    /// <summary>The partition of what the backbone wrote to partners.</summary>
    public static string Messages(InitiativeId initiative) => "~messages-" + Initiative(initiative);

    /// <summary>The newest first: a message's id begins with when it was begun.</summary>
    public static string Message(string id) => Last(Complement(id));

    /// <summary>The partition of who did what in an initiative.</summary>
    public static string Audit(InitiativeId initiative) => "~audit-" + Initiative(initiative);

    /// <summary>The newest first.</summary>
    public static string Act(NodaTime.Instant at, ActKind kind, string about) => Commitment(at, $"{kind}:{about}");

    /// <summary>What the keys of all acts of a moment begin with.</summary>
    public static string ActsAt(NodaTime.Instant at) => Moment(at);

    /// <summary>The partition of acts that were begun and aren't kept yet.</summary>
    public static string Begun(InitiativeId initiative) => "~begun-" + Initiative(initiative);

    public static string Begun(ActKind kind, string what) => Last($"{kind}:{what}");

    /// <summary>The partition of an initiative's passes.</summary>
    public static string Passes(InitiativeId initiative) => AllPasses + Initiative(initiative);

    /// <summary>The partition of who is let in to an initiative's pages.</summary>
    public static string Sessions(InitiativeId initiative) => AllSessions + Initiative(initiative);

    /// <summary>The partition of the links that stand in mails.</summary>
    public static string MailLinks(InitiativeId initiative) => "~maillinks-" + Initiative(initiative);

    /// <summary>Those that are over first.</summary>
    public static string MailLink(NodaTime.LocalDate lastDay, string key) => MailLinksUntil(lastDay) + Last(key);

    /// <summary>What the keys of all links begin with that are over after a day.</summary>
    public static string MailLinksUntil(NodaTime.LocalDate lastDay) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{lastDay.Year:0000}{lastDay.Month:00}{lastDay.Day:00}-");

    /// <summary>The partition of when people looked at an initiative's pages.</summary>
    public static string Looks(InitiativeId initiative) => "~looks-" + Initiative(initiative);

    /// <summary>What the rows of an initiative's pulses begin with.</summary>
    public const string Pulses = "pulse:";

    public static string Pulse(int number) => Pulses + Padded(number);

    /// <summary>What the rows of those begin with who took part in a pulse.</summary>
    public static string TookPart(int number) => $"took-part:{Padded(number)}:";

    public static string TookPart(int number, PersonKey person) => TookPart(number) + Person(person);

    /// <summary>The newest first.</summary>
    public static string Commitment(NodaTime.Instant at, string id) =>
        Moment(at) + Part(id);

    // Later moments come first.
    private static string Moment(NodaTime.Instant at) =>
        $"{Complement(at.ToUnixTimeMilliseconds().ToString("000000000000000", System.Globalization.CultureInfo.InvariantCulture))}:";

    public static string Term(string slug) => "term:" + Part(slug);

    public static string TermRevisions(string slug) => $"{Term(slug)}:rev:";

    public static string TermRevision(string slug, int version) => TermRevisions(slug) + Padded(version);

    /// <summary>A word that people asked for in vain, folded.</summary>
    public static string Miss(string word) => Misses + Last(word);

    /// <summary>How often words were asked for in a month.</summary>
    public static string Asked(NodaTime.LocalDate month) => AllAsked + string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}");

    public static string Activity(string id) => "activity:" + Last(id);

    public static string Notice(string id) => "notice:" + Last(id);

    public static string Fit(string ask, string offer) => $"fit:{Part(ask)}:{Last(offer)}";

    public static string Mailing(string mailing) => Last(mailing);

    public static string Delivery(string recipient, string kind) => $"{Last(recipient)}~{Last(kind)}";

    /// <summary>The partition of a mailing's plans, one of a few.</summary>
    public static string Plans(string mailing) => Plans(SHA256.HashData(Encoding.UTF8.GetBytes(mailing))[0] % PlanPartitions);

    /// <summary>All partitions of plans.</summary>
    public static IEnumerable<string> PlansOfAll => Enumerable.Range(0, PlanPartitions).Select(Plans);

    public static string PlanPrefix(string mailing) => $"{Last(mailing)}~";

    public static string Plan(string mailing, string kind, int part) => $"{PlanPrefix(mailing)}{Last(kind)}~{Padded(part)}";

    /// <summary>
    /// The period so that later ones of the same frequency come first: <c>2026-W48</c> is <c>W7973-51</c>. A read from there on
    /// meets the newest first, and stops when it has enough.
    /// </summary>
    public static string NewestFirst(Period period)
    {
        var id = period.Id;
        if (id.Length < 6 || !char.IsAsciiDigit(id[^1]))
        {
            throw new ArgumentException($"“{id}” is no period.", nameof(period));
        }

        return Frequency(period) + Complement(new string([.. id.Where(c => c is '-' || char.IsAsciiDigit(c))]));
    }

    // Digits counted backwards, so that larger ones come first.
    private static string Complement(string digits) => new([.. digits.Select(c => char.IsAsciiDigit(c) ? (char)('0' + '9' - c) : c)]);

    /// <summary>What the keys of all periods of a period's frequency begin with.</summary>
    public static string Frequency(Period period) => char.IsAsciiLetter(period.Id[5]) ? period.Id[5].ToString() : "M";

    /// <summary>One whole partition.</summary>
    public static string In(string partition) => TableClient.CreateQueryFilter($"PartitionKey eq {partition}");

    /// <summary>The rows of a partition whose keys begin so.</summary>
    public static string In(string partition, string prefix) => Between(partition, prefix, After(prefix));

    /// <summary>The rows of a partition from one key on.</summary>
    public static string From(string partition, string from) => TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from}");

    /// <summary>The rows of a partition from one key up to, and without, another.</summary>
    public static string Between(string partition, string from, string to) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}");

    /// <summary>All partitions whose keys begin so.</summary>
    public static string InAll(string prefix) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {After(prefix)}");

    /// <summary>The first key after all those that begin so.</summary>
    public static string After(string prefix) => prefix.Length == 0 ? "\uffff" : prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>A part with nothing behind it.</summary>
    public static string Last(string text) => Fitting(Escape(text));

    /// <summary>A part with a colon behind it.</summary>
    public static string Part(string text) => Fitting(Escape(text).Replace(":", "%3A", StringComparison.Ordinal));

    private static string Plans(int partition) => AllPlans + partition.ToString("00", System.Globalization.CultureInfo.InvariantCulture);

    private static string Padded(int number) => number.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Forbidden))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var c in text)
        {
            if (!Forbidden.Contains(c))
            {
                escaped.Append(c);
                continue;
            }

            foreach (var b in utf8[..Encoding.UTF8.GetBytes([c], utf8)])
            {
                escaped.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }

    private static string Fitting(string part)
    {
        if (part.Length <= LongestPart)
        {
            return part;
        }

        var kept = LongestPart - HashLength - 1;
        // Half an emoji can't be sent.
        kept -= char.IsHighSurrogate(part[kept - 1]) ? 1 : 0;
        return $"{part[..kept]}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part)))}";
    }
}
