using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Mail;

/// <summary>The link in a mail: it opens what the mail is about, for the person to whom the mail was sent, until it is over.</summary>
/// <remarks>
/// Mails are forwarded. Where a link is opened first it goes on opening; anywhere else it shows no more than whose it is, until
/// another one has been sent to the mailbox and is opened there.
/// </remarks>
/// <param name="Key">What is kept of its secret; see <see cref="Secrets"/>.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record MailLink(InitiativeId Initiative, string Key, PersonKey Person, Instant Until)
{
    /// <summary>The page that it leads to, below the initiative's; empty for the overview, and where <see cref="Card"/> is.</summary>
    public string Place { get; init; } = "";

    /// <summary>The card that was sent, as JSON, where it isn't drawn anew: it is read and pressed on a page as it came.</summary>
    public string? Card { get; init; }

    /// <summary>The key of the invite that it brings.</summary>
    public string? Invite { get; init; }

    /// <summary>The address that opening it shows to be the person's, who wants mail there.</summary>
    public string? Mailbox { get; init; }

    /// <summary>What is kept of the browser that opened it first; null while none has.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>The last day on which it may be used, which stands in its code: what is over is found without reading the rest.</summary>
    public LocalDate LastDay => Until.InUtc().Date;

    /// <summary>Whether a browser may open it.</summary>
    /// <param name="browser">The secret that it holds; null when it holds none.</param>
    public bool OpensFor(string? browser) => OpenedBy is null || (browser is not null && OpenedBy == KeyOf(browser));

    /// <summary>What is kept of a browser's secret.</summary>
    public static string KeyOf(string browser) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(browser)));
}

/// <summary>The code of a link in a mail: the initiative, the last day, and two hundred and fifty-six random bits, of which only a hash is kept.</summary>
public static class MailCode
{
    private const string Day = "uuuuMMdd";
    private static readonly LocalDatePattern s_day = LocalDatePattern.CreateWithInvariantCulture(Day);

    /// <returns>The code to hand out, and the key under which what it opens is kept.</returns>
    public static (string Code, string Key) New(InitiativeId initiative, Instant until)
    {
        var (code, key) = Secrets.New(initiative);
        return (code.Insert(code.IndexOf('-', StringComparison.Ordinal) + 1, s_day.Format(until.InUtc().Date) + "-"), key);
    }

    /// <summary>Reads a code that was handed out; null when it can't be one.</summary>
    public static (InitiativeId Initiative, LocalDate LastDay, string Key)? Read(string code) =>
        code.Split('-') is [var initiative, { Length: 8 } day, var secret] && s_day.Parse(day) is { Success: true, Value: var last } && Secrets.Read($"{initiative}-{secret}") is var (id, key)
            ? (id, last, key)
            : null;

    /// <summary>What a link's page is called, where only whoever it is for can open it.</summary>
    public static string NameOf(MailLink link) => string.Create(CultureInfo.InvariantCulture, $"{s_day.Format(link.LastDay)}-{link.Key}");

    /// <summary>Reads <see cref="NameOf"/>.</summary>
    public static (LocalDate LastDay, string Key)? ReadName(string name) =>
        name.Split('-') is [{ Length: 8 } day, { Length: 64 } key] && s_day.Parse(day) is { Success: true, Value: var last } && key.All(char.IsAsciiHexDigitLower) ? (last, key) : null;
}

/// <summary>Where the links of mails are kept while they last: each is written once, whatever others there are.</summary>
public interface IMailLinkStore
{
    Task Save(MailLink link, CancellationToken cancel);

    Task<MailLink?> Find(InitiativeId initiative, LocalDate lastDay, string key, CancellationToken cancel);

    /// <summary>Notes the browser that opens a link first.</summary>
    /// <param name="browser">What is kept of it.</param>
    /// <returns>Whether it is this one; of several at once, one is.</returns>
    Task<bool> Claim(MailLink link, string browser, CancellationToken cancel);

    /// <summary>Ends all links of a person.</summary>
    Task Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel);

    /// <summary>Takes away the links whose last day is before a day.</summary>
    /// <returns>What they were.</returns>
    Task<IReadOnlyList<MailLink>> Clear(InitiativeId initiative, LocalDate before, CancellationToken cancel);
}
